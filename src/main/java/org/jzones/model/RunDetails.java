package org.jzones.model;

import java.util.Optional;

/**
 * What is known of a zone that runs, or has run, besides its state.
 *
 * @param pid the number of its first program; empty if nothing runs
 * @param lastEnd how it came to its end the last time, by itself or because it was asked to; empty if it never has
 */
public record RunDetails(Optional<Long> pid, Optional<End> lastEnd) {
    public static final RunDetails NOTHING = new RunDetails(Optional.empty(), Optional.empty());

    /**
     * An end of a zone.
     *
     * @param time in seconds since 1970
     * @param status of the first program: 129 if the zone has rebooted itself, 130 if it has halted itself, 128 and the
     *     number of the signal if it was killed; -1 if nobody knows
     */
    public record End(long time, int status) {}
}
