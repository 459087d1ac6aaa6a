package org.jzones.flar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.Main;
import org.jzones.cli.Io;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;

/** zoneflar on files: what it prints of flash archives, and the files it makes of them and they of it. */
class ZoneflarTest {
    private static final String HEAD = """
            FlAsH-aRcHiVe-2.0
            section_begin=identification
            archive_id=0123456789abcdef0123456789abcdef
            files_archived_method=cpio
            content_name=caf\u00e9
            content_description=one
            two
            section_end=identification
            section_begin=summary
            made by hand
            section_end=summary
            section_begin=X-../up
            out
            section_end=X-../up
            section_begin=archive
            """;

    @TempDir
    Path directory;

    private record Result(int status, String stored, String err) {
        byte[] bytes() {
            return stored.getBytes(StandardCharsets.ISO_8859_1);
        }

        String out() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    private static Result run(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Io io = new Io(
                new ByteArrayInputStream(input),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                false);
        String[] words = Stream.concat(Stream.of("zoneflar"), Stream.of(args)).toArray(String[]::new);
        int status = Main.run(io, words);
        return new Result(status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
    }

    private static Result zoneflar(String... args) {
        return run(new byte[0], args);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flar(String head, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(head));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static CpioMaker files() {
        return new CpioMaker(Format.NEWC)
                .directory("etc")
                .file("etc/passwd", "root\n")
                .file("kernel/st.conf", "old")
                .file("kernel/st.conf", "new")
                .add("dev/null", 0020666, "");
    }

    private String archive;
    private String into;

    @BeforeEach
    void write() throws IOException {
        archive = directory.resolve("a.flar").toString();
        into = Files.createDirectory(directory.resolve("into")).toString();
        Files.write(Path.of(archive), flar(HEAD, files().whole()));
    }

    private List<String> made() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(into))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void refused(String why, Result result) throws IOException {
        assertEquals("", result.out());
        assertEquals(why, result.err().lines().findFirst().orElse(""));
        assertEquals(1, result.status());
        assertEquals(List.of(), made());
    }

    @Test
    void infoPrintsTheIdentificationOneValueOrTheNames() {
        assertEquals(
                "archive_id=0123456789abcdef0123456789abcdef\nfiles_archived_method=cpio\ncontent_name=caf\u00e9\n"
                        + "content_description=one\ntwo\n",
                zoneflar("info", archive).out());
        assertEquals(
                "caf\u00e9\n", zoneflar("info", "-k", "content_name", archive).out());
        assertEquals(
                "one\ntwo\n",
                zoneflar("info", "-k", "Content_Description", archive).out());
        assertEquals(
                "etc\netc/passwd\nkernel/st.conf\nkernel/st.conf\ndev/null\n",
                run(flar(HEAD, files().whole()), "info", "-l", "-").out());
    }

    @Test
    void namesArePrintedAsTheyAreStoredWithoutWhatSteersATerminal() {
        byte[] stored = flar(
                HEAD,
                new CpioMaker(Format.NEWC)
                        .file("caf\u00e9", "")
                        .file("caf\u00c3\u00a9", "")
                        .file("a\n\u001b[2Jb", "")
                        .file("/dev/null/ATTR", "")
                        .whole());
        assertArrayEquals(
                "caf\u00e9\ncaf\u00c3\u00a9\na\\012\\033[2Jb\n/dev/null/ATTR\n".getBytes(StandardCharsets.ISO_8859_1),
                run(stored, "info", "-l", "-").bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=DIFFERENTIAL|0|",
                "rootpool=rpool|0|",
                "files_compressed_method=compress|0|standard input: the head of the flash archive says compress, "
                        + "and what follows is something else",
            })
    void infoReadsHeadsOfWhatNoZoneIsMadeFrom(String line, int status, String ofNames) {
        byte[] stored = flar(HEAD.replace("content_name", line + "\ncontent_name"), files().whole());
        assertEquals(status, run(stored, "info", "-").status());
        Result names = run(stored, "info", "-l", "-");
        assertEquals(1, names.status());
        assertTrue(ofNames == null || names.err().equals("zoneflar: " + ofNames + "\n"), names.err());
    }

    @Test
    void whatIsNoFlashArchiveIsTold() throws IOException {
        refused("zoneflar: standard input is empty, and no archive", zoneflar("info", "-"));
        refused("zoneflar: standard input is no flash archive", run(files().whole(), "info", "-"));
        refused("zoneflar: " + archive + " says nothing of 'x'", zoneflar("info", "-k", "x", archive));
        refused("zoneflar: " + into + " is a directory; a regular file is needed there", zoneflar("info", into));
        refused("zoneflar: /no cannot be read: no such file or directory", zoneflar("split", "-d", into, "/no"));
        refused(
                "zoneflar: standard input ends in the head of the flash archive, in identification",
                run(bytes(HEAD.substring(0, 90)), "split", "-d", into, "-"));
        refused(
                "zoneflar: standard input ends too early, in or behind entry 'etc'",
                run(flar(HEAD, new CpioMaker(Format.NEWC).directory("etc").cut()), "split", "-f", "-d", into, "-"));
    }

    @Test
    void splitAndCombineGiveTheSameArchive() throws IOException {
        assertEquals("", zoneflar("split", "-d", into, archive).err());
        assertEquals(List.of("archive", "cookie", "identification"), made());
        Path of = Path.of(into);
        assertEquals("FlAsH-aRcHiVe-2.0\n", Files.readString(of.resolve("cookie")));
        assertTrue(Files.readString(of.resolve("identification")).startsWith("archive_id="));
        assertArrayEquals(files().whole(), Files.readAllBytes(of.resolve("archive")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(of.resolve("archive"))));

        assertEquals("", zoneflar("split", "-S", "summary", "-d", into, archive).err());
        String again = of.resolve("again").toString();
        assertEquals("", zoneflar("combine", "-d", into, "-u", "summary", again).err());
        assertEquals(
                HEAD.replaceAll("(?s)section_begin=X-.*section_end=X-../up\n", ""),
                new String(Files.readAllBytes(Path.of(again)), StandardCharsets.UTF_8)
                        .replaceAll("(?s)(section_begin=archive\n).*", "$1"));
        assertArrayEquals(
                zoneflar("info", "-l", archive).bytes(),
                zoneflar("info", "-l", again).bytes());
    }

    @Test
    void severalSectionsMayBeNamedInOneWordOrMore() throws IOException {
        byte[] stored = flar(
                HEAD.replace("section_begin=summary", "section_begin=X-a\nsection_end=X-a\nsection_begin=summary"),
                files().whole());
        assertEquals(
                "",
                run(stored, "split", "-u", "X-a summary", "-u", "archive", "-d", into, "-")
                        .err());
        assertEquals(List.of("X-a", "archive", "cookie", "identification", "summary"), made());
        assertEquals(
                "",
                zoneflar("combine", "-u", "X-a summary", "-d", into, into + "/again")
                        .err());
        assertTrue(Files.readString(Path.of(into, "again"), StandardCharsets.ISO_8859_1)
                .contains("section_end=summary\nsection_begin=X-a\nsection_end=X-a\nsection_begin=archive\n"));
    }

    @Test
    void nothingIsReplacedAndNothingIsWrittenHalf() throws IOException {
        Path there = Files.writeString(Path.of(into, "identification"), "mine");
        Result result = zoneflar("split", "-d", into, archive);
        assertEquals(
                "zoneflar: " + there + " is there already, and is not replaced\n"
                        + "  choose another name or directory, or move it away\n",
                result.err());
        assertEquals(1, result.status());
        assertEquals(List.of("identification"), made());
        assertEquals("mine", Files.readString(there));
        assertEquals(1, zoneflar("combine", "-d", into, archive).status());
        assertArrayEquals(flar(HEAD, files().whole()), Files.readAllBytes(Path.of(archive)));
        Files.delete(there);
        refused(
                "zoneflar: " + into + "/no/cookie cannot be written: no such file or directory",
                zoneflar("split", "-d", into + "/no", archive));
    }

    @Test
    void whatAKilledCommandHasLeftIsRemoved() throws IOException {
        Files.createDirectories(Path.of(into, ".archive.999999999.tmp", "deep"));
        Files.writeString(Path.of(into, ".cookie.999999999.tmp"), "half");
        Files.writeString(Path.of(into, ".cookie.x.tmp"), "somebody's");
        assertEquals("", zoneflar("split", "-d", into, archive).err());
        assertEquals(List.of(".cookie.x.tmp", "archive", "cookie", "identification"), made());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "X-../up", "/etc/passwd", ".", "..", "a=b"})
    void sectionsThatAreNoNamesOfFilesAreRefused(String name) throws IOException {
        String why = "zoneflar: '" + name + "' is no section: names of sections are names of files, without '='";
        refused(why, zoneflar("split", "-S", name, "-d", into, archive));
        refused(why, zoneflar("split", "-u", name, "-d", into, archive));
        refused(why, zoneflar("combine", "-u", name, "-d", into, into + "/b"));
    }

