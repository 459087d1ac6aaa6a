package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ids of patches (spec 4.1), and what several packages tell of one (spec 4.4). */
class PatchTest {
    @ParameterizedTest
    @CsvSource({
        "118833-17, 118833, 17",
        "T122661-03, T122661, 03",
        "IDR125035-01, IDR125035, 01",
        "118833-17-2, 118833, 17-2",
        "118833, 118833, ''",
        "118833-, 118833, ''",
        "-17, '', 17"
    })
    void anIdIsSplitAtItsFirstDash(String id, String base, String revision) {
        Patch patch = new Patch(id, List.of(), List.of());
        assertEquals(List.of(base, revision), List.of(patch.base(), patch.revision()));
    }

    @Test
    void whatSeveralTellIsUnitedEachIdOnce() {
        Patch one = new Patch("1-1", List.of("a", "b"), List.of("x"));
        Patch other = new Patch("1-1", List.of("b", "c"), List.of("y", "x"));
        assertEquals(new Patch("1-1", List.of("a", "b", "c"), List.of("x", "y")), one.unitedWith(other));
        assertSame(one, one.unitedWith(new Patch("1-1", List.of("a", "b"), List.of("x"))));
    }
}
