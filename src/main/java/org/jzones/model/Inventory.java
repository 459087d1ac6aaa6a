package org.jzones.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packages and patches of a host that matter to one zone (spec 4.3), sorted by name and id, each once. */
public record Inventory(List<Pkg> packages, List<Patch> patches) {
    public static final Inventory EMPTY = new Inventory(List.of(), List.of());

    public Inventory {
        List<Pkg> byName = new ArrayList<>(packages);
        byName.sort((one, other) -> one.name().compareTo(other.name()));
        packages = Collections.unmodifiableList(byName);
        List<Patch> byId = new ArrayList<>(patches);
        byId.sort((one, other) -> one.id().compareTo(other.id()));
        patches = Collections.unmodifiableList(byId);
    }

    /** These packages and all their patches; what several packages tell of the same patch is united. */
    public static Inventory of(List<HostPackage> hostPackages) {
        List<Pkg> packages = new ArrayList<>();
        Map<String, Patch> patches = new LinkedHashMap<>();
        for (HostPackage pkg : hostPackages) {
            packages.add(new Pkg(pkg.name(), pkg.version()));
            for (Patch patch : pkg.patches()) {
                patches.merge(patch.id(), patch, Patch::unitedWith);
            }
        }
        return new Inventory(packages, List.copyOf(patches.values()));
    }

    public boolean isEmpty() {
        return packages.isEmpty() && patches.isEmpty();
    }
}
