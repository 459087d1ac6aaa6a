package org.jzones.model;

import java.util.List;

/**
 * How this host's software differs from the source host's, in the four sections of the report (spec 4.5), each sorted.
 *
 * @param counted how many packages of the source host were compared, for a report that begins with the counts; else 0
 */
public record Comparison(
        List<Difference> sourcePackages,
        List<Difference> localPackages,
        List<Difference> sourcePatches,
        List<Difference> localPatches,
        int counted) {
    public Comparison(
            List<Difference> sourcePackages,
            List<Difference> localPackages,
            List<Difference> sourcePatches,
            List<Difference> localPatches) {
        this(sourcePackages, localPackages, sourcePatches, localPatches, 0);
    }

    public Comparison {
        sourcePackages = List.copyOf(sourcePackages);
        localPackages = List.copyOf(localPackages);
        sourcePatches = List.copyOf(sourcePatches);
        localPatches = List.copyOf(localPatches);
    }

    /** The same, of so many packages. */
    public Comparison counting(int packages) {
        return new Comparison(sourcePackages, localPackages, sourcePatches, localPatches, packages);
    }

    public boolean isCompatible() {
        return sourcePackages.isEmpty() && localPackages.isEmpty() && sourcePatches.isEmpty() && localPatches.isEmpty();
    }
}
