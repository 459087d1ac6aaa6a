package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jzones.model.Comparison;
import org.jzones.model.Difference;
import org.jzones.model.Difference.PackageExtra;
import org.jzones.model.Difference.PackageMismatch;
import org.jzones.model.Difference.PackageMissing;
import org.jzones.model.Difference.PatchExtra;
import org.jzones.model.Difference.PatchMismatch;
import org.jzones.model.Difference.PatchMissing;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.Problem;
import org.jzones.model.UpdatePlan;

/** The comparison of two hosts (spec 4.5): each row of its rules, and that the rules for updates agree with it. */
class SoftwareRulesTest {
    @Test
    void versionsOfPackagesAreExactTexts() {
        Inventory source = new Inventory(List.of(new Pkg("A", "1.0"), new Pkg("B", "1"), new Pkg("D", "2")), List.of());
        Inventory local = new Inventory(List.of(new Pkg("A", "1.00"), new Pkg("C", "1"), new Pkg("D", "2")), List.of());
        Comparison comparison = SoftwareRules.compare(source, local);
        assertEquals(
                List.of(new PackageMismatch("A", "1.0", "1.00"), new PackageMissing("B", "1")),
                comparison.sourcePackages());
        assertEquals(List.of(new PackageExtra("C", "1")), comparison.localPackages());
    }

    /** As a copy of the configuration does that somebody has put there (spec 3.5). */
    @Test
    void aManifestWithoutAPackageSaysSoIfTheZoneDependsOnAny() {
        Inventory packages = new Inventory(List.of(new Pkg("A", "1")), List.of());
        Inventory patches = inventory(patches("118833-17"));
        assertEquals(
                List.of(Problem.of(Message.MANIFEST_NO_PACKAGES)), SoftwareRules.problems(Inventory.EMPTY, packages));
        assertEquals(List.of(), SoftwareRules.problems(Inventory.EMPTY, Inventory.EMPTY));
        assertEquals(List.of(), SoftwareRules.problems(Inventory.EMPTY, patches));
        assertEquals(List.of(), SoftwareRules.problems(packages, packages));
        assertEquals(List.of(), SoftwareRules.problems(patches, packages));
    }

    @Test
    void theSameHighestRevisionAfterDifferentHistoriesIsFine() {
        assertDifferences("118833-17 118833-36", "118833-36");
        assertDifferences("118833-36", "118833-17 118833-36");
        assertDifferences("118833-02 118833-36", "118833-17 118833-36");
    }

    @Test
    void theHighestRevisionsAreReported() {
        assertDifferences("118833-02 118833-17", "118833-09 118833-36", new PatchMismatch("118833", "17", "36"));
        assertDifferences("118833-36", "118833-17", new PatchMismatch("118833", "36", "17"));
        assertDifferences("118833-02 118833-17", "", new PatchMissing("118833-17"));
        assertDifferences("", "118833-02 118833-17", new PatchExtra("118833-17"));
    }

    @Test
    void revisionsAreNumbersWhereBothAreDigitsElseTexts() {
        assertDifferences("118833-9 118833-10", "", new PatchMissing("118833-10"));
        assertDifferences("118833-10 118833-9", "118833-11", new PatchMismatch("118833", "10", "11"));
        assertDifferences("118833-9 118833-1a", "", new PatchMissing("118833-9"));
        assertDifferences("118833-b 118833-a", "", new PatchMissing("118833-b"));
    }

    @Test
    void noRevisionIsTheLowest() {
        assertDifferences("118833 118833-01", "", new PatchMissing("118833-01"));
        assertDifferences("118833", "", new PatchMissing("118833"));
        assertDifferences("118833", "118833-01", new PatchMismatch("118833", "", "01"));
        assertDifferences("118833 118833-01", "118833-01");
    }

    @Test
    void revisionsThatAreWrittenDifferentlyDiffer() {
        assertDifferences("118833-1", "118833-01", new PatchMismatch("118833", "1", "01"));
    }

    @Test
    void aPatchThatIsOnOneHostOnlyIsCoveredByOneOfEitherHost() {
        assertDifferences("118833-17", "118833-17 120000-05 121000-01/120000-05", new PatchExtra("121000-01"));
        assertDifferences("120000-05", "121000-01/120000-05", new PatchExtra("121000-01"));
        assertDifferences("120000-05 121000-01/120000-05", "121000-01/120000-05");
        assertDifferences("120000-05 121000-01/120000-05", "121000-01");
        assertDifferences("121000-01/120000-05", "121000-01 120000-05");
    }

    @Test
    void anObsoletedIdCoversItselfAndLowerRevisionsAndABaseIdAll() {
        assertDifferences("120000-05", "121000-01/120000-06", new PatchExtra("121000-01"));
        assertDifferences("120000-05", "121000-01/120000", new PatchExtra("121000-01"));
        assertDifferences("120000-9", "121000-01/120000-10", new PatchExtra("121000-01"));
        assertDifferences("120000", "121000-01/120000-01", new PatchExtra("121000-01"));
        assertDifferences("120000-05", "121000-01/120000-04,120000-06", new PatchExtra("121000-01"));
        assertDifferences(
                "120000-05", "121000-01/120000-04", new PatchMissing("120000-05"), new PatchExtra("121000-01"));
        assertDifferences(
                "120000-05", "121000-01/12000-05", new PatchMissing("120000-05"), new PatchExtra("121000-01"));
    }

