package org.jzones.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jzones.host.Children;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.MoveChoice;
import org.jzones.model.MoveStep;
import org.jzones.model.Problem;
import org.jzones.model.RemoteMove;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.store.Locks;
import org.jzones.store.Progress;
import org.jzones.store.RemoteMoveJournal;

/**
 * {@code zonemove}: moves a zone to another machine step by step, each written down before it is begun. Until the other
 * machine is asked to attach the zone, failing means that it is attached here again; from then on that machine's answer
 * decides, so that the zone is never attached on both.
 */
public final class ZoneMove {
    private final HostRoot host;
    private final HostFiles files;
    private final RemoteMoveJournal journal;
    private final Zones zones;
    private final Children children;
    private final Progress progress;
    private final List<Problem> warnings = new ArrayList<>();
    private Optional<MoveResult.Copied> copied = Optional.empty();

    public ZoneMove(HostRoot host, Children children, Progress progress) {
        this.host = host;
        this.files = host.files();
        this.journal = files.remoteMoves();
        this.zones = Zones.ofMover(host);
        this.children = children;
        this.progress = progress;
    }

    /** Moves the zone as planned. @throws Failure if that does not work, saying where the zone is then */
    public MoveResult apply(MovePlan plan) {
        RemoteMove move = plan.move();
        try (Locks.Held lock = files.locks().remoteMove(move.zone())) {
            new MovePlanning(host, children).find(move.zone(), move.has(MoveChoice.HALT), move.host());
            journal.write(move);
            return forward(move);
        }
    }

    /** Carries on with a move that was cut off; one that was coming back is brought back. */
    public MoveResult resume(ZoneName zone, UnaryOperator<RemoteMove> adjusted) {
        try (Locks.Held lock = files.locks().remoteMove(zone)) {
            RemoteMove move = adjusted.apply(begun(zone));
            if (move.step().isReturning()) {
                return back(move);
            }
            return forward(move.step() == MoveStep.ATTACH && isAttachedThere(move) ? enter(move, MoveStep.BOOT) : move);
        }
    }

    /** Takes back a move that was cut off. @throws Failure if the other machine has the zone, or does not answer */
    public MoveResult abort(ZoneName zone, UnaryOperator<RemoteMove> adjusted) {
        try (Locks.Held lock = files.locks().remoteMove(zone)) {
            return back(adjusted.apply(begun(zone)));
        }
    }

    private RemoteMove begun(ZoneName zone) {
        return journal.read(zone).orElseThrow(() -> Failure.of(Message.REMOTE_NONE));
    }

    private RemoteMove enter(RemoteMove move, MoveStep step) {
        RemoteMove next = move.at(step);
        journal.write(next);
        return next;
    }

    // forward

    private MoveResult forward(RemoteMove begun) {
        RemoteMove move = begun;
        try {
            if (move.step() == MoveStep.DETACH) {
                detach(move);
                move = enter(move, MoveStep.COPY);
            }
            if (move.step() == MoveStep.COPY) {
                copy(move);
                move = enter(move, MoveStep.CONFIGURE);
            }
            if (move.step() == MoveStep.CONFIGURE) {
                configure(move);
                requireDetached(move);
                move = enter(move, MoveStep.ATTACH);
            }
        } catch (Failure e) {
            throw broughtBack(move, e);
        }
        if (move.step() == MoveStep.ATTACH) {
            move = attached(move);
        }
        if (move.step() == MoveStep.BOOT) {
            boot(move);
            move = enter(move, MoveStep.SETTLE);
        }
        settle(move);
        return new MoveResult(move, true, copied, warnings);
    }

    /** Lets go of the zone here, unless that has been done. */
    private void detach(RemoteMove move) {
        ZoneSelector selector = ZoneSelector.ofName(move.zone().value());
        ZoneEntry entry = entry(move);
        if (zones.isDetached(entry)) {
            return;
        }
        if (move.has(MoveChoice.HALT)) {
            new Halt(host).apply(selector);
        }
        new Detach(host).apply(selector);
    }

