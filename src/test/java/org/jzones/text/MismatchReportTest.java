package org.jzones.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jzones.model.Comparison;
import org.jzones.model.Difference.PackageExtra;
import org.jzones.model.Difference.PackageMismatch;
import org.jzones.model.Difference.PackageMissing;

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

    @Test
    void aReportOfManyPackagesBeginsWithTheCounts() {
        Comparison comparison = new Comparison(
                List.of(
                        new PackageMissing("a", "1"),
                        new PackageMismatch("b", "1", "2"),
                        new PackageMismatch("c", "1", "2")),
                List.of(new PackageExtra("d", "1")),
                List.of(),
                List.of());
        assertEquals(
                "of 807 packages of the source host 1 are not installed and 2 have another version; 1 of this host were not installed",
                MismatchReport.lines(comparison.counting(807)).get(0));
        assertEquals(
                MismatchReport.lines(comparison),
                MismatchReport.lines(comparison.counting(807)).stream().skip(1).toList());
    }
}
