package org.jzones.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies a tree with owners, modes, times, extended attributes, symbolic and hard links, device nodes and holes (spec 3.3).
 * Links are copied, never followed.
 */
public final class TreeCopy {
    /** A hole is worth keeping from this size on; what is smaller is copied as it is. */
    private static final int BLOCK = 64 * 1024;

    private final Steps steps;
    private final NodeCopy nodes;
    private final Progress progress;
    /** Where the first name of a file with several names was copied to, by inode. */
    private final Map<Object, Path> copied = new HashMap<>();

    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private final ByteBuffer zeros = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    TreeCopy(Steps steps, NodeCopy nodes, Progress progress) {
        this.steps = steps;
        this.nodes = nodes;
        this.progress = progress;
    }

    /** Copies what is at the source to the target, which is not there yet or an empty directory. */
    void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                copyDirectory(directory, moved(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copyFile(file, moved(file), attributes);
                progress.advance(attributes.isRegularFile() ? attributes.size() : 0);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                finishDirectory(directory, moved(directory));
                return FileVisitResult.CONTINUE;
            }

            private Path moved(Path path) {
                return target.resolve(source.relativize(path));
            }
        });
    }

    private void copyDirectory(Path source, Path target) throws IOException {
        if (!Layout.exists(target)) {
            steps.before("make directory", target);
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
        int mode = mode(target);
        if ((mode & 0300) != 0300) {
            Files.setAttribute(target, "unix:mode", mode | 0300); // until everything is in it
        }
    }

    /** Mode and times, which putting files into the directory has changed or needed otherwise. */
    public static void finishDirectory(Path source, Path target) throws IOException {
        copyOwnerAndMode(source, target);
        copyTimes(source, target);
    }

    /** Copies one file, link or node with its attributes; the target must not exist. */
    public void copyFile(Path source, Path target, BasicFileAttributes attributes) throws IOException {
        steps.before("copy", target);
        Path first = firstName(source, target, attributes);
        if (!first.equals(target)) {
            Files.createLink(target, first);
        } else if (attributes.isRegularFile() && attributes.size() >= 2 * BLOCK && hasHoles(source)) {
            copyWithHoles(source, target);
        } else if (attributes.isOther()) {
            nodes.copy(source, target);
        } else {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private Path firstName(Path source, Path target, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        if (key == null || !attributes.isRegularFile()) {
            return target;
        }
        Object links = Files.getAttribute(source, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        if (!(links instanceof Integer number) || number < 2) {
            return target;
        }
        Path first = copied.putIfAbsent(key, target);
        return first == null ? target : first;
    }

    private boolean hasHoles(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (fill(in)) {
                if (isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    private void copyWithHoles(Path source, Path target) throws IOException {
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long position = 0;
            while (fill(in)) {
                int length = block.remaining();
                if (!isEmpty()) {
                    while (block.hasRemaining()) {
                        out.write(block, position + length - block.remaining());
                    }
                }
                position += length;
            }
            lengthen(out, position);
        }
        copyOwnerAndMode(source, target);
        copyExtendedAttributes(source, target);
        copyTimes(source, target);
    }

    /** A file that ends in a hole gets its last byte written. */
    private static void lengthen(FileChannel out, long size) throws IOException {
        if (out.size() < size) {
            out.write(ByteBuffer.allocate(1), size - 1);
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

    static void copyOwnerAndMode(Path source, Path target) throws IOException {
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

    private static void copyExtendedAttributes(Path source, Path target) throws IOException {
        UserDefinedFileAttributeView from =
                Files.getFileAttributeView(source, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        UserDefinedFileAttributeView to =
                Files.getFileAttributeView(target, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (from == null || to == null) {
            return;
        }
        for (String name : from.list()) {
            ByteBuffer value = ByteBuffer.allocate(from.size(name));
            from.read(name, value);
            value.flip();
            to.write(name, value);
        }
    }

    private static void copyTimes(Path source, Path target) throws IOException {
        BasicFileAttributes times = Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        FileTime modified = times.lastModifiedTime();
        Files.getFileAttributeView(target, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, times.lastAccessTime(), null);
    }

    private static int mode(Path path) throws IOException {
        return UnixAttributes.of(path).permissions();
    }
}
