package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Dependency;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.model.UpdatePlan.Replacement;

/** Each row of the table of {@code attach -u}, one after the other. */
class UpdateRulesTest {
    @Test
    void aPackageOnTheSourceOnlyIsRemoved() {
        UpdatePlan plan = plan(source("A 1.0", "B 1.0"), host("B 1.0"));
        assertEquals(List.of(new Pkg("A", "1.0")), plan.remove());
        assertTrue(plan.replace().isEmpty() && plan.add().isEmpty() && !plan.isRefused());
    }

    @Test
    void aPackageHereOnlyIsAdded() {
        UpdatePlan plan = plan(source("B 1.0"), host("C 2", "B 1.0", "A 1"));
        assertEquals(List.of(new Pkg("A", "1"), new Pkg("C", "2")), plan.add());
        assertTrue(plan.replace().isEmpty() && plan.remove().isEmpty() && !plan.isRefused());
    }

    @Test
    void aHigherVersionOnTheSourceIsRefused() {
        UpdatePlan plan = plan(source("A 1.10"), host("A 1.9"));
        assertEquals(List.of(new PackageDowngrade("A", "1.10", "1.9")), plan.refusals());
        assertTrue(plan.isEmpty());
    }

    @Test
    void aHigherVersionHereIsReplaced() {
        UpdatePlan plan = plan(source("A 1.9"), host("A 1.10"));
        assertEquals(List.of(new Replacement("A", "1.9", "1.10", List.of())), plan.replace());
        assertFalse(plan.isRefused());
    }

    @Test
    void aPatchOfTheSourceThatIsNotHereIsRefused() {
        UpdatePlan plan = plan(source("A 1", "118833-17"), host("A 1"));
        assertEquals(List.of(new PatchDowngrade("118833-17", Optional.empty())), plan.refusals());
    }

    @Test
    void aHigherRevisionOnTheSourceIsRefusedAndNamesTheHighestHere() {
        UpdatePlan plan = plan(source("A 1", "118833-17"), host("A 1 118833-09 118833-10"));
        assertEquals(List.of(new PatchDowngrade("118833-17", Optional.of("10"))), plan.refusals());
    }

    @Test
    void aPatchOfTheSourceThatAPatchHereObsoletesIsFine() {
        assertFalse(plan(source("A 1", "118833-17"), host("A 1 200000-01/118833-17"))
                .isRefused());
        assertFalse(plan(source("A 1", "118833-17"), host("A 1 200000-01/118833-18"))
                .isRefused());
        assertFalse(
                plan(source("A 1", "118833-17"), host("A 1 200000-01/118833")).isRefused());
        assertTrue(plan(source("A 1", "118833-17"), host("A 1 200000-01/118833-16"))
                .isRefused());
    }

    @Test
    void aPatchObsoletedByAPatchOfAnyPackageHereIsFine() {
        UpdatePlan plan = plan(source("A 1", "B 1", "118833-17"), host("A 1", "B 1 200000-01/118833-17"));
        assertFalse(plan.isRefused());
        assertEquals(List.of(new Replacement("B", "1", "1", List.of("200000-01"))), plan.replace());
    }

    @Test
    void aPatchHereOnlyReplacesThePackagesThatHaveIt() {
        UpdatePlan plan = plan(source("A 1", "B 1", "C 1"), host("A 1 118833-17", "B 1", "C 1 118833-17"));
        assertEquals(
                List.of(
                        new Replacement("A", "1", "1", List.of("118833-17")),
                        new Replacement("C", "1", "1", List.of("118833-17"))),
                plan.replace());
        assertFalse(plan.isRefused());
    }

    @Test
    void aHigherRevisionHereReplaces() {
        UpdatePlan plan = plan(source("A 1", "118833-9"), host("A 1 118833-10"));
        assertEquals(List.of(new Replacement("A", "1", "1", List.of("118833-10"))), plan.replace());
        assertFalse(plan.isRefused());
    }

    @Test
    void anOlderRevisionThatStandsHereBesidesIsNoReason() {
        assertTrue(plan(source("A 1", "118833-17"), host("A 1 118833-16 118833-17"))
                .isEmpty());
    }

    @Test
    void anOlderRevisionOfTheSourceThatIsNotHereIsNoReason() {
        UpdatePlan plan = plan(source("A 1", "118833-16", "118833-17"), host("A 1 118833-17"));
        assertTrue(plan.isEmpty());
        assertFalse(plan.isRefused());
    }

    @Test
    void aRevisionThatIsWrittenDifferentlyIsNeitherHigherNorLower() {
        UpdatePlan plan = plan(source("A 1", "118833-1"), host("A 1 118833-01"));
        assertTrue(plan.isEmpty());
        assertFalse(plan.isRefused());
    }

