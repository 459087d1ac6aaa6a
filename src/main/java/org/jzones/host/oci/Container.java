package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.host.Machine;
import org.jzones.host.Processes;
import org.jzones.host.ShellProgram;
import org.jzones.host.Zone;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Usage;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;

/**
 * One zone's container: making, starting and removing it, with its network, control groups and the process that watches it.
 * Removing works from wherever an earlier command was cut off.
 */
final class Container {
    private static final int SIGTERM = 15;
    private static final long MILLIS_FOR_CREATE = 5_000;
    private static final long MILLIS_TO_DIE = 10_000;
    private static final long MILLIS_FOR_CONMON = 2_000;
    private static final long MILLIS_FOR_OTHERS = 5_000;

    private final HostFiles files;
    private final Layout layout;
    private final Machine machine;
    private final Installation installation;
    private final Processes processes;
    private final Bundle bundle;

    Container(HostFiles files, Machine machine, Installation installation, Processes processes, ZoneName zone) {
        this.files = files;
        this.layout = files.layout();
        this.machine = machine;
        this.installation = installation;
        this.processes = processes;
        this.bundle = new Bundle(layout, zone);
    }

    ZoneName zone() {
        return bundle.zone();
    }

    private ContainerId id() {
        return machine.callerUid() == 0
                ? ContainerId.of(bundle, layout.root())
                : ContainerId.of(bundle.zone(), layout.root());
    }

    boolean exists() {
        return bundle.exists();
    }

    /** The state it is in, which only root can see; empty if it is not there, or was in another boot of the machine (spec 5.3). */
    Optional<ZoneState> state() {
        if (!bundle.exists()) {
            return Optional.empty();
        }
        if (!bundle.isOf(machine.bootId())) {
            return Optional.empty();
        }
        if (bundle.recordedInit().filter(this::isAlive).isPresent()) {
            return Optional.of(Layout.exists(bundle.started()) ? ZoneState.RUNNING : ZoneState.READY);
        }
        return engine().flatMap(Engine::state).map(word -> switch (word) {
            case "created" -> ZoneState.READY;
            case "stopped" -> ZoneState.DOWN;
            default -> ZoneState.RUNNING;
        });
    }

    /** The number of the first program, if it is there. */
    Optional<Long> pid() {
        return first().map(Bundle.Init::pid);
    }

    private Optional<Bundle.Init> first() {
        boolean known = machine.callerUid() == 0 && bundle.exists() && bundle.isOf(machine.bootId());
        return known ? bundle.recordedInit().filter(this::isAlive) : Optional.empty();
    }

    /** What it takes of the machine at this moment; empty if it is not there, or comes to its end meanwhile. */
    Optional<Usage> usage() {
        Counters counters = new Counters(new Cgroups(id()), machine);
        // one that has begun to end has no memory and no network any more; then another process may get its number
        return first().flatMap(first -> Optional.of(counters.read(first))
                .filter(usage ->
                        process(first).filter(process -> !process.isEnding()).isPresent()));
    }

    private boolean isAlive(Bundle.Init init) {
        return process(init).isPresent();
    }

    private Optional<Machine.Running> process(Bundle.Init init) {
        return machine.process(init.pid())
                .filter(process -> process.isAlive() && process.startTime() == init.startTime());
    }

    /** The engine that the container was made with, whatever would be chosen now. */
    private Optional<Engine> engine() {
        return bundle.text(bundle.engineName()).map(program -> engine(Path.of(program)));
    }

    private Engine engine(Path program) {
        return new Engine(processes, program, bundle, id().value());
    }

    /** The status with which the first program has ended. */
    Optional<Integer> exitStatus() {
        return bundle.number(bundle.exits().resolve(id().value())).map(Long::intValue);
    }

    /** The configuration it would be made with. */
    String document(Zone zone, String bootArguments) {
        ZoneConfig config = zone.config().orElseThrow();
        return document(zone, config, bootArguments, processors(config), Optional.empty());
    }

    private String document(
            Zone zone, ZoneConfig config, String bootArguments, String processors, Optional<String> filter) {
        Map<String, Path> sources = new LinkedHashMap<>();
        config.inheritedDirs().forEach(dir -> sources.put(dir, layout.resolve(dir)));
        List<Device> devices = new ArrayList<>();
        for (Resource fs : config.stored(ResourceType.FS)) {
            if (fs.text("type").orElse("").equals("lofs")) {
                String special = fs.text("special").orElse("");
                sources.put(special, layout.resolve(special));
            }
        }
        for (Resource device : config.stored(ResourceType.DEVICE)) {
            Devices.matching(layout, device.text("match").orElse("")).stream()
                    .filter(node -> !node.comesByItself())
                    .forEach(devices::add);
        }
        ContainerFacts facts = new ContainerFacts(
                id(),
                root(zone),
                user(zone, config),
                sources,
                Mounting.places(config, bundle),
                devices,
                processors,
                machine.architecture(),
                filter);
        return ContainerConfig.document(config, facts, bootArguments);
    }

