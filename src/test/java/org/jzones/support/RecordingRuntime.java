package org.jzones.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/**
 * A runtime of one brand that keeps its zones in memory, writes down what it is asked to do, and dies when it is told to:
 * as a killed process, before it has done anything or after it has done all.
 */
public final class RecordingRuntime implements ZoneRuntime {
    private final String brand;
    private final Map<ZoneName, RunState> zones = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private int next = 100;
    private Optional<String> deadly = Optional.empty();
    private boolean after;

    /** What a command does not survive. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(String call) {
            super(call);
        }
    }

    public RecordingRuntime(String brand) {
        this.brand = brand;
    }

    /** What it was asked to do since the last time this was asked. */
    public List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    /** The next call of this word kills the command, before or after it has been done. */
    public void dieAt(String word, boolean afterwards) {
        deadly = Optional.of(word);
        after = afterwards;
    }

    /** The zone is in this state, whoever brought it there. */
    public void put(ZoneName zone, ZoneState state) {
        zones.put(zone, new RunState(next++, state, 1, brand, ""));
    }

    @Override
    public List<String> brands() {
        return List.of(brand);
    }

    @Override
    public Map<ZoneName, RunState> states() {
        return Map.copyOf(zones);
    }

    @Override
    public Optional<RunState> state(ZoneName zone) {
        return Optional.ofNullable(zones.get(zone));
    }

    @Override
    public void ready(Zone zone) {
        call("ready", zone, "", () -> zones.put(zone.name(), run(next++, ZoneState.READY, "")));
    }

    @Override
    public void boot(Zone zone, String bootArguments) {
        call("boot", zone, bootArguments, () -> {
            int id = state(zone.name()).map(RunState::id).orElseGet(() -> next++);
            zones.put(zone.name(), run(id, ZoneState.RUNNING, bootArguments));
        });
    }

    @Override
    public void reboot(Zone zone, String bootArguments) {
        call(
                "reboot",
                zone,
                bootArguments,
                () -> zones.put(zone.name(), run(next++, ZoneState.RUNNING, bootArguments)));
    }

    @Override
    public void shutdown(Zone zone) {
        call("shutdown", zone, "", () -> zones.remove(zone.name()));
    }

    @Override
    public void halt(Zone zone) {
        call("halt", zone, "", () -> zones.remove(zone.name()));
    }

    private RunState run(int id, ZoneState state, String bootArguments) {
        return new RunState(id, state, 1, brand, bootArguments);
    }

    private void call(String word, Zone zone, String bootArguments, Runnable effect) {
        String config = zone.config().isPresent() ? "" : " without configuration";
        calls.add((word + " " + zone.name() + " " + bootArguments).strip() + config);
        boolean dies = deadly.filter(word::equals).isPresent();
        if (!dies || after) {
            effect.run();
        }
        if (dies) {
            deadly = Optional.empty();
            throw new Killed(word);
        }
    }
}
