package org.jzones.op;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jzones.host.Processes;
import org.jzones.host.SharedConnection;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.MoveChoice;
import org.jzones.model.MoveStep;
import org.jzones.model.RemoteMove;
import org.jzones.model.ZoneName;
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
    private final RemoteMoveJournal journal;
    private final Processes processes;
    private final SharedConnection connection;
    private final Progress progress;

    public ZoneMove(HostRoot host, Processes processes, SharedConnection connection, Progress progress) {
        this.host = host;
        this.journal = host.files().remoteMoves();
        this.processes = processes;
        this.connection = connection;
        this.progress = progress;
    }

    /** Moves the zone as planned. @throws Failure if that does not work, saying where the zone is then */
    public MoveResult apply(MovePlan plan) {
        RemoteMove move = plan.move();
        try (Locks.Held lock = host.files().locks().remoteMove(move.zone())) {
            new MovePlanning(host, processes, connection).find(move.zone(), move.has(MoveChoice.HALT), move.host());
            journal.write(move);
            return forward(zone(move), Optional.of(plan.tools()));
        }
    }

    /** Carries on with a move that was cut off; one that was coming back is brought back. */
    public MoveResult resume(ZoneName name, UnaryOperator<RemoteMove> adjusted) {
        try (Locks.Held lock = host.files().locks().remoteMove(name)) {
            MovingZone zone = zone(adjusted.apply(begun(name)));
            return zone.move().step().isReturning() ? back(zone) : forward(zone, Optional.empty());
        }
    }

    /** Takes back a move that was cut off. @throws Failure if the other machine has the zone, or does not answer */
    public MoveResult abort(ZoneName name, UnaryOperator<RemoteMove> adjusted) {
        try (Locks.Held lock = host.files().locks().remoteMove(name)) {
            return back(zone(adjusted.apply(begun(name))));
        }
    }

    private RemoteMove begun(ZoneName name) {
        return journal.read(name).orElseThrow(() -> Failure.of(Message.REMOTE_NONE));
    }

    private MovingZone zone(RemoteMove move) {
        return new MovingZone(host, processes, connection, move);
    }

    private MoveResult forward(MovingZone zone, Optional<CopyTools> tools) {
        MoveThere there = new MoveThere(zone, progress, tools);
        boolean wasAsked = zone.move().step() == MoveStep.ATTACH;
        try {
            there.prepare();
        } catch (Failure e) {
            throw new MoveBack(zone).after(e);
        }
        if (zone.move().step() == MoveStep.ATTACH) {
            if (!(wasAsked && there.isAttached()) && !there.attach()) {
                Failure refused = Failure.of(Message.REMOTE_REFUSED, zone.move().host());
                throw new MoveBack(zone).after(refused);
            }
            zone.enter(MoveStep.BOOT);
        }
        there.settle();
        return new MoveResult(zone.move(), true, there.copied(), List.of());
    }

    private static MoveResult back(MovingZone zone) {
        MoveBack back = new MoveBack(zone);
        back.apply();
        return new MoveResult(zone.move(), false, Optional.empty(), back.warnings());
    }
}
