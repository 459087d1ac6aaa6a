package org.jzones.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** A stream whose bytes are counted and added up. */
final class Checked extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final MessageDigest sum;
    private final LongConsumer count;

    /** @param count is told of each so many bytes more */
    Checked(InputStream in, MessageDigest sum, LongConsumer count) {
        super(in);
        this.sum = sum;
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count.accept(n);
            sum.update(buffer, offset, n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] some = new byte[(int) Math.min(n, BUFFER)];
        return n <= 0 ? 0 : Math.max(0, read(some, 0, some.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left. */
    void toEnd() throws IOException {
        byte[] some = new byte[BUFFER];
        int n;
        do {
            n = read(some, 0, some.length);
        } while (n >= 0);
    }

    /** Whether all that was read is what the digest names. */
    boolean is(Digest digest) {
        return digest.isOf(sum);
    }
}
