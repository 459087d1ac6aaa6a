package org.jzones.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the machine's programs do with files and Java cannot: by handles, with all attributes, down to the disk. */
public interface FileTools {
    /**
     * Copies what the source has under these names, and all below, into the target, with owners, modes, times, access
     * control lists, extended attributes, symbolic and hard links, nodes and holes. Nothing that changes meanwhile leads
     * out of the source.
     *
     * @param source an existing directory
     * @param names what to copy of it; {@code .} for all, and the source's own attributes
     * @param target an existing directory
     */
    void copyTree(Path source, List<String> names, Path target, Progress progress) throws IOException;

    /**
     * Unpacks what is written in the format of tar, with owners, modes and times; the owners only if we are root.
     *
     * @param target an existing directory which nobody else can reach
     */
    void unpack(Path target, Feed feed) throws IOException;

    /** What writes to a program while it reads. */
    interface Feed {
        /** @throws IOException if it could not be written */
        void to(OutputStream out) throws IOException;
    }

    /** Copies a regular file with its holes and all attributes to where nothing is. */
    void copyFile(Path source, Path target) throws IOException;

    /**
     * The first of the files in the source that is not in the target, or there with other attributes or another size, and
     * what is known of it; empty if there is none.
     */
    Optional<String> missing(Path source, Path target) throws IOException;

    /** Waits until all that was written to the file system of this directory is on its disk. */
    void flush(Path directory) throws IOException;
}
