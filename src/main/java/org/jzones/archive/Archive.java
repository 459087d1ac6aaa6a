package org.jzones.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.archive.CpioHeader.Format;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * An archive that was opened, of whatever kind it is by its content.
 *
 * @param head of a flash archive
 */
public record Archive(Optional<FlarHead> head, ArchiveReader entries) {
    private static final int BUFFER = 1 << 17;
    private static final int START = 1024;
    private static final byte[] ZFS_BIG = {0, 0, 0, 2, (byte) 0xf5, (byte) 0xba, (byte) 0xcb, (byte) 0xac};
    private static final byte[] ZFS_LITTLE = {(byte) 0xac, (byte) 0xcb, (byte) 0xba, (byte) 0xf5, 2, 0, 0, 0};

    /**
     * Finds out what it is, and reads what stands in front of its entries.
     *
     * @param shown the archive for people
     * @throws Failure if no zone is made from such
     */
    public static Archive open(InputStream in, String shown) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        byte[] start = start(buffered);
        if (start.length == 0) {
            throw Failure.of(Message.ARCHIVE_EMPTY, shown);
        }
        Optional<Compression> compression = Compression.of(start);
        if (compression.isPresent()) {
            buffered = new BufferedInputStream(compression.get().open(buffered), BUFFER);
            start = start(buffered);
        }
        if (!FlarHead.begins(start)) {
            return new Archive(Optional.empty(), entries(buffered, start, shown));
        }
        FlarHead head = FlarHead.read(buffered, shown);
        FlarHead.Method method = head.method(shown);
        if (head.isCompressed(shown)) {
            if (Compression.of(start(buffered))
                    .filter(Compression.COMPRESS::equals)
                    .isEmpty()) {
                throw Failure.of(Message.ARCHIVE_NOT_AS_HEAD, shown, "compress");
            }
            buffered = new BufferedInputStream(Compression.COMPRESS.open(buffered), BUFFER);
        }
        ArchiveReader entries = entries(buffered, start(buffered), shown);
        if (entries instanceof TarReader != (method == FlarHead.Method.PAX)) {
            throw Failure.of(Message.ARCHIVE_NOT_AS_HEAD, shown, method == FlarHead.Method.PAX ? "pax" : "cpio");
        }
        return new Archive(Optional.of(head), entries);
    }

    private static byte[] start(BufferedInputStream in) throws IOException {
        in.mark(START);
        byte[] start = in.readNBytes(START);
        in.reset();
        return start;
    }

    private static ArchiveReader entries(InputStream in, byte[] start, String shown) {
        @Nullable Format format = CpioHeader.format(start);
        if (format != null) {
            return new CpioReader(in, format, shown);
        }
        if (TarReader.isHeader(start)) {
            return new TarReader(in, shown);
        }
        if (isAt(start, 8, ZFS_BIG) || isAt(start, 8, ZFS_LITTLE)) {
            throw Failure.of(Message.ARCHIVE_ZFS, shown);
        }
        if (isDump(start)) {
            throw Failure.of(Message.ARCHIVE_DUMP, shown);
        }
        throw Failure.of(Message.ARCHIVE_UNKNOWN, shown);
    }

    private static boolean isAt(byte[] bytes, int offset, byte[] wanted) {
        int end = offset + wanted.length;
        return bytes.length >= end && Arrays.equals(Arrays.copyOfRange(bytes, offset, end), wanted);
    }

    /** The header of a tape of ufsdump has one of these numbers in it, in either byte order. */
    private static boolean isDump(byte[] start) {
        for (int magic : new int[] {60011, 60012, 60013}) {
            byte[] big = {0, 0, (byte) (magic >> 8), (byte) magic};
            byte[] little = {(byte) magic, (byte) (magic >> 8), 0, 0};
            if (isAt(start, 24, big) || isAt(start, 24, little)) {
                return true;
            }
        }
        return false;
    }
}
