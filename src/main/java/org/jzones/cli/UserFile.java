package org.jzones.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jzones.file.FileTrouble;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.software.InventoryFiles;

/** A file of the caller's, or standard input for {@code -}. */
record UserFile(InputStream stream, String name) implements AutoCloseable {
    /** @throws Failure if it cannot be opened or is no file to read from */
    static UserFile open(String file, Io io) {
        if (file.equals("-")) {
            return new UserFile(new UnclosedInput(io.in()), "standard input");
        }
        return open(FileNames.path(file));
    }

    /** A manifest. @throws Failure if it cannot be opened, is no file to read from, or is the inventory of a host */
    static UserFile manifest(String file, Io io) {
        if (!file.equals("-") && Files.isDirectory(FileNames.path(file))) {
            throw Failure.of(Message.MANIFEST_IS_DIRECTORY, file);
        }
        UserFile opened = open(file, io);
        PushbackInputStream stream = new PushbackInputStream(opened.stream(), 2);
        try {
            byte[] begin = stream.readNBytes(2);
            if (InventoryFiles.begins(begin)) {
                opened.close();
                throw Failure.of(Message.MANIFEST_IS_INVENTORY, opened.name());
            }
            stream.unread(begin);
            return new UserFile(stream, opened.name());
        } catch (IOException e) {
            throw FileTrouble.reading(opened.name(), e);
        }
    }

    private static UserFile open(Path path) {
        String file = path.toString();
        if (Files.isDirectory(path)) {
            throw Failure.of(Message.FILE_IS_DIRECTORY, file);
        }
        try {
            return new UserFile(Files.newInputStream(path), file);
        } catch (IOException e) {
            throw FileTrouble.reading(file, e);
        }
    }

    /** All of a regular file. @throws Failure if it is none, cannot be read, or is larger than any such file */
    static byte[] bytes(String file) {
        Path path = FileNames.path(file);
        if (Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw Failure.of(Message.FILE_NOT_REGULAR, file);
        }
        try (UserFile opened = open(path)) {
            return RegularFile.bounded(opened.stream(), file).readAllBytes();
        } catch (IOException e) {
            throw FileTrouble.reading(file, e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw FileTrouble.reading(name, e);
        }
    }

    /** Standard input is not ours to close. */
    private static final class UnclosedInput extends FilterInputStream {
        UnclosedInput(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // stays open for whoever else reads it
        }
    }
}
