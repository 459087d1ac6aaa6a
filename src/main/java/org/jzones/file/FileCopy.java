package org.jzones.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Copies single files of a tree with owners, modes, times, extended attributes and holes; what had several names before has
 * them afterwards. Links are copied, never followed.
 */
public final class FileCopy {
    /** A hole is worth keeping from this size on; what is smaller is copied as it is. */
    private static final int BLOCK = 64 * 1024;

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Steps steps;
    private final FileTools tools;
    /** Where the first name of a file with several names was copied to, by inode. */
    private final Map<Object, Path> copied = new HashMap<>();

    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private final ByteBuffer zeros = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    FileCopy(Steps steps, FileTools tools) {
        this.steps = steps;
        this.tools = tools;
    }

    /** Mode and times, which putting files into the directory has changed or needed otherwise. */
    public static void finishDirectory(Path source, Path target) throws IOException {
        copyOwnerAndMode(source, target);
        BasicFileAttributes times = Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Files.getFileAttributeView(target, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(times.lastModifiedTime(), times.lastAccessTime(), null);
    }

    /** Waits until the file is on the disk, if it is a regular one. */
    public static void flush(Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel channel = FileChannel.open(file, READING)) {
                channel.force(true);
            }
        }
    }

    /** Copies one file or link with its attributes; the target must not exist. */
    public void copyFile(Path source, Path target, BasicFileAttributes attributes) throws IOException {
        steps.before("copy", target);
        Path first = firstName(source, target, attributes);
        if (!first.equals(target)) {
            Files.createLink(target, first);
        } else if (attributes.isRegularFile() && attributes.size() >= 2 * BLOCK && hasHoles(source)) {
            if (Layout.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            tools.copyFile(source, target);
        } else {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private Path firstName(Path source, Path target, BasicFileAttributes attributes) throws IOException {
        if (!hasSeveralNames(source, attributes)) {
            return target;
        }
        Path first = copied.putIfAbsent(attributes.fileKey(), target);
        return first == null ? target : first;
    }

    /** True if the file may have to be found again, under another name, where it was copied to. */
    public boolean hasSeveralNames(Path source, BasicFileAttributes attributes) throws IOException {
        return attributes.isRegularFile()
                && attributes.fileKey() != null
                && UnixAttributes.of(source).links() > 1;
    }

    /** True if there is a block of zeros, whether it takes room or not; ends there. */
    private boolean hasHoles(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, READING)) {
            while (fill(in)) {
                if (isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean fill(FileChannel in) throws IOException {
        block.clear();
        int read = 0;
        while (read >= 0 && block.hasRemaining()) {
            read = in.read(block);
        }
        block.flip();
        return block.hasRemaining();
    }

    private boolean isEmpty() {
        return block.remaining() == BLOCK && block.mismatch(zeros.duplicate()) < 0;
    }

    private static void copyOwnerAndMode(Path source, Path target) throws IOException {
        UnixAttributes from = UnixAttributes.of(source);
        UnixAttributes to = UnixAttributes.of(target);
        if (from.uid() != to.uid()) {
            Files.setAttribute(target, "unix:uid", from.uid(), LinkOption.NOFOLLOW_LINKS);
        }
        if (from.gid() != to.gid()) {
            Files.setAttribute(target, "unix:gid", from.gid(), LinkOption.NOFOLLOW_LINKS);
        }
        Files.setAttribute(target, "unix:mode", from.permissions());
    }
}
