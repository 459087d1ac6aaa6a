package org.jzones.software;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.file.Progress;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Problem;

/**
 * What software a host has, whatever kind of package system keeps it. Every method throws a
 * {@link org.jzones.model.Failure} that names the file if the database cannot be read.
 */
public interface SoftwareDatabase {
    /** What kind it is: one word, which inventories carry. */
    String kind();

    /** That this host has no such database at all, if so. */
    Optional<Problem> absence();

    /** What who wants to know more is to be told of how it is read. */
    default List<Problem> notes() {
        return List.of();
    }

    /** All installed packages, by name. */
    List<HostPackage> packages();

    /** What each of the packages needs, by its name. */
    Map<String, List<String>> needs(List<HostPackage> packages);

    /** Begins to find out which packages matter to a zone with these inherit-pkg-dirs (spec 4.3). */
    Survey survey(List<String> inheritedDirs);

    /** All packages as a zone with these inherit-pkg-dirs sees them. */
    default HostSoftware software(List<String> inheritedDirs) {
        try (Survey survey = survey(inheritedDirs)) {
            return survey.software();
        }
    }

    /** The packages and patches that matter to a zone with these inherit-pkg-dirs. */
    default Inventory inventory(List<String> inheritedDirs) {
        return Inventory.of(software(inheritedDirs).relevant());
    }

    /** True if it tells which package brings what; it may yet turn out not to be readable. */
    boolean hasDeliveries();

    /** @throws org.jzones.model.Failure naming what is missing, if {@link #hasDeliveries()} is false */
    void requireDeliveries();

    /** Gives every path that packages have brought, in the database's order; the progress counts bytes. */
    void deliveries(Progress progress, Consumer<Delivery> taker);

    /**
     * Those of the directories that packages have brought, or something in them: on a host that is there as its software
     * database only they count as there.
     */
    Set<String> delivered(Set<String> directories);

    /** The copy of an editable file, by its in-root path, that the package keeps for new zones (spec 3.2), if it has one. */
    Optional<Path> pristine(String pkg, String path);

    /** The database of this kind in a zone that is being filled: a zone half made is discarded, so that speed counts. */
    ZoneSoftware ofNew(Path zoneRoot);

    /** The database of this kind in a zone that is there; links in it are followed as the zone would. */
    ZoneSoftware of(Path zoneRoot);
}
