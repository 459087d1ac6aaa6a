package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;

/** detach and attach on a host whose software database is missing, damaged or odd (spec 4.1 to 4.3). */
class BadSoftwareDatabaseTest {
    private static final String PKG = "/var/sadm/pkg";
    private static final String CONTENTS = "/var/sadm/install/contents";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    /** Zone z inherits /usr, into which SUNWusr delivers and SUNWopt does not; y is detached, w a whole-root zone. */
    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.pkg("SUNWusr", "VERSION=1.0", "PATCHLIST=100001-01");
        host.pkg("SUNWopt", "VERSION=1.0");
        host.pkg("SUNWall", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        host.contents(
                "/opt/a f none 0644 root sys 1 2 3 SUNWopt",
                "/usr d none 0755 root sys SUNWusr",
                "/usr/bin/x f none 0755 root bin 1 2 3 SUNWusr");
        host.installed("z", "create");
        host.detached("y", "create");
        host.installed("w", "create -b");
    }

    private void refused(String... told) {
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), told);
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach", "-n"), told);
        Refusal.of(host, () -> host.zoneadm("-z", "y", "attach"), told);
    }

    private String manifest() {
        return host.require(host.zoneadm("-z", "z", "detach", "-n")).out();
    }

    /** The zone's manifest holds these packages and no other. */
    private void assertPackages(String... names) {
        String manifest = manifest();
        String[] found = manifest.lines()
                .filter(line -> line.startsWith("  <package "))
                .map(line -> line.split("\"")[1])
                .toArray(String[]::new);
        assertEquals(String.join(" ", names), String.join(" ", found), manifest);
    }

    @Test
    void withoutContentsNothingIsKnownOfASparseZone() throws IOException {
        Files.delete(host.at(CONTENTS));
        refused(CONTENTS, "needed for zones with inherit-pkg-dirs");
        host.require(host.zonecfg("-z", "new", "create; set zonepath=/export/zones/new"));
        Refusal.of(host, () -> host.zoneadm("-z", "new", "install"), CONTENTS);
        Files.createSymbolicLink(host.at(CONTENTS), Path.of("nowhere"));
        refused("/var/sadm/install/nowhere");
        Files.delete(host.at(CONTENTS));
        host.makeDirectory(CONTENTS);
        refused(CONTENTS, "not a regular file");
    }

    @Test
    void aWholeRootZoneNeedsNoContents() throws IOException {
        Files.delete(host.at(CONTENTS));
        host.require(host.zoneadm("-z", "w", "detach"));
        host.require(host.zoneadm("-z", "w", "attach"));
    }

    @Test
    @Timeout(60)
    void contentsThatIsAPipe() throws IOException, InterruptedException {
        Files.delete(host.at(CONTENTS));
        int status;
        try {
            status = new ProcessBuilder("mkfifo", host.at(CONTENTS).toString())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            status = -1;
        }
        Assumptions.assumeTrue(status == 0, "there is no mkfifo here");
        refused(CONTENTS, "not a regular file");
    }

    @Test
    void withoutPackagesNothingIsKnown() throws IOException {
        Files.move(host.at(PKG), host.at("/var/sadm/elsewhere"));
        refused(PKG, "missing");
        Refusal.of(host, () -> host.zoneadm("-z", "w", "detach"), PKG, "missing");
        host.write(PKG, "a file");
        refused(PKG);
        Files.delete(host.at(PKG));
        Files.createSymbolicLink(host.at(PKG), Path.of("nowhere"));
        refused("/var/sadm/nowhere", "missing");
    }

    @Test
    void aPkginfoTooLargeToBeOne() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(host.at(PKG + "/SUNWopt/pkginfo").toFile(), "rw")) {
            file.setLength(200L << 20);
        }
        refused(PKG + "/SUNWopt/pkginfo", "larger than 64 MB");
    }

    @Test
    void linksLeadToWhereTheHostWouldGo() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(
                Files.createDirectory(outside.resolve("SUNWfoo")).resolve("pkginfo"), "SUNW_PKG_ALLZONES=true\n");
        Files.createSymbolicLink(host.at(PKG + "/SUNWfoo"), outside.resolve("SUNWfoo"));
        assertPackages("SUNWall", "SUNWusr");
        host.write("/inside/SUNWbar/pkginfo", "SUNW_PKG_ALLZONES=true\n");
        Files.createSymbolicLink(host.at(PKG + "/SUNWbar"), Path.of("/inside/SUNWbar"));
        assertPackages("SUNWall", "SUNWbar", "SUNWusr");
    }

    @Test
    void contentsCutInTheMiddleOfALine() {
        String whole = host.read(CONTENTS);
        for (int length = 0; length <= whole.length(); length++) {
            host.write(CONTENTS, whole.substring(0, length));
            boolean named = whole.substring(0, length).contains(" SUNWusr");
            assertEquals(named, manifest().contains("\"SUNWusr\""), "cut after " + length);
        }
    }

    @Test
    void contentsWithNulBytes() {
        String whole = host.read(CONTENTS);
        host.write(
                CONTENTS,
                "\0\0\0\n/usr/\0 f none\n\0" + whole + "/usr/\0/y f no\0ne 0644 root bin 1 2 3 SUNWopt\0\n\0");
        assertPackages("SUNWall", "SUNWusr");
        host.write(CONTENTS, "/usr/\0/y f no\0ne 0644 root bin 1 2 3 SUNWopt\n");
        assertPackages("SUNWall", "SUNWopt");
    }

    @Test
    void contentsWithLinesOfAMegabyte() {
        String names = "SUNWnone ".repeat(120_000);
        host.contents(
                "/usr d none 0755 root sys " + names + "SUNWusr",
                "/opt d none 0755 root sys " + names + "SUNWopt",
                "/usr/" + "x".repeat(1 << 20) + " f none 0644 root bin 1 2 3 SUNWother",
                "/usr/bin/" + "\t".repeat(1 << 20),
                "x".repeat(1 << 20),
                "/usr/y f none 0755 root bin 1 2 3 SUNWopt" + ":x".repeat(1 << 19));
        assertPackages("SUNWall", "SUNWopt", "SUNWusr");
        host.require(host.zonecfg("-z", "new", "create -b; set zonepath=/export/zones/new"));
        host.require(host.zoneadm("-z", "new", "install"));
    }

    @Test
    void contentsOfBinaryRubbish() {
        String whole = host.read(CONTENTS);
        for (int seed = 0; seed < 10; seed++) {
            byte[] rubbish = new byte[300_000];
            new Random(seed).nextBytes(rubbish);
            host.write(CONTENTS, rubbish);
            assertPackages("SUNWall");
            String mixed = new String(rubbish, StandardCharsets.ISO_8859_1) + "\n" + whole;
            host.write(CONTENTS, mixed.getBytes(StandardCharsets.ISO_8859_1));
            assertPackages("SUNWall", "SUNWusr");
        }
    }

    @Test
    void pkginfoInIso88591() {
        host.write(
                PKG + "/SUNWusr/pkginfo",
                "NAME=Gr\u00FC\u00DFe\nVERSION=1.0,\u00FC\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(manifest().contains("<package name=\"SUNWusr\" version=\"1.0,&#xfc;\"/>"), manifest());
        movesToItsOwnHost();
    }

    @Test
    void pkginfoWithControlCharacters() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i == '\n' ? 'x' : i);
        }
        String version = new String(all, StandardCharsets.ISO_8859_1);
        host.write(PKG + "/SUNWusr/pkginfo", ("VERSION=1" + version + "2\n").getBytes(StandardCharsets.ISO_8859_1));
        movesToItsOwnHost();
    }

    @Test
    void pkginfoOfBinaryRubbish() {
        for (int seed = 0; seed < 20; seed++) {
            byte[] rubbish = new byte[20_000];
            new Random(seed).nextBytes(rubbish);
            System.arraycopy("\nVERSION=".getBytes(StandardCharsets.US_ASCII), 0, rubbish, 500, 9);
            System.arraycopy("\nPATCHLIST=".getBytes(StandardCharsets.US_ASCII), 0, rubbish, 9000, 11);
            host.write(PKG + "/SUNWusr/pkginfo", rubbish);
            movesToItsOwnHost();
        }
    }

    /** What is read from a pkginfo comes back the same through the manifest. */
    private void movesToItsOwnHost() {
        host.require(host.zoneadm("-z", "z", "detach"));
        host.require(host.zoneadm("-z", "z", "attach"));
    }

    @Test
    void aPkginfoThatIsEmpty() {
        host.write(PKG + "/SUNWusr/pkginfo", "");
        assertTrue(manifest().contains("<package name=\"SUNWusr\" version=\"\"/>"), manifest());
        movesToItsOwnHost();
    }

    @Test
    void withoutARegularPkginfoThereIsNoPackage() throws IOException {
        Path pkginfo = host.at(PKG + "/SUNWusr/pkginfo");
        Files.delete(pkginfo);
        assertPackages("SUNWall");
        Files.createSymbolicLink(pkginfo, Path.of("nowhere"));
        assertPackages("SUNWall");
        Files.delete(pkginfo);
        Files.createDirectory(pkginfo);
        assertPackages("SUNWall");
        host.write(PKG + "/.lockfile", "no directory");
        assertPackages("SUNWall");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SUNW\u0001x", "SUNW\nx", "SUNW\tx", "SUNW\u007Fx", "SUNW\u0085x", "SUNW\uFFFEx", "SUNW\uFFFF"})
    void aPackageWhoseNameNoManifestCouldHoldIsNamed(String name) {
        host.pkg(name, "VERSION=1", "SUNW_PKG_ALLZONES=true");
        refused(PKG, "SUNW", "package");
        host.require(host.zonecfg("-z", "new", "create -b; set zonepath=/export/zones/new"));
        Refusal.of(host, () -> host.zoneadm("-z", "new", "install"), PKG, "SUNW");
    }

    @Test
    void aPackageWhoseNameIsNotUtf8IsNamed() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "d=$(printf 'SUNW\\374x') && mkdir \"$d\" && echo VERSION=1 > \"$d/pkginfo\"")
                .directory(host.at(PKG).toFile())
                .inheritIO()
                .start();
        Assumptions.assumeTrue(shell.waitFor() == 0, "such a directory cannot be made here");
        refused(PKG, "SUNW", "package");
    }

    @Test
    void unusualPackageNamesThatXmlCanHoldAreKept() {
        for (String name : new String[] {"a<b>&\"c'", "gr\u00FCn", "SUNW x", "=", "\uD83D\uDE00"}) {
            host.pkg(name, "VERSION=1", "SUNW_PKG_ALLZONES=true");
        }
        movesToItsOwnHost();
        assertFalse(manifest().contains("gr?n"));
    }
}
