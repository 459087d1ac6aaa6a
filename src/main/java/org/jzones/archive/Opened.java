package org.jzones.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.archive.CpioHeader.Format;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Finds out by its first bytes what a file is, and in it what stands behind a head. */
public final class Opened {
    private static final int BUFFER = 1 << 17;
    private static final int START = 1024;
    private static final byte[] ZFS_BIG = {0, 0, 0, 2, (byte) 0xf5, (byte) 0xba, (byte) 0xcb, (byte) 0xac};
    private static final byte[] ZFS_LITTLE = {(byte) 0xac, (byte) 0xcb, (byte) 0xba, (byte) 0xf5, 2, 0, 0, 0};

    private Opened() {}

    /** What was compressed, if it was; its first bytes can be looked at. @throws Failure if there is nothing */
    public static BufferedInputStream plain(InputStream in, String shown) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        byte[] start = start(buffered);
        if (start.length == 0) {
            throw Failure.of(Message.ARCHIVE_EMPTY, shown);
        }
        Optional<Compression> compression = Compression.of(start);
        return compression.isPresent() ? plain(buffered, compression.get()) : buffered;
    }

    /** Whether what is read next was compressed. */
    public static boolean isCompressed(BufferedInputStream in) throws IOException {
        return Compression.of(start(in)).isPresent();
    }

    /** What was compressed in this way. */
    static BufferedInputStream plain(InputStream in, Compression compression) throws IOException {
        return new BufferedInputStream(compression.open(in), BUFFER);
    }

    /** The bytes that are read next, which are not many. */
    static byte[] start(BufferedInputStream in) throws IOException {
        in.mark(START);
        byte[] start = in.readNBytes(START);
        in.reset();
        return start;
    }

    /** The entries of what begins here. @throws Failure if no zone is made from such */
    static ArchiveReader entries(BufferedInputStream in, String shown) throws IOException {
        byte[] start = start(in);
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

    /**
     * That an archive could not be read.
     *
     * @param last the name of the last entry that could
     */
    public static Failure trouble(String shown, String last, IOException e) {
        String place = last.isEmpty() ? "its beginning" : "entry '" + ArchiveEntry.shown(last) + "'";
        Failure failure = e instanceof EOFException
                ? Failure.of(Message.ARCHIVE_CUT, shown, place)
                : Failure.of(Message.ARCHIVE_DAMAGED, shown, place, String.valueOf(e.getMessage()));
        return failure.causedBy(e);
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
