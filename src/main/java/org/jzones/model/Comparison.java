package org.jzones.model;

import java.util.List;

/**
 * How this host's software differs from the source host's, in the four sections of the report (spec 4.5), each sorted.
 */
public record Comparison(
        List<Difference> sourcePackages,
        List<Difference> localPackages,
        List<Difference> sourcePatches,
        List<Difference> localPatches) {
    public Comparison {
        sourcePackages = List.copyOf(sourcePackages);
        localPackages = List.copyOf(localPackages);
        sourcePatches = List.copyOf(sourcePatches);
        localPatches = List.copyOf(localPatches);
    }

    public boolean isCompatible() {
        return sourcePackages.isEmpty() && localPackages.isEmpty() && sourcePatches.isEmpty() && localPatches.isEmpty();
    }
}
