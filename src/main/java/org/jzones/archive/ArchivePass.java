package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** An archive read from its beginning to its end: to look what is in it, or to unpack it. */
public final class ArchivePass {
    /** In bytes: all that is kept of an archive while it is looked at. */
    private static final long MOST_KEPT = 64L << 20;

    private final String shown;
    private final EntryNames names;
    private final LongConsumer progress;
    private String last = "";
    private long bytes;
    private long keptBytes;
    private int attributes;
    private int nodes;
    private int entries;

    private ArchivePass(String shown, LongConsumer progress) {
        this.shown = shown;
        this.progress = progress;
        this.names = new EntryNames(shown);
    }

    /**
     * What is in an archive.
     *
     * @param head of a flash archive
     * @param names all of them
     * @param kept the data of files, by their paths
     * @param entries how many can be unpacked
     * @param bytes how many the files have
     * @param attributes how many access control lists and the like there are besides
     * @param nodes how many devices there are besides
     */
    public record Contents(
            Optional<FlarHead> head,
            EntryNames names,
            Map<String, byte[]> kept,
            int entries,
            long bytes,
            int attributes,
            int nodes) {
        public Contents {
            kept = Map.copyOf(kept);
        }
    }

    private interface Source {
        Archive open() throws IOException;
    }

    private interface Step {
        void on(ArchiveEntry entry, String path, String target, InputStream data) throws IOException;
    }

    /**
     * Looks at all of it.
     *
     * @param shown the archive for people
     * @param wanted paths of files whose data are kept, 64 MB in all
     * @throws Failure if there is anything in it for which it must not be unpacked
     */
    public static Contents look(InputStream in, String shown, Predicate<String> wanted, LongConsumer progress) {
        ArchivePass pass = new ArchivePass(shown, progress);
        Map<String, byte[]> kept = new HashMap<>();
        Optional<FlarHead> head = pass.read(() -> Archive.open(in, shown), (entry, path, target, data) -> {
            if (entry.kind() == Kind.FILE && wanted.test(path)) {
                pass.keep(entry, path, data, kept);
            }
        });
        return pass.contents(head, kept);
    }

    private Contents contents(Optional<FlarHead> head, Map<String, byte[]> kept) {
        return new Contents(head, names, kept, entries, bytes, attributes, nodes);
    }

    /**
     * Writes it for the tar of GNU.
     *
     * @param place what a path becomes; empty if it is not unpacked
     * @throws IOException if it could not be written
     * @throws Failure if there is anything in it for which it must not be unpacked, or it could not be read
     */
    public static void unpack(
            InputStream in,
            String shown,
            Function<String, Optional<String>> place,
            OutputStream out,
            LongConsumer progress)
            throws IOException {
        new ArchivePass(shown, progress).unpack(() -> Archive.open(in, shown), place, out);
    }

    /**
     * The same of a flash archive whose head was read.
     *
     * @return what is known of it by then, without any data
     */
    public static Contents unpack(
            FlashArchive flash, String shown, Function<String, Optional<String>> place, OutputStream out)
            throws IOException {
        ArchivePass pass = new ArchivePass(shown, by -> {});
        pass.unpack(() -> Archive.of(flash), place, out);
        return pass.contents(Optional.of(flash.head()), Map.of());
    }

    private void unpack(Source source, Function<String, Optional<String>> place, OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(OutputFailed.telling(out));
        PlacedEntries placed = new PlacedEntries(shown, place, tar::write);
        try {
            read(source, placed::add);
            placed.end();
            tar.end();
        } catch (OutputFailed e) {
            throw e.io();
        }
    }

    private void keep(ArchiveEntry entry, String path, InputStream data, Map<String, byte[]> kept) throws IOException {
        if (keptBytes + entry.size() > MOST_KEPT) {
            throw Failure.of(Message.ARCHIVE_KEPT_LARGE, shown, ArchiveEntry.shown(path), MOST_KEPT >> 20);
        }
        byte[] all = data.readAllBytes();
        if (all.length > 0 || entry.inode().isEmpty()) {
            kept.put(path, all);
            keptBytes += all.length;
        }
    }

    private Optional<FlarHead> read(Source source, Step step) {
        try {
            Archive archive = source.open();
            ArchiveReader reader = archive.entries();
            for (Optional<ArchiveEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                take(next.get(), reader.data(), step);
            }
            return archive.head();
        } catch (IOException e) {
            throw Opened.trouble(shown, last, e);
        }
    }

    private void take(ArchiveEntry entry, InputStream data, Step step) throws IOException {
        last = entry.name();
        if (entry.kind() == Kind.ATTRIBUTES) {
            attributes++;
            return;
        }
        String path = names.add(entry);
        if (entry.kind() == Kind.NODE) {
            nodes++;
            return;
        }
        entries++;
        long size = entry.kind() == Kind.FILE ? entry.size() : 0;
        bytes += size;
        progress.accept(size);
        step.on(entry, path, entry.kind() == Kind.HARD_LINK ? names.path(entry.target()) : "", data);
    }
}
