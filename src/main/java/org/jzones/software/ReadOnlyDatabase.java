package org.jzones.software;

import java.nio.file.Path;
import java.util.Optional;

/** A software database that a zone has no part of: what packages it has of its own are its own business. */
public interface ReadOnlyDatabase extends SoftwareDatabase {
    @Override
    default Optional<Path> pristine(String pkg, String path) {
        return Optional.empty();
    }

    @Override
    default ZoneSoftware ofNew(Path zoneRoot) {
        throw new UnsupportedOperationException("a zone's own packages are not written");
    }

    @Override
    default ZoneSoftware of(Path zoneRoot) {
        throw new UnsupportedOperationException("a zone's own packages are not read");
    }
}
