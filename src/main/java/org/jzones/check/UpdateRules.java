package org.jzones.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** The revisions of all patches of the source, by base id; so too those below. */
    private final Map<String, Set<String>> theirs = new HashMap<>();

    private final Map<String, Set<String>> ours = new HashMap<>();
    /** What the patches here obsolete. */
    private final Map<String, Set<String>> obsoleted = new HashMap<>();

    private UpdateRules(Inventory source, List<HostPackage> local) {
        source.patches().forEach(patch -> put(patch, theirs));
        for (HostPackage pkg : local) {
            for (Patch patch : pkg.patches()) {
                put(patch, ours);
                patch.obsoletes().forEach(id -> put(new Patch(id, List.of(), List.of()), obsoleted));
            }
        }
    }

    private static void put(Patch patch, Map<String, Set<String>> byBase) {
        byBase.computeIfAbsent(patch.base(), base -> new HashSet<>()).add(patch.revision());
    }

    /**
     * The plan for a zone with this software on a host with these packages. Linear in the sizes.
     *
     * @param source the manifest's software
     * @param local this host's packages that matter to the zone, each once
     * @param ignored ids of patches of the source that need not be here; one without a revision stands for all of them
     */
    public static UpdatePlan plan(Inventory source, List<HostPackage> local, Set<String> ignored) {
        UpdateRules rules = new UpdateRules(source, local);
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
        for (Patch patch : source.patches()) {
            if (!ignored.contains(patch.id()) && !ignored.contains(patch.base()) && rules.isLost(patch)) {
                refusals.add(new PatchDowngrade(patch.id(), rules.revisionsHere(patch)));
            }
        }
        return new UpdatePlan(remove, replace, add, refusals, ignored);
    }

    private void compare(Pkg source, HostPackage local, List<Replacement> replace, List<Refusal> refusals) {
        int order = Versions.compare(source.version(), local.version());
        if (order > 0) {
            refusals.add(new PackageDowngrade(source.name(), source.version(), local.version()));
            return;
        }
        List<String> patches = order < 0
                ? List.of()
                : local.patches().stream().filter(this::isNew).map(Patch::id).toList();
        if (order < 0 || !patches.isEmpty()) {
            replace.add(new Replacement(source.name(), source.version(), local.version(), patches));
        }
    }

    /** True if the source has neither this revision of the patch nor a higher one. */
    private boolean isNew(Patch local) {
        return !isCovered(local, theirs);
    }

    /** True if a patch of the source is neither here, in this revision or a higher one, nor obsoleted by one that is. */
    private boolean isLost(Patch source) {
        return !isCovered(source, ours) && !isObsoleted(source);
    }

    private boolean isObsoleted(Patch source) {
        return isCovered(source, obsoleted)
                || obsoleted.getOrDefault(source.base(), Set.of()).contains(""); // the patch as a whole
    }

    private static boolean isCovered(Patch patch, Map<String, Set<String>> among) {
        return among.getOrDefault(patch.base(), Set.of()).stream()
                .anyMatch(revision -> Versions.compare(revision, patch.revision()) >= 0);
    }

    private List<String> revisionsHere(Patch patch) {
        return ours.getOrDefault(patch.base(), Set.of()).stream()
                .sorted(Versions::compare)
                .toList();
    }
}
