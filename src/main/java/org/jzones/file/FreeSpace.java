package org.jzones.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room there is on a file system.
 *
 * @param free in bytes
 */
public record FreeSpace(long free) {
    /** That of the file system on which a file or directory is. */
    public static FreeSpace at(Path existing) {
        try {
            return new FreeSpace(Files.getFileStore(existing).getUsableSpace());
        } catch (IOException e) {
            throw FileTrouble.reading(existing.toString(), e);
        }
    }

    /** How much of it new files may take, in bytes: the machine goes on with the rest. */
    public long usable() {
        return free - free / 20;
    }
}
