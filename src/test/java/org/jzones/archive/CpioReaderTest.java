package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;

/** cpio archives in all ways that Solaris writes them (spec 6.4), and what is wrong with some. */
class CpioReaderTest {
    private static CpioMaker newc() {
        return new CpioMaker(Format.NEWC);
    }

    private static byte[] sample(Format format) {
        return new CpioMaker(format)
                .directory(".")
                .directory("etc")
                .file("etc/passwd", "root:x:0:0\n")
                .file("etc/caf\u00e9", "1")
                .add("etc/set", CpioMaker.FILE | 06755, "22")
                .link("bin", "./usr/bin")
                .add("fifo", CpioMaker.FIFO | 0600, "")
                .add("dev/null", CpioMaker.NODE | 0666, "")
                .file("empty", "")
                .whole();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfHeaderTellsTheSame(Format format) throws IOException {
        Read.All all = Read.all(sample(format));
        assertEquals(
                List.of(
                        Kind.DIRECTORY,
                        Kind.DIRECTORY,
                        Kind.FILE,
                        Kind.FILE,
                        Kind.FILE,
                        Kind.LINK,
                        Kind.FIFO,
                        Kind.NODE,
                        Kind.FILE),
                all.entries().stream().map(ArchiveEntry::kind).toList());
        assertEquals("root:x:0:0\n", all.data().get("etc/passwd"));
        assertEquals("1", all.data().get("etc/caf\u00e9"));
        assertEquals("./usr/bin", all.entry("bin").target());
        assertEquals(06755, all.entry("etc/set").mode());
        ArchiveEntry file = all.entry("etc/passwd");
        assertEquals(
                List.of(100L, 200L, 1_100_000_000L, 11L), List.of(file.uid(), file.gid(), file.seconds(), file.size()));
    }

    @ParameterizedTest
    @EnumSource
    void dataThatNobodyReadIsSkipped(Format format) {
        ArchivePass.Contents contents = Read.look(sample(format));
        assertEquals(8, contents.entries());
        assertEquals(14, contents.bytes());
        assertEquals(1, contents.nodes());
        assertEquals(
                List.of("bin", "dev", "empty", "etc", "fifo"), contents.names().tops());
    }

    @ParameterizedTest
    @EnumSource
    void accessControlListsAndAttributesAreCountedAndTheirNamesAreNobodys(Format format) throws IOException {
        byte[] archive = new CpioMaker(format)
                .add("etc/passwd", CpioMaker.ACL | 0200, "1000003\0user::rw-,group::r--,other:r--")
                .file("etc/passwd", "x")
                .add("/dev/null/ATTR.hdr", CpioMaker.ATTRIBUTES | CpioMaker.FILE, "etc/passwd")
                .add("/dev/null/ATTR", CpioMaker.ATTRIBUTES | CpioMaker.FILE, "value")
                .whole();
        ArchivePass.Contents contents = Read.look(archive);
        assertEquals(List.of(1, 3), List.of(contents.entries(), contents.attributes()));
        assertEquals(
                List.of("etc/passwd"),
                Read.unpacked(archive).entries().stream()
                        .map(ArchiveEntry::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"NEWC", "CRC"})
    void theLastOfSeveralNamesHasTheData(Format format) throws IOException {
        assertLinked(new CpioMaker(format)
                .add("a", CpioMaker.FILE | 0644, "", 9, 3)
                .add("b", CpioMaker.FILE | 0644, "", 9, 3)
                .add("c", CpioMaker.FILE | 0644, "data", 9, 3)
                .whole());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NEWC", "CRC"},
            mode = Mode.EXCLUDE)
    void everyOneOfSeveralNamesHasTheData(Format format) throws IOException {
        assertLinked(new CpioMaker(format)
                .add("c", CpioMaker.FILE | 0644, "data", 9, 3)
                .add("a", CpioMaker.FILE | 0644, "data", 9, 3)
                .add("b", CpioMaker.FILE | 0644, "data", 9, 3)
                .whole());
    }

    private static void assertLinked(byte[] archive) throws IOException {
        Read.All all = Read.unpacked(archive);
        assertEquals(Kind.FILE, all.entry("c").kind());
        assertEquals("data", all.data().get("c"));
        for (String name : List.of("a", "b")) {
            assertEquals(Kind.HARD_LINK, all.entry(name).kind());
            assertEquals("c", all.entry(name).target());
        }
        assertEquals(3, all.entries().size());
    }

    @ParameterizedTest
    @EnumSource
    void severalNamesOfAnEmptyFileAreAllThere(Format format) throws IOException {
        Read.All all = Read.unpacked(new CpioMaker(format)
                .add("a", CpioMaker.FILE | 0644, "", 9, 2)
                .add("b", CpioMaker.FILE | 0644, "", 9, 2)
                .whole());
        assertEquals(Kind.FILE, all.entry("a").kind());
        assertEquals(Kind.HARD_LINK, all.entry("b").kind());
        assertEquals("a", all.entry("b").target());
    }

    /** Numbers of inodes are renumbered in the older formats, and may come again. */
    @Test
    void filesOfOneNumberThatDifferAreNotOneFile() throws IOException {
        Read.All all = Read.unpacked(new CpioMaker(Format.ODC)
                .add("a", CpioMaker.FILE | 0644, "data", 9, 2)
                .add("b", CpioMaker.FILE | 0600, "else", 9, 2)
                .whole());
        assertEquals(List.of("data", "else"), List.copyOf(all.data().values()));
    }

    @Test
    void ofEqualNamesTheLastOneStays() throws IOException {
        byte[] archive = newc().file("a", "1").file("a", "2").file("./a", "3").whole();
        assertEquals("3", Read.unpacked(archive).data().get("a"));
        assertEquals("3", new String(kept(archive, "a"), StandardCharsets.ISO_8859_1));
    }

    private static byte[] kept(byte[] archive, String name) {
        byte[] kept = Read.look(archive).kept().get(name);
        return kept == null ? new byte[0] : kept;
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveThatIsCutAnywhereIsToldToBe(Format format) {
        byte[] whole = sample(format);
        for (int length = 1; length < whole.length - 3; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Failure failure = org.junit.jupiter.api.Assertions.assertThrows(
                    Failure.class, () -> Read.look(cut), "cut to " + cut.length);
            Message message = failure.problems().get(0).message();
            assertTrue(message == Message.ARCHIVE_CUT || length < 6, length + ": " + message);
        }
    }

    @Test
    void aCompressedArchiveThatIsCutAnywhereIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(sample(Format.NEWC));
        }
        byte[] whole = out.toByteArray();
        assertEquals(8, Read.look(whole).entries());
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            org.junit.jupiter.api.Assertions.assertThrows(Failure.class, () -> Read.look(cut), "cut to " + length);
        }
    }

