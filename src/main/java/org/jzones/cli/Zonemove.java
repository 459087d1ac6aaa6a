package org.jzones.cli;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jline.utils.Signals;
import org.jzones.host.Logins;
import org.jzones.host.Processes;
import org.jzones.host.SharedConnection;
import org.jzones.host.ShellWords;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.place.Answer;
import org.jzones.place.BestHost;
import org.jzones.place.Place;
import org.jzones.place.Ranking;
import org.jzones.text.Paint;
import org.jzones.text.PlaceTable;
import org.jzones.text.TransferJson;
import org.jzones.text.TransferText;
import org.jzones.transfer.ListMoves;
import org.jzones.transfer.ListMoves.Begun;
import org.jzones.transfer.Transfer;
import org.jzones.transfer.TransferPlan;
import org.jzones.transfer.TransferPlanning;
import org.jzones.transfer.TransferResult;

/** The zonemove command (zonemove(1M)): one command line moves a zone to another machine. */
public final class Zonemove {
    private static final List<String> STOPPING = List.of("INT", "TERM", "HUP");

    private final Console console;
    private final Processes processes = new Processes();

    public Zonemove(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        TransferArguments front = new TransferArguments();
        Arguments arguments = front.arguments();
        return arguments.run(console, args, () -> {
            front.flaw().ifPresent(flaw -> {
                throw new UsageError(flaw);
            });
            if (front.list) {
                return list(arguments.host(console), front.json);
            }
            String zone = Optional.ofNullable(front.resume)
                    .or(() -> Optional.ofNullable(front.abort))
                    .orElseGet(() -> front.operands.get(0));
            arguments.about(Optional.of(zone));
            run(front, arguments, zone);
            return ExitStatus.DONE;
        });
    }

