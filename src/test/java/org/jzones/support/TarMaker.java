package org.jzones.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes tar archives byte by byte, right ones and wrong ones. Names have one character a byte, and at most a hundred. */
public final class TarMaker {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarMaker directory(String name) {
        return add('5', name, 0755, "", "");
    }

    public TarMaker file(String name, String data) {
        return add('0', name, 0644, "", data);
    }

    public TarMaker link(String name, String target) {
        return add('2', name, 0777, target, "");
    }

    public TarMaker hardLink(String name, String target) {
        return add('1', name, 0644, target, "");
    }

    public TarMaker node(String name) {
        return add('3', name, 0666, "", "");
    }

    /** An entry of the owner 100, the group 200 and the time 1,100,000,000. */
    public TarMaker add(char type, String name, int mode, String target, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
        header(type, name, mode, target, bytes.length);
        out.writeBytes(bytes);
        out.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
        return this;
    }

    /** What is in front of the data of an entry, however many of them there are. */
    public TarMaker header(char type, String name, int mode, String target, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, String.format("%07o", mode));
        put(header, 108, String.format("%07o", 100));
        put(header, 116, String.format("%07o", 200));
        put(header, 124, String.format("%011o", size));
        put(header, 136, String.format("%011o", 1_100_000_000L));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, target);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        out.writeBytes(header);
        return this;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** The archive so far, without an end. */
    public byte[] cut() {
        return out.toByteArray();
    }

    /** The archive, whole. */
    public byte[] whole() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[2 * BLOCK]);
        return whole.toByteArray();
    }
}
