package org.jzones.software.dpkg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The lists of what packages have brought, var/lib/dpkg/info/*.list (spec 5.9): read as bytes, into one buffer, and left
 * where what is looked for has been found. A list of which part is missing is told of, if it was read that far.
 */
final class ListFiles {
    private static final int FIRST_READ = 4 << 10;
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_LINE = 1 << 20;
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Layout layout;
    private final Path directory;
    private final Set<String> names;
    private byte[] buffer = new byte[BUFFER];

    /** What is looked for in lists. */
    interface Search {
        /** True if the path that the bytes from start to end hold is such a one. */
        boolean fits(byte[] line, int start, int end);
    }

    /** @throws Failure if there are none */
    ListFiles(Layout layout) {
        this.layout = layout;
        this.directory = layout.dpkgInfo();
        String @Nullable [] listed = directory.toFile().list();
        if (listed == null) {
            throw missing(layout);
        }
        this.names = new HashSet<>(Arrays.asList(listed));
    }

    static Failure missing(Layout layout) {
        return Files.isDirectory(layout.dpkgInfo())
                ? Failure.of(Message.FILE_READ, layout.shown(layout.dpkgInfo()), "permission denied")
                : Failure.of(Message.DPKG_INFO_MISSING, layout.shown(layout.dpkgInfo()));
    }

    /** Every path in the package's list, each byte a character. */
    List<String> paths(Installed pkg) {
        List<String> paths = new ArrayList<>();
        read(pkg, (line, start, end) -> {
            paths.add(new String(line, start, end - start, StandardCharsets.ISO_8859_1));
            return false;
        });
        return paths;
    }

    /** Whether the package's list has what is looked for. */
    boolean has(Installed pkg, Search search) {
        return read(pkg, search);
    }

    private boolean read(Installed pkg, Search search) {
        String name = pkg.pkg() + ":" + pkg.architecture() + ".list";
        Path file = directory.resolve(names.contains(name) ? name : pkg.pkg() + ".list");
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw Failure.of(Message.FILE_NOT_REGULAR, layout.shown(file));
            }
            try (SeekableByteChannel channel = Files.newByteChannel(file, READING)) {
                return read(channel, search, why -> {
                    throw Failure.of(Message.DPKG_LIST_BAD, layout.shown(file), why, pkg.name());
                });
            }
        } catch (NoSuchFileException e) {
            throw Failure.of(Message.DPKG_LIST_MISSING, layout.shown(file), pkg.name());
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    /** @param bad is told what is wrong, and throws */
    private boolean read(SeekableByteChannel channel, Search search, Consumer<String> bad) throws IOException {
        int filled = 0;
        int most = FIRST_READ;
        boolean any = false;
        while (true) {
            int n = channel.read(ByteBuffer.wrap(buffer, filled, Math.min(most, buffer.length - filled)));
            if (n < 0) {
                break;
            }
            any |= n > 0;
            int seen = filled;
            filled += n;
            int start = 0;
            for (int i = seen; i < filled; i++) {
                if (buffer[i] == '\n') {
                    if (fits(start, i, search, bad)) {
                        return true;
                    }
                    start = i + 1;
                }
            }
            filled -= start;
            System.arraycopy(buffer, start, buffer, 0, filled);
            if (filled == buffer.length) {
                if (filled >= LONGEST_LINE) {
                    bad.accept("a line in it does not end");
                }
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            most = BUFFER;
        }
        if (filled > 0) {
            bad.accept("its last line has no end");
        }
        if (!any) {
            bad.accept("it is empty");
        }
        return false;
    }

    private boolean fits(int from, int to, Search search, Consumer<String> bad) {
        int start = from;
        int end = to;
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        if (end == start) {
            return false;
        }
        if (buffer[start] == '.' && end - start > 1) {
            start++; // as some lists of old have it
        }
        if (buffer[start] != '/') {
            bad.accept("there is a line in it that is no path");
        }
        return search.fits(buffer, start, end);
    }
}
