package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jzones.archive.ArchiveEntry.Kind;

/** Writes entries for the tar of GNU to unpack: names byte for byte, numbers as large as they are. */
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final String LONG_NAME = "././@LongLink";

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 17];

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes an entry of a kind that can be unpacked, and its data if it is a file. */
    public void write(ArchiveEntry entry, InputStream data) throws IOException {
        long size = entry.kind() == Kind.FILE ? entry.size() : 0;
        if (entry.nanos() != 0) {
            time(entry);
        }
        longer('K', entry.target());
        longer('L', entry.name());
        header(entry, flag(entry.kind()), size);
        for (long left = size; left > 0; ) {
            int n = data.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new java.io.EOFException();
            }
            out.write(buffer, 0, n);
            left -= n;
        }
        pad(size);
    }

    /** Ends the archive. */
    public void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private static char flag(Kind kind) {
        return switch (kind) {
            case FILE -> '0';
            case HARD_LINK -> '1';
            case LINK -> '2';
            case DIRECTORY -> '5';
            case FIFO -> '6';
            case NODE, ATTRIBUTES -> throw new IllegalArgumentException("nothing to unpack: " + kind);
        };
    }

    /** The time to the nanosecond, as pax has it. */
    private void time(ArchiveEntry entry) throws IOException {
        boolean isBefore = entry.seconds() < 0; // 1970: there, the part of a second counts backwards too
        long seconds = isBefore ? -(entry.seconds() + 1) : entry.seconds();
        int nanos = isBefore ? 1_000_000_000 - entry.nanos() : entry.nanos();
        String record = String.format(" mtime=%s%d.%09d\n", isBefore ? "-" : "", seconds, nanos);
        int length = record.length() + 2;
        byte[] text = (length + record).getBytes(StandardCharsets.ISO_8859_1);
        extra('x', text);
    }

    private void longer(char flag, String name) throws IOException {
        if (name.length() > 100) {
            extra(flag, (name + "\0").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void extra(char flag, byte[] text) throws IOException {
        ArchiveEntry head =
                new ArchiveEntry(LONG_NAME, Kind.FILE, 0, 0, 0, 0, 0, text.length, "", java.util.Optional.empty());
        header(head, flag, text.length);
        out.write(text);
        pad(text.length);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    private void header(ArchiveEntry entry, char flag, long size) throws IOException {
        byte[] header = new byte[BLOCK];
        text(header, 0, 100, entry.name());
        number(header, 100, 8, entry.mode());
        number(header, 108, 8, entry.uid());
        number(header, 116, 8, entry.gid());
        number(header, 124, 12, size);
        number(header, 136, 12, entry.seconds());
        header[156] = (byte) flag;
        text(header, 157, 100, entry.target());
        text(header, 257, 8, "ustar  ");
        text(header, 148, 8, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        number(header, 148, 7, sum);
        out.write(header);
    }

    private static void text(byte[] header, int from, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, from, Math.min(length, bytes.length));
    }

    /** In octal digits, or, if these are too few, in binary with a bit in front. */
    private static void number(byte[] header, int from, int length, long number) {
        if (number >= 0 && number < 1L << (3 * (length - 1))) {
            for (int i = from + length - 2; i >= from; i--) {
                header[i] = (byte) ('0' + (number & 7));
                number >>= 3;
            }
            return;
        }
        long left = number;
        for (int i = from + length - 1; i >= from; i--) {
            header[i] = (byte) left;
            left >>= 8;
        }
        header[from] = (byte) (number < 0 ? 0xff : 0x80);
    }
}
