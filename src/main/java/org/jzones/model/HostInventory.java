package org.jzones.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a host decides which zones it can take, whatever their inherit-pkg-dirs: all its packages, and where they deliver.
 * The numbers in the tree are the packages' places in the list.
 *
 * @param host what the host is called
 * @param kind of what kind its software database is
 * @param zones how many zones are configured on it
 * @param contents false if the host has no contents file, so that nobody knows who delivers where
 * @param capacity what it has for zones
 * @param demands what its zones may take of that, all of them; empty if the inventory does not tell
 * @param needs by name, the packages that each needs, as its depend file names them
 */
public record HostInventory(
        String host,
        String kind,
        int zones,
        boolean contents,
        List<HostPackage> packages,
        Map<String, List<String>> needs,
        DirectoryTree directories,
        HostCapacity capacity,
        Optional<List<ZoneDemand>> demands) {
    /** The kind of the inventories that do not say of which they are. */
    public static final String SADM = "sadm";
    /** The kind of hosts whose packages are those of IPS, with which no zone is compared. */
    public static final String IPS = "ips";

    /** Fewer SVR4 packages than any host of Solaris 10 has; beside IPS some are left over. */
    public static final int FEWEST_PACKAGES = 5;

    public HostInventory {
        packages = List.copyOf(packages);
        needs = Map.copyOf(needs);
        demands = demands.map(List::copyOf);
    }

    /** One that tells of the software only. */
    public HostInventory(
            String host,
            String kind,
            int zones,
            boolean contents,
            List<HostPackage> packages,
            Map<String, List<String>> needs,
            DirectoryTree directories) {
        this(host, kind, zones, contents, packages, needs, directories, HostCapacity.UNKNOWN, Optional.empty());
    }

    /** The same of a host of this size, whose zones may take that of it. */
    public HostInventory with(HostCapacity size, Optional<List<ZoneDemand>> all) {
        return new HostInventory(host, kind, zones, contents, packages, needs, directories, size, all);
    }

    /** The kind of software that zones are compared with; an inventory of old may not say that it is of a host of IPS. */
    public String comparedKind() {
        boolean isIps = kind.equals(SADM) && packages.size() < FEWEST_PACKAGES && directories.holds("/var/pkg");
        return isIps ? IPS : kind;
    }

    /** The packages as a zone with these inherit-pkg-dirs sees them. */
    public HostSoftware software(List<String> inheritedDirs) {
        BitSet delivering =
                directories.delivering(kind.equals(SADM) ? inheritedDirs : directories.withReal(inheritedDirs));
        List<HostPackage> relevant = new ArrayList<>();
        List<HostPackage> others = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            HostPackage pkg = packages.get(i);
            (pkg.mattersIf(delivering.get(i)) ? relevant : others).add(pkg);
        }
        return new HostSoftware(relevant, others, needs);
    }

    /** True if where the package delivers makes a difference: some matter always, and some never. */
    public static boolean isDecidedByContents(HostPackage pkg) {
        return pkg.mattersIf(true) && !pkg.mattersIf(false);
    }
}
