package org.jzones.flar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** zoneflar create: what a zone has comes back from its flash archive, here and by the programs of GNU. */
class FlarCreateTest {
    private static final String MARK = "section_begin=archive\n";
    private static final String ROOT = "/export/zones/z/root";

    @TempDir
    Path directory;

    private TestHost host;
    private Path archive;

    @BeforeEach
    void makeZone() throws IOException {
        host = TestHost.empty(directory.resolve("host"));
        archive = directory.resolve("z.flar");
        CpioMaker maker = new CpioMaker(Format.NEWC);
        for (String name :
                List.of("etc", "etc/svc", "usr", "sbin", "lib", "var", "var/svc", "var/sadm", "var/sadm/pkg")) {
            maker.directory(name);
        }
        maker.file("etc/passwd", "root:x:0:0\n")
                .file("etc/" + "long/".repeat(40) + "name", "deep")
                .file("etc/caf\u00e9", "latin")
                .file("etc/caf\u00c3\u00a9", "utf")
                .file("var/large", "0123456789abcdef".repeat(20_000))
                .add("var/empty", CpioMaker.FILE | 0400, "")
                .add("sbin/set", CpioMaker.FILE | 04755, "program")
                .add("var/one", CpioMaker.FILE | 0600, "", 9, 3)
                .add("etc/two", CpioMaker.FILE | 0600, "", 9, 3)
                .add("var/three", CpioMaker.FILE | 0600, "data", 9, 3)
                .link("bin", "./usr/bin");
        installed(host, maker.whole());
    }

    private void installed(TestHost on, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("made"), bytes);
        on.require(on.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z; commit"));
        on.require(on.zoneadm("-z", "z", "install", "-p", "-a", file.toString()));
    }

    private Result create(String... words) {
        List<String> all = Stream.concat(
                        Stream.of("zoneflar", "create", "-R", host.root().toString()), Stream.of(words))
                .toList();
        return host.run(all, "");
    }

