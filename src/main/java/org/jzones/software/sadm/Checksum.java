package org.jzones.software.sadm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The checksum of contents(4), that of {@code sum(1)}: all bytes added up in 32 bits, and the two halves of the sum added
 * to one another twice.
 */
final class Checksum {
    private Checksum() {}

    static int of(Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int sum = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    sum += buffer[i] & 0xff;
                }
            }
        }
        return fold(fold(sum));
    }

    private static int fold(int sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