    /** Whatever byte is wrong: it is read, or refused as a whole, and nothing else is thrown. */
    @ParameterizedTest
    @EnumSource
    void aWrongByteIsAFailureOrNone(Format format) {
        byte[] whole = sample(format);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {1, 0x30, 0x80, 0xff}) {
                byte[] wrong = whole.clone();
                wrong[at] ^= (byte) change;
                try {
                    Read.look(wrong);
                } catch (Failure e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > whole.length / 4, "only " + refused + " of " + 4 * whole.length);
    }

    @Test
    void aWrongSumIsFound() {
        byte[] archive = new CpioMaker(Format.CRC).file("a", "data").whole();
        archive[112] ^= 1; // the data, behind a header of 110 bytes and a name of two
        Read.refused(Message.ARCHIVE_CHECKSUM, () -> Read.look(archive));
    }

    @Test
    void whatIsNoHeaderEndsIt() {
        Read.refused(
                Message.ARCHIVE_HEADER,
                () -> Read.look(newc().file("a", "").raw("x".repeat(200)).whole()));
        byte[] sign = newc().file("a", "").whole();
        sign[6] = '-';
        Read.refused(Message.ARCHIVE_HEADER, () -> Read.look(sign));
        byte[] mixed = new CpioMaker(Format.NEWC).raw("").file("a", "").cut();
        byte[] other = new CpioMaker(Format.CRC).whole();
        byte[] both = Arrays.copyOf(mixed, mixed.length + other.length);
        System.arraycopy(other, 0, both, mixed.length, other.length);
        Read.refused(Message.ARCHIVE_HEADER, () -> Read.look(both));
    }

    @Test
    void namesHaveALimit() {
        String longest = "a/".repeat(511) + "b";
        assertEquals(1, Read.look(newc().file(longest, "").whole()).entries());
        Read.refused(
                Message.ARCHIVE_NAME_LENGTH,
                () -> Read.look(newc().file(longest + "b", "").whole()));
    }

    @Test
    void targetsHaveALimit() {
        assertEquals(1, Read.look(newc().link("a", "b".repeat(4095)).whole()).entries());
        Read.refused(
                Message.ARCHIVE_TARGET_LENGTH,
                () -> Read.look(newc().link("a", "b".repeat(4096)).whole()));
    }

    @Test
    void sparseFilesAndUnknownTypesAreRefused() {
        Read.refused(
                Message.ARCHIVE_SPARSE,
                () -> Read.look(newc().add("a", 0200000 | CpioMaker.FILE, "x").whole()));
        Read.refused(
                Message.ARCHIVE_TYPE,
                () -> Read.look(newc().add("a", 0050644, "x").whole()));
    }

    @Test
    void whatStandsBehindTheTrailerDoesNotCount() {
        byte[] padded = Arrays.copyOf(sample(Format.NEWC), 100_000);
        assertEquals(8, Read.look(padded).entries());
    }

    @Test
    void aFileWhoseDataCameWithANameThatIsNotUnpackedIsTold() {
        byte[] archive = new CpioMaker(Format.NEWC)
                .add("out/a", CpioMaker.FILE | 0644, "data", 9, 2)
                .add("in/b", CpioMaker.FILE | 0644, "", 9, 2)
                .whole();
        Read.refused(
                Message.ARCHIVE_LINK_LOST,
                () -> ArchivePass.unpack(
                        new java.io.ByteArrayInputStream(archive),
                        "A",
                        path -> path.startsWith("in") ? java.util.Optional.of(path) : java.util.Optional.empty(),
                        new ByteArrayOutputStream(),
                        by -> {}));
    }
}
