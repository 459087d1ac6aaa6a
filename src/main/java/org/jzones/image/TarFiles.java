package org.jzones.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.EntryData;
import org.jzones.archive.EntryNames;
import org.jzones.archive.Opened;
import org.jzones.archive.TarReader;
import org.jzones.file.FileTrouble;
import org.jzones.file.FreeSpace;
import org.jzones.file.PrivateDirectory;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The files of an image in a tar archive: read once for where each of them is. One that was compressed is kept as it was
 * before meanwhile, so that any file can be read at any time.
 */
public final class TarFiles extends ImageFiles {
    private static final int MOST = 100_000;

    /** Where the bytes of a file are. */
    private record Place(long offset, long size) {}

    private final Path file;
    private final Optional<PrivateDirectory> kept;
    private final Map<String, Place> places = new HashMap<>();
    /** What older ones of docker have instead of a layer that is there under another name. */
    private final Map<String, String> links = new HashMap<>();

    private TarFiles(Path file, String shown, Optional<PrivateDirectory> kept) {
        super(shown);
        this.file = file;
        this.kept = kept;
    }

    /**
     * Reads the archive.
     *
     * @param shown the archive for people
     * @throws Failure if that is not possible
     */
    public static TarFiles open(Path file, String shown) {
        try (InputStream in = Files.newInputStream(file)) {
            BufferedInputStream start = new BufferedInputStream(in);
            if (!Opened.isCompressed(start)) {
                return new TarFiles(file, shown, Optional.empty()).scanned(start);
            }
            PrivateDirectory directory = PrivateDirectory.make("jzones-image-", Optional.empty());
            try {
                Path plain = directory.path().resolve("image.tar");
                keep(start, plain, shown);
                TarFiles files = new TarFiles(plain, shown, Optional.of(directory));
                try (InputStream again = Files.newInputStream(plain)) {
                    return files.scanned(new BufferedInputStream(again));
                }
            } catch (RuntimeException | Error e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    /** Writes what was compressed. */
    private static void keep(InputStream in, Path plain, String shown) throws IOException {
        FreeSpace room = FreeSpace.at(plain.resolveSibling("."));
        try (InputStream bytes = Opened.plain(in, shown);
                OutputStream out = Files.newOutputStream(plain)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int n = read(bytes, buffer, shown); n >= 0; n = read(bytes, buffer, shown)) {
                size += n;
                if (size > room.usable()) {
                    throw noRoom(shown, room);
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static int read(InputStream in, byte[] buffer, String shown) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw Opened.trouble(shown, "", e);
        }
    }

    static Failure noRoom(String shown, FreeSpace room) {
        return Failure.of(Message.IMAGE_NO_ROOM, shown, room.free() >> 20, room.usable() >> 20);
    }

    private TarFiles scanned(InputStream in) {
        String last = "";
        EntryNames names = new EntryNames(shown());
        try {
            TarReader tar = new TarReader(in, shown());
            for (Optional<ArchiveEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
                ArchiveEntry entry = next.get();
                last = entry.name();
                if (entry.kind() != Kind.ATTRIBUTES) {
                    String path = names.enter(entry);
                    String target = entry.kind() == Kind.HARD_LINK ? names.path(entry.target()) : "";
                    take(entry, path, target, tar.position());
                }
            }
        } catch (IOException e) {
            throw Opened.trouble(shown(), last, e);
        }
        return this;
    }

    /** @param target what a hard link is another name of */
    private void take(ArchiveEntry entry, String path, String target, long position) {
        if (places.size() + links.size() >= MOST) {
            throw Failure.of(Message.ARCHIVE_MANY, shown(), MOST);
        }
        if (entry.kind() == Kind.FILE) {
            places.put(path, new Place(position, entry.size()));
        } else if (entry.kind() == Kind.LINK) {
            links.put(path, entry.target());
        } else if (entry.kind() == Kind.HARD_LINK && places.containsKey(target)) {
            places.put(path, places.get(target));
        }
    }

    @Override
    boolean has(String name) {
        return places.containsKey(name);
    }

    @Override
    Stored find(String name) throws IOException {
        Place place = places.get(links.containsKey(name) ? target(name) : name);
        if (place == null) {
            throw new NoSuchFileException(name);
        }
        SeekableByteChannel channel = Files.newByteChannel(file).position(place.offset());
        InputStream in = Channels.newInputStream(channel);
        return new Stored(new EntryData(in, place.size()), place.size());
    }

    /** The name in the archive that a link means. */
    private String target(String link) {
        Deque<String> parts = new ArrayDeque<>(List.of(link.split("/")));
        parts.removeLast();
        for (String part : links.getOrDefault(link, "").split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.equals(".") && !part.isEmpty()) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    @Override
    public void close() {
        kept.ifPresent(PrivateDirectory::close);
    }
}
