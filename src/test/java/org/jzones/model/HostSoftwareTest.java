package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packages of a host matter to a zone (spec 4.3), and what of them a manifest holds (spec 4.4). */
class HostSoftwareTest {
    private static HostPackage pkg(String name, boolean allZones, boolean thisZone, Patch... patches) {
        return new HostPackage(name, "1", allZones, thisZone, false, List.of(patches));
    }

    private static Patch patch(String id, String... obsoletes) {
        return new Patch(id, List.of(obsoletes), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, true",
        "true, false, true, true",
        "false, true, false, false",
        "true, true, false, false"
    })
    void oneOfThisZoneNeverMattersOneOfAllZonesAlwaysAndOthersIfTheyDeliver(
            boolean allZones, boolean thisZone, boolean otherwise, boolean ifItDelivers) {
        HostPackage pkg = pkg("P", allZones, thisZone);
        assertEquals(otherwise, pkg.mattersIf(false));
        assertEquals(ifItDelivers, pkg.mattersIf(true));
        assertEquals(!otherwise && ifItDelivers, HostInventory.isDecidedByContents(pkg));
    }

    @Test
    void hollowPlaysNoPart() {
        HostPackage hollow = new HostPackage("P", "1", false, false, true, List.of());
        assertEquals(List.of(true, false), List.of(hollow.mattersIf(true), hollow.mattersIf(false)));
    }

    @Test
    void aZoneSeesWhatDeliversIntoItsInheritedDirectories() {
        DirectoryTree.Builder tree = new DirectoryTree.Builder();
        tree.directory(1, "opt");
        tree.delivers(0);
        tree.directory(1, "usr");
        tree.directory(2, "bin");
        tree.delivers(1);
        tree.delivers(3);
        List<HostPackage> packages =
                List.of(pkg("A", false, false), pkg("B", false, false), pkg("C", true, false), pkg("D", false, true));
        Map<String, List<String>> needs = Map.of("A", List.of("B"));
        HostInventory host = new HostInventory("h", "sadm", 0, true, packages, needs, tree.build());
        HostSoftware sparse = host.software(List.of("/usr"));
        assertEquals(List.of(packages.get(1), packages.get(2)), sparse.relevant());
        assertEquals(List.of(packages.get(0), packages.get(3)), sparse.others());
        assertEquals(needs, sparse.needs());
        assertEquals(List.of(packages.get(2)), host.software(List.of()).relevant());
    }

    @Test
    void thoseThatMatterStandInFrontOfTheOthers() {
        HostPackage a = pkg("A", false, false);
        HostPackage b = pkg("B", false, false);
        HostPackage c = pkg("C", false, false);
        HostSoftware software = new HostSoftware(List.of(b), List.of(a, c), Map.of());
        assertEquals(List.of(b, a, c), software.all());
        assertEquals(List.of(b, c), software.relevantAnd(Set.of("B", "C", "X")));
        Map<String, List<String>> needs = Map.of("A", List.of("B"));
        assertEquals(new HostSoftware(List.of(b), List.of(a, c), needs), software.withNeeds(needs));
    }

    @Test
    void anInventoryIsSortedAndNamesEachPatchOnce() {
        Inventory inventory = Inventory.of(List.of(
                pkg("B", true, false, patch("2-1", "x"), patch("1-1")), pkg("A", true, false, patch("2-1", "y"))));
        assertEquals(List.of(new Pkg("A", "1"), new Pkg("B", "1")), inventory.packages());
        assertEquals(List.of(patch("1-1"), patch("2-1", "x", "y")), inventory.patches());
    }

    @Test
    void anInventoryIsEmptyWithoutPackagesAndPatches() {
        List<Pkg> packages = List.of(new Pkg("A", "1"));
        List<Patch> patches = List.of(patch("1-1"));
        assertEquals(true, Inventory.EMPTY.isEmpty());
        assertEquals(false, new Inventory(packages, List.of()).isEmpty());
        assertEquals(false, new Inventory(List.of(), patches).isEmpty());
    }

    @Test
    void hostsFitIfNoSectionHasALine() {
        List<Difference> none = List.of();
        List<Difference> some = List.of(new Difference.PatchExtra("1-1"));
        assertEquals(true, new Comparison(none, none, none, none).isCompatible());
        assertEquals(false, new Comparison(some, none, none, none).isCompatible());
        assertEquals(false, new Comparison(none, some, none, none).isCompatible());
        assertEquals(false, new Comparison(none, none, some, none).isCompatible());
        assertEquals(false, new Comparison(none, none, none, some).isCompatible());
    }

    @Test
    void aDirectoryTellsItsPackagesAndWhereALinkLeads() {
        DirectoryTree.Builder builder = new DirectoryTree.Builder();
        builder.directory(1, "lib");
        builder.link("/usr/lib");
        builder.directory(1, "usr");
        builder.directory(2, "lib");
        builder.delivers(7);
        builder.delivers(2);
        assertEquals(3, builder.size());
        DirectoryTree tree = builder.build();
        assertEquals(3, tree.size());
        assertEquals(new DirectoryTree.Directory(1, "lib", Optional.of("/usr/lib"), List.of()), tree.get(0));
        assertEquals(new DirectoryTree.Directory(2, "lib", Optional.empty(), List.of(7, 2)), tree.get(2));
    }
}