    private void copy(RemoteMove move) {
        requireDetached(move);
        RemoteHost remote = new RemoteHost(children, move);
        RemoteFacts.Tools tools = MovePlanning.tools(children, remote.facts());
        Transfer transfer =
                new Transfer(children, remote.ssh(), move, files.layout().zonepath(move.zonepath()), tools);
        if (move.has(MoveChoice.SHARED)) {
            transfer.requireShared();
            return;
        }
        remote.prepare();
        transfer.copy(progress);
        TreeListing listing = transfer.verify();
        copied = Optional.of(new MoveResult.Copied(Transfer.way(move, tools), listing.files(), listing.bytes()));
    }

    private void configure(RemoteMove move) {
        RemoteHost remote = new RemoteHost(children, move);
        Optional<RemoteFacts.Zone> there = remote.zone();
        if (there.isPresent() && (there.get().isAttached() || !remote.isOurs(there.get()))) {
            throw Failure.of(
                    Message.REMOTE_NAME_TAKEN,
                    move.newName(),
                    move.host(),
                    there.get().state());
        }
        remote.configure(there.isPresent());
    }

    private void requireDetached(RemoteMove move) {
        // not whether there is a manifest: on shared storage the other machine takes it away
        if (entry(move).state() != ZoneState.CONFIGURED) {
            throw Failure.of(Message.REMOTE_NOT_DETACHED);
        }
    }

    private ZoneEntry entry(RemoteMove move) {
        return files.index().read().find(move.zone()).orElseThrow(() -> Failure.of(Message.ZONE_UNKNOWN, move.zone()));
    }

    /** Asks for the zone to be attached there; what that machine says afterwards decides, whatever else has happened. */
    private RemoteMove attached(RemoteMove move) {
        requireDetached(move);
        RemoteHost remote = new RemoteHost(children, move);
        Optional<RemoteFacts.Zone> zone;
        try {
            zone = remote.attach();
            zone = zone.isPresent() ? zone : remote.zone();
        } catch (Failure e) {
            throw undecided(move, e);
        }
        if (zone.isPresent() && zone.get().state().equals(ZoneState.INCOMPLETE.word())) {
            throw undecided(move, Failure.of(Message.REMOTE_INCOMPLETE, move.host()));
        }
        if (zone.isEmpty() || !zone.get().isAttached()) {
            throw broughtBack(move, Failure.of(Message.REMOTE_REFUSED, move.host()));
        }
        return enter(move, MoveStep.BOOT);
    }

    private boolean isAttachedThere(RemoteMove move) {
        RemoteHost remote = new RemoteHost(children, move);
        try {
            return remote.zone()
                    .filter(zone -> zone.isAttached() && remote.isOurs(zone))
                    .filter(zone -> !zone.state().equals(ZoneState.INCOMPLETE.word()))
                    .isPresent();
        } catch (Failure e) {
            throw undecided(move, e);
        }
    }

    private void boot(RemoteMove move) {
        if (!move.has(MoveChoice.BOOT)) {
            return;
        }
        RemoteHost remote = new RemoteHost(children, move);
        try {
            boolean isUp = remote.zone().filter(RemoteHost::isUp).isPresent();
            if (!isUp && !remote.boot()) {
                throw Failure.of(Message.REMOTE_NOT_BOOTED, move.host());
            }
        } catch (Failure e) {
            throw because(e, Message.REMOTE_UNSETTLED, move.host(), command("resume", move));
        }
    }

    /** Forgets the zone here. */
    private void settle(RemoteMove move) {
        try (Locks.Held lock = files.locks().zone(move.zone())) {
            if (!move.has(MoveChoice.SHARED)) {
                // not before: as long as the zone may come back, the mark tells what to remove there
                new RemoteHost(children, move).removeMark();
            }
            files.index().update(index -> index.without(move.zone()));
            files.configs().remove(move.zone());
            if (move.has(MoveChoice.DELETE)) {
                files.layout().requireNoLinks(move.zonepath());
                zones.requireNothingMounted(move.zonepath());
                files.trees().remove(files.layout().zonepath(move.zonepath()));
            }
            journal.remove(move.zone());
        } catch (Failure e) {
            throw because(e, Message.REMOTE_UNSETTLED, move.host(), command("resume", move));
        }
    }

    // back

