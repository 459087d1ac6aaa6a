package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The entries of an archive, in its order. Expected trouble with what is in the archive is a
 * {@link org.jzones.model.Failure}; an {@link java.io.EOFException} says that it ends too early, any other
 * {@link IOException} that it is damaged or cannot be read.
 */
public interface ArchiveReader {
    /** The next entry; empty behind the last one. What was not read of the one before is skipped. */
    Optional<ArchiveEntry> next() throws IOException;

    /** The data of the entry that was last, to its end. */
    InputStream data();
}
