package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** tar archives as Solaris, POSIX and GNU have them, and those that we write for the tar of GNU. */
class TarReaderTest {
    private static final String LONG = "directory/".repeat(30) + "caf";

    private static byte[] tar(int longNames, TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(longNames == TarArchiveOutputStream.LONGFILE_POSIX);
            for (TarArchiveEntry entry : entries) {
                byte[] data = entry.getName().getBytes(StandardCharsets.UTF_8);
                boolean hasData = entry.isFile() && !entry.isLink();
                entry.setSize(hasData ? data.length : 0);
                tar.putArchiveEntry(entry);
                if (hasData) {
                    tar.write(data);
                }
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static TarArchiveEntry linked(String name, byte flag, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, flag);
        entry.setLinkName(target);
        return entry;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void longNamesAreReadAsTheirBytes(int longNames) throws IOException {
        TarArchiveEntry file = new TarArchiveEntry(LONG + "\u00e9");
        file.setUserId(5_000_000_000L);
        file.setMode(0104755);
        TarArchiveEntry link = linked("l", TarArchiveEntry.LF_SYMLINK, LONG);
        TarArchiveEntry other = linked("h", TarArchiveEntry.LF_LINK, LONG + "\u00e9");
        Read.All all = Read.all(tar(longNames, new TarArchiveEntry("directory/"), file, link, other));
        assertEquals(
                List.of("directory/", bytes(LONG + "\u00e9"), "l", "h"),
                all.entries().stream().map(ArchiveEntry::name).toList());
        ArchiveEntry read = all.entry(bytes(LONG + "\u00e9"));
        assertEquals(bytes(LONG + "\u00e9"), all.data().get(read.name()));
        assertEquals(List.of(5_000_000_000L, 04755L), List.of(read.uid(), (long) read.mode()));
        assertEquals(LONG, all.entry("l").target());
        assertEquals(Kind.HARD_LINK, all.entry("h").kind());
        assertEquals(bytes(LONG + "\u00e9"), all.entry("h").target());
    }

    @Test
    void listsOfRightsAreNoFilesAndDevicesAreNodes() throws IOException {
        byte[] archive = tar(
                TarArchiveOutputStream.LONGFILE_POSIX,
                new TarArchiveEntry("a", (byte) 'A'),
                new TarArchiveEntry("/dev/null/e", (byte) 'E'),
                new TarArchiveEntry("c", TarArchiveEntry.LF_CHR),
                new TarArchiveEntry("p", TarArchiveEntry.LF_FIFO),
                new TarArchiveEntry("a"));
        ArchivePass.Contents contents = Read.look(archive);
        assertEquals(List.of(2, 1, 2), List.of(contents.attributes(), contents.nodes(), contents.entries()));
    }

    @Test
    void sparseAndUnknownFilesAreRefused() throws IOException {
        byte[] unknown = tar(TarArchiveOutputStream.LONGFILE_POSIX, new TarArchiveEntry("a", (byte) 'Q'));
        Read.refused(Message.ARCHIVE_TYPE, () -> Read.look(unknown));
        byte[] sparse =
                tar(TarArchiveOutputStream.LONGFILE_GNU, new TarArchiveEntry("a", TarArchiveEntry.LF_GNUTYPE_SPARSE));
        Read.refused(Message.ARCHIVE_SPARSE, () -> Read.look(sparse));
    }

    /** What we write is what tar is to read; its own reader has to read the same. */
    @Test
    void whatIsWrittenIsReadTheSame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        String name = "d".repeat(90) + "/caf\u00e9" + "\u00ff".repeat(200);
        ArchiveEntry file = new ArchiveEntry(
                name, Kind.FILE, 06711, 3_000_000_000L, 70_000, -5, 250_000_000, 3, "", Optional.empty());
        ArchiveEntry link =
                new ArchiveEntry("l", Kind.LINK, 0777, 0, 0, 9_000_000_000L, 0, 0, "t".repeat(4095), Optional.empty());
        ArchiveEntry other = new ArchiveEntry("h", Kind.HARD_LINK, 0644, 1, 2, 3, 0, 0, name, Optional.empty());
        ArchiveEntry directory = new ArchiveEntry("d", Kind.DIRECTORY, 01777, 1, 2, 3, 0, 0, "", Optional.empty());
        List<ArchiveEntry> all = List.of(directory, file, link, other);
        for (ArchiveEntry entry : all) {
            tar.write(entry, new ByteArrayInputStream("abc".getBytes(StandardCharsets.ISO_8859_1)));
        }
        tar.end();
        Read.All read = Read.all(out.toByteArray());
        assertEquals("abc", read.data().get(name));
        assertEquals(
                all,
                read.entries().stream()
                        .map(e -> e.kind() == Kind.DIRECTORY ? e.named("d", "") : e)
                        .toList());
    }

    @Test
    void anArchiveThatIsCutIsRefused() throws IOException {
        byte[] whole = tar(
                TarArchiveOutputStream.LONGFILE_POSIX,
                new TarArchiveEntry("directory/"),
                new TarArchiveEntry(LONG),
                linked("l", TarArchiveEntry.LF_SYMLINK, LONG));
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        int entries = (end + 511) / 512 * 512;
        for (int length = 1; length <= entries; length += 37) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(Failure.class, () -> Read.look(cut), "cut to " + length);
        }
        byte[] withoutEnd = Arrays.copyOf(whole, entries);
        Read.refused(Message.ARCHIVE_CUT, () -> Read.look(withoutEnd));
    }

    @Test
    void aWrongByteIsAFailureOrNone() throws IOException {
        byte[] whole = tar(
                TarArchiveOutputStream.LONGFILE_GNU,
                new TarArchiveEntry(LONG),
                linked("l", TarArchiveEntry.LF_LINK, LONG));
        int refused = 0;
        for (int at = 0; at < Math.min(whole.length, 4096); at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= (byte) 0x11;
            try {
                Read.look(wrong);
            } catch (Failure e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "only " + refused);
    }

    /** A header of pax that says of itself that it is larger than any name is read no further than that. */
    @Test
    void headersHaveALimit() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("a");
        entry.addPaxHeader("comment", "x".repeat(2 << 20));
        byte[] archive = tar(TarArchiveOutputStream.LONGFILE_POSIX, entry);
        Read.refused(Message.ARCHIVE_DAMAGED, () -> Read.look(archive));
    }
}
