package org.jzones.transfer;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.host.CopyTools;
import org.jzones.host.Processes;
import org.jzones.host.SharedConnection;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneName;
import org.jzones.op.HostRoot;
import org.jzones.store.TransferJournal;

/**
 * {@code zonemove}: moves a zone to another machine step by step, each written down before it is begun. Until the other
 * machine is asked to attach the zone, failing means that it is attached here again; from then on that machine's answer
 * decides, so that the zone is never attached on both.
 */
public final class Transfer {
    private final HostRoot host;
    private final TransferJournal journal;
    private final Processes processes;
    private final SharedConnection connection;
    private final Progress progress;

    public Transfer(HostRoot host, Processes processes, SharedConnection connection, Progress progress) {
        this.host = host;
        this.journal = host.files().transfers();
        this.processes = processes;
        this.connection = connection;
        this.progress = progress;
    }

    /** Moves the zone as planned. @throws Failure if that does not work, saying where the zone is then */
    public TransferResult apply(TransferPlan plan) {
        TransferNote move = plan.move();
        try (Locks.Held lock = host.files().locks().transfer(move.zone().name())) {
            new TransferPlanning(host, processes, connection, progress)
                    .find(
                            move.zone().name(),
                            move.has(TransferChoice.HALT),
                            move.target().host());
            journal.write(move);
            return forward(zone(move), Optional.of(plan.tools()));
        }
    }

    /** Carries on with a move that was cut off; one that was coming back is brought back. */
    public TransferResult resume(ZoneName name, UnaryOperator<TransferNote> adjusted) {
        try (Locks.Held lock = host.files().locks().transfer(name)) {
            TravellingZone zone = zone(adjusted.apply(begun(name)));
            return zone.move().step().isReturning() ? back(zone) : forward(zone, Optional.empty());
        }
    }

    /** Takes back a move that was cut off. @throws Failure if the other machine has the zone, or does not answer */
    public TransferResult abort(ZoneName name, UnaryOperator<TransferNote> adjusted) {
        try (Locks.Held lock = host.files().locks().transfer(name)) {
            return back(zone(adjusted.apply(begun(name))));
        }
    }

    private TransferNote begun(ZoneName name) {
        TransferNote move = journal.read(name).orElseThrow(() -> Failure.of(Message.REMOTE_NONE));
        boolean fits = host.files()
                .index()
                .read()
                .find(name)
                .filter(entry -> !entry.zonepath().equals(move.zone().zonepath()))
                .isEmpty();
        if (!fits) {
            throw Failure.of(Message.REMOTE_NOTE_BAD, journal.shown(name));
        }
        return move;
    }

    private TravellingZone zone(TransferNote move) {
        return new TravellingZone(host, processes, connection, progress, move);
    }

    private TransferResult forward(TravellingZone zone, Optional<CopyTools> tools) {
        Outbound there = new Outbound(zone, progress, tools);
        boolean wasAsked = zone.move().step() == TransferStep.ATTACH;
        try {
            there.prepare();
        } catch (Failure e) {
            throw new WayBack(zone).after(e);
        }
        if (zone.move().step() == TransferStep.ATTACH) {
            if (!(wasAsked && there.isAttached()) && !there.attach()) {
                Failure refused =
                        Failure.of(Message.REMOTE_REFUSED, zone.move().target().host());
                throw new WayBack(zone).after(refused);
            }
            zone.enter(TransferStep.BOOT);
        }
        there.settle();
        return new TransferResult(zone.move(), true, there.copied(), there.downtime(), there.left(), List.of());
    }

    private static TransferResult back(TravellingZone zone) {
        WayBack back = new WayBack(zone);
        back.apply();
        return new TransferResult(
                zone.move(), false, Optional.empty(), Optional.empty(), Optional.empty(), back.warnings());
    }
}
