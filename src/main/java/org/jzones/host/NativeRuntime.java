package org.jzones.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RunDetails;
import org.jzones.model.RunState;
import org.jzones.model.Usage;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.RunStates;

/**
 * Zones of Solaris: their binaries cannot run here, so that ready and running are states that are kept track of, with all
 * their rules, and nothing else.
 */
public final class NativeRuntime implements ZoneRuntime {
    public static final List<String> BRANDS = List.of("native", "cluster", "labeled");

    private final RunStates states;
    private final Machine machine;

    public NativeRuntime(RunStates states, Machine machine) {
        this.states = states;
        this.machine = machine;
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
        throw Failure.of(Message.TRACKED_ONLY, zone.configuredBrand());
    }

    @Override
    public void ready(Zone zone) {
        states.update(all -> all.with(zone.name(), state(all.nextId(), ZoneState.READY, zone, "")));
    }

    @Override
    public void boot(Zone zone, String bootArguments) {
        states.update(all -> {
            int id = all.find(zone.name()).map(RunState::id).orElse(all.nextId());
            return all.with(zone.name(), state(id, ZoneState.RUNNING, zone, bootArguments));
        });
    }

    /** As one step. */
    @Override
    public void reboot(Zone zone, String bootArguments, Runnable whileDown) {
        whileDown.run();
        states.update(all -> all.with(zone.name(), state(all.nextId(), ZoneState.RUNNING, zone, bootArguments)));
    }

    private RunState state(int id, ZoneState state, Zone zone, String bootArguments) {
        return new RunState(id, state, machine.now(), zone.configuredBrand(), bootArguments);
    }

    @Override
    public List<Problem> shutdown(Zone zone, Duration patience) {
        halt(zone);
        return List.of();
    }

    @Override
    public void halt(Zone zone) {
        if (states.read().find(zone.name()).isPresent()) {
            states.update(all -> all.without(zone.name()));
        }
    }

    @Override
    public void ended(Zone zone, Runnable whileDown) {
        // nothing runs that could
    }

    @Override
    public void requireLogins(Zone zone) {
        throw Failure.of(Message.TRACKED_ONLY, zone.configuredBrand());
    }

    @Override
    public LoginEnd login(Zone zone, LoginRequest login, Talk talk) {
        throw Failure.of(Message.TRACKED_ONLY, zone.configuredBrand());
    }

    @Override
    public Optional<ConsoleLine> console(Zone zone) {
        return Optional.empty();
    }
}