    @Test
    void sectionsThatAreNotThereOrTwiceAreTold() throws IOException {
        refused("zoneflar: " + archive + " has no section 'X-b'", zoneflar("split", "-u", "X-b", "-d", into, archive));
        byte[] twice = flar(
                HEAD.replace("section_begin=X-../up", "section_begin=summary").replace("end=X-../up", "end=summary"),
                files().whole());
        refused(
                "zoneflar: standard input has more than one section 'summary'",
                run(twice, "split", "-S", "summary", "-d", into, "-"));
    }

    @Test
    void theFilesOfAnArchiveAreUnpacked() throws IOException {
        Result result = zoneflar("split", "-f", "-d", into, archive);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().startsWith("zoneflar: 1 device nodes were left out\n"), result.err());
        assertEquals(List.of("archive", "cookie", "identification"), made());
        assertEquals("root\n", Files.readString(Path.of(into, "archive/etc/passwd")));
        assertEquals("new", Files.readString(Path.of(into, "archive/kernel/st.conf")));
        assertFalse(Files.exists(Path.of(into, "archive/dev/null")));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(into, "archive"))));
    }

    @Test
    void whatLeadsOutOfAnArchiveIsNotUnpacked() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        byte[] up = new CpioMaker(Format.NEWC).file("../up", "x").whole();
        refused(
                "zoneflar: standard input is not unpacked: entry '../up' leads out of it",
                run(flar(HEAD, up), "split", "-f", "-d", into, "-"));
        byte[] through = new CpioMaker(Format.NEWC)
                .file("first", "x")
                .link("etc", outside.toString())
                .file("etc/passwd", "x")
                .whole();
        refused(
                "zoneflar: standard input is not unpacked: entry 'etc/passwd' leads through 'etc', "
                        + "which is no directory in it",
                run(flar(HEAD, through), "split", "-f", "-d", into, "-"));
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void whatWouldBeNoArchiveIsNotCombined() throws IOException {
        Path target = directory.resolve("b.flar");
        Path of = Path.of(into);
        assertEquals(
                "zoneflar: " + of.resolve("cookie") + " cannot be read: no such file or directory\n",
                zoneflar("combine", "-d", into, target.toString()).err());
        Files.writeString(of.resolve("cookie"), "FlAsH-aRcHiVe-2.0");
        Files.writeString(of.resolve("identification"), "a=b\nsection_end=identification\nX\n");
        Files.writeString(of.resolve("archive"), "any");
        assertEquals(
                "zoneflar: " + target + ": line 5 of the head of the flash archive is not what has to be there: 'X'\n",
                zoneflar("combine", "-d", into, target.toString()).err());
        Files.writeString(of.resolve("identification"), "content_name=n");
        assertEquals("", zoneflar("combine", "-d", into, target.toString()).err());
        assertEquals(
                "FlAsH-aRcHiVe-2.0\nsection_begin=identification\ncontent_name=n\nsection_end=identification\n"
                        + "section_begin=archive\nany",
                Files.readString(target));
        Files.delete(of.resolve("archive"));
        Files.createDirectory(of.resolve("archive"));
        assertEquals(
                "zoneflar: " + of.resolve("archive") + " is a directory; a regular file is needed there\n",
                zoneflar("combine", "-d", into, target + "2").err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|a subcommand is missing",
                "info|FILE is missing",
                "info -k a -l F|-k and -l do not go together",
                "split -u a -S b F|-u and -S do not go together",
                "split -f -S b F|-f is for the section archive, and -S is for another one",
                "split -x F|unknown option '-x'",
                "combine F G|unexpected operand 'G'"
            })
    void commandLinesThatAreWrongAreToldWithTheUsage(String words, String problem) {
        Result result = zoneflar(words == null ? new String[0] : words.split(" ", -1));
        assertEquals(2, result.status());
        List<String> lines = result.err().lines().toList();
        assertEquals("zoneflar: " + problem, lines.get(0));
        assertTrue(lines.get(1).startsWith("usage: zoneflar "), result.err());
    }

    @Test
    void helpTellsOfTheSubcommandsAndEachOfItself() {
        String help = zoneflar("help").out();
        assertTrue(help.startsWith("usage: zoneflar SUBCOMMAND [options] FILE\n"), help);
        assertTrue(help.contains("\nsplit    Writes the sections"), help);
        assertEquals(
                zoneflar("help", "split").out(), zoneflar("split", "--help").out());
        assertTrue(zoneflar("help", "split").out().startsWith("usage: zoneflar split [-u SECTION... | -S SECTION]"));
        Result unknown = zoneflar("splt", "F");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("split"), unknown.err());
    }
}
