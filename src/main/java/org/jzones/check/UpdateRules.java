package org.jzones.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jzones.check.PatchLevels.Gap;
import org.jzones.model.HostPackage;
import org.jzones.model.Inventory;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.model.UpdatePlan.Replacement;

/**
 * What brings a zone's packages to this host's level, and why that may not be ({@code zoneadm attach -u}).
 *
 * <p>A manifest names the patches of the source host and not the packages they belong to. So a patch of the source is looked
 * for among all patches here that matter to the zone, whatever packages have them; and a patch that is here only concerns the
 * packages that have it here.
 */
public final class UpdateRules {
    /** The patches that are here in a higher revision, or here only, by base id. */
    private final Map<String, Gap> news = new HashMap<>();

    private UpdateRules(Inventory source, Inventory local) {
        for (Gap gap : new PatchLevels(source.patches(), local.patches()).gaps()) {
            if (gap.isHigherHere()) {
                news.put(gap.base(), gap);
            }
        }
    }

    /**
     * The plan for a zone with this software on a host with these packages. Linear in the sizes.
     *
     * @param source the manifest's software
     * @param local this host's packages that matter to the zone, each once
     * @param ignored ids of patches of the source that need not be here; one without a revision stands for all of them
     */
    public static UpdatePlan plan(Inventory source, List<HostPackage> local, Set<String> ignored) {
        Inventory ours = Inventory.of(local);
        UpdateRules rules = new UpdateRules(source, ours);
        Map<String, HostPackage> here = new HashMap<>();
        local.forEach(pkg -> here.put(pkg.name(), pkg));
        Set<String> there = new HashSet<>();

        List<Pkg> remove = new ArrayList<>();
        List<Replacement> replace = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Pkg pkg : source.packages()) {
            HostPackage now = here.get(pkg.name());
            boolean first = there.add(pkg.name());
            if (now != null && first) {
                rules.compare(pkg, now, replace, refusals);
            } else if (first) {
                remove.add(pkg);
            }
        }
        List<Pkg> add = here.values().stream()
                .filter(pkg -> !there.contains(pkg.name()))
                .map(pkg -> new Pkg(pkg.name(), pkg.version()))
                .sorted(Comparator.comparing(Pkg::name))
                .toList();
        refusals.addAll(lost(source.patches(), ours.patches(), ignored));
        return new UpdatePlan(remove, replace, add, refusals, ignored);
    }

    private void compare(Pkg source, HostPackage local, List<Replacement> replace, List<Refusal> refusals) {
        int order = Versions.compare(source.version(), local.version());
        if (order > 0) {
            refusals.add(new PackageDowngrade(source.name(), source.version(), local.version()));
            return;
        }
        List<String> patches = order < 0 ? List.of() : news(local);
        if (order < 0 || !patches.isEmpty()) {
            replace.add(new Replacement(source.name(), source.version(), local.version(), patches));
        }
    }

    /** The patches of a package that the source has in no such revision and no higher one; of several only the highest. */
    private List<String> news(HostPackage local) {
        Map<String, Patch> highest = new TreeMap<>();
        for (Patch patch : local.patches()) {
            Gap gap = news.get(patch.base());
            if (gap != null && gap.isNews(patch)) {
                highest.merge(patch.base(), patch, PatchLevel::higher);
            }
        }
        return highest.values().stream().map(Patch::id).toList();
    }

    /** The patches of the source that are not here, in this revision or a higher one, and that nothing makes up for. */
    private static List<Refusal> lost(List<Patch> source, List<Patch> local, Set<String> ignored) {
        List<Patch> wanted = source.stream()
                .filter(patch -> !ignored.contains(patch.id()) && !ignored.contains(patch.base()))
                .toList();
        PatchLevels levels = new PatchLevels(wanted, local);
        List<Refusal> lost = new ArrayList<>();
        for (Gap gap : levels.gaps()) {
            if (gap.isLowerHere() && !levels.isCovered(gap.source().orElseThrow())) {
                lost.add(new PatchDowngrade(
                        gap.source().orElseThrow().id(), gap.local().map(Patch::revision)));
            }
        }
        return lost;
    }
}
