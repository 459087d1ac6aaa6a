package org.jzones.model;

import java.util.Comparator;
import java.util.List;

/** The packages and patches of a host that matter to one zone (spec 4.3), sorted by name and id, each once. */
public record Inventory(List<Pkg> packages, List<Patch> patches) {
    public static final Inventory EMPTY = new Inventory(List.of(), List.of());

    public Inventory {
        packages = packages.stream().sorted(Comparator.comparing(Pkg::name)).toList();
        patches = patches.stream().sorted(Comparator.comparing(Patch::id)).toList();
    }
}
