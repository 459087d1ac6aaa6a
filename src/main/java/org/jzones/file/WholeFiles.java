package org.jzones.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Files of the caller's that are written to their ends before any of them has its name. What is there already is never
 * replaced. They are the caller's only, for what is in them may have been that of others only.
 */
public final class WholeFiles implements AutoCloseable {
    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    /** What each of them is called by and by, by what it is called until then. */
    private final Map<Path, Path> files = new LinkedHashMap<>();

    private final Thread removal = new Thread(this::remove);

    public WholeFiles() {
        Runtime.getRuntime().addShutdownHook(removal); // for Ctrl-C; nobody comes back to look for a name like theirs
    }

    /**
     * A new file.
     *
     * @return takes what is in it; throws a Failure that names it if that cannot be written
     * @throws Failure if there is something of its name, or it cannot be made
     */
    public OutputStream open(Path target) {
        Path temporary = temporary(target);
        try {
            FileChannel channel = FileChannel.open(
                    temporary,
                    java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
            return new Output(channel, target.toString());
        } catch (IOException e) {
            throw FileTrouble.writing(target.toString(), e);
        }
    }

    /** A new directory; returns what it is called until it is kept. @throws Failure as {@link #open} */
    public Path makeDirectory(Path target) {
        Path temporary = temporary(target);
        try {
            Files.createDirectory(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(DIRECTORY)));
            return temporary;
        } catch (IOException e) {
            throw FileTrouble.writing(target.toString(), e);
        }
    }

    /** Where the content of a file is until it is kept. */
    public synchronized Path temporaryOf(Path target) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().equals(target))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private synchronized Path temporary(Path target) {
        requireNothing(target);
        Path directory = directory(target);
        String prefix = "." + target.getFileName() + ".";
        try {
            for (Path old : AtomicFile.leftovers(directory, prefix)) {
                remove(old);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(target.toString(), e);
        }
        Path temporary = directory.resolve(prefix + ProcessHandle.current().pid() + ".tmp");
        files.put(temporary, target);
        return temporary;
    }

    /** @throws Failure if there is something of this name */
    public static void requireNothing(Path target) {
        if (Layout.exists(target)) {
            throw Failure.of(Message.OUTPUT_EXISTS, target);
        }
    }

    private static Path directory(Path target) {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null || target.getFileName() == null) {
            throw Failure.of(Message.OUTPUT_EXISTS, target);
        }
        return directory;
    }

    /** Gives all of them their names. @throws Failure if that cannot be; those that have theirs keep them */
    public synchronized void keep() {
        files.values().forEach(WholeFiles::requireNothing);
        for (Map.Entry<Path, Path> file : List.copyOf(files.entrySet())) {
            try {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
                files.remove(file.getKey());
            } catch (IOException e) {
                throw FileTrouble.writing(file.getValue().toString(), e);
            }
        }
    }

    /** Removes what was not kept. */
    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            return; // it is running
        }
    }

    private synchronized void remove() {
        for (Path file : new ArrayList<>(files.keySet())) {
            try {
                remove(file);
                files.remove(file);
            } catch (IOException e) {
                throw FileTrouble.removing(file.toString(), e);
            }
        }
    }

    private static void remove(Path file) throws IOException {
        if (Layout.exists(file)) {
            new TreeRemoval(Steps.NONE, Progress.SILENT).remove(directory(file), file.toAbsolutePath());
        }
    }

    /** Tells of trouble in a way that cannot be taken for that of what is copied to it; what is closed is on the disk. */
    private static final class Output extends FilterOutputStream {
        private final FileChannel channel;
        private final String shown;

        Output(FileChannel channel, String shown) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
            this.shown = shown;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw FileTrouble.writing(shown, e);
            }
        }

        @Override
        public void close() {
            try (FileChannel closing = channel) {
                if (closing.isOpen()) {
                    closing.force(true);
                }
            } catch (IOException e) {
                throw FileTrouble.writing(shown, e);
            }
        }
    }
}
