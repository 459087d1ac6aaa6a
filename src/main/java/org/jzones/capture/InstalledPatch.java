package org.jzones.capture;

import java.util.Set;
import org.jzones.model.Patch;

/** A patch of a host, and the packages that it has been applied to. */
public record InstalledPatch(Patch patch, Set<String> packages) {
    public InstalledPatch {
        packages = Set.copyOf(packages);
    }
}