    @Test
    void whatIsReplacedOrRefusedIsSortedWhyeverItIs() {
        UpdatePlan plan = needing(source("Z 1", "B 1"), "Z 2 | B 2", "Z>B");
        assertEquals(
                List.of(new Replacement("B", "1", "2", List.of()), new Replacement("Z", "1", "2", List.of())),
                plan.replace());
        UpdatePlan refused = needing(source("Y 3", "Z 1", "B 3"), "Y 2 Z 2 | B 2", "Z>B");
        assertEquals(
                List.of(new PackageDowngrade("B", "3", "2"), new PackageDowngrade("Y", "3", "2")), refused.refusals());
    }

    @Test
    void ofSeveralNewRevisionsTheHighestIsTheReason() {
        UpdatePlan plan = plan(source("A 1", "118833-9"), host("A 1 118833-10 118833-11"));
        assertEquals(List.of(new Replacement("A", "1", "1", List.of("118833-11"))), plan.replace());
    }

    @Test
    void aPackageThatHasALowerOneOfTheNewRevisionsIsReplacedToo() {
        UpdatePlan plan =
                plan(source("A 1", "B 1", "C 1", "118833-9"), host("A 1 118833-11", "B 1 118833-10", "C 1 118833-9"));
        assertEquals(
                List.of(
                        new Replacement("A", "1", "1", List.of("118833-11")),
                        new Replacement("B", "1", "1", List.of("118833-10"))),
                plan.replace());
    }

    @Test
    void aPatchHereOnlyThatAnotherOneCoversIsNoReason() {
        UpdatePlan plan = plan(source("A 1", "200000-01"), host("A 1 118833-17 200000-01/118833-17"));
        assertTrue(plan.isEmpty());
    }

    @Test
    void aPatchOfTheSourceThatAnotherOneOfTheSourceCoversIsNotMissed() {
        UpdatePlan plan = plan(source("A 1", "118833-17", "200000-01/118833-17"), host("A 1"));
        assertEquals(List.of(new PatchDowngrade("200000-01", Optional.empty())), plan.refusals());
    }

    @Test
    void whatAnIgnoredPatchCoversIsMissed() {
        Inventory source = source("A 1", "118833-17", "200000-01/118833-17");
        assertEquals(
                List.of(new PatchDowngrade("118833-17", Optional.empty())),
                plan(source, host("A 1"), Set.of("200000-01")).refusals());
    }

    @Test
    void aPatchThatIsIgnoredAndYetHereIsNoReasonToReplace() {
        Inventory source = source("A 1", "118833-17");
        assertTrue(plan(source, host("A 1 118833-17"), Set.of("118833-17")).isEmpty());
    }

    @Test
    void whatIsTheSameIsLeft() {
        UpdatePlan plan = plan(source("A 1.0,REV=2005.01.21", "118833-17"), host("A 1.0,REV=2005.01.21 118833-17"));
        assertTrue(plan.isEmpty());
        assertFalse(plan.isRefused());
    }

    @Test
    void aPatchThatIsIgnoredRefusesNothing() {
        Inventory source = source("A 1", "IDR125035-01", "118833-17", "118833-18");
        List<HostPackage> host = host("A 1");
        assertEquals(
                List.of(new PatchDowngrade("118833-18", Optional.empty())),
                plan(source, host, Set.of("IDR125035-01", "118833-17")).refusals());
        assertEquals(
                List.of(new PatchDowngrade("IDR125035-01", Optional.empty())),
                plan(source, host, Set.of("118833")).refusals());
    }

    @Test
    void everyOffendingPackageAndPatchIsNamed() {
        UpdatePlan plan = plan(source("A 2", "B 2", "C 1", "118833-17", "T1-03"), host("A 1", "B 1", "C 2", "D 1"));
        assertEquals(
                List.of(
                        new PackageDowngrade("A", "2", "1"),
                        new PackageDowngrade("B", "2", "1"),
                        new PatchDowngrade("118833-17", Optional.empty()),
                        new PatchDowngrade("T1-03", Optional.empty())),
                plan.refusals());
    }

    /** A is taken and needs others; the packages after the bar do not matter to the zone. */
    @Test
    void whatATakenPackageNeedsIsBroughtWhateverItNeedsThen() {
        UpdatePlan plan = needing(source("A 1"), "A 2 | B 1 C 1 D 1", "A>B B>C");
        assertEquals(List.of(new Pkg("B", "1"), new Pkg("C", "1")), plan.add());
        assertEquals(List.of(new Dependency("B", "A"), new Dependency("C", "B")), plan.dependencies());
        assertEquals(List.of(), plan.remove());
        assertEquals(Set.of("A", "B", "C"), plan.taken());
    }

