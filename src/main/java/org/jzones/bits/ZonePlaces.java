package org.jzones.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jzones.file.Layout;
import org.jzones.file.Trees;
import org.jzones.model.FileNames;
import org.jzones.model.InRootPath;
import org.jzones.software.Delivery;

/** Places in a zone's root that can be written to: no symbolic link above them could lead out of it. */
final class ZonePlaces {
    private static final String OPEN = "rwxr-xr-x";

    private final Path zoneRoot;
    private final Layout host;
    private final Trees trees;

    /** @param trees those of the host */
    ZonePlaces(Path zoneRoot, Trees trees) {
        this.zoneRoot = zoneRoot;
        this.host = trees.layout();
        this.trees = trees;
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

    /** True if the directory is one, and so are all above it in the zone: looked at each time, for the zone may change. */
    boolean isReal(Path directory) {
        return directory.startsWith(zoneRoot)
                && (directory.equals(zoneRoot) || isReal(above(directory)))
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the directories above a place as they are on the host; false if one of them is something else. */
    boolean makeAbove(String path, Path place) throws IOException {
        Path above = above(place);
        if (isReal(above)) {
            return true;
        }
        String abovePath = path.substring(0, path.lastIndexOf('/'));
        if (abovePath.isEmpty() || !makeAbove(abovePath, above) || Layout.exists(above)) {
            return false;
        }
        Path onHost = host.resolve(abovePath);
        if (Files.isDirectory(onHost, LinkOption.NOFOLLOW_LINKS)) {
            copy(onHost, above);
        } else {
            trees.makeDirectory(above, OPEN);
        }
        return isReal(above);
    }

    /** Makes the directory like that one on the host, without what is in it. */
    void copy(Path onHost, Path directory) throws IOException {
        trees.steps().before("make directory", directory);
        Files.copy(onHost, directory, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a directory, and those above it, that is the zone's own; the host's does not matter. */
    void make(Path directory) {
        if (!Layout.exists(directory)) {
            trees.makeDirectoriesAbove(directory);
            trees.makeDirectory(directory, OPEN);
        }
    }

    private Path above(Path place) {
        Path parent = place.getParent();
        return parent == null ? zoneRoot : parent;
    }
}
