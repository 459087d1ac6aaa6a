package org.jzones.model;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/** New uuids of version 4 (RFC 4122). */
final class RandomUuid {
    private static final int LENGTH = 16;

    private RandomUuid() {}

    /** From the system's random numbers, as Java's own do, but without loading its security providers. */
    static UUID next() {
        try (InputStream random = new FileInputStream("/dev/urandom")) {
            byte[] bytes = random.readNBytes(LENGTH);
            if (bytes.length == LENGTH) {
                bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
                bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
                ByteBuffer halves = ByteBuffer.wrap(bytes);
                return new UUID(halves.getLong(), halves.getLong());
            }
        } catch (IOException e) {
            return UUID.randomUUID();
        }
        return UUID.randomUUID();
    }
}
