package org.jzones.host.oci;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * SHA-256 of short texts, which names of containers are made of (FIPS 180-4). Java has it as well, behind providers whose
 * loading takes a third of the time in which a zone boots.
 */
final class Digest {
    private static final int BLOCK = 64;
    private static final int LENGTH = 8;
    private static final int ROUNDS = 64;
    private static final int WORDS = 8;

    /** The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of 8. */
    private static final int[] CONSTANTS = new int[ROUNDS];

    private static final int[] START = new int[WORDS];

    static {
        int n = 0;
        for (int candidate = 2; n < ROUNDS; candidate++) {
            if (isPrime(candidate)) {
                if (n < WORDS) {
                    START[n] = fraction(Math.sqrt(candidate));
                }
                CONSTANTS[n] = fraction(Math.cbrt(candidate));
                n++;
            }
        }
    }

    private Digest() {}

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    private static int fraction(double number) {
        return (int) (long) ((number - Math.floor(number)) * (1L << Integer.SIZE));
    }

    /** The first four bytes of the digest of the text's UTF-8, as hexadecimal digits. */
    static String digits(String text) {
        return HexFormat.of().toHexDigits(first(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static int first(byte[] text) {
        int blocks = (text.length + 1 + LENGTH + BLOCK - 1) / BLOCK;
        ByteBuffer padded = ByteBuffer.allocate(blocks * BLOCK);
        padded.put(text).put((byte) 0x80);
        padded.putLong(blocks * BLOCK - LENGTH, text.length * 8L).rewind();
        int[] hash = START.clone();
        while (padded.hasRemaining()) {
            take(padded, hash);
        }
        return hash[0];
    }

    private static void take(ByteBuffer block, int[] hash) {
        int[] w = new int[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            w[i] = i < BLOCK / Integer.BYTES
                    ? block.getInt()
                    : w[i - 16]
                            + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3))
                            + w[i - 7]
                            + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10));
        }
        int[] v = hash.clone();
        for (int i = 0; i < ROUNDS; i++) {
            int one = v[7]
                    + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25))
                    + ((v[4] & v[5]) ^ (~v[4] & v[6]))
                    + CONSTANTS[i]
                    + w[i];
            int two =
                    (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            System.arraycopy(v, 0, v, 1, WORDS - 1);
            v[4] += one;
            v[0] = one + two;
        }
        for (int i = 0; i < WORDS; i++) {
            hash[i] += v[i];
        }
    }

    private static int turn(int word, int right) {
        return Integer.rotateRight(word, right);
    }
}
