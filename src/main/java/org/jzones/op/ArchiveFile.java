package org.jzones.op;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jzones.file.FileTrouble;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;

/**
 * An archive that can be read more than once: what comes from standard input is kept in a file meanwhile.
 *
 * @param shown as the caller has named it
 */
record ArchiveFile(Path file, String shown, boolean isOurs) implements AutoCloseable {
    /**
     * @param named a file, or {@code -} for what is to be read
     * @throws Failure if there is no regular file of that name
     */
    static ArchiveFile open(String named, InputStream in) {
        if (!named.equals("-")) {
            Path file = FileNames.path(named);
            if (Files.isDirectory(file)) {
                throw Failure.of(Message.FILE_IS_DIRECTORY, named);
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw Failure.of(Message.FILE_NOT_REGULAR, named);
            }
            return new ArchiveFile(file, named, false);
        }
        Path kept = temporary();
        ArchiveFile opened = new ArchiveFile(kept, "standard input", true);
        try {
            Files.copy(in, kept, StandardCopyOption.REPLACE_EXISTING);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw FileTrouble.writing(kept.toString(), e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("jzones-archive", "");
        } catch (IOException e) {
            throw FileTrouble.writing("a temporary file", e);
        }
    }

    @Override
    public void close() {
        try {
            if (isOurs) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw FileTrouble.removing(file.toString(), e);
        }
    }
}
