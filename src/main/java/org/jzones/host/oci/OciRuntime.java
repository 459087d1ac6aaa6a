package org.jzones.host.oci;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.check.LinuxRules;
import org.jzones.host.ConsoleLine;
import org.jzones.host.LoginEnd;
import org.jzones.host.LoginRequest;
import org.jzones.host.Machine;
import org.jzones.host.Processes;
import org.jzones.host.Talk;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RunDetails;
import org.jzones.model.RunState;
import org.jzones.model.Usage;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.store.RunStates;

/**
 * Zones of Linux, each a container (spec 5). What runs is told by the kernel and the engine; the run states keep what they
 * do not know: the zone's id, since when it is up, and its boot arguments. A zone's line is there before anything of it is
 * made and goes after everything of it has gone, so that whatever was cut off is found again.
 */
public final class OciRuntime implements ZoneRuntime {
    private final HostFiles files;
    private final RunStates states;
    private final Machine machine;
    private final Installation installation;
    private final Processes processes = new Processes();

    /** @param environment of this process, with {@code jzones.home} besides */
    public OciRuntime(HostFiles files, Machine machine, Map<String, String> environment) {
        this.files = files;
        this.states = files.runStates();
        this.machine = machine;
        this.installation = new Installation(environment);
    }

    @Override
    public Optional<RunState> state(ZoneName zone, RunState recorded) {
        Container container = container(zone);
        if (machine.callerUid() != 0) {
            return container.exists() ? Optional.of(recorded) : Optional.empty(); // only root may look closer
        }
        return container.state().map(state -> now(recorded, state));
    }

    private static RunState now(RunState recorded, ZoneState state) {
        return state == recorded.state()
                ? recorded
                : new RunState(recorded.id(), state, recorded.since(), recorded.brand(), recorded.bootArguments());
    }

    private Container container(ZoneName zone) {
        return new Container(files, machine, installation, processes, zone);
    }

    @Override
    public RunDetails details(ZoneName zone) {
        return new RunDetails(container(zone).pid(), new LastRuns(files, zone).last());
    }

    @Override
    public Optional<Usage> usage(ZoneName zone) {
        return container(zone).usage();
    }

    @Override
    public List<Problem> problems(Zone zone) {
        return problems(zone, zone.config().orElseThrow().get(GlobalProperty.BOOTARGS));
    }

    private List<Problem> problems(Zone zone, String bootArguments) {
        ZoneLook look = new ZoneLook(files, machine, installation, processes);
        return LinuxRules.problems(zone.config().orElseThrow(), look.facts(zone, bootArguments));
    }

    @Override
    public List<Problem> warnings(Zone zone) {
        ZoneLook look = new ZoneLook(files, machine, installation, processes);
        List<Problem> warnings = new ArrayList<>(
                LinuxRules.warnings(zone.config().orElseThrow(), look.addressesOfZonesDown(zone.name())));
        Container container = container(zone.name());
        if (container.hasLostConsole()) {
            warnings.add(Problem.of(Message.CONSOLE_LOST));
        }
        if (container.hasRunOutOfMemory()) {
            warnings.add(Problem.of(Message.ZONE_OUT_OF_MEMORY));
        }
        return warnings;
    }

    @Override
    public String platform(Zone zone, String bootArguments) {
        return container(zone.name()).document(zone, bootArguments);
    }

    @Override
    public void ready(Zone zone) {
        Failure.ifAny(problems(zone, ""));
        make(zone, "", Optional.empty());
    }

    @Override
    public void boot(Zone zone, String bootArguments) {
        Container container = container(zone.name());
        Optional<RunState> recorded = states.read().find(zone.name());
        Optional<ZoneState> state = container.state();
        Optional<Integer> id = Optional.empty();
        if (state.filter(ZoneState.READY::equals).isPresent()) {
            id = recorded.map(RunState::id);
            if (recorded.filter(run -> run.bootArguments().equals(bootArguments))
                    .isPresent()) {
                start(zone, container);
                return;
            }
        }
        Failure.ifAny(problems(zone, bootArguments));
        start(zone, make(zone, bootArguments, id));
    }

    /**
     * Makes the container; what was there of it goes first.
     *
     * @param id that of the zone if it keeps one
     */
    private Container make(Zone zone, String bootArguments, Optional<Integer> id) {
        Container container = container(zone.name());
        container.remove();
        states.update(all -> all.with(
                zone.name(),
                new RunState(id.orElse(all.nextId()), ZoneState.READY, machine.now(), brand(zone), bootArguments)));
        boolean done = false;
        try {
            container.make(zone, bootArguments);
            done = true;
            return container;
        } finally {
            if (!done) {
                discard(container);
            }
        }
    }

    private void start(Zone zone, Container container) {
        boolean done = false;
        try {
            container.start();
            states.update(
                    all -> all.with(zone.name(), running(all.find(zone.name()).orElseThrow())));
            done = true;
        } finally {
            if (!done) {
                discard(container);
            }
        }
    }

    private RunState running(RunState ready) {
        return new RunState(ready.id(), ZoneState.RUNNING, machine.now(), ready.brand(), ready.bootArguments());
    }

    private static String brand(Zone zone) {
        return zone.configuredBrand();
    }

    private void discard(Container container) {
        container.remove();
        states.update(all -> all.without(container.zone()));
    }

    @Override
    public void reboot(Zone zone, String bootArguments, Runnable whileDown) {
        Failure.ifAny(problems(zone, bootArguments));
        halt(zone);
        whileDown.run();
        start(zone, make(zone, bootArguments, Optional.empty()));
    }

    @Override
    public List<Problem> shutdown(Zone zone, Duration patience) {
        Container container = container(zone.name());
        String signal = zone.config()
                .map(config -> new ZoneAttributes(config).stopSignal())
                .orElse("TERM");
        boolean inTime = container.askToEnd(signal, patience);
        // there is none if it would not hear, and is killed now
        container
                .exitStatus()
                .ifPresent(status -> new LastRuns(files, zone.name()).add(machine.now(), Optional.of(status)));
        halt(zone);
        return inTime ? List.of() : List.of(Problem.of(Message.SHUTDOWN_KILLED, patience.toSeconds()));
    }

    @Override
    public void halt(Zone zone) {
        discard(container(zone.name()));
    }

    @Override
    public void ended(Zone zone, Runnable whileDown) {
        Container container = container(zone.name());
        if (container.state().filter(ZoneState.DOWN::equals).isEmpty()) {
            return; // somebody else has been faster, or it is up again
        }
        RunState recorded = states.read().find(zone.name()).orElse(null);
        Optional<Integer> status = container.exitStatus();
        LastRuns runs = new LastRuns(files, zone.name());
        runs.add(machine.now(), status);
        halt(zone);
        if (recorded != null && status.filter(LastRuns.REBOOT::equals).isPresent()) {
            if (runs.rebootsTooOften()) {
                container.tellOnConsole("zone reboots too often; it stays halted");
                return;
            }
            whileDown.run();
            boot(zone, recorded.bootArguments());
        }
    }

    @Override
    public void requireLogins(Zone zone) {
        // every one of them has them
    }

    @Override
    public LoginEnd login(Zone zone, LoginRequest login, Talk talk) {
        return new ZoneLogin(files.layout(), machine, processes).run(zone, login, talk);
    }

    @Override
    public Optional<ConsoleLine> console(Zone zone) {
        return ConsoleSocket.connect(new Bundle(files.layout(), zone.name()));
    }
}
