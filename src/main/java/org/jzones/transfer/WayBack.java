package org.jzones.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneState;
import org.jzones.op.Attach;
import org.jzones.op.Boot;
import org.jzones.op.Ready;

/** The way back of a zone that was to move to another machine: first it is made sure that it is not attached there. */
final class WayBack {
    private final TravellingZone zone;
    private final List<Problem> warnings = new ArrayList<>();

    WayBack(TravellingZone zone) {
        this.zone = zone;
    }

    /** What did not work, and does not matter to the zone being back. */
    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** The failure of a step, after all before it has been undone, or with the command that will. */
    Failure after(Failure cause) {
        zone.processes().wereStopped();
        List<Problem> problems = new ArrayList<>(cause.problems());
        boolean hasStayed = zone.move().step() == TransferStep.BULK;
        try {
            apply();
            problems.addAll(warnings);
            problems.add(Problem.of(hasStayed ? Message.REMOTE_STAYED : Message.REMOTE_BACK));
        } catch (Failure e) {
            problems.addAll(e.problems());
        }
        return new Failure(problems);
    }

    /** Brings the zone back. @throws Failure if the other machine has it, or does not say, or it cannot be attached here */
    void apply() {
        TransferNote move = zone.move();
        boolean nothingThere = move.step() == TransferStep.DETACH && !move.has(TransferChoice.LIVE);
        if (move.step() == TransferStep.SETTLE) {
            throw Failure.of(Message.REMOTE_IS_THERE, move.target().host(), "attached", zone.command("resume"));
        }
        if (move.step().isAsked()) {
            takeFromThere();
        }
        if (move.step() == TransferStep.BULK) {
            zone.enter(TransferStep.CLEAN); // nothing has happened to it here
        } else if (move.step() != TransferStep.CLEAN) {
            zone.enter(TransferStep.BACK);
            attachHere();
            zone.enter(TransferStep.CLEAN);
        }
        if (!nothingThere) {
            clean();
        }
        zone.end();
    }

    /** Makes sure that the other machine has not attached the zone and will not. */
    private void takeFromThere() {
        TransferNote move = zone.move();
        try {
            RemoteHost there = zone.there(Message.PHASE_ASKING);
            Optional<RemoteFacts.Zone> known = there.zone();
            if (known.isEmpty()) {
                return;
            }
            boolean attached = known.get().isAttached();
            boolean stays = !there.isOurs(known.get())
                    || RemoteHost.isUp(known.get())
                    || (attached && move.has(TransferChoice.SHARED));
            if (stays) {
                throw Failure.of(
                        Message.REMOTE_IS_THERE,
                        move.target().host(),
                        known.get().state(),
                        zone.command("resume"));
            }
            if (attached && !there.detach()) {
                throw Failure.of(Message.REMOTE_NOT_FENCED, move.target().host());
            }
            there.fence();
        } catch (Failure e) {
            boolean told = e.problems().get(0).message() == Message.REMOTE_IS_THERE;
            throw told ? e : zone.undecided(e);
        }
    }

    /** Attaches the zone here again, and brings it up as far as it was if the move has halted it. */
    private void attachHere() {
        zone.phaseHere(Message.PHASE_BACK);
        try {
            if (zone.entry().state() == ZoneState.CONFIGURED) {
                Attach.takingBack(zone.host()).takeBack(zone.selector());
            }
        } catch (Failure e) {
            throw TravellingZone.because(
                    e,
                    Message.REMOTE_NOT_BACK,
                    TransferPlanning.attachCommand(zone.host(), zone.name()),
                    zone.command("abort"));
        }
        try {
            bringUp();
        } catch (Failure e) {
            warnings.addAll(e.problems());
        }
    }

    private void bringUp() {
        if (zone.zones().state(zone.entry()) != ZoneState.INSTALLED) {
            return;
        }
        if (zone.move().has(TransferChoice.WAS_RUNNING)) {
            new Boot(zone.host()).apply(zone.selector(), Optional.empty());
        } else if (zone.move().has(TransferChoice.WAS_READY)) {
            new Ready(zone.host()).apply(zone.selector());
        }
    }

    /** Removes what the move has made on the other machine. */
    private void clean() {
        TransferNote move = zone.move();
        try {
            RemoteHost there = zone.there(Message.PHASE_CLEANING);
            if (there.zone()
                    .filter(known -> there.isOurs(known) && !known.isAttached())
                    .isPresent()) {
                there.unconfigure();
            }
            if (!move.has(TransferChoice.SHARED) && !there.removeCopy()) {
                warnings.add(Problem.of(
                        Message.REMOTE_NOT_OURS,
                        move.target().zonepath(),
                        move.target().host()));
            }
        } catch (Failure e) {
            throw TravellingZone.because(
                    e, Message.REMOTE_BACK_UNCLEAN, move.target().host(), zone.command("abort"));
        }
    }
}