    @Test
    void onlyTheHighestRevisionHasToBeCovered() {
        assertDifferences(
                "120000-05 120000-06",
                "121000-01/120000-05",
                new PatchMissing("120000-06"),
                new PatchExtra("121000-01"));
        assertDifferences("120000-05 120000-06", "121000-01/120000-06", new PatchExtra("121000-01"));
    }

    @Test
    void differentRevisionsAreFineIfEachIsCoveredOnItsOwnHost() {
        assertDifferences("120000-05 121000-01/120000-05", "120000-06 121000-01/120000-06");
        assertDifferences(
                "120000-05 121000-01/120000", "120000-06 122000-01/120000 121000-01", new PatchExtra("122000-01"));
        assertDifferences(
                "120000-05 121000-01/120000-05",
                "120000-06 121000-01/120000-05",
                new PatchMismatch("120000", "05", "06"));
        assertDifferences(
                "120000-05",
                "120000-06 121000-01/120000-06",
                new PatchMismatch("120000", "05", "06"),
                new PatchExtra("121000-01"));
    }

    @Test
    void twoThatNameEachOtherDoNotCoverEachOther() {
        assertDifferences(
                "120000-05/121000-01",
                "121000-01/120000-05",
                new PatchMissing("120000-05"),
                new PatchExtra("121000-01"));
        assertDifferences(
                "120000-05/121000", "121000-01/120000", new PatchMissing("120000-05"), new PatchExtra("121000-01"));
        assertDifferences(
                "120000-05/121000-01 121000-01/120000-05",
                "",
                new PatchMissing("120000-05"),
                new PatchMissing("121000-01"));
        assertDifferences(
                "120000-05/121000-01 121000-01/120000-05",
                "122000-01/120000-05,121000-01",
                new PatchExtra("122000-01"));
        // one of them means an older revision
        assertDifferences("120000-05/121000-01", "121000-02/120000-05", new PatchExtra("121000-02"));
    }

    @Test
    void aPatchDoesNotCoverItself() {
        assertDifferences("120000-05/120000-05", "", new PatchMissing("120000-05"));
        assertDifferences("120000-05/120000", "120000-06/120000", new PatchMismatch("120000", "05", "06"));
        assertDifferences("120000-05", "120000-06/120000-05", new PatchMismatch("120000", "05", "06"));
    }

    @Test
    void oneThatIsCoveredItselfCovers() {
        assertDifferences("120000-05", "121000-01/120000-05 122000-01/121000-01", new PatchExtra("122000-01"));
    }

    @Test
    void anEmptyIdObsoletesNothing() {
        Inventory source = inventory(List.of(new Patch("120000-05", List.of(), List.of())));
        Inventory local = inventory(List.of(new Patch("121000-01", List.of(""), List.of(""))));
        assertEquals(
                List.of(new PatchMissing("120000-05")),
                SoftwareRules.compare(source, local).sourcePatches());
    }

    /** Where the comparison finds nothing there is nothing to update, and what an update leaves fits. */
    @Test
    void theRulesForUpdatesAgree() {
        Random random = new Random(11);
        int rounds = Integer.getInteger("random.rounds", 20_000);
        int compatible = 0;
        for (int i = 0; i < rounds; i++) {
            List<Patch> source = randomPatches(random);
            List<Patch> local = randomPatches(random);
            Comparison comparison = SoftwareRules.compare(inventory(source), inventory(local));
            UpdatePlan plan = UpdateRules.plan(
                    new Inventory(List.of(new Pkg("P", "1")), source),
                    new HostSoftware(
                            List.of(new HostPackage("P", "1", true, false, false, local)), List.of(), Map.of()),
                    List.of(),
                    Set.of());
            String what = source + " " + local;
            if (comparison.isCompatible()) {
                compatible++;
                assertEquals(List.of(), plan.replace(), what);
                assertEquals(List.of(), plan.refusals(), what);
            } else if (!comparison.localPatches().isEmpty()) {
                assertEquals(1, plan.replace().size(), what);
            }
            List<Patch> reversed = new ArrayList<>(source);
            Collections.reverse(reversed);
            assertEquals(comparison, SoftwareRules.compare(inventory(reversed), inventory(local)), what);
        }
        assertTrue(compatible * 200 > rounds, compatible + " compatible");
    }

    private static List<Patch> randomPatches(Random random) {
        List<Patch> patches = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> obsoletes = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                obsoletes.add(randomId(random));
            }
            patches.add(new Patch(randomId(random), obsoletes, List.of()));
        }
        return Inventory.of(List.of(new HostPackage("P", "1", true, false, false, patches)))
                .patches();
    }

    private static String randomId(Random random) {
        int revision = random.nextInt(5);
        return "ABCD".charAt(random.nextInt(4)) + (revision == 0 ? "" : "-0" + revision);
    }

    /** Patches as {@code ID[/OBSOLETED,...]}, separated by blanks. */
    private static void assertDifferences(String source, String local, Difference... differences) {
        Comparison comparison = SoftwareRules.compare(inventory(patches(source)), inventory(patches(local)));
        List<Difference> found = new ArrayList<>(comparison.sourcePatches());
        found.addAll(comparison.localPatches());
        assertEquals(List.of(differences), found);
    }

    private static List<Patch> patches(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty())
                .map(SoftwareRulesTest::patch)
                .toList();
    }

    private static Patch patch(String text) {
        String[] words = text.split("/");
        return new Patch(words[0], words.length > 1 ? List.of(words[1].split(",")) : List.of(), List.of());
    }

    private static Inventory inventory(List<Patch> patches) {
        return new Inventory(List.of(), patches);
    }
}
