package org.jzones.model;

import java.util.List;

/** An installed package of a host, as its pkginfo tells (spec 4.1). */
public record HostPackage(
        String name, String version, boolean allZones, boolean thisZone, boolean hollow, List<Patch> patches) {
    public HostPackage {
        patches = List.copyOf(patches);
    }

    /** True if the package matters to a zone, given whether it delivers into one of the inherit-pkg-dirs (spec 4.3). */
    public boolean mattersIf(boolean delivers) {
        return !thisZone && (allZones || delivers);
    }
}
