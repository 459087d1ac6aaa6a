package org.jzones.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories with the rights they are meant to have, whatever the caller's umask is. */
final class Directories {
    /** For all to look into, as those above zonepaths have to be. */
    static final String OPEN = "rwxr-xr-x";

    private Directories() {}

    /**
     * Makes the directory with this mode, and those above it that are missing for all to look into.
     *
     * @param steps is told before each is made
     */
    static void make(Path directory, String mode, Steps steps) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path above = directory.getParent();
        if (above != null) {
            make(above, OPEN, steps);
        }
        try {
            steps.before("make directory", directory);
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e; // and not another command that was quicker
            }
        }
    }
}
