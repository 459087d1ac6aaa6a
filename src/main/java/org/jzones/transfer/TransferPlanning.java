package org.jzones.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.check.BrandRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Progress;
import org.jzones.host.CopyTools;
import org.jzones.host.Processes;
import org.jzones.host.SharedConnection;
import org.jzones.host.ShellWords;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.op.Detach;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.op.Zones;
import org.jzones.store.ManifestStore;

/** What is asked on both machines before a zone is moved from one to the other; nothing is changed by asking. */
public final class TransferPlanning {
    private final HostRoot host;
    private final Zones zones;
    private final Processes processes;
    private final SharedConnection connection;
    private final Progress progress;

    public TransferPlanning(HostRoot host, Processes processes, SharedConnection connection, Progress progress) {
        this.host = host;
        this.zones = new Zones(host);
        this.processes = processes;
        this.connection = connection;
        this.progress = progress;
    }

    /** Work by ssh begins. Without a login that is shared, ssh may ask the user each time. */
    static void phase(Progress progress, SharedConnection connection, Problem what) {
        if (connection.isOpen()) {
            progress.phase(what);
        } else {
            progress.quietPhase(what);
        }
    }

    /**
     * The zone as the index has it.
     *
     * @param mayBeUp whether the zone may be up, because it will be halted or this is a rehearsal
     * @throws Failure if it is not known, on its way already, or in no state to go
     */
    public ZoneEntry find(ZoneName name, boolean mayBeUp, String newHost) {
        // first, for the index may not know the zone any more
        host.files().transfers().read(name).ifPresent(move -> {
            if (move.step() != TransferStep.CLEAN) {
                throw new Failure(List.of(pending(host, move)));
            }
            if (move.target().host().equals(newHost)) {
                throw Failure.of(Message.REMOTE_PENDING_CLEAN, move.target().host(), command("abort", name));
            }
        });
        ZoneSelector selector = ZoneSelector.ofName(name.value());
        ZoneEntry entry = zones.find(selector, Verb.DETACH);
        Failure.ifAny(zones.unfinished(selector));
        ZoneState state = zones.state(entry);
        if (state != ZoneState.RUNNING && state != ZoneState.READY) {
            zones.requireState(Verb.DETACH, entry);
        } else if (!mayBeUp) {
            String halting = line(host, "zonemove", "--halt", name.value(), newHost);
            String rehearsing = line(host, "zonemove", "-n", name.value(), newHost);
            throw Failure.of(Message.REMOTE_NEEDS_HALT, state.word(), halting, rehearsing);
        }
        return entry;
    }

    /** That a move has begun, with the commands that end it. */
    private static Problem pending(HostRoot host, TransferNote move) {
        ZoneName name = move.zone().name();
        return Problem.of(
                Message.REMOTE_PENDING,
                move.target().host(),
                command(host, "resume", name),
                command(host, "abort", name));
    }

    /** The same, if there is a note of one. */
    public static Optional<Problem> pending(HostRoot host, ZoneName name) {
        return host.files().transfers().read(name).map(move -> pending(host, move));
    }

    /**
     * Asks everything there is to ask, of a zone that is up too: the plan tells whether it has to be halted.
     *
     * @throws Failure with all that speaks against the move
     */
    public TransferPlan plan(TransferNote asked) {
        ZoneEntry entry = find(asked.zone().name(), true, asked.target().host());
        ZoneConfig config = zones.config(entry);
        Failure.ifAny(zones.problems(entry, config, Purpose.ATTACH));
        zones.requireRealZonepath(entry.zonepath());
        TransferNote move = withState(asked, zones.state(entry));
        boolean isGuarded = BrandRules.isLinux(config.get(GlobalProperty.BRAND));
        progress.phase(Problem.of(Message.PHASE_READING));
        byte[] manifest = ManifestStore.bytes(
                new Detach(host).plan(ZoneSelector.ofName(move.zone().name().value())));
        Path source = host.files().layout().zonepath(move.zone().zonepath());
        progress.phase(Problem.of(Message.PHASE_COUNTING));
        long kilobytes = BitsTransfer.kilobytes(processes, source);
        Ssh ssh = connection.through(new Ssh(move.target().ssh(), move.target().host()));
        phase(progress, connection, Problem.of(Message.PHASE_ASKING, ssh.host()));
        RemoteHost remote = new RemoteHost(processes, ssh, move);
        RemoteFacts facts = remote.facts(host.files().transferMarks().tokens(entry.zonepath(), entry.name()));
        List<Problem> problems = new ArrayList<>(problems(move, facts, kilobytes));
        if (!move.has(TransferChoice.FORCE) && !remote.wouldAttach(manifest)) {
            problems.add(Problem.of(Message.REMOTE_WOULD_REFUSE, move.target().host()));
        }
        CopyTools here = CopyTools.here(processes);
        if (move.has(TransferChoice.LIVE)) {
            problems.addAll(FirstPass.problems(processes, source, isGuarded, here, facts.tools(), ssh.host()));
        }
        Failure.ifAny(problems);
        progress.done();
        CopyTools tools = CopyTools.both(here, facts.tools());
        boolean hasBase = facts.leftKilobytes().isPresent() && !move.has(TransferChoice.SHARED);
        return new TransferPlan(move, tools, BitsTransfer.way(move, tools), hasBase, kilobytes, facts.freeKilobytes());
    }

