package org.jzones.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jzones.model.Comparison;
import org.jzones.model.Difference.PackageMismatch;

/** The report says what a manifest says, and does to a terminal nothing but print (spec 4.5). */
class MismatchReportTest {
    @Test
    void controlCharactersFromAManifestAreNotPrinted() {
        Comparison comparison = new Comparison(
                List.of(new PackageMismatch("SUNW\nx", "1\u009B2J", "\t2\r")), List.of(), List.of(), List.of());
        assertEquals(
                List.of(
                        "source host packages inconsistent with local host",
                        "\tSUNW?x (1?2J) version mismatch",
                        "\t\t(?2?)"),
                MismatchReport.lines(comparison));
    }
}
