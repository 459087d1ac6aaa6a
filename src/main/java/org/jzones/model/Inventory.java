package org.jzones.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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

    public boolean isEmpty() {
        return packages.isEmpty() && patches.isEmpty();
    }
}
