package org.jzones.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jzones.check.PatchLevels.Gap;
import org.jzones.model.Comparison;
import org.jzones.model.Difference;
import org.jzones.model.Difference.PackageExtra;
import org.jzones.model.Difference.PackageMismatch;
import org.jzones.model.Difference.PackageMissing;
import org.jzones.model.Difference.PatchExtra;
import org.jzones.model.Difference.PatchMismatch;
import org.jzones.model.Difference.PatchMissing;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.Problem;

/** The comparison of a zone's source host with this host (spec 4.5). */
public final class SoftwareRules {
    private SoftwareRules() {}

    /** The problem of a manifest that names nothing where a zone like it depends on something: detach has not written it. */
    public static List<Problem> problems(Inventory source, Inventory local) {
        return source.isEmpty() && !local.packages().isEmpty()
                ? List.of(Problem.of(Message.MANIFEST_NO_PACKAGES))
                : List.of();
    }

    /** What differs: versions are compared as exact texts, patches by their level. Linear in the sizes. */
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
            Inventory source, Inventory local, List<Difference> sourceSide, List<Difference> localSide) {
        for (Gap gap : new PatchLevels(source.patches(), local.patches()).gaps()) {
            if (gap.source().isEmpty()) {
                localSide.add(new PatchExtra(gap.local().orElseThrow().id()));
            } else if (gap.local().isEmpty()) {
                sourceSide.add(new PatchMissing(gap.source().get().id()));
            } else {
                sourceSide.add(new PatchMismatch(
                        gap.base(),
                        gap.source().get().revision(),
                        gap.local().get().revision()));
            }
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
}
