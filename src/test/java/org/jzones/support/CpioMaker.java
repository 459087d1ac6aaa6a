package org.jzones.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes cpio archives byte by byte as cpio(4) has them, right ones and wrong ones. Names have one character a byte. */
public final class CpioMaker {
    public static final int FILE = 0100000;
    public static final int DIRECTORY = 0040000;
    public static final int LINK = 0120000;
    public static final int FIFO = 0010000;
    public static final int NODE = 0020000;
    public static final int ACL = 0160000;
    public static final int ATTRIBUTES = 0130000;

    private final Format format;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int inodes = 1;

    public CpioMaker(Format format) {
        this.format = format;
    }

    /** How numbers are written. */
    public enum Format {
        NEWC,
        CRC,
        ODC,
        BINARY_BIG,
        BINARY_LITTLE
    }

    public CpioMaker directory(String name) {
        return add(name, DIRECTORY | 0755, "");
    }

    public CpioMaker file(String name, String data) {
        return add(name, FILE | 0644, data);
    }

    public CpioMaker link(String name, String target) {
        return add(name, LINK | 0777, target);
    }

    public CpioMaker add(String name, int mode, String data) {
        return add(name, mode, data, 1000 + inodes++, 1);
    }

    /** An entry of the owner 100, the group 200 and the time 1,100,000,000. */
    public CpioMaker add(String name, int mode, String data, int inode, int links) {
        byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
        header(name.length() + 1, mode, bytes.length, inode, links, format == Format.CRC ? sum(bytes, mode) : 0);
        text(name + "\0");
        fill();
        out.writeBytes(bytes);
        fill();
        return this;
    }

    /** Bytes as they are, in place of what should be there. */
    public CpioMaker raw(String bytes) {
        text(bytes);
        return this;
    }

    /** The archive with its trailer. */
    public byte[] whole() {
        add("TRAILER!!!", 0, "", 0, 1);
        return cut();
    }

    /** The archive as far as it is. */
    public byte[] cut() {
        return out.toByteArray();
    }

    private static int sum(byte[] bytes, int mode) {
        int sum = 0;
        for (byte b : bytes) {
            sum += (mode & 0170000) == FILE ? b & 0xff : 0;
        }
        return sum;
    }

    private void header(int nameSize, int mode, int size, int inode, int links, int check) {
        int time = 1_100_000_000;
        switch (format) {
            case NEWC, CRC -> {
                text(format == Format.CRC ? "070702" : "070701");
                for (int field : new int[] {inode, mode, 100, 200, links, time, size, 1, 2, 0, 0, nameSize, check}) {
                    text(String.format("%08X", field));
                }
            }
            case ODC ->
                text(String.format(
                        "070707%06o%06o%06o%06o%06o%06o%06o%011o%06o%011o",
                        7, inode, mode, 100, 200, links, 0, time, nameSize, size));
            case BINARY_BIG, BINARY_LITTLE -> {
                int[] words = {070707, 7, inode, mode, 100, 200, links, 0, time >> 16, time, nameSize, size >> 16, size
                };
                for (int word : words) {
                    boolean isBig = format == Format.BINARY_BIG;
                    out.write(isBig ? word >> 8 : word);
                    out.write(isBig ? word : word >> 8);
                }
            }
        }
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void fill() {
        int unit = switch (format) {
            case NEWC, CRC -> 4;
            case ODC -> 1;
            case BINARY_BIG, BINARY_LITTLE -> 2;
        };
        while (out.size() % unit != 0) {
            out.write(0);
        }
    }
}
