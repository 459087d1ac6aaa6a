package org.jzones.file;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Reading of files that others may have put there: regular files only, no links followed, never more than a limit. */
public final class RegularFile {
    /** Most bytes of a document or list that is kept in memory: 64 MB (spec 1.2). */
    public static final long LIMIT = 64L << 20;

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private RegularFile() {}

    /**
     * The file's bytes.
     *
     * @throws IOException as the file system has it, NoSuchFileException included
     * @throws Failure if there is something else than a regular file of at most {@link #LIMIT} bytes
     */
    public static byte[] read(Path path, String shownPath) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        check(attributes, shownPath);
        return bytes(path, (int) attributes.size(), shownPath);
    }

    /**
     * The bytes of a file in a tree that others change as they like: no link leads anywhere below the top, whatever becomes
     * of it meanwhile.
     *
     * @param top a directory, found by its path
     * @param most so many bytes may be in it
     * @throws IOException as the file system has it, NoSuchFileException included
     * @throws Failure if there is something else than a regular file of at most so many bytes
     */
    public static byte[] readWithin(Path top, Path file, int most, String shownPath) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Handles.within(top, file, (directory, name) -> {
            checkKind(Handles.attributes(directory, name, file), shownPath);
            try (InputStream in = Channels.newInputStream(directory.newByteChannel(name, READING))) {
                bytes.writeBytes(in.readNBytes(most + 1));
            }
        });
        if (bytes.size() > most) {
            throw Failure.of(Message.FILE_TOO_LARGE, shownPath, most >> 20);
        }
        return bytes.toByteArray();
    }

    /**
     * The first bytes of a file in a tree that others change as they like, as {@link #readWithin}; none of what is no
     * regular file.
     *
     * @param most so many bytes at most
     * @throws IOException as the file system has it, NoSuchFileException included
     */
    public static byte[] startWithin(Path top, Path file, int most) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Handles.within(top, file, (directory, name) -> {
            if (Handles.attributes(directory, name, file).isRegularFile()) {
                try (InputStream in = Channels.newInputStream(directory.newByteChannel(name, READING))) {
                    bytes.writeBytes(in.readNBytes(most));
                }
            }
        });
        return bytes.toByteArray();
    }

    /**
     * Opens a file in a tree that others change as they like, as {@link #readWithin}, however large it is.
     *
     * @throws IOException as the file system has it, NoSuchFileException included
     * @throws Failure if there is something else than a regular file
     */
    public static SeekableByteChannel openWithin(Path top, Path file, String shownPath) throws IOException {
        List<SeekableByteChannel> opened = new ArrayList<>();
        Handles.within(top, file, (directory, name) -> {
            checkKind(Handles.attributes(directory, name, file), shownPath);
            opened.add(directory.newByteChannel(name, READING));
        });
        return opened.get(0);
    }

    /**
     * The file's bytes as a stream, for what is not kept whole.
     *
     * @param most so many bytes may be in it
     * @throws IOException as the file system has it, NoSuchFileException included
     * @throws Failure if there is something else than a regular file of at most so many bytes
     */
    public static InputStream open(Path path, long most, String shownPath) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        checkKind(attributes, shownPath);
        if (attributes.size() > most) {
            throw Failure.of(Message.FILE_TOO_LARGE, shownPath, most >> 20);
        }
        return bounded(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), shownPath);
    }

    /**
     * The file's bytes; empty if there is nothing, or no regular file. For many small files: their names are not needed
     * unless something is wrong.
     *
     * @throws IOException if we may not look or read
     */
    public static Optional<byte[]> readIfRegular(Path path, Layout layout) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return Optional.empty();
            }
            throw e;
        }
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        if (attributes.size() > LIMIT) {
            throw tooLarge(layout.shown(path));
        }
        return Optional.of(bytes(path, (int) attributes.size(), ""));
    }

    /**
     * Reads the file into a buffer, if it is a small regular one; for very many files, of which each would cost a channel. A
     * link is not followed unless somebody puts it there between the look and the opening.
     *
     * @return how many bytes are in the buffer, always less than it holds; -1 if there is nothing, or no regular file; and
     *     the buffer's length if the file is for {@link #readIfRegular(Path, Layout)} to read, with all its checks
     * @throws IOException if we may not look or read
     */
    public static int readIfRegular(Path path, byte[] buffer) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return -1;
            }
            throw e;
        }
        if (!attributes.isRegularFile()) {
            return -1;
        }
        if (attributes.size() >= buffer.length) {
            return buffer.length;
        }
        int size = (int) attributes.size();
        try (FileInputStream in = new FileInputStream(path.toString())) {
            int read = 0;
            int n = 0;
            while (n >= 0 && read < size) {
                n = in.read(buffer, read, size + 1 - read); // one more, to see whether the file has grown
                read += Math.max(n, 0);
            }
            return read > size ? buffer.length : read;
        } catch (FileNotFoundException e) {
            return buffer.length; // the other way of reading knows the reason
        }
    }

    /** Reads as many bytes as there were; more only if the file has grown since. */
    private static byte[] bytes(Path path, int size, String shownPath) throws IOException {
        try (FileChannel channel = FileChannel.open(path, READING)) {
            ByteBuffer buffer = ByteBuffer.allocate(size);
            int n = 0;
            while (n >= 0 && buffer.hasRemaining()) {
                n = channel.read(buffer);
            }
            if (n < 0 || channel.size() <= size) {
                return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
            }
        }
        try (InputStream in = bounded(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), shownPath)) {
            return in.readAllBytes();
        }
    }

    /** The same stream, failing once more than {@link #LIMIT} bytes have come. */
    public static InputStream bounded(InputStream in, String shownPath) {
        return new FilterInputStream(in) {
            private long count;

            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                count(Math.max(n, 0));
                return n;
            }

            private void count(int n) {
                count += n;
                if (count > LIMIT) {
                    throw tooLarge(shownPath);
                }
            }
        };
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Checks that something can be added to what is at the path: a regular file of any size that has no other name, or
     * nothing.
     */
    public static void requireOwn(Path path, String shownPath) {
        try {
            checkKind(attributes(path), shownPath);
            if (UnixAttributes.of(path).links() != 1) {
                throw Failure.of(Message.FILE_HAS_NAMES, shownPath);
            }
        } catch (IOException e) {
            if (!FileTrouble.isAbsence(e)) {
                throw FileTrouble.reading(shownPath, e);
            }
        }
    }

    private static void check(BasicFileAttributes attributes, String shownPath) {
        checkKind(attributes, shownPath);
        if (attributes.size() > LIMIT) {
            throw tooLarge(shownPath);
        }
    }

    private static void checkKind(BasicFileAttributes attributes, String shownPath) {
        if (attributes.isSymbolicLink()) {
            throw Failure.of(Message.FILE_IS_LINK, shownPath);
        }
        if (attributes.isDirectory()) {
            throw Failure.of(Message.FILE_IS_DIRECTORY, shownPath);
        }
        if (!attributes.isRegularFile()) {
            throw Failure.of(Message.FILE_NOT_REGULAR, shownPath);
        }
    }

    private static Failure tooLarge(String shownPath) {
        return Failure.of(Message.FILE_TOO_LARGE, shownPath, LIMIT >> 20);
    }
}
