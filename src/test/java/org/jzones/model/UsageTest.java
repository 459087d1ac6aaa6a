package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.jzones.model.Usage.Limit;

/** How busy a zone was between two looks at it, or since it runs. */
class UsageTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    private static Usage usage(long began, OptionalLong age, long taken, OptionalLong computed) {
        return new Usage(began, age, taken, computed, NONE, Limit.UNKNOWN, NONE, Limit.NONE, NONE, NONE);
    }

    private static Usage usage(long began, long age, long taken, long computed) {
        return usage(began, OptionalLong.of(age), taken, OptionalLong.of(computed));
    }

    @Test
    void theFirstLookHasTheAverage() {
        assertEquals(OptionalDouble.of(25), usage(1, 1000, 7, 250).load(Optional.empty()));
        assertEquals(OptionalDouble.of(200), usage(1, 1000, 7, 2000).load(Optional.empty()));
    }

    @Test
    void laterOnesHaveWhatCameSince() {
        Usage now = usage(1, 1000, 500, 900);
        assertEquals(OptionalDouble.of(50), now.load(Optional.of(usage(1, 800, 300, 800))));
        assertEquals(OptionalDouble.of(0), now.load(Optional.of(usage(1, 800, 300, 900))));
        assertEquals(OptionalDouble.of(0), now.load(Optional.of(usage(1, 800, 300, 901))));
    }

    @Test
    void anotherRunOfTheZoneIsNothingToCompareWith() {
        assertEquals(OptionalDouble.of(90), usage(2, 100, 500, 90).load(Optional.of(usage(1, 800, 300, 800))));
    }

    @Test
    void whatIsNotKnownGivesNothing() {
        Optional<Usage> before = Optional.of(usage(1, 800, 300, 800));
        assertEquals(
                OptionalDouble.empty(), usage(1, OptionalLong.of(9), 500, NONE).load(before));
        assertEquals(
                OptionalDouble.empty(), usage(1, NONE, 500, OptionalLong.of(9)).load(Optional.empty()));
        assertEquals(OptionalDouble.empty(), usage(1, 0, 500, 9).load(Optional.empty()));
        assertEquals(
                OptionalDouble.of(50), usage(1, NONE, 500, OptionalLong.of(900)).load(before));
        assertEquals(
                OptionalDouble.of(90),
                usage(1, 1000, 500, 900).load(Optional.of(usage(1, OptionalLong.of(800), 300, NONE))));
    }
}
