package org.jzones.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What programs want to know of a zone besides its row (docs/json.md).
 *
 * @param detached whether its zonepath waits to be attached
 * @param autoboot empty for global, and where the configuration cannot be read
 * @param since when a running zone was booted
 * @param run what more is known of how it runs, or has run
 * @param move its move to another machine, if that has begun and not ended
 * @param problems what is wrong with the note of the move
 */
public record ZoneStatus(
        ZoneRow row,
        boolean detached,
        Optional<Boolean> autoboot,
        Optional<Instant> since,
        RunDetails run,
        Optional<TransferNote> move,
        List<Problem> problems) {
    /** The host the zone is moving to, or may be on already. */
    public Optional<String> movingTo() {
        return move.filter(m -> !m.step().isReturning()).map(m -> m.target().host());
    }

    /** The host that the zone was to move to, and comes back from. */
    public Optional<String> comingBackFrom() {
        return move.filter(m -> m.step() == TransferStep.BACK)
                .map(m -> m.target().host());
    }
}
