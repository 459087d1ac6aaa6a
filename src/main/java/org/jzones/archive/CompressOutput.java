package org.jzones.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Compresses as compress(1) does (.Z, 16 bits): a string that has come before is a number, from 9 bits to 16. Numbers stand in
 * groups of eight of the same length; a group is filled up when the length changes.
 */
public final class CompressOutput extends FilterOutputStream {
    private static final int CLEAR = 256;
    private static final int FIRST = 257;
    private static final int LEAST_BITS = 9;
    private static final int MOST_BITS = 16;
    /** In bytes: for so long a full table is used before a new one is begun. */
    private static final int STALE = 1 << 20;

    /** By the number of a string and the byte behind it, the number of both; by hash. */
    private final long[] keys = new long[1 << 18];

    private final int[] codes = new int[1 << 18];
    private final byte[] group = new byte[MOST_BITS];
    private int filled;
    private int bits = LEAST_BITS;
    private int next = FIRST;
    private int string = -1;
    private int sinceFull;

    public CompressOutput(OutputStream out) throws IOException {
        super(out);
        Arrays.fill(keys, -1);
        out.write(new byte[] {0x1f, (byte) 0x9d, (byte) (0x80 | MOST_BITS)});
    }

    @Override
    public void write(int b) throws IOException {
        int c = b & 0xff;
        if (string < 0) {
            string = c;
            return;
        }
        long key = (long) string << 8 | c;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 46);
        while (keys[slot] >= 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        if (keys[slot] == key) {
            string = codes[slot];
        } else {
            put(string);
            if (next < 1 << MOST_BITS) {
                keys[slot] = key;
                codes[slot] = next++;
            }
            string = c;
        }
        if (next == 1 << MOST_BITS && ++sinceFull > STALE) {
            clear();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void clear() throws IOException {
        put(string);
        put(CLEAR);
        endGroup();
        bits = LEAST_BITS;
        next = FIRST;
        string = -1;
        sinceFull = 0;
        Arrays.fill(keys, -1);
    }

    private void put(int code) throws IOException {
        for (int i = 0; i < bits; i++, filled++) {
            group[filled >> 3] |= (byte) ((code >> i & 1) << (filled & 7));
        }
        if (filled == 8 * bits) {
            endGroup();
        }
        if (next > (1 << bits) - 1 && bits < MOST_BITS) {
            endGroup();
            bits++;
        }
    }

    private void endGroup() throws IOException {
        if (filled > 0) {
            out.write(group, 0, bits);
            Arrays.fill(group, (byte) 0);
            filled = 0;
        }
    }

    /** Writes what is left; more cannot follow. */
    public void end() throws IOException {
        if (string >= 0) {
            put(string);
            string = -1;
        }
        out.write(group, 0, (filled + 7) / 8);
        filled = 0;
        out.flush();
    }
}
