package org.jzones.host;

import java.util.Map;
import java.util.Optional;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.RunStates;

/**
 * Native zones: their Solaris binaries cannot run here, so that ready and running are states that are kept track of, with
 * all their rules, and nothing else.
 */
public final class NativeRuntime implements ZoneRuntime {
    private final RunStates states;
    private final Machine machine;

    public NativeRuntime(RunStates states, Machine machine) {
        this.states = states;
        this.machine = machine;
    }

    @Override
    public Map<ZoneName, RunState> states() {
        return states.read().zones();
    }

    @Override
    public Optional<RunState> state(ZoneName zone) {
        return states.read().find(zone);
    }

    @Override
    public void ready(ZoneName zone) {
        states.update(all -> all.with(zone, new RunState(all.nextId(), ZoneState.READY, machine.now(), "")));
    }

    @Override
    public void boot(ZoneName zone, String bootArguments) {
        states.update(all -> {
            int id = all.find(zone).map(RunState::id).orElse(all.nextId());
            return all.with(zone, new RunState(id, ZoneState.RUNNING, machine.now(), bootArguments));
        });
    }

    @Override
    public void reboot(ZoneName zone, String bootArguments) {
        states.update(
                all -> all.with(zone, new RunState(all.nextId(), ZoneState.RUNNING, machine.now(), bootArguments)));
    }

    @Override
    public void halt(ZoneName zone) {
        states.update(all -> all.without(zone));
    }
}
