package org.jzones.bits;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jzones.file.Layout;
import org.jzones.model.FileNames;
import org.jzones.model.InRootPath;
import org.jzones.software.Delivery;

/** Places in a zone's root that can be written to: no symbolic link above them could lead out of it. */
final class ZonePlaces {
    private final Path zoneRoot;
    /** Directories in the zone that are known to be directories and not links. */
    private final Set<Path> realDirectories = new HashSet<>();

    ZonePlaces(Path zoneRoot) {
        this.zoneRoot = zoneRoot;
        realDirectories.add(zoneRoot);
    }

    /** The place of an entry, whether anything is there or not; empty for a path that cannot be one. */
    Optional<Path> of(Delivery delivery) {
        String path = delivery.filePath();
        return InRootPath.isWellFormed(path)
                ? Optional.of(zoneRoot.resolve(FileNames.require(path).substring(1)))
                : Optional.empty();
    }

    /** The place of an entry if something is there, and is not behind a link. */
    Optional<Path> find(Delivery delivery) {
        return of(delivery).filter(place -> isReal(above(place)) && Layout.exists(place));
    }

    /** True if the directory is one, and so are all above it in the zone. */
    boolean isReal(Path directory) {
        if (realDirectories.contains(directory)) {
            return true;
        }
        boolean real = directory.startsWith(zoneRoot)
                && isReal(above(directory))
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
        if (real) {
            realDirectories.add(directory);
        }
        return real;
    }

    /** The directory is there no more. */
    void gone(Path directory) {
        realDirectories.remove(directory);
    }

    Path above(Path place) {
        Path parent = place.getParent();
        return parent == null ? zoneRoot : parent;
    }
}