    private Account user(Zone zone, ZoneConfig config) {
        Optional<String> user = new ZoneAttributes(config).user();
        return user.isEmpty()
                ? Account.root()
                : new Accounts(layout, root(zone))
                        .findAny(user.get())
                        .orElseThrow(() -> Failure.of(Message.ATTR_USER_UNKNOWN, user.get()));
    }

    private String processors(ZoneConfig config) {
        Optional<String> ncpus = config.stored(ResourceType.DEDICATED_CPU).stream()
                .flatMap(cpu -> cpu.text("ncpus").stream())
                .findFirst();
        if (ncpus.isEmpty()) {
            return "";
        }
        List<Integer> taken = new ArrayList<>();
        files.runStates().read().zones().keySet().stream()
                .filter(other -> !other.equals(zone()))
                .map(other -> new Bundle(layout, other))
                .filter(other -> other.exists() && other.isOf(machine.bootId()))
                .forEach(other ->
                        other.text(other.processors()).ifPresent(text -> taken.addAll(Processors.numbers(text))));
        int all = Runtime.getRuntime().availableProcessors();
        return Processors.choose(ncpus.get(), all, taken)
                .orElseThrow(() -> Failure.of(Message.PROCESSORS_TAKEN, ncpus.get(), all - taken.size()));
    }

    /** Makes it; its first program waits to begin. @throws Failure if that does not work, with whatever is made by then */
    void make(Zone zone, String bootArguments) {
        ZoneConfig config = zone.config().orElseThrow();
        Path program = new EngineChoice(layout, files.writer(), installation, processes, machine.bootId()).program();
        Path conmon = require("conmon", "conmon");
        step("mount targets");
        MountTargets.of(files.trees(), root(zone), config).make();
        step("bundle");
        makeDirectory(bundle.directory());
        makeDirectory(bundle.exits());
        bundle.write(bundle.bootId(), machine.bootId());
        halting(); // if this fails it is for us to clean up, and conmon does not wait for somebody else to
        bundle.write(bundle.engineName(), program.toString());
        bundle.write(bundle.id(), id().value());
        Map<String, Path> mounts = Mounting.places(config, bundle);
        if (!mounts.isEmpty()) {
            makeDirectory(bundle.mounts());
            mounts.values().forEach(this::makeDirectory);
        }
        KeptFilter filter;
        Optional<String> kept;
        step("network");
        try (Beside network = Beside.begin("network", () -> network().up(config))) {
            step("configuration");
            String processors = processors(config);
            bundle.write(bundle.processors(), processors);
            filter = new KeptFilter(
                    layout,
                    files.writer(),
                    program,
                    machine.bootId(),
                    ContainerConfig.callsOf(config, machine.architecture()));
            kept = filter.find();
            writeConfig(document(zone, config, bootArguments, processors, kept));
        }
        Engine engine = engine(program);
        List<String> create =
                new ArrayList<>(EngineChoice.wrapped(program, Mounting.words(config, mounts, layout), installation));
        create.addAll(engine.options());
        step("create");
        long pid;
        try {
            pid = new Monitor(processes, conmon, bundle)
                    .create(engine, create, layout.consoleLog(zone.name()), ended(), installation.forLater());
        } catch (Failure e) {
            filter.forget();
            throw e;
        }
        step("record");
        long startTime = machine.process(pid)
                .map(Machine.Running::startTime)
                .orElseThrow(() -> Failure.of(
                        Message.ENGINE_FAILED, engine.name(), "create", "the first program is gone at once"));
        bundle.record(new Bundle.Init(pid, startTime));
        bundle.remove(bundle.halting());
        if (kept.isEmpty()) {
            filter.keep(bundle.madeFilter(engine.id()));
        }
    }

    private static Path root(Zone zone) {
        return zone.zonepath().orElseThrow().resolve("root");
    }