    private static String shell(Path at, String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", program)
                .directory(at.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    /** All there is in a tree, other names of the same file as such. */
    private static String tree(Path root) throws IOException, InterruptedException {
        return shell(
                root,
                "find . -mindepth 1 -printf '%P %y %m %U %G %n %l ' \\( -type f -printf '%s %T@' -o -true \\)"
                        + " -printf '\\n' | sed 's|\\.[0-9]*$||' | LC_ALL=C sort; find . -samefile var/one | LC_ALL=C sort;"
                        + " find . -type f -exec md5sum {} + | LC_ALL=C sort");
    }

    private byte[] payload() throws IOException {
        byte[] all = Files.readAllBytes(archive);
        int begin = new String(all, StandardCharsets.ISO_8859_1).indexOf(MARK) + MARK.length();
        return Arrays.copyOfRange(all, begin, all.length);
    }

    private String value(String keyword) {
        return host.require(host.run(List.of("zoneflar", "info", "-k", keyword, archive.toString()), ""))
                .out()
                .strip();
    }

    private static void assumeProgram(String name) {
        assumeTrue(
                Stream.of("/usr/bin/", "/bin/").anyMatch(at -> Files.isExecutable(Path.of(at + name))),
                "SKIPPED: there is no " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-c"})
    void anotherHostGetsTheSameFiles(String compressed) throws IOException, InterruptedException {
        Result created = compressed.isEmpty()
                ? create("-z", "z", archive.toString())
                : create("-z", "z", compressed, archive.toString());
        assertEquals(0, created.status(), created.err());
        assertEquals(compressed.isEmpty() ? "none" : "compress", value("files_compressed_method"));
        assertEquals(payload().length, Integer.parseInt(value("files_archived_size")));

        TestHost other = TestHost.empty(directory.resolve("other"));
        installed(other, Files.readAllBytes(archive));
        assertEquals(tree(host.at(ROOT)), tree(other.at(ROOT)));
    }

    @Test
    void theHeadSaysWhatIsInIt() throws Exception {
        assertEquals(0, create("-z", "z", "-n", "a zone", archive.toString()).status());
        byte[] payload = payload();
        assertEquals(0, payload.length % 512);
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(payload)), value("archive_id"));
        assertEquals("a zone", value("content_name"));
        assertEquals("cpio", value("files_archived_method"));
        assertTrue(value("creation_date").matches("20[0-9]{12}"));
        assertTrue(Integer.parseInt(value("files_unarchived_size")) > 320_000);
        String names = host.run(List.of("zoneflar", "info", "-l", archive.toString()), "")
                .out();
        assertTrue(names.contains("\netc/passwd\n"), names);
        assertFalse(names.contains("./"), names);
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "uncompress -c", "gzip -dc"})
    void theCpioOfGnuReadsIt(String reader) throws IOException, InterruptedException {
        assumeProgram("cpio");
        assumeProgram(reader.replaceAll(" .*", ""));
        Result created = reader.equals("cat")
                ? create("-z", "z", archive.toString())
                : create("-z", "z", "-c", archive.toString());
        assertEquals(0, created.status(), created.err());
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
        Files.write(directory.resolve("payload.Z"), payload());
        shell(unpacked, reader + " ../payload.Z | cpio -idm --quiet --no-absolute-filenames");
        assertEquals(tree(host.at(ROOT)), tree(unpacked));
    }

    @Test
    void whatIsInheritedIsLeftOut() throws IOException {
        host.require(host.zonecfg("-z", "s", "create; set zonepath=/export/zones/s; commit"));
        host.require(host.zoneadm("-z", "s", "install"));
        host.write("/export/zones/s/root/usr/lib/hosts", "x");
        host.write("/export/zones/s/root/etc/own", "x");
        assertEquals("", create("-z", "s", archive.toString()).err());
        String names = host.run(List.of("zoneflar", "info", "-l", archive.toString()), "")
                .out();
        assertTrue(names.contains("etc/own\n") && names.contains("usr\n"), names);
        assertFalse(names.contains("usr/lib"), names);
    }

    @Test
    void onlyAZoneThatIsInstalledIsArchived() throws IOException {
        host.require(host.zoneadm("-z", "z", "boot"));
        Result up = create("-z", "z", archive.toString());
        assertEquals(
                "zoneflar: zone 'z': an archive is made of a zone that is installed and not running; 'z' is running\n"
                        + "  halt it first if it is up; to see all zones: zoneadm list -cv\n",
                up.err());
        assertEquals(1, up.status());
        Result unknown = create("-z", "y", archive.toString());
        assertEquals(1, unknown.status());
        host.require(host.zoneadm("-z", "z", "halt"));
        Files.writeString(archive, "mine");
        assertEquals(1, create("-z", "z", archive.toString()).status());
        assertEquals("mine", Files.readString(archive));
        assertEquals(2, create(archive.toString()).status());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("host", "made", "z.flar"),
                    files.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void whatIsCompressedComesBackWhenTheTableIsBegunAgain() throws IOException, InterruptedException {
        assumeProgram("gzip");
        java.util.Random random = new java.util.Random(7);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < 400_000; i++) {
            plain.writeBytes(("line " + random.nextInt(1 << (i % 20)) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        Files.write(Path.of(host.at(ROOT) + "/var/text"), plain.toByteArray());
        assertEquals("", create("-z", "z", "-c", archive.toString()).err());
        Files.write(directory.resolve("payload.Z"), payload());
        shell(directory, "gzip -dc payload.Z > plain");
        byte[] unpacked = Files.readAllBytes(directory.resolve("plain"));
        assertTrue(payload().length < unpacked.length / 2);
        assertTrue(new String(unpacked, StandardCharsets.ISO_8859_1)
                .contains(plain.toString(StandardCharsets.ISO_8859_1)));
    }
}
