package org.jzones.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jzones.archive.ArchiveEntry.Inode;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.CpioHeader.Format;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Reads cpio archives in all the ways that Solaris writes them, access control lists and extended attributes included,
 * which stand there as entries of types of their own (archives.h). What is not a header where one has to be ends it.
 */
final class CpioReader implements ArchiveReader {
    private static final String TRAILER = "TRAILER!!!";
    private static final int TYPE = 0170000;
    private static final int ATTRIBUTES = 0130000;
    private static final int SPARSE = 0200000;
    /** In bytes: what stands behind the last entry, to fill up the last block of a tape. */
    private static final int LONGEST_END = 16 << 20;

    private final InputStream in;
    private final Format format;
    private final String shown;
    private EntryData data;
    private Optional<CpioHeader> current = Optional.empty();
    private String name = "";

    /** @param shown the archive for people */
    CpioReader(InputStream in, Format format, String shown) {
        this.in = in;
        this.format = format;
        this.shown = shown;
        this.data = new EntryData(in, 0, false);
    }

    @Override
    public Optional<ArchiveEntry> next() throws IOException {
        if (current.isPresent()) {
            finish(current.get());
        }
        CpioHeader header = CpioHeader.read(in, format, shown, ArchiveEntry.shown(name));
        name = readName(header);
        if (name.equals(TRAILER)) {
            readToEnd();
            return Optional.empty();
        }
        current = Optional.of(header);
        data = new EntryData(in, header.size(), format == Format.CRC);
        return Optional.of(entry(header));
    }

    @Override
    public InputStream data() {
        return data;
    }

    private void finish(CpioHeader header) throws IOException {
        if (format == Format.CRC && (header.mode() & TYPE) == 0100000) {
            data.transferTo(OutputStream.nullOutputStream());
            if (data.sum() != header.check()) {
                throw Failure.of(Message.ARCHIVE_CHECKSUM, shown, ArchiveEntry.shown(name));
            }
        } else {
            data.skipRest();
        }
        in.skipNBytes(format.padding(header.size()));
    }

    private String readName(CpioHeader header) throws IOException {
        int size = header.nameSize();
        if (size < 1 || size > EntryNames.LONGEST_NAME + 1) {
            throw Failure.of(Message.ARCHIVE_NAME_LENGTH, shown, ArchiveEntry.shown(name), size - 1);
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        if (bytes[size - 1] != 0) {
            throw Failure.of(Message.ARCHIVE_HEADER, shown, ArchiveEntry.shown(name));
        }
        in.skipNBytes(format.paddingAfterName(size));
        return new String(bytes, 0, size - 1, StandardCharsets.ISO_8859_1);
    }

    private ArchiveEntry entry(CpioHeader header) throws IOException {
        Kind kind = kind(header.mode());
        if ((header.mode() & SPARSE) != 0 && kind != Kind.ATTRIBUTES) {
            throw Failure.of(Message.ARCHIVE_SPARSE, shown, ArchiveEntry.shown(name));
        }
        return new ArchiveEntry(
                name,
                kind,
                header.mode() & 07777,
                header.uid(),
                header.gid(),
                header.seconds(),
                0,
                header.size(),
                kind == Kind.LINK ? target(header) : "",
                kind == Kind.FILE && header.links() > 1 ? Optional.of(inode(header)) : Optional.empty());
    }

    private Kind kind(int mode) {
        int type = mode & TYPE;
        if ((type & ATTRIBUTES) == ATTRIBUTES) {
            return Kind.ATTRIBUTES;
        }
        return switch (type) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.DIRECTORY;
            case 0120000 -> Kind.LINK;
            case 0010000 -> Kind.FIFO;
            case 0020000, 0060000 -> Kind.NODE;
            case 0160000 -> Kind.ATTRIBUTES;
            default ->
                throw Failure.of(Message.ARCHIVE_TYPE, shown, ArchiveEntry.shown(name), Integer.toOctalString(mode));
        };
    }

    private String target(CpioHeader header) throws IOException {
        if (header.size() > EntryNames.LONGEST_TARGET) {
            throw Failure.of(Message.ARCHIVE_TARGET_LENGTH, shown, ArchiveEntry.shown(name), EntryNames.LONGEST_TARGET);
        }
        return new String(data.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The older formats have few bits for numbers: there a file has to be the same in all that is known of it, too. */
    private static Inode inode(CpioHeader header) {
        String key = header.device() + "," + header.inode() + "," + header.mode() + "," + header.uid() + ","
                + header.gid() + "," + header.seconds();
        return header.format().isNew() ? new Inode(key, true) : new Inode(key + "," + header.size(), false);
    }

    private void readToEnd() throws IOException {
        byte[] buffer = new byte[1 << 16];
        int total = 0;
        int n = in.read(buffer);
        while (n >= 0 && total < LONGEST_END) {
            total += n;
            n = in.read(buffer);
        }
    }
}
