package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what compress(1) has written: numbers of 9 to 16 bits, each a byte, or a string that was there before and a byte
 * more. The strings are made anew while they are read. When the numbers become longer, what is left of a group of eight is
 * skipped.
 */
final class CompressInput extends InputStream {
    private static final int INPUT = 1 << 16;
    private static final int FEWEST_BITS = 9;
    private static final int MOST_BITS = 16;
    private static final int LITERALS = 256;
    /** Number that says that all strings are forgotten, if the head says that there is such a number. */
    private static final int CLEAR = 256;

    private static final int BLOCK_MODE = 0x80;
    private static final int GROUP = 8;
    /** In bytes, and a string is no longer than there are numbers. */
    private static final int OUTPUT = 4 << MOST_BITS;

    private final InputStream in;
    private final int mostBits;
    private final boolean hasClear;

    private final byte[] input = new byte[INPUT];
    private int inputAt;
    private int inputEnd;
    private long pending;
    private int pendingBits;

    /** Of each string its last byte, and in front of it the number of what stands before that: little memory, touched once. */
    private final int[] strings = new int[1 << MOST_BITS];

    private final char[] length = new char[1 << MOST_BITS];
    private int bits = FEWEST_BITS;
    private int next;
    private int inGroup;
    private int before = -1;
    private boolean ended;

    private final byte[] output = new byte[OUTPUT];
    private int outputAt;
    private int outputEnd;

    /** @throws IOException if there is no head of compress */
    CompressInput(InputStream in) throws IOException {
        this.in = in;
        byte[] head = in.readNBytes(3);
        if (head.length < 3 || (head[0] & 0xff) != 0x1f || (head[1] & 0xff) != 0x9d) {
            throw new IOException("it does not begin as compress has it");
        }
        mostBits = head[2] & 0x1f;
        hasClear = (head[2] & BLOCK_MODE) != 0;
        if (mostBits < FEWEST_BITS || mostBits > MOST_BITS) {
            throw new IOException("compress has numbers of 9 to 16 bits, and this one of " + mostBits);
        }
        next = hasClear ? CLEAR + 1 : CLEAR;
        for (int i = 0; i < LITERALS; i++) {
            strings[i] = i;
            length[i] = 1;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (outputAt == outputEnd) {
            decode();
        }
        int n = Math.min(wanted, outputEnd - outputAt);
        if (n == 0) {
            return -1;
        }
        System.arraycopy(output, outputAt, buffer, offset, n);
        outputAt += n;
        return n;
    }

    /** Fills the output as far as any string still fits. */
    private void decode() throws IOException {
        outputAt = 0;
        outputEnd = 0;
        while (!ended && outputEnd < OUTPUT - (1 << MOST_BITS)) {
            if (next > mostOf(bits) && bits < mostBits) {
                endGroup();
                bits++;
            }
            int code = code();
            if (code < 0) {
                ended = true;
            } else if (code == CLEAR && hasClear) {
                endGroup();
                bits = FEWEST_BITS;
                next = CLEAR; // one that is never meant: the next number makes it
            } else {
                take(code);
            }
        }
    }

    private static int mostOf(int bits) {
        return (1 << bits) - 1;
    }

    private void take(int code) throws IOException {
        if (before < 0 ? code >= LITERALS : code > next) {
            throw new IOException("a number stands for nothing before it");
        }
        // the string that is being made just now: the one before, and its own first byte
        boolean isNext = before >= 0 && code == next;
        int known = isNext ? before : code;
        int at = outputEnd + length[known];
        int end = isNext ? at + 1 : at;
        int rest = known;
        while (rest >= LITERALS) {
            int string = strings[rest];
            output[--at] = (byte) string;
            rest = string >>> Byte.SIZE;
        }
        byte first = (byte) rest;
        output[--at] = first;
        if (isNext) {
            output[end - 1] = first;
        }
        outputEnd = end;
        if (before >= 0 && next < 1 << mostBits) {
            strings[next] = (before << Byte.SIZE) | (first & 0xff);
            length[next] = (char) (length[before] + 1);
            next++;
        }
        before = code;
    }

    private void endGroup() throws IOException {
        boolean isMore = true;
        while (inGroup != 0 && isMore) {
            isMore = code() >= 0;
        }
        inGroup = 0;
    }

    /** The next number; -1 at the end. */
    private int code() throws IOException {
        if (pendingBits < bits && !fill()) {
            return -1;
        }
        int code = (int) pending & mostOf(bits);
        pending >>>= bits;
        pendingBits -= bits;
        inGroup = (inGroup + 1) % GROUP;
        return code;
    }

    /** Reads as many bytes as there is room for; false if there are too few for a number. */
    private boolean fill() throws IOException {
        while (pendingBits <= Long.SIZE - Byte.SIZE) {
            if (inputAt == inputEnd) {
                inputEnd = Math.max(0, in.read(input));
                inputAt = 0;
                if (inputEnd == 0) {
                    return pendingBits >= bits;
                }
            }
            pending |= (input[inputAt++] & 0xffL) << pendingBits;
            pendingBits += Byte.SIZE;
        }
        return true;
    }
}
