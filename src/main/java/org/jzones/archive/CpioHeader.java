package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The numbers in front of an entry of a cpio archive, in each of the four ways they are written (cpio(4)).
 *
 * @param format one and the same for all of an archive
 * @param device with the inode, what tells a file from others
 * @param check all bytes of the data added up, where the format has it
 */
record CpioHeader(
        Format format,
        long device,
        long inode,
        int mode,
        long uid,
        long gid,
        long links,
        long seconds,
        int nameSize,
        long size,
        long check) {
    /** How an archive writes its numbers, and to what lengths it fills up names and data. */
    enum Format {
        ODC(76, 1),
        NEWC(110, 4),
        CRC(110, 4),
        BINARY_BIG(26, 2),
        BINARY_LITTLE(26, 2);

        private final int length;
        private final int unit;

        Format(int length, int unit) {
            this.length = length;
            this.unit = unit;
        }

        /** How many bytes stand behind a name, or behind data, until the next unit begins. */
        int paddingAfterName(int nameSize) {
            return padding((long) length + nameSize);
        }

        int padding(long size) {
            return (int) ((unit - size % unit) % unit);
        }

        boolean isNew() {
            return this == NEWC || this == CRC;
        }
    }

    private static final int MAGIC = 6;

    /** How the archive that begins like this is written; null if it is none. */
    static @org.jspecify.annotations.Nullable Format format(byte[] start) {
        if (start.length < MAGIC) {
            return null;
        }
        if (start[0] == 0x71 && (start[1] & 0xff) == 0xc7) {
            return Format.BINARY_BIG;
        }
        if ((start[0] & 0xff) == 0xc7 && start[1] == 0x71) {
            return Format.BINARY_LITTLE;
        }
        return switch (new String(start, 0, MAGIC, StandardCharsets.ISO_8859_1)) {
            case "070701" -> Format.NEWC;
            case "070702" -> Format.CRC;
            case "070707" -> Format.ODC;
            default -> null;
        };
    }

    /**
     * Reads the next header.
     *
     * @param before the entry before, for people
     * @throws Failure if there is none of that format
     */
    static CpioHeader read(InputStream in, Format format, String shown, String before) throws IOException {
        byte[] bytes = new byte[format.length];
        int n = in.readNBytes(bytes, 0, format.length);
        if (n < format.length) {
            throw new java.io.EOFException();
        }
        if (format(bytes) != format) {
            throw Failure.of(Message.ARCHIVE_HEADER, shown, before);
        }
        try {
            return switch (format) {
                case ODC -> odc(bytes);
                case NEWC, CRC -> newc(format, bytes);
                case BINARY_BIG, BINARY_LITTLE -> binary(format, bytes);
            };
        } catch (NumberFormatException e) {
            throw Failure.of(Message.ARCHIVE_HEADER, shown, before).causedBy(e);
        }
    }

    private static CpioHeader odc(byte[] bytes) {
        return new CpioHeader(
                Format.ODC,
                number(bytes, 6, 6, 8),
                number(bytes, 12, 6, 8),
                (int) number(bytes, 18, 6, 8),
                number(bytes, 24, 6, 8),
                number(bytes, 30, 6, 8),
                number(bytes, 36, 6, 8),
                number(bytes, 48, 11, 8),
                (int) number(bytes, 59, 6, 8),
                number(bytes, 65, 11, 8),
                0);
    }

    private static CpioHeader newc(Format format, byte[] bytes) {
        long[] fields = new long[13];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = number(bytes, MAGIC + 8 * i, 8, 16);
        }
        return new CpioHeader(
                format,
                fields[7] << 32 | fields[8],
                fields[0],
                (int) fields[1],
                fields[2],
                fields[3],
                fields[4],
                fields[5],
                (int) Math.min(fields[11], Integer.MAX_VALUE),
                fields[6],
                fields[12]);
    }

    private static CpioHeader binary(Format format, byte[] bytes) {
        long[] words = new long[13];
        for (int i = 0; i < words.length; i++) {
            int first = bytes[2 * i] & 0xff;
            int second = bytes[2 * i + 1] & 0xff;
            words[i] = format == Format.BINARY_BIG ? first << 8 | second : second << 8 | first;
        }
        return new CpioHeader(
                format,
                words[1],
                words[2],
                (int) words[3],
                words[4],
                words[5],
                words[6],
                words[8] << 16 | words[9],
                (int) words[10],
                words[11] << 16 | words[12],
                0);
    }

    /** A number of digits only: no sign, no blank, as it is written and not as it could be read. */
    private static long number(byte[] bytes, int from, int length, int base) {
        long number = 0;
        for (byte b : Arrays.copyOfRange(bytes, from, from + length)) {
            int digit = Character.digit(b, base);
            if (digit < 0) {
                throw new NumberFormatException();
            }
            number = number * base + digit;
        }
        return number;
    }
}
