package org.jzones.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jzones.model.Numbers;

/**
 * Writes a file so that it is at any instant the whole old one or the whole new one (spec 1.3): new file in the same
 * directory, flushed, renamed over. Temporary names carry the writer's process id; whoever writes the same file later,
 * holding its lock, removes those of dead processes.
 */
public final class AtomicFile {
    private static final String MODE = "rw-r--r--";

    private final Layout layout;
    private final Steps steps;

    public AtomicFile(Layout layout, Steps steps) {
        this.layout = layout;
        this.steps = steps;
    }

    /**
     * Puts the bytes at the path, mode 0644, with the directories above.
     *
     * @throws org.jzones.model.Failure naming the file, if that does not work; the old file is then as it was
     */
    public void write(Path target, byte[] bytes) {
        write(target, bytes, true);
    }

    /** The same of what counts for nothing once the machine has gone down: the disk is not waited for. */
    public void writeForThisBoot(Path target, byte[] bytes) {
        write(target, bytes, false);
    }

    private void write(Path target, byte[] bytes, boolean flush) {
        try {
            Path directory = directoryOf(target);
            steps.before("make directory", directory);
            Directories.make(directory, Directories.OPEN, Steps.NONE);
            if (Files.isDirectory(target, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                throw new java.nio.file.FileSystemException(target.toString(), null, "a directory is in its place");
            }
            removeLeftovers(directory, target);
            Path temporary =
                    directory.resolve(prefix(target) + ProcessHandle.current().pid() + ".tmp");
            try {
                steps.before("write", temporary);
                write(temporary, flush, bytes);
                steps.before("rename", target);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
            if (flush) {
                flushDirectory(directory);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(target), e);
        }
    }

    /** Removes the file, if it is there. */
    public void remove(Path target) {
        try {
            if (!Layout.exists(target)) {
                return;
            }
            steps.before("remove", target);
            if (Files.deleteIfExists(target)) {
                flushDirectory(directoryOf(target));
            }
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(target), e);
        }
    }

    /** Renames within a directory; an existing target is replaced. */
    public void rename(Path source, Path target) {
        try {
            steps.before("rename", target);
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushDirectory(directoryOf(target));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(target), e);
        }
    }

    private static void write(Path temporary, boolean flush, byte[] bytes) throws IOException {
        Files.deleteIfExists(temporary);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(
                temporary, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (flush) {
                channel.force(true);
            }
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(MODE));
    }

    private static void flushDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void removeLeftovers(Path directory, Path target) throws IOException {
        for (Path file : leftovers(directory, prefix(target))) {
            Files.deleteIfExists(file);
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    private static Path directoryOf(Path target) {
        Path directory = target.getParent();
        if (directory == null) {
            throw new IllegalArgumentException("no directory: " + target);
        }
        return directory;
    }

    /**
     * Files of a directory with the number of a process in their names, which has died before it gave them the names they
     * were meant for: they begin like this, then have the number, then {@code .tmp}.
     */
    static List<Path> leftovers(Path directory, String prefix) throws IOException {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(prefix) && name.endsWith(".tmp")) {
                    String pid = name.substring(prefix.length(), Math.max(prefix.length(), name.length() - 4));
                    if (Numbers.isDigits(pid) && pid.length() < 19 && isDead(Long.parseLong(pid))) {
                        old.add(file);
                    }
                }
            }
        }
        return old;
    }

    private static boolean isDead(long pid) {
        return !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