    @Test
    void whatAPackageNeedsThatIsLeftIsNotBrought() {
        UpdatePlan plan = needing(source("A 1", "X 1"), "A 1 X 2 | B 1", "A>B");
        assertEquals(List.of(), plan.add());
        assertEquals(List.of(), plan.dependencies());
    }

    @Test
    void whatIsAddedBringsToo() {
        UpdatePlan plan = needing(source(), "A 2 | B 1", "A>B");
        assertEquals(List.of(new Pkg("A", "2"), new Pkg("B", "1")), plan.add());
        assertEquals(List.of(new Dependency("B", "A")), plan.dependencies());
    }

    @Test
    void aPackageThatIsLeftPassesOnWhatItNeeds() {
        UpdatePlan plan = needing(source("A 1", "M 1"), "A 2 M 1 | B 1", "A>M M>B");
        assertEquals(List.of(new Replacement("A", "1", "2", List.of())), plan.replace());
        assertEquals(List.of(new Dependency("B", "M")), plan.dependencies());
    }

    @Test
    void packagesThatNeedEachOtherAreBroughtOnce() {
        UpdatePlan plan = needing(source("A 1"), "A 2 | B 1 C 1", "A>B,A B>C C>B,A");
        assertEquals(List.of(new Pkg("B", "1"), new Pkg("C", "1")), plan.add());
    }

    @Test
    void whatIsNeededAndInTheManifestIsComparedAndNotRemoved() {
        assertEquals(
                List.of(new Pkg("B", "1")),
                plan(source("A 1", "B 1"), host("A 2")).remove());
        UpdatePlan higher = needing(source("A 1", "B 1"), "A 2 | B 2", "A>B");
        assertEquals(List.of(), higher.remove());
        assertEquals(
                List.of(new Replacement("A", "1", "2", List.of()), new Replacement("B", "1", "2", List.of())),
                higher.replace());
        UpdatePlan same = needing(source("A 1", "B 1"), "A 2 | B 1", "A>B");
        assertEquals(List.of(), same.remove());
        assertEquals(Set.of("A"), same.taken());
        assertEquals(List.of(), same.dependencies());
        UpdatePlan lower = needing(source("A 1", "B 2"), "A 2 | B 1", "A>B");
        assertEquals(List.of(new PackageDowngrade("B", "2", "1")), lower.refusals());
    }

    @Test
    void thePatchesOfWhatIsNeededCount() {
        UpdatePlan found = needing(source("A 1", "B 1", "118833-17"), "A 2 | B 1:118833-17", "A>B");
        assertEquals(List.of(), found.refusals());
        assertEquals(Set.of("A"), found.taken());
        UpdatePlan higher = needing(source("A 1", "B 1", "118833-17"), "A 2 | B 1:118833-18", "A>B");
        assertEquals(
                new Replacement("B", "1", "1", List.of("118833-18")),
                higher.replace().get(1));
    }

    @Test
    void whatIsNeededAndNotInTheManifestIsComparedWithTheZone() {
        assertEquals(
                List.of(new Replacement("A", "1", "2", List.of()), new Replacement("B", "1", "2", List.of())),
                inZone("A 2 | B 2", host("B 1")).replace());
        assertEquals(Set.of("A"), inZone("A 2 | B 2", host("B 2")).taken());
        assertEquals(
                List.of(new PackageDowngrade("B", "3", "2")),
                inZone("A 2 | B 2", host("B 3")).refusals());
        assertEquals(
                new Replacement("B", "2", "2", List.of("118833-18")),
                inZone("A 2 | B 2:118833-18", host("B 2 118833-17")).replace().get(1));
        assertEquals(
                List.of(new PatchDowngrade("118833-18", Optional.of("17"))),
                inZone("A 2 | B 2:118833-17", host("B 2 118833-18")).refusals());
    }

    @Test
    void theManifestIsBelievedRatherThanTheZone() {
        UpdatePlan plan = UpdateRules.plan(source("A 1", "B 1"), software("A 2 | B 2", "A>B"), host("B 3"), Set.of());
        assertEquals(List.of(), plan.refusals());
    }

    @Test
    void whatIsNeededAndNotHereIsNamed() {
        UpdatePlan plan = needing(source("A 1"), "A 2 | B 1", "A>X,B B>X,Y");
        assertEquals(List.of(new Dependency("X", "A"), new Dependency("Y", "B")), plan.missing());
        assertFalse(plan.isRefused());
        assertEquals(List.of(), needing(source("A 1"), "A 1 | B 1", "A>X").missing());
    }

