package org.jzones.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.host.ConsoleLine;
import org.jzones.host.LoginEnd;
import org.jzones.host.LoginRequest;
import org.jzones.host.Talk;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.Problem;
import org.jzones.model.RunDetails;
import org.jzones.model.RunState;
import org.jzones.model.Usage;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.RunStates;

/**
 * A runtime of one brand that writes down what it is asked to do, and dies when it is told to:
 * as a killed process, before it has done anything or after it has done all.
 */
public final class RecordingRuntime implements ZoneRuntime {
    private final String brand;
    private final RunStates states;
    private final List<String> calls = new ArrayList<>();
    private Optional<String> deadly = Optional.empty();
    private boolean after;

    /** What a command does not survive. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(String call) {
            super(call);
        }
    }

    public RecordingRuntime(String brand, RunStates states) {
        this.brand = brand;
        this.states = states;
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
        put(zone, state, "");
    }

    private void put(ZoneName zone, ZoneState state, String bootArguments) {
        states.update(all -> all.with(zone, new RunState(all.nextId(), state, 1, brand, bootArguments)));
    }

    @Override
    public Optional<RunState> state(ZoneName zone, RunState recorded) {
        return Optional.of(recorded);
    }

    @Override
    public RunDetails details(ZoneName zone) {
        return RunDetails.NOTHING;
    }

    @Override
    public Optional<Usage> usage(ZoneName zone) {
        return Optional.empty();
    }

    @Override
    public List<Problem> problems(Zone zone) {
        return List.of();
    }

    @Override
    public List<Problem> warnings(Zone zone) {
        return List.of();
    }

    @Override
    public String platform(Zone zone, String bootArguments) {
        return "what " + zone.name() + " is made of" + bootArguments;
    }

    @Override
    public void ready(Zone zone) {
        call("ready", zone, "", () -> put(zone.name(), ZoneState.READY));
    }

    @Override
    public void boot(Zone zone, String bootArguments) {
        call(
                "boot",
                zone,
                bootArguments,
                () -> states.update(all -> {
                    int id = all.find(zone.name()).map(RunState::id).orElse(all.nextId());
                    return all.with(zone.name(), new RunState(id, ZoneState.RUNNING, 1, brand, bootArguments));
                }));
    }

    @Override
    public void reboot(Zone zone, String bootArguments, Runnable whileDown) {
        whileDown.run();
        call("reboot", zone, bootArguments, () -> put(zone.name(), ZoneState.RUNNING, bootArguments));
    }

    @Override
    public List<Problem> shutdown(Zone zone, Duration patience) {
        call("shutdown", zone, "", () -> states.update(all -> all.without(zone.name())));
        return List.of();
    }

    @Override
    public void halt(Zone zone) {
        if (states.read().find(zone.name()).isPresent()) {
            call("halt", zone, "", () -> states.update(all -> all.without(zone.name())));
        }
    }

    @Override
    public void ended(Zone zone, Runnable whileDown) {
        call("ended", zone, "", () -> states.update(all -> all.without(zone.name())));
    }

    @Override
    public void requireLogins(Zone zone) {
        // whoever they are
    }

    @Override
    public LoginEnd login(Zone zone, LoginRequest login, Talk talk) {
        call("login", zone, login.user() + " " + login.command().orElse(""), () -> {});
        return new LoginEnd(7, List.of());
    }

    @Override
    public Optional<ConsoleLine> console(Zone zone) {
        return Optional.empty();
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
