package org.jzones.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jzones.model.Comparison;
import org.jzones.model.Difference;
import org.jzones.model.Difference.PackageExtra;
import org.jzones.model.Difference.PackageMismatch;
import org.jzones.model.Difference.PackageMissing;
import org.jzones.model.Difference.PatchExtra;
import org.jzones.model.Difference.PatchMismatch;
import org.jzones.model.Difference.PatchMissing;
import org.jzones.model.Inventory;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;

/** The comparison of a zone's source host with this host (spec 4.5). */
public final class SoftwareRules {
    private SoftwareRules() {}

    /** What differs; versions and patch revisions are compared as exact texts. Linear in the sizes. */
    public static Comparison compare(Inventory source, Inventory local) {
        List<Difference> sourcePackages = new ArrayList<>();
        List<Difference> localPackages = new ArrayList<>();
        if (!source.packages().equals(local.packages())) {
            comparePackages(source, local, sourcePackages, localPackages);
        }
        List<Difference> sourcePatches = new ArrayList<>();
        List<Difference> localPatches = new ArrayList<>();
        if (!sameIds(source.patches(), local.patches())) {
            comparePatches(source, local, sourcePatches, localPatches);
        }
        return new Comparison(sourcePackages, localPackages, sourcePatches, localPatches);
    }

    private static boolean sameIds(List<Patch> source, List<Patch> local) {
        boolean same = source.size() == local.size();
        for (int i = 0; same && i < source.size(); i++) {
            same = source.get(i).id().equals(local.get(i).id());
        }
        return same;
    }

    private static void comparePatches(
            Inventory source, Inventory local, List<Difference> sourcePatches, List<Difference> localPatches) {
        Map<String, SortedSet<String>> ours = byBase(local);
        Map<String, SortedSet<String>> theirs = byBase(source);
        Set<String> bases = new TreeSet<>(theirs.keySet());
        bases.addAll(ours.keySet());
        for (String base : bases) {
            comparePatch(base, revisions(theirs, base), revisions(ours, base), sourcePatches, localPatches);
        }
    }

    private static void comparePackages(
            Inventory source, Inventory local, List<Difference> sourceSide, List<Difference> localSide) {
        Map<String, String> here = new TreeMap<>();
        local.packages().forEach(p -> here.put(p.name(), p.version()));
        Set<String> there = new HashSet<>();
        for (Pkg pkg : source.packages()) {
            there.add(pkg.name());
            String version = here.get(pkg.name());
            if (version == null) {
                sourceSide.add(new PackageMissing(pkg.name(), pkg.version()));
            } else if (!version.equals(pkg.version())) {
                sourceSide.add(new PackageMismatch(pkg.name(), pkg.version(), version));
            }
        }
        for (Pkg pkg : local.packages()) {
            if (!there.contains(pkg.name())) {
                localSide.add(new PackageExtra(pkg.name(), pkg.version()));
            }
        }
    }

    /** The rule for one patch: S the source's revisions, L the local ones. */
    private static void comparePatch(
            String base,
            SortedSet<String> source,
            SortedSet<String> local,
            List<Difference> sourceSide,
            List<Difference> localSide) {
        if (local.isEmpty()) {
            for (String revision : source) {
                sourceSide.add(new PatchMissing(id(base, revision)));
            }
            return;
        }
        boolean allHere = true;
        for (String revision : source) {
            if (!local.contains(revision)) {
                sourceSide.add(new PatchMismatch(base, revision, List.copyOf(local)));
                allHere = false;
            }
        }
        if (allHere && local.size() > source.size()) {
            for (String revision : local) {
                if (!source.contains(revision)) {
                    localSide.add(new PatchExtra(id(base, revision)));
                }
            }
        }
    }

    private static Map<String, SortedSet<String>> byBase(Inventory inventory) {
        Map<String, SortedSet<String>> revisions = new TreeMap<>();
        for (Patch patch : inventory.patches()) {
            revisions.computeIfAbsent(patch.base(), base -> new TreeSet<>()).add(patch.revision());
        }
        return revisions;
    }

    private static SortedSet<String> revisions(Map<String, SortedSet<String>> byBase, String base) {
        return byBase.getOrDefault(base, new TreeSet<>());
    }

    private static String id(String base, String revision) {
        return revision.isEmpty() ? base : base + "-" + revision;
    }
}
