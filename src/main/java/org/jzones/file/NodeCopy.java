package org.jzones.file;

import java.nio.file.Path;

/** Copies a device node, named pipe or socket with its attributes, which Java cannot do: it would open and read it. */
@FunctionalInterface
public interface NodeCopy {
    /** @throws org.jzones.model.Failure if that does not work */
    void copy(Path source, Path target);
}
