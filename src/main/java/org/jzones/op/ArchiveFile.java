package org.jzones.op;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.PrivateDirectory;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;

/**
 * An archive that can be read more than once: what comes from standard input is kept in a file meanwhile.
 *
 * @param shown as the caller has named it
 * @param kept where it is kept, which goes with the process whatever ends it
 */
record ArchiveFile(Path file, String shown, Optional<PrivateDirectory> kept) implements AutoCloseable {
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
            return new ArchiveFile(file, named, Optional.empty());
        }
        PrivateDirectory directory = PrivateDirectory.make("jzones-stdin-", Optional.empty());
        Path kept = directory.path().resolve("archive");
        try {
            Files.copy(in, kept);
            return new ArchiveFile(kept, "standard input", Optional.of(directory));
        } catch (IOException e) {
            directory.close();
            throw FileTrouble.writing(kept.toString(), e);
        }
    }

    @Override
    public void close() {
        kept.ifPresent(PrivateDirectory::close);
    }
}
