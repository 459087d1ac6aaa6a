package org.jzones.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The data of one entry: so many bytes of a stream, and not one less. */
public final class EntryData extends InputStream {
    private final InputStream in;
    private final boolean isSummed;
    private long left;
    private long sum;

    /** @param size in bytes; a stream that ends before throws an {@link EOFException} */
    public EntryData(InputStream in, long size) {
        this(in, size, false);
    }

    /** @param isSummed whether somebody will ask for {@link #sum} */
    EntryData(InputStream in, long size, boolean isSummed) {
        this.in = in;
        this.left = size;
        this.isSummed = isSummed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException();
        }
        left -= n;
        for (int i = offset; isSummed && i < offset + n; i++) {
            sum += buffer[i] & 0xff;
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Goes to the end without looking at what is skipped. */
    void skipRest() throws IOException {
        in.skipNBytes(left);
        left = 0;
    }

    /** All its bytes added up, modulo 2^32, when it has been read to its end. */
    long sum() {
        return sum & 0xffffffffL;
    }
}
