package org.jzones.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jzones.check.PatchLevels.Gap;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Dependency;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.model.UpdatePlan.Replacement;

/**
 * What brings a zone's packages to this host's level, and why that may not be ({@code zoneadm attach -u}).
 *
 * <p>A manifest names the patches of the source host and not the packages they belong to. So a patch of the source is looked
 * for among all patches here that matter to the zone, whatever packages have them; and a patch that is here only concerns the
 * packages that have it here. What a package needs that is taken is brought to this host's level with it, whether it matters
 * to the zone or not.
 */
public final class UpdateRules {
    private final Inventory source;
    private final HostSoftware local;
    private final Map<String, HostPackage> inZone = new HashMap<>();
    /** The versions of the source; of a package that is named twice the first. */
    private final Map<String, String> there = new HashMap<>();

    private final List<Replacement> replace = new ArrayList<>();
    private final List<Pkg> add = new ArrayList<>();
    private final List<PackageDowngrade> downgrades = new ArrayList<>();

    private UpdateRules(Inventory source, HostSoftware local, List<HostPackage> inZone) {
        this.source = source;
        this.local = local;
        inZone.forEach(pkg -> this.inZone.put(pkg.name(), pkg));
        source.packages().forEach(pkg -> there.putIfAbsent(pkg.name(), pkg.version()));
    }

    /**
     * The plan for a zone with this software on a host with these packages. Linear in the sizes.
     *
     * @param source the manifest's software
     * @param local this host's packages, each once
     * @param inZone packages that the manifest does not name as the zone has them, as far as that is known
     * @param ignored ids of patches of the source that need not be here; one without a revision stands for all of them
     */
    public static UpdatePlan plan(Inventory source, HostSoftware local, List<HostPackage> inZone, Set<String> ignored) {
        return new UpdateRules(source, local, inZone).plan(ignored);
    }

    private UpdatePlan plan(Set<String> ignored) {
        Inventory ours = Inventory.of(local.relevant());
        Map<String, Gap> news = news(source.patches(), ours.patches());
        local.relevant().forEach(pkg -> compare(pkg, Optional.ofNullable(there.get(pkg.name())), news));

        Dependencies needed = new Dependencies(local, taken());
        List<Patch> theirs = new ArrayList<>(source.patches());
        Map<String, Gap> broughtNews =
                news(source.patches(), Inventory.of(needed.brought()).patches());
        needed.brought().forEach(pkg -> bring(pkg, broughtNews, theirs));
        List<HostPackage> all = new ArrayList<>(local.relevant());
        all.addAll(needed.brought());

        replace.sort(Comparator.comparing(Replacement::name));
        add.sort(Comparator.comparing(Pkg::name));
        downgrades.sort(Comparator.comparing(PackageDowngrade::name));
        List<Refusal> refusals = new ArrayList<>(downgrades);
        refusals.addAll(lost(theirs, Inventory.of(all).patches(), ignored));
        Set<String> taken = taken();
        List<Dependency> dependencies = needed.brought().stream()
                .filter(pkg -> taken.contains(pkg.name()))
                .map(needed::of)
                .toList();
        return new UpdatePlan(removed(all), replace, add, dependencies, needed.missing(), refusals, ignored);
    }

    /** A package that is needed and does not matter to the zone: the manifest may know it, or else the zone itself. */
    private void bring(HostPackage pkg, Map<String, Gap> news, List<Patch> theirs) {
        HostPackage own = inZone.get(pkg.name());
        if (own == null || there.containsKey(pkg.name())) {
            compare(pkg, Optional.ofNullable(there.get(pkg.name())), news);
        } else {
            compare(pkg, Optional.of(own.version()), news(own.patches(), pkg.patches()));
            theirs.addAll(own.patches());
        }
    }

    private void compare(HostPackage pkg, Optional<String> version, Map<String, Gap> news) {
        if (version.isEmpty()) {
            add.add(new Pkg(pkg.name(), pkg.version()));
            return;
        }
        int order = Versions.compare(version.get(), pkg.version());
        if (order > 0) {
            downgrades.add(new PackageDowngrade(pkg.name(), version.get(), pkg.version()));
            return;
        }
        List<String> patches = order < 0 ? List.of() : news(pkg, news);
        if (order < 0 || !patches.isEmpty()) {
            replace.add(new Replacement(pkg.name(), version.get(), pkg.version(), patches));
        }
    }

    private Set<String> taken() {
        Set<String> names = new LinkedHashSet<>();
        replace.forEach(pkg -> names.add(pkg.name()));
        add.forEach(pkg -> names.add(pkg.name()));
        return names;
    }

    /** The packages of the source that are not here, or do not matter to the zone here and are not needed. */
    private List<Pkg> removed(List<HostPackage> here) {
        Set<String> names = new HashSet<>();
        here.forEach(pkg -> names.add(pkg.name()));
        return source.packages().stream().filter(pkg -> names.add(pkg.name())).toList();
    }

    /** The patches that are here in a higher revision, or here only, by base id. */
    private static Map<String, Gap> news(List<Patch> source, List<Patch> local) {
        Map<String, Gap> news = new HashMap<>();
        for (Gap gap : new PatchLevels(source, local).gaps()) {
            if (gap.isHigherHere()) {
                news.put(gap.base(), gap);
            }
        }
        return news;
    }

    /** The patches of a package that are news in a revision the source has not reached; of several only the highest. */
    private static List<String> news(HostPackage pkg, Map<String, Gap> news) {
        Map<String, Patch> highest = new TreeMap<>();
        for (Patch patch : pkg.patches()) {
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
