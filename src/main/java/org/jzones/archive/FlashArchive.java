package org.jzones.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** A flash archive that was opened: its head was read, and what is read next is the archive behind it (spec 6.1). */
public final class FlashArchive {
    private final FlarHead head;
    private final BufferedInputStream payload;
    private final String shown;

    private FlashArchive(FlarHead head, BufferedInputStream payload, String shown) {
        this.head = head;
        this.payload = payload;
        this.shown = shown;
    }

    /**
     * Reads the head.
     *
     * @param in a flash archive, which may be compressed as a whole
     * @param shown the same for people
     * @throws Failure if it is none, or cannot be read
     */
    public static FlashArchive open(InputStream in, String shown) {
        try {
            BufferedInputStream plain = Opened.plain(in, shown);
            if (!FlarHead.begins(Opened.start(plain))) {
                throw Failure.of(Message.FLAR_NOT_ONE, shown);
            }
            return read(plain, shown);
        } catch (IOException e) {
            throw Opened.trouble(shown, "", e);
        }
    }

    static FlashArchive read(BufferedInputStream in, String shown) throws IOException {
        return new FlashArchive(FlarHead.read(in, shown), in, shown);
    }

    public FlarHead head() {
        return head;
    }

    /** The archive behind the head as it is stored, compressed if it is. */
    public InputStream payload() {
        return payload;
    }

    /** The entries of the archive behind the head. @throws Failure if it is not what the head says, or none of files */
    ArchiveReader entries() throws IOException {
        FlarHead.Method method = head.method(shown);
        BufferedInputStream plain = payload;
        if (head.isCompressed(shown)) {
            if (Compression.of(Opened.start(payload))
                    .filter(Compression.COMPRESS::equals)
                    .isEmpty()) {
                throw Failure.of(Message.ARCHIVE_NOT_AS_HEAD, shown, "compress");
            }
            plain = Opened.plain(payload, Compression.COMPRESS);
        }
        ArchiveReader entries = Opened.entries(plain, shown);
        if (entries instanceof TarReader != (method == FlarHead.Method.PAX)) {
            throw Failure.of(Message.ARCHIVE_NOT_AS_HEAD, shown, method == FlarHead.Method.PAX ? "pax" : "cpio");
        }
        return entries;
    }

    /**
     * Tells the names of all entries as they are stored, those of access control lists and the like apart.
     *
     * @param taker false if it wants no more
     * @throws Failure if the archive cannot be read to its end
     */
    public void names(Predicate<String> taker) {
        String last = "";
        try {
            ArchiveReader reader = entries();
            boolean goesOn = true;
            for (Optional<ArchiveEntry> next = reader.next(); goesOn && next.isPresent(); next = reader.next()) {
                last = next.get().name();
                goesOn = next.get().kind() == ArchiveEntry.Kind.ATTRIBUTES || taker.test(last);
            }
        } catch (IOException e) {
            throw Opened.trouble(shown, last, e);
        }
    }
}