    private void writeConfig(String document) {
        try {
            Files.writeString(bundle.config(), document);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(bundle.config()), e);
        }
    }

    private void makeDirectory(Path directory) {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(directory), e);
        }
    }

    /** For whoever wants to know what a death at this moment would leave. */
    private void step(String what) {
        try {
            files.steps().before(what, bundle.directory());
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(bundle.directory()), e);
        }
    }

    private Network network() {
        return new Network(processes, require("ip", "iproute2"), bundle, id(), machine.bootId());
    }

    private Path require(String program, String pkg) {
        return installation.program(program).orElseThrow(() -> Failure.of(Message.PROGRAM_NOT_INSTALLED, program, pkg));
    }

    /** What is run when the zone has come to its end. */
    private List<String> ended() {
        return List.of(
                "/bin/sh",
                "-c",
                ShellProgram.of(Container.class, "ended"),
                "ended",
                bundle.halting().toString(),
                installation.zoneadm().toString(),
                "-R",
                layout.root().toString(),
                "-z",
                zone().value(),
                "ended");
    }

    /** Lets the first program begin. */
    void start() {
        Engine engine = engine().orElseThrow();
        step("start");
        engine.start();
        bundle.write(bundle.started(), "");
    }

    /**
     * Asks the zone to end, and waits; false if it was still there when patience ended. A first program that has no handler
     * would never get the signal: then the others are asked, and nobody expects an answer of it.
     */
    boolean askToEnd(String signal, Duration patience) {
        Optional<Bundle.Init> init = bundle.recordedInit().filter(this::isAlive);
        Optional<Engine> engine = engine();
        if (init.isEmpty() || engine.isEmpty()) {
            return true;
        }
        halting();
        if (machine.isCaught(init.get().pid(), Signals.number(signal).orElse(SIGTERM))) {
            step("ask to end");
            engine.get().kill(signal);
            boolean ended = Pause.until(patience.toMillis(), () -> !isAlive(init.get()));
            if (ended) {
                awaitExitStatus();
            }
            return ended;
        }
        Cgroups cgroups = new Cgroups(id());
        for (long pid : cgroups.processes()) {
            if (pid != init.get().pid()) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            }
        }
        long most = Math.min(MILLIS_FOR_OTHERS, patience.toMillis());
        Pause.until(most, () -> cgroups.processes().equals(Set.of(init.get().pid())) || !isAlive(init.get()));
        return true;
    }

    /** The process that watches it writes down the status a moment after the end. */
    private void awaitExitStatus() {
        Pause.until(
                MILLIS_FOR_CONMON,
                () -> exitStatus().isPresent()
                        || bundle.conmon().filter(this::isConmon).isEmpty());
    }

    /** From now on the end of the zone is seen to by this process; it is only quicker if others know. */
    private void halting() {
        try {
            bundle.write(bundle.halting(), Long.toString(ProcessHandle.current().pid()));
        } catch (Failure e) {
            return; // on a full disk, from which the zone has to get down as well
        }
    }

    /** Removes everything of it, whatever state it is in; nothing there is fine. */
    void remove() {
        if (bundle.exists() && bundle.isOf(machine.bootId())) {
            awaitCreate();
            step("halting");
            halting();
            Optional<Bundle.Init> init = bundle.recordedInit();
            Optional<Engine> engine = engine();
            engine.ifPresent(e -> {
                step("kill");
                e.kill("KILL");
            });
            init.ifPresent(first -> Pause.until(MILLIS_TO_DIE, () -> !isAlive(first)));
            engine.ifPresent(e -> {
                step("delete");
                e.delete();
            });
            endConmon();
        }
        step("network down");
        if (installation.program("ip").isPresent()) {
            network().down();
        }
        Cgroups cgroups = new Cgroups(id());
        step("cgroups");
        cgroups.remove();
        Set<Long> left = cgroups.processes();
        if (!left.isEmpty()) {
            throw Failure.of(
                    Message.ZONE_PROCESSES_LEFT,
                    left.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        files.trees().remove(bundle.directory());
    }

    /** A command that was killed has left conmon at work: what it makes has to be there to be removed. */
    private void awaitCreate() {
        Pause.until(
                MILLIS_FOR_CREATE,
                () -> Layout.exists(bundle.pid())
                        || bundle.conmon().filter(this::isConmon).isEmpty());
    }

    /** Whether the process is the one that watches this container: numbers are used again. */
    private boolean isConmon(long pid) {
        return machine.process(pid).filter(Machine.Running::isAlive).isPresent()
                && machine.commandLine(pid).contains(id().value());
    }

    /** Waits for the process that watches it, unless that waits for us to have cleaned up after the zone. */
    private void endConmon() {
        bundle.conmon().filter(pid -> !isParent(pid)).ifPresent(pid -> {
            if (!Pause.until(MILLIS_FOR_CONMON, () -> !isConmon(pid))) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                Pause.until(MILLIS_FOR_CONMON, () -> !isConmon(pid));
            }
        });
    }

    private static boolean isParent(long pid) {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == pid)
                .isPresent();
    }

    /** Whether nobody keeps the console of the zone, which is up. */
    boolean hasLostConsole() {
        return pid().isPresent() && bundle.conmon().filter(this::isConmon).isEmpty();
    }

    /** Whether the kernel has ended something in it for want of memory. */
    boolean hasRunOutOfMemory() {
        return pid().isPresent() && Layout.exists(bundle.oom());
    }

    /** Adds a line to what the console has shown. */
    void tellOnConsole(String text) {
        Path log = layout.consoleLog(zone());
        String line = Instant.ofEpochSecond(machine.now()) + " stdout F [NOTICE: " + text + "]\n";
        try {
            Files.writeString(
                    log,
                    line,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(log), e);
        }
    }
}
