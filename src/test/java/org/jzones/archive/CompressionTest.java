package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;
import org.jzones.support.Program;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives that are compressed in any of the ways that are known. */
class CompressionTest {
    private static byte[] archive() {
        Random random = new Random(6);
        StringBuilder data = new StringBuilder();
        random.ints(100_000, 0, 256).forEach(b -> data.append((char) b));
        return new CpioMaker(Format.NEWC).file("etc/data", data.toString()).whole();
    }

    private static byte[] compressed(Compression kind, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (kind == Compression.COMPRESS) {
            compress(bytes, out);
            return out.toByteArray();
        }
        try (OutputStream to = switch (kind) {
            case GZIP -> new GZIPOutputStream(out);
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStream(out);
            case COMPRESS -> throw new IllegalArgumentException();
        }) {
            to.write(bytes);
        }
        return out.toByteArray();
    }

    /** As compress -b 9 might, which never found anything again: numbers of nine bits, the lowest first. */
    private static void compress(byte[] bytes, ByteArrayOutputStream out) {
        out.writeBytes(new byte[] {0x1f, (byte) 0x9d, (byte) 0x89});
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held |= (b & 0xff) << bits;
            bits += 9;
            while (bits >= 8) {
                out.write(held);
                held >>>= 8;
                bits -= 8;
            }
        }
        out.write(held);
    }

    @ParameterizedTest
    @EnumSource
    void isKnownByItsBeginningAndReadToItsEnd(Compression kind) throws IOException {
        byte[] bytes = compressed(kind, archive());
        assertEquals(Optional.of(kind), Compression.of(bytes));
        assertEquals(1, Read.look(bytes).entries());
        assertEquals(100_000, Read.look(bytes).bytes());
        try (InputStream in = kind.open(new ByteArrayInputStream(bytes))) {
            assertEquals(Arrays.hashCode(archive()), Arrays.hashCode(in.readAllBytes()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsCutIsRefused(Compression kind) throws IOException {
        byte[] bytes = compressed(kind, archive());
        for (int length = 6; length < bytes.length - 200; length += 1 + length / 3) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(Failure.class, () -> Read.look(cut), "cut to " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDamagedIsAFailureOrNone(Compression kind) throws IOException {
        byte[] bytes = compressed(kind, archive());
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] wrong = bytes.clone();
            int at = i < 30 ? i : random.nextInt(bytes.length);
            wrong[at] ^= (byte) (1 << random.nextInt(8));
            try {
                Read.look(wrong);
            } catch (Failure e) {
                assertEquals(1, e.problems().size());
            }
        }
    }

    /** Text, noise and repetitions by turns, so that strings are forgotten and made anew. */
    private static byte[] mixed(Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int part = 0; part < 12; part++) {
            byte[] bytes = new byte[random.nextInt(120_000)];
            int values = List.of(256, 20, 2, 1).get(random.nextInt(4));
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(values);
            }
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    @Test
    void whatCompressWritesIsReadAsAnotherReaderReadsIt() throws IOException {
        Random random = new Random(8);
        for (int round = 0; round < 6; round++) {
            byte[] bytes = mixed(random);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CompressOutput to = new CompressOutput(out);
            to.write(bytes);
            to.end();
            byte[] compressed = out.toByteArray();
            assertArrayEquals(bytes, new CompressInput(new ByteArrayInputStream(compressed)).readAllBytes());
            assertArrayEquals(
                    bytes, new ZCompressorInputStream(new ByteArrayInputStream(compressed), 100 << 10).readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16})
    void whatTheProgramWritesIsReadWithNumbersOfAnyLength(int bits, @TempDir Path directory) throws Exception {
        boolean isThere = Program.of("sh", "-c", "command -v compress").run().status() == 0;
        assumeTrue(isThere, "SKIPPED: there is no compress");
        Path file = directory.resolve("data");
        byte[] bytes = mixed(new Random(bits));
        Files.write(file, bytes);
        Program.sh("compress -f -c -b " + bits + " \"$1\" >\"$1.Z\"", file);
        byte[] compressed = Files.readAllBytes(directory.resolve("data.Z"));
        assertArrayEquals(bytes, new CompressInput(new ByteArrayInputStream(compressed)).readAllBytes());
    }

    /** One that wants more memory to be read than any archive needs. */
    @Test
    void memoryHasALimit() throws IOException {
        byte[] xz = compressed(Compression.XZ, archive());
        // of the first block: its length in fours less one, flags, filter, how many bytes tell of it, those
        int header = 12;
        int end = header + (xz[header] + 1) * 4 - 4;
        xz[header + 4] = 32; // a dictionary of 256 MB
        CRC32 sum = new CRC32();
        sum.update(xz, header, end - header);
        for (int i = 0; i < 4; i++) {
            xz[end + i] = (byte) (sum.getValue() >> (8 * i));
        }
        Read.refused(Message.ARCHIVE_DAMAGED, () -> Read.look(xz));
    }
}
