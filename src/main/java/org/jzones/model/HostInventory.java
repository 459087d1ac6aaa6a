package org.jzones.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What of a host decides which zones it can take, whatever their inherit-pkg-dirs: all its packages, and where they deliver.
 * The numbers in the tree are the packages' places in the list.
 *
 * @param host what the host is called
 * @param zones how many zones are configured on it
 * @param contents false if the host has no contents file, so that nobody knows who delivers where
 */
public record HostInventory(
        String host, int zones, boolean contents, List<HostPackage> packages, DirectoryTree directories) {
    public HostInventory {
        packages = List.copyOf(packages);
    }

    /** The packages that matter to a zone with these inherit-pkg-dirs (spec 4.3). */
    public List<HostPackage> relevantTo(List<String> inheritedDirs) {
        BitSet delivering = directories.delivering(inheritedDirs);
        List<HostPackage> relevant = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            if (packages.get(i).mattersIf(delivering.get(i))) {
                relevant.add(packages.get(i));
            }
        }
        return relevant;
    }

    /** True if where the package delivers makes a difference: some matter always, and some never. */
    public static boolean isDecidedByContents(HostPackage pkg) {
        return pkg.mattersIf(true) && !pkg.mattersIf(false);
    }
}
