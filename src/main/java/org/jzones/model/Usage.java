package org.jzones.model;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a zone that runs takes of the machine at one moment, as the kernel counts it. What the kernel does not tell is empty.
 *
 * @param began when its first program began, which tells one run of the zone from another
 * @param age nanoseconds since then
 * @param taken when this was read, in nanoseconds of a clock that only differences mean something of
 * @param computed nanoseconds that its programs have computed for, on all processors together
 * @param memory bytes, with what is kept of files
 * @param processes processes and threads
 * @param received bytes that have come in by its network interfaces
 * @param sent bytes that have gone out by them
 */
public record Usage(
        long began,
        OptionalLong age,
        long taken,
        OptionalLong computed,
        OptionalLong memory,
        Limit memoryLimit,
        OptionalLong processes,
        Limit processLimit,
        OptionalLong received,
        OptionalLong sent) {
    private static final double PERCENT = 100;

    /**
     * How much of something a zone may take.
     *
     * @param isKnown whether anybody knows
     * @param most empty if it may take all there is, and where nobody knows
     */
    public record Limit(boolean isKnown, OptionalLong most) {
        public static final Limit UNKNOWN = new Limit(false, OptionalLong.empty());
        public static final Limit NONE = new Limit(true, OptionalLong.empty());

        /** So much and no more. */
        public static Limit of(long most) {
            return new Limit(true, OptionalLong.of(most));
        }
    }

    /**
     * How busy it has been, in percent of one processor: since the look before, or, if there was none at this run of the
     * zone, since it runs; empty where that is not known.
     */
    public OptionalDouble load(Optional<Usage> before) {
        Optional<Usage> same =
                before.filter(usage -> usage.began == began && usage.computed.isPresent() && taken - usage.taken > 0);
        if (computed.isEmpty() || (same.isEmpty() && age.orElse(0) <= 0)) {
            return OptionalDouble.empty();
        }
        long work = computed.getAsLong()
                - same.map(usage -> usage.computed.getAsLong()).orElse(0L);
        long time = same.map(usage -> taken - usage.taken).orElseGet(age::getAsLong);
        return OptionalDouble.of(Math.max(0, work * PERCENT / time));
    }
}