    /** With what the zone has to be brought back to, should it come back; what does not run is copied once. */
    private static TransferNote withState(TransferNote move, ZoneState state) {
        if (state == ZoneState.RUNNING) {
            TransferNote running = move.with(TransferChoice.WAS_RUNNING);
            return move.has(TransferChoice.LIVE)
                    ? running.with(TransferChoice.BOOT).at(TransferStep.BULK)
                    : running;
        }
        return (state == ZoneState.READY ? move.with(TransferChoice.WAS_READY) : move).notLive();
    }

    /** What both machines have. */
    static CopyTools tools(Processes processes, CopyTools there) {
        return CopyTools.both(CopyTools.here(processes), there);
    }

    private static List<Problem> problems(TransferNote move, RemoteFacts facts, long kilobytes) {
        List<Problem> problems = new ArrayList<>();
        String place = move.target().zonepath();
        InRootPath path = new InRootPath(place);
        for (RemoteFacts.Zone zone : facts.zones().orElse(List.of())) {
            if (zone.name().equals(move.target().name().value())) {
                problems.add(Problem.of(
                        Message.REMOTE_NAME_TAKEN,
                        move.target().name(),
                        move.target().host(),
                        zone.state()));
            } else if (InRootPath.isWellFormed(zone.zonepath())) {
                InRootPath other = new InRootPath(zone.zonepath());
                if (other.isAtOrBelow(path) || path.isAtOrBelow(other)) {
                    problems.add(Problem.of(
                            Message.REMOTE_OVERLAP, place, move.target().host(), zone.name(), other));
                }
            }
        }
        for (String trouble : facts.troubles()) {
            Message message = trouble.startsWith("link ")
                    ? Message.REMOTE_ABOVE_LINK
                    : trouble.startsWith("missing ") ? Message.REMOTE_ABOVE_MISSING : Message.REMOTE_ABOVE_WRITABLE;
            String above = trouble.substring(trouble.indexOf(' ') + 1);
            problems.add(Problem.of(
                    message, above.isEmpty() ? "/" : above, move.target().host()));
        }
        if (move.has(TransferChoice.SHARED)) {
            if (!facts.isDirectory() || !facts.isUsed()) {
                problems.add(Problem.of(
                        Message.REMOTE_NOT_SHARED, place, move.target().host()));
            }
            return problems;
        }
        if (facts.isUsed() && facts.leftKilobytes().isEmpty()) {
            problems.add(used(place, move.target().host(), facts));
        }
        long needed = kilobytes - facts.leftKilobytes().orElse(0L);
        facts.freeKilobytes().filter(free -> free < needed).ifPresent(free -> {
            problems.add(
                    Problem.of(Message.REMOTE_NO_ROOM, place, move.target().host(), megabytes(kilobytes), free / 1024));
        });
        return problems;
    }

    /** What is at the place that is not the zone's own old copy, or cannot be taken as such. */
    private static Problem used(String place, String there, RemoteFacts facts) {
        if (facts.isLeftMounted()) {
            return Problem.of(Message.REMOTE_PLACE_MOUNTED, place, there);
        }
        return facts.leftZone()
                .map(zone -> Problem.of(Message.REMOTE_PLACE_LEFT, place, there, zone))
                .orElseGet(() -> Problem.of(Message.REMOTE_PLACE_USED, place, there));
    }

    private static long megabytes(long kilobytes) {
        return (kilobytes + 1023) / 1024;
    }

    /** The command that carries on or calls off a move, as a shell would take it. */
    String command(String what, ZoneName zone) {
        return command(host, what, zone);
    }

    static String command(HostRoot host, String what, ZoneName zone) {
        return line(host, "zonemove", "--" + what, zone.value());
    }

    /** The command that attaches the zone here, and says what is in its way. */
    static String attachCommand(HostRoot host, ZoneName zone) {
        return line(host, "zoneadm", "-z", zone.value(), "attach");
    }

    private static String line(HostRoot host, String program, String... more) {
        Path root = host.files().layout().root();
        List<String> words = new ArrayList<>(List.of(program));
        if (root.getNameCount() > 0) {
            words.addAll(List.of("-R", root.toString()));
        }
        words.addAll(List.of(more));
        return ShellWords.line(words);
    }
}
