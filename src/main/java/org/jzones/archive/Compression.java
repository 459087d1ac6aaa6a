package org.jzones.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The ways in which an archive may be compressed, known by their first bytes. */
enum Compression {
    GZIP(0x1f, 0x8b),
    COMPRESS(0x1f, 0x9d),
    BZIP2('B', 'Z', 'h'),
    XZ(0xfd, '7', 'z', 'X', 'Z', 0),
    ZSTD(0x28, 0xb5, 0x2f, 0xfd);

    private static final int BUFFER = 1 << 16;
    /** In KB: an archive that wants more to be read was made to take it. */
    private static final int MOST_MEMORY = 100 << 10;

    private final int[] magic;

    Compression(int... magic) {
        this.magic = magic;
    }

    /** How the file that begins like this is compressed; empty if it is not. */
    static Optional<Compression> of(byte[] start) {
        for (Compression kind : values()) {
            if (kind.begins(start)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] start) {
        boolean same = start.length >= magic.length;
        for (int i = 0; same && i < magic.length; i++) {
            same = (start[i] & 0xff) == magic[i];
        }
        return same;
    }

    /** What was compressed. */
    InputStream open(InputStream in) throws IOException {
        try {
            return new Checked(
                    switch (this) {
                        case GZIP -> new GZIPInputStream(in, BUFFER);
                        case COMPRESS -> new CompressInput(in);
                        case BZIP2 -> new BZip2CompressorInputStream(in, true);
                        case XZ -> new XZInputStream(in, MOST_MEMORY);
                        case ZSTD -> new ZstdInputStream(in);
                    });
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Some readers tell of what is damaged in ways of their own. */
    private static final class Checked extends FilterInputStream {
        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (RuntimeException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
    }
}
