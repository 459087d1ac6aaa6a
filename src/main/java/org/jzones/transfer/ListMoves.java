package org.jzones.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Problem;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneName;
import org.jzones.op.HostRoot;

/** {@code zonemove --list}: the moves of a host that have begun and not ended, and how to go on with each. */
public final class ListMoves {
    private final HostRoot host;

    public ListMoves(HostRoot host) {
        this.host = host;
    }

    /**
     * A move that has begun and not ended.
     *
     * @param move its note; empty if that cannot be made sense of
     * @param problems why it cannot
     * @param isUnderWay whether a program is at it; otherwise it has stopped
     * @param commands what goes on with it and what takes it back, as far as each is possible
     */
    public record Begun(
            ZoneName zone,
            Optional<TransferNote> move,
            List<Problem> problems,
            boolean isUnderWay,
            Commands commands) {}

    /** Commands as a shell takes them. */
    public record Commands(Optional<String> resume, Optional<String> abort) {}

    /** All of them, by the names of their zones; changes nothing. */
    public List<Begun> plan() {
        List<Begun> moves = new ArrayList<>();
        for (ZoneName zone : host.files().transfers().zones()) {
            boolean isUnderWay = host.files().locks().isTransferHeld(zone);
            try {
                host.files()
                        .transfers()
                        .read(zone)
                        .ifPresent(move ->
                                moves.add(new Begun(zone, Optional.of(move), List.of(), isUnderWay, commands(move))));
            } catch (Failure e) {
                Commands none = new Commands(Optional.empty(), Optional.empty());
                moves.add(new Begun(zone, Optional.empty(), e.problems(), isUnderWay, none));
            }
        }
        return moves;
    }

    /** One on its way back cannot but come back; one that is about to end here can only do so. */
    private Commands commands(TransferNote move) {
        ZoneName zone = move.zone().name();
        return new Commands(
                Optional.of(TransferPlanning.command(host, "resume", zone))
                        .filter(c -> !move.step().isReturning()),
                Optional.of(TransferPlanning.command(host, "abort", zone))
                        .filter(c -> move.step() != TransferStep.SETTLE));
    }
}