    @Test
    void anAbbreviationStandsForThePackageOrElseForItsInstances() {
        assertEquals(
                List.of(new Pkg("B", "1")),
                needing(source("A 1"), "A 2 | B 1 B.2 2", "A>B").add());
        assertEquals(
                List.of(new Pkg("B.2", "2"), new Pkg("B.3", "3")),
                needing(source("A 1"), "A 2 | B.2 2 B.3 3 B.x 1 BB 1", "A>B").add());
        assertEquals(
                List.of(new Pkg("B", "1"), new Pkg("B.2", "2")),
                needing(source("A 1"), "A 2 | B 1 B.2 2", "A>B.*").add());
    }

    @Test
    void anUpdateThatWasCutOffIsFinishedForAllItHasTouched() {
        List<HostPackage> host = host("A 1", "B 1", "C 2");
        UpdatePlan plan = plan(source("A 1", "B 1", "C 1"), host).finishing(Set.of("B", "C", "X"), host);
        assertEquals(List.of(new Pkg("X", "")), plan.remove());
        assertEquals(
                List.of(new Replacement("B", "1", "1", List.of()), new Replacement("C", "1", "2", List.of())),
                plan.replace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1.9 1.10 -1",
                "1.0 1.0 0",
                "1.00 1.0 0",
                "1.0 1.0.1 -1",
                "11.11,REV=2005.12.13.01.06 11.11,REV=2006.01.03.00.45 -1",
                "11.10.0,REV=9 11.10.0,REV=10 -1",
                "11.9,REV=2006 11.10,REV=2005 -1",
                "1.a 1.b -1",
                "1.10 1.a -1",
                "1.10a 1.9a -1",
                "99999999999999999999 100000000000000000000 -1",
                "'' 1 -1",
                "'' '' 0"
            })
    void versionsCompareFieldByField(String one, String other, int order) {
        assertEquals(order, Integer.signum(Versions.compare(one, other)));
        assertEquals(-order, Integer.signum(Versions.compare(other, one)));
    }

    private static UpdatePlan inZone(String host, List<HostPackage> inZone) {
        return UpdateRules.plan(source("A 1"), software(host, "A>B"), inZone, Set.of());
    }

    private static UpdatePlan needing(Inventory source, String host, String needs) {
        return UpdateRules.plan(source, software(host, needs), List.of(), Set.of());
    }

    /** Packages that matter and others as {@code NAME VERSION[:PATCH]...|...}, and {@code NAME>NEEDED[,NEEDED]}... */
    private static HostSoftware software(String host, String needs) {
        List<List<HostPackage>> halves = new ArrayList<>();
        for (String half : host.split("[|]", 2)) {
            List<HostPackage> packages = new ArrayList<>();
            String[] words = half.strip().split(" ");
            for (int i = 0; i + 1 < words.length; i += 2) {
                packages.add(pkg(words[i] + " " + words[i + 1].replace(':', ' ')));
            }
            halves.add(packages);
        }
        Map<String, List<String>> needed = new TreeMap<>();
        for (String one : needs.split(" ")) {
            String[] names = one.split("[>,]");
            needed.put(names[0], List.of(names).subList(1, names.length));
        }
        return new HostSoftware(halves.get(0), halves.get(1), needed);
    }

    private static UpdatePlan plan(Inventory source, List<HostPackage> host) {
        return plan(source, host, Set.of());
    }

    private static UpdatePlan plan(Inventory source, List<HostPackage> host, Set<String> ignored) {
        return UpdateRules.plan(source, new HostSoftware(host, List.of(), Map.of()), List.of(), ignored);
    }

    /** Packages as {@code NAME VERSION}, patches as {@code PATCH[/OBSOLETED]}. */
    private static Inventory source(String... what) {
        List<Pkg> packages = new ArrayList<>();
        List<Patch> patches = new ArrayList<>();
        for (String one : what) {
            String[] words = one.split(" ");
            if (words.length == 2) {
                packages.add(new Pkg(words[0], words[1]));
            } else {
                patches.add(patch(one));
            }
        }
        return new Inventory(packages, patches);
    }

    /** Packages as {@code NAME VERSION PATCH[/OBSOLETED]...}. */
    private static List<HostPackage> host(String... what) {
        return Arrays.stream(what).map(UpdateRulesTest::pkg).toList();
    }

    private static HostPackage pkg(String text) {
        String[] words = text.split(" ");
        List<Patch> patches =
                Arrays.stream(words).skip(2).map(UpdateRulesTest::patch).toList();
        return new HostPackage(words[0], words[1], true, false, false, patches);
    }

    private static Patch patch(String text) {
        String[] ids = text.split("/");
        return new Patch(ids[0], ids.length > 1 ? List.of(ids[1]) : List.of(), List.of());
    }
}
