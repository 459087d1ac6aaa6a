package org.jzones.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jzones.archive.Archive;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.ArchiveReader;
import org.jzones.archive.EntryNames;
import org.jzones.archive.Opened;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.PrivateDirectory;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Reads a capture once, from its beginning to its end: files that are used go into an empty directory that is nobody else's,
 * with the directories and the links that jzones-capture has noted. Nothing is written through a link, for links are made
 * last; what leads out of the directory, or is no file or directory, is left out and counted.
 */
final class CaptureReader {
    static final int MOST_ENTRIES = 200_000;
    /** Most directories: each takes a block of the disk, though it counts for nothing in the capture. */
    static final int MOST_DIRECTORIES = 20_000;

    static final long MOST_BYTES = 1L << 30;
    private static final int MOST_KEPT = 4 << 20;
    private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};

    private final String shown;
    private final Path root;
    private final EntryNames names;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Map<String, ArchiveEntry> directories = new LinkedHashMap<>();
    private final Set<Path> made = new HashSet<>();
    private String last = "";
    private int entries;
    private long bytes;
    private int leftOut;
    private String firstLeftOut = "";

    /**
     * @param shown the capture for people
     * @param root the directory
     */
    CaptureReader(String shown, Path root) {
        this.shown = shown;
        this.root = root;
        this.names = new EntryNames(shown);
    }

    /** @throws Failure if it ends too early, is damaged, or is more than any capture */
    void read(InputStream in) {
        try {
            ArchiveReader archive = Archive.open(in, shown).entries();
            while (take(archive)) {
                if (entries > MOST_ENTRIES) {
                    throw Failure.of(Message.CAPTURE_MANY, shown, MOST_ENTRIES);
                }
            }
        } catch (IOException e) {
            throw Opened.trouble(shown, last, e);
        }
    }

    /** The data of a file that tells about the capture itself. */
    Optional<byte[]> kept(String path) {
        return Optional.ofNullable(kept.get(path));
    }

    /** How many entries were left out, that are no part of what jzones-capture makes. */
    int leftOut() {
        return leftOut;
    }

    String firstLeftOut() {
        return firstLeftOut;
    }

    /** Takes the next entry; false if there is none. */
    private boolean take(ArchiveReader archive) throws IOException {
        Optional<ArchiveEntry> next;
        entries++;
        try {
            next = archive.next();
        } catch (Failure e) {
            leaveOut(last); // of a kind that no capture has, which the reader has gone past
            return true;
        }
        if (next.isEmpty()) {
            return false;
        }
        ArchiveEntry entry = next.get();
        last = entry.name();
        bytes += Math.max(0, entry.size());
        if (bytes > MOST_BYTES) {
            throw Failure.of(Message.CAPTURE_LARGE, shown, MOST_BYTES >> 20);
        }
        if (entry.kind() != Kind.ATTRIBUTES) {
            place(entry, archive.data());
        }
        return true;
    }

    private void place(ArchiveEntry entry, InputStream data) throws IOException {
        Path file;
        String path;
        try {
            path = utf8(names.add(entry));
            file = root.resolve(path);
        } catch (Failure | CharacterCodingException | InvalidPathException e) {
            leaveOut(entry.name());
            return;
        }
        switch (entry.kind()) {
            case DIRECTORY -> directories.put(path, entry);
            case FILE -> {
                if (CaptureNames.isOwn(path)) {
                    kept.put(path, data.readNBytes(most(entry, MOST_KEPT)));
                } else if (CaptureNames.isOfHost(path) || CaptureNames.isOfExplorer(path)) {
                    most(entry, CaptureNames.most(path, MOST_BYTES));
                    write(file, data);
                }
            }
            case HARD_LINK -> link(entry, path, file);
            case LINK -> links.put(path, utf8OrNothing(entry.target()));
            default -> leaveOut(entry.name());
        }
    }

    /** The size of a file. @throws Failure if it is larger than that */
    private int most(ArchiveEntry entry, long most) {
        if (entry.size() > most) {
            throw Failure.of(Message.ARCHIVE_KEPT_LARGE, shown, ArchiveEntry.shown(entry.name()), most >> 20);
        }
        return (int) entry.size();
    }

    private void leaveOut(String name) {
        firstLeftOut = leftOut == 0 ? ArchiveEntry.shown(name) : firstLeftOut;
        leftOut++;
    }

    private void make(Path directory) {
        if (directory.equals(root) || made.contains(directory)) {
            return;
        }
        makeAbove(directory);
        if (made.size() == MOST_DIRECTORIES) {
            throw Failure.of(Message.CAPTURE_DIRECTORIES, shown, MOST_DIRECTORIES);
        }
        try {
            Files.createDirectory(directory);
            made.add(directory);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private void makeAbove(Path file) {
        @Nullable Path above = file.getParent();
        if (above != null) {
            make(above);
        }
    }

    private void write(Path file, InputStream data) throws IOException {
        makeAbove(file);
        try (OutputStream out = create(file)) {
            byte[] buffer = new byte[1 << 14];
            int n = data.read(buffer); // what goes wrong here is the capture's fault
            while (n >= 0) {
                write(out, buffer, n);
                n = data.read(buffer);
            }
        }
    }

    private void write(OutputStream out, byte[] buffer, int n) {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** A file that is in it twice is what it was the last time. */
    private OutputStream create(Path file) {
        try {
            try {
                return Files.newOutputStream(file, NEW);
            } catch (FileAlreadyExistsException e) {
                Files.delete(file);
                return Files.newOutputStream(file, NEW);
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Another name of a file that was taken before. */
    private void link(ArchiveEntry entry, String path, Path file) {
        if (!CaptureNames.isOfHost(path)) {
            return;
        }
        Path first = root.resolve(utf8OrNothing(names.path(entry.target())));
        if (!Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS) || first.equals(file)) {
            leaveOut(entry.name());
            return;
        }
        makeAbove(file);
        try {
            Files.deleteIfExists(file);
            Files.createLink(file, first);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Makes the directories and links that are noted, where nothing else is, and then gives the directories their modes. */
    void end() {
        Predicate<String> isNoted = CaptureNames.directories(text(CaptureNames.DIRS), text(CaptureNames.ZONEPATHS));
        directories.keySet().stream().filter(isNoted).map(root::resolve).forEach(this::make);
        Map<String, String> noted = new HashMap<>();
        for (String line : text(CaptureNames.LINKS).split("\n")) {
            int arrow = line.indexOf(" -> ");
            if (line.startsWith("/") && arrow > 0) {
                noted.put(line.substring(1, arrow), line.substring(arrow + 4));
            }
        }
        links.forEach((path, target) -> {
            if (target.isEmpty() || !target.equals(noted.get(path))) {
                leaveOut(path);
            } else {
                makeLink(root.resolve(path), target);
            }
        });
        directories.forEach((path, entry) -> {
            Path directory = root.resolve(path);
            if (made.contains(directory)) {
                giveMode(directory, entry);
            }
        });
    }

    private void makeLink(Path link, String target) {
        try {
            if (!Layout.exists(link)) {
                makeAbove(link);
                Files.createSymbolicLink(link, Path.of(target));
            }
        } catch (IOException e) {
            throw unwritten(e);
        } catch (InvalidPathException e) {
            leaveOut(target);
        }
    }

    /** As the host has it, which matters for zonepaths; but we can look into all of them. */
    private void giveMode(Path directory, ArchiveEntry entry) {
        try {
            PrivateDirectory.setPermissions(directory, entry.mode() | 0700);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** The text of a file that tells about the capture itself; empty if there is none. */
    String text(String path) {
        return kept(path).map(text -> new String(text, StandardCharsets.UTF_8)).orElse("");
    }

    private Failure unwritten(IOException e) {
        return Failure.of(Message.CAPTURE_NO_ROOM, shown, above(), FileTrouble.cause(e))
                .causedBy(e);
    }

    /** Where temporary files are. */
    private Path above() {
        @Nullable Path own = root.getParent();
        @Nullable Path above = own == null ? null : own.getParent();
        return above == null ? root : above;
    }

    private static String utf8(String name) throws CharacterCodingException {
        ByteBuffer raw = ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1));
        return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
    }

    private static String utf8OrNothing(String name) {
        try {
            return utf8(name);
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
