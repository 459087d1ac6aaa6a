package org.jzones.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jzones.archive.ArchiveEntry.Kind;

/** Writes a cpio archive as {@code cpio -c} of Solaris does (newc), filled up to a whole block: names byte for byte. */
final class CpioWriter {
    /** In bytes: what the format has room for. */
    static final long LARGEST = 0xffffffffL;

    private static final int BLOCK = 512;
    private static final int HEADER = 110;
    private static final String TRAILER = "TRAILER!!!";

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private long written;

    CpioWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes an entry.
     *
     * @param inode of the file, by which its other names are known
     * @param links how many names it has
     * @param size of the data that follow: none with any name but the last
     */
    void write(ArchiveEntry entry, long inode, int links, long size, InputStream data) throws IOException {
        byte[] target = entry.kind() == Kind.LINK ? entry.target().getBytes(StandardCharsets.ISO_8859_1) : new byte[0];
        long length = target.length + size;
        header(entry.name(), type(entry.kind()) | entry.mode(), entry, inode, links, length);
        put(target, target.length);
        for (long left = size; left > 0; ) {
            int n = data.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new EOFException();
            }
            put(buffer, n);
            left -= n;
        }
        fill(4);
    }

    /** Ends the archive. */
    void end() throws IOException {
        ArchiveEntry none = new ArchiveEntry(TRAILER, Kind.FILE, 0, 0, 0, 0, 0, 0, "", java.util.Optional.empty());
        header(TRAILER, 0, none, 0, 1, 0);
        fill(BLOCK);
        out.flush();
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case FILE, HARD_LINK -> 0100000;
            case DIRECTORY -> 0040000;
            case LINK -> 0120000;
            case FIFO -> 0010000;
            case NODE, ATTRIBUTES -> throw new IllegalArgumentException("nothing to archive: " + kind);
        };
    }

    private void header(String name, int mode, ArchiveEntry entry, long inode, int links, long size)
            throws IOException {
        long time = Math.max(0, Math.min(entry.seconds(), LARGEST)); // there is no time before 1970 in it
        long[] fields = {inode, mode, entry.uid(), entry.gid(), links, time, size, 0, 1, 0, 0, name.length() + 1L, 0};
        StringBuilder text = new StringBuilder("070701");
        for (long field : fields) {
            text.append(String.format("%08x", field & LARGEST));
        }
        text.append(name).append('\0');
        put(text.toString().getBytes(StandardCharsets.ISO_8859_1), HEADER + name.length() + 1);
        fill(4);
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        written += length;
    }

    private void fill(int unit) throws IOException {
        byte[] zeros = new byte[(int) ((unit - written % unit) % unit)];
        put(zeros, zeros.length);
    }
}