    /** The failure of a step, after all before it has been undone, or with the command that will. */
    private Failure broughtBack(RemoteMove move, Failure cause) {
        children.wereStopped();
        try {
            MoveResult result = back(move);
            List<Problem> problems = new ArrayList<>(cause.problems());
            problems.addAll(result.warnings());
            problems.add(Problem.of(Message.REMOTE_BACK));
            return new Failure(problems);
        } catch (Failure e) {
            List<Problem> problems = new ArrayList<>(cause.problems());
            problems.addAll(e.problems());
            return new Failure(problems);
        }
    }

    private MoveResult back(RemoteMove begun) {
        RemoteMove move = begun;
        boolean nothingThere = move.step() == MoveStep.DETACH;
        if (move.step() == MoveStep.SETTLE) {
            throw Failure.of(Message.REMOTE_IS_THERE, move.host(), "attached", command("resume", move));
        }
        if (move.step().isAsked()) {
            takeFromThere(move);
        }
        if (move.step() != MoveStep.CLEAN) {
            move = enter(move, MoveStep.BACK);
            attachHere(move);
            move = enter(move, MoveStep.CLEAN);
        }
        if (!nothingThere) {
            clean(move);
        }
        journal.remove(move.zone());
        return new MoveResult(move, false, Optional.empty(), warnings);
    }

    /** Makes sure that the other machine has not attached the zone and will not. */
    private void takeFromThere(RemoteMove move) {
        RemoteHost remote = new RemoteHost(children, move);
        try {
            Optional<RemoteFacts.Zone> zone = remote.zone();
            if (zone.isEmpty()) {
                return;
            }
            if (!remote.isOurs(zone.get()) || RemoteHost.isUp(zone.get())) {
                throw Failure.of(
                        Message.REMOTE_IS_THERE, move.host(), zone.get().state(), command("resume", move));
            }
            if (zone.get().isAttached()) {
                if (move.has(MoveChoice.SHARED)) {
                    throw Failure.of(
                            Message.REMOTE_IS_THERE, move.host(), zone.get().state(), command("resume", move));
                }
                if (!remote.detach()) {
                    throw Failure.of(Message.REMOTE_NOT_FENCED, move.host());
                }
            }
            remote.fence();
        } catch (Failure e) {
            boolean told = e.problems().get(0).message() == Message.REMOTE_IS_THERE;
            throw told ? e : undecided(move, e);
        }
    }

    /** Attaches the zone here again, and boots it if the move has halted it. */
    private void attachHere(RemoteMove move) {
        ZoneEntry entry = entry(move);
        ZoneSelector selector = ZoneSelector.ofName(move.zone().value());
        try {
            if (entry.state() == ZoneState.CONFIGURED) {
                Comparison comparison = Attach.takingBack(host).apply(selector);
                if (!comparison.isCompatible()) {
                    throw Failure.of(Message.ATTACH_REFUSED);
                }
            }
        } catch (Failure e) {
            throw because(e, Message.REMOTE_NOT_BACK, command("abort", move));
        }
        try {
            if (move.has(MoveChoice.WAS_RUNNING) && zones.state(entry(move)) == ZoneState.INSTALLED) {
                new Boot(host).apply(selector, Optional.empty());
            }
        } catch (Failure e) {
            warnings.addAll(e.problems());
        }
    }

    /** Removes what the move has made on the other machine. */
    private void clean(RemoteMove move) {
        RemoteHost remote = new RemoteHost(children, move);
        try {
            if (remote.zone()
                    .filter(zone -> remote.isOurs(zone) && !zone.isAttached())
                    .isPresent()) {
                remote.unconfigure();
            }
            if (!move.has(MoveChoice.SHARED)) {
                remote.removeCopy();
            }
        } catch (Failure e) {
            throw because(e, Message.REMOTE_BACK_UNCLEAN, move.host(), command("abort", move));
        }
    }

    private Failure undecided(RemoteMove move, Failure cause) {
        return because(cause, Message.REMOTE_UNDECIDED, move.host(), command("resume", move), command("abort", move));
    }

    private static Failure because(Failure cause, Message message, Object... details) {
        List<Problem> problems = new ArrayList<>(cause.problems());
        problems.add(Problem.of(message, details));
        return new Failure(problems);
    }

    private String command(String what, RemoteMove move) {
        return MovePlanning.command(host, what, move.zone());
    }
}