    private int list(HostRoot host, boolean asJson) {
        List<Begun> moves = new ListMoves(host).plan();
        if (asJson) {
            console.show(List.of(json().moves(moves)));
            return ExitStatus.DONE;
        }
        boolean readable = true;
        for (Begun begun : moves) {
            String zone = begun.zone().value();
            if (begun.move().isPresent()) {
                console.show(TransferText.lines(begun));
            } else {
                console.tell(new Failure(begun.problems()), prefix(zone), zone);
                readable = false;
            }
        }
        return readable ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private void run(TransferArguments front, Arguments arguments, String zone) {
        // whoever stops us wants the zone back, not a half of it on either side
        List<Object> before =
                STOPPING.stream().map(s -> Signals.register(s, processes::stop)).toList();
        try {
            HostRoot host = arguments.host(console);
            ZoneName name = TransferTarget.zoneName(zone);
            try {
                run(front, host, name);
            } catch (Failure e) {
                throw e;
            } catch (RuntimeException | Error e) {
                // a fault of ours, on which nobody has counted: the zone may be detached
                TransferPlanning.pending(host, name).ifPresent(begun -> console.tell(begun, prefix(zone), zone));
                throw e;
            }
        } finally {
            for (int i = 0; i < STOPPING.size(); i++) {
                Signals.unregister(STOPPING.get(i), before.get(i));
            }
        }
    }

    private void run(TransferArguments front, HostRoot host, ZoneName zone) {
        try (ProgressLine progress = console.progress("zonemove");
                SharedConnection connection = new SharedConnection(processes, progress)) {
            Transfer work = new Transfer(host, processes, connection, progress);
            UnaryOperator<TransferNote> adjusted = move -> adjusted(move, front, host);
            if (front.resume != null) {
                tell(work.resume(zone, adjusted), front.json, progress);
            } else if (front.abort != null) {
                tell(work.abort(zone, adjusted), front.json, progress);
            } else {
                TransferPlan plan = plan(front, host, connection, progress, zone);
                if (front.live && !plan.move().has(TransferChoice.LIVE)) {
                    console.tell(Problem.of(Message.REMOTE_NOT_LIVE), prefix(zone.value()), zone.value());
                }
                if (front.dryRun) {
                    progress.close();
                    console.show(front.json ? List.of(json().plan(plan)) : TransferText.lines(plan));
                } else {
                    tell(work.apply(plan), front.json, progress);
                }
            }
        }
    }

    /** The move as it has been noted, by the ssh the user names, or by the one in the note if the user has put it there. */
    private TransferNote adjusted(TransferNote move, TransferArguments front, HostRoot host) {
        ZoneName zone = move.zone().name();
        if (front.resume != null && !move.edits().isBlank() && move.step().isBeforeAttach()) {
            TransferEdits.check(
                    host.files().configs().require(zone).named(move.target().name()), move.edits());
        }
        if (front.hasSsh()) {
            return move.by(front.sshWords());
        }
        String program = ShellWords.line(move.target().ssh());
        if (!host.files().transfers().isOnlyOf(host.machine().callerUid(), zone)) {
            throw Failure.of(
                    Message.REMOTE_NOTE_NOT_OURS, host.files().transfers().shown(zone), program);
        }
        if (!move.target().ssh().equals(front.sshWords())) {
            console.tell(
                    Problem.of(Message.REMOTE_REACHED_BY, move.target().host(), program),
                    prefix(zone.value()),
                    zone.value());
        }
        return move;
    }

    private TransferPlan plan(
            TransferArguments front, HostRoot host, SharedConnection connection, ProgressLine progress, ZoneName zone) {
        List<TransferTarget> targets = targets(front, zone);
        TransferTarget target = front.toBest ? best(front, host, zone, targets, progress) : targets.get(0);
        ZoneName newName = target.name();
        Ssh ssh = new Ssh(front.sshWords(), target.host());
        if (!front.remoteRoot.startsWith("/")) {
            throw Failure.of(Message.REMOTE_ROOT_BAD, front.remoteRoot);
        }
        TransferPlanning planning = new TransferPlanning(host, processes, connection, progress);
        ZoneEntry entry = planning.find(zone, front.mayHalt() || front.dryRun, ssh.host());
        String newZonepath = Optional.ofNullable(front.zonepath).orElse(entry.zonepath());
        InRootPath.flaw(newZonepath).ifPresent(flaw -> {
            throw Failure.of(flaw, "--zonepath", newZonepath);
        });
        String edits = front.edits == null ? "" : TransferEdits.read(front.edits, console.io());
        if (!edits.isBlank()) {
            TransferEdits.check(host.files().configs().require(zone).named(newName), edits);
        }
        byte[] token = new byte[8];
        new SecureRandom().nextBytes(token);
        return planning.plan(new TransferNote(
                new TransferNote.Zone(zone, entry.zonepath()),
                new TransferNote.Target(
                        ssh.host(), ssh.words(), front.remoteRoot, front.remoteZoneadm, newName, newZonepath),
                front.choices(),
                edits,
                HexFormat.of().formatHex(token),
                TransferStep.DETACH));
    }

    /** Where the operands say that the zone may go. */
    private List<TransferTarget> targets(TransferArguments front, ZoneName zone) {
        Optional<ZoneName> named = Optional.ofNullable(front.name).map(TransferTarget::zoneName);
        Logins logins = new Logins(processes);
        List<TransferTarget> targets = new ArrayList<>();
        for (String operand : front.operands.subList(1, front.operands.size())) {
            TransferTarget target =
                    TransferTarget.read(operand, zone, named, login -> isCaller(login) || logins.has(login));
            if (target.name().isReserved()) {
                throw Failure.of(Message.VALUE_ZONE_NAME_RESERVED, "NEWNAME", target.name());
            }
            targets.add(target);
        }
        return targets;
    }

    private boolean isCaller(String login) {
        Map<String, String> environment = console.io().environment();
        return login.equals(environment.get("LOGNAME")) || login.equals(environment.get("USER"));
    }

    /** The machine which can take the zone best. @throws Failure if none can */
    private TransferTarget best(
            TransferArguments front,
            HostRoot host,
            ZoneName zone,
            List<TransferTarget> targets,
            ProgressLine progress) {
        List<Ssh> machines = targets.stream()
                .map(target -> new Ssh(front.sshWords(), target.host()))
                .toList();
        Place place = new Place(path -> host, front.update, false);
        BestHost bestHost = new BestHost(place, processes, front.remoteZoneadm, front.remoteRoot);
        progress.quietPhase(Problem.of(Message.PHASE_ASKING_ALL, machines.size()));
        List<Answer> answers = bestHost.plan(Place.manifest(host, ZoneSelector.ofName(zone.value())), machines);
        progress.done();
        for (Answer answer : answers) {
            answer.failure().ifPresent(failure -> console.tell(failure, "zonemove: ", zone.value()));
        }
        List<Answer> ranked = Ranking.of(answers, 0);
        if (ranked.isEmpty() || !ranked.get(0).placements().get(0).status().isGood()) {
            console.tell(new PlaceTable(console.messages(), zone.value(), Paint.NONE).lines(ranked, 0));
            throw Failure.of(Message.REMOTE_NO_BEST);
        }
        return targets.stream()
                .filter(target -> target.host().equals(ranked.get(0).input()))
                .findFirst()
                .orElseThrow();
    }

    private static String prefix(String zone) {
        return Arguments.prefix("zonemove", Optional.of(zone));
    }

    private void tell(TransferResult result, boolean json, ProgressLine progress) {
        progress.close();
        String zone = result.move().zone().name().value();
        result.warnings().forEach(warning -> console.tell(warning, prefix(zone), zone));
        console.show(json ? List.of(json().result(result)) : TransferText.lines(result));
    }

    private TransferJson json() {
        return new TransferJson(console.messages());
    }
}
