package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** {@code install -a}: zones made from archives, and archives that no zone is made from (spec 6). */
class ArchiveInstallTest {
    private static final String ROOT = "/export/zones/z/root";
    private static final String CORE = "PKG=SUNWcsr\nARCH=sparc\nVERSION=11.10\nSUNW_PKG_ALLZONES=true\n";
    private static final String RELEASE = "OS=Solaris\nVERSION=10\nREV=0\n";

    @TempDir
    Path directory;

    private TestHost host;

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.pkg("SUNWcsr", CORE.strip());
        host.contents("/etc d none 0755 root sys SUNWcsr");
        host.write("/var/sadm/system/admin/INST_RELEASE", RELEASE);
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
    }

    /** The root of a system that fits the host. */
    private static CpioMaker system(Format format) {
        return inside(new CpioMaker(format), "");
    }

    private static CpioMaker inside(CpioMaker maker, String prefix) {
        for (String name : List.of(
                "etc", "etc/svc", "etc/dfs", "etc/zones", "usr", "sbin", "lib", "var", "var/svc", "var/sadm", "dev")) {
            maker.directory(prefix + name);
        }
        return maker.file(prefix + "etc/passwd", "root:x:0:0\n")
                .file(prefix + "var/sadm/system/admin/INST_RELEASE", RELEASE)
                .file(prefix + "var/sadm/install/contents", "/etc d none 0755 root sys SUNWcsr\n")
                .file(prefix + "var/sadm/pkg/SUNWcsr/pkginfo", CORE);
    }

    private static CpioMaker system() {
        return system(Format.NEWC);
    }

    private String archive(byte[] bytes) throws IOException {
        Path file = directory.resolve("archive");
        Files.write(file, bytes);
        return file.toString();
    }

    private Result install(CpioMaker maker, String... words) throws IOException {
        return install(maker.whole(), words);
    }

    private Result install(byte[] archive, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("-z", "z", "install", "-a", archive(archive)));
        all.addAll(List.of(words));
        return host.zoneadm(all.toArray(String[]::new));
    }

    private void refused(byte[] archive, String... told) throws IOException {
        archive(archive); // is there before, so that nothing has changed after
        Refusal.of(
                host,
                () -> {
                    try {
                        return install(archive, "-p");
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                told);
        assertEquals("configured", host.state("z"));
        assertFalse(Files.exists(host.at("/export/zones/z")), "something is left");
    }

    private void installed(Result result) {
        assertEquals(0, result.status(), result.err());
        assertEquals("installed", host.state("z"));
        assertFalse(Files.exists(host.at("/export/zones/z/.zoneadm.unpack")), "the place beside stays");
    }

    @ParameterizedTest
    @EnumSource
    void theZoneHasTheFilesOfTheArchive(Format format) throws IOException {
        installed(install(
                system(format)
                        .add("etc/set", CpioMaker.FILE | 06755, "program")
                        .link("bin", "./usr/bin")
                        .add(
                                "one",
                                CpioMaker.FILE | 0600,
                                format == Format.NEWC || format == Format.CRC ? "" : "d",
                                9,
                                2)
                        .add("two", CpioMaker.FILE | 0600, "d", 9, 2)
                        .add("closed", CpioMaker.DIRECTORY | 0500, ""),
                "-p"));
        assertEquals("root:x:0:0\n", host.read(ROOT + "/etc/passwd"));
        assertEquals(06755, (Integer) Files.getAttribute(host.at(ROOT + "/etc/set"), "unix:mode") & 07777);
        assertEquals(Path.of("./usr/bin"), Files.readSymbolicLink(host.at(ROOT + "/bin")));
        assertEquals("d", host.read(ROOT + "/one"));
        assertEquals(
                Files.getAttribute(host.at(ROOT + "/one"), "unix:ino"),
                Files.getAttribute(host.at(ROOT + "/two"), "unix:ino"));
        assertEquals(FileTime.fromMillis(1_100_000_000_000L), Files.getLastModifiedTime(host.at(ROOT + "/closed")));
        assertEquals(0700, (Integer) Files.getAttribute(host.at("/export/zones/z"), "unix:mode") & 07777);
        boolean isRoot = Files.getAttribute(directory, "unix:uid").equals(0);
        assertEquals(
                isRoot ? 100 : Files.getAttribute(directory, "unix:uid"),
                Files.getAttribute(host.at(ROOT + "/etc/passwd"), "unix:uid"));
        for (String made : List.of("/tmp", "/proc", "/var/run", "/var/tmp", "/dev", "/etc/svc/volatile")) {
            assertTrue(Files.isDirectory(host.at(ROOT + made), LinkOption.NOFOLLOW_LINKS), made);
        }
        assertTrue(Files.isDirectory(host.at("/export/zones/z/dev")));
        assertEquals(0, host.zoneadm("-z", "z", "boot").status());
    }

    @Test
    void namesAreKeptByteForByte() throws IOException {
        installed(install(system().file("etc/caf\u00e9", "1").file("etc/caf\u00c3\u00a9", "2"), "-p"));
        Process find = new ProcessBuilder(
                        "find", host.at(ROOT + "/etc").toString(), "-name", "caf*", "-printf", "%f\\n")
                .start();
        byte[] found = find.getInputStream().readAllBytes();
        List<String> names =
                new String(found, StandardCharsets.ISO_8859_1).lines().sorted().toList();
        assertEquals(List.of("caf\u00c3\u00a9", "caf\u00e9"), names);
    }

    @Test
    void itMayComeFromStandardInputAndBeCompressed() throws IOException {
        // standard input of tests is text: the archive is of ASCII only, and so is not compressed
        String text = new String(system().whole(), StandardCharsets.US_ASCII);
        installed(host.zoneadmReading(text, "-z", "z", "install", "-a", "-", "-p"));
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(system().whole());
        }
        installed(install(out.toByteArray(), "-p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root/", "z/root/"})
    void itMayBeOfAZonepath(String prefix) throws IOException {
        installed(install(inside(new CpioMaker(Format.NEWC), prefix), "-p"));
        assertEquals("root:x:0:0\n", host.read(ROOT + "/etc/passwd"));
        assertFalse(Files.exists(host.at(ROOT + "/root")));
    }

    @Test
    void aZonepathOfAnotherNameOrOfADetachedZoneIsRefused() throws IOException {
        refused(inside(new CpioMaker(Format.NEWC), "other/root/").whole(), "'other'", "'z'");
        refused(
                inside(new CpioMaker(Format.NEWC), "root/")
                        .file("SUNWdetached.xml", "<zone/>")
                        .whole(),
                "detached");
    }

    @Test
    void whatTheZoneHasOfItsOwnOrInheritsIsLeftOut() throws IOException {
        host.require(host.zonecfg("-z", "z", "add inherit-pkg-dir; set dir=/lib; end"));
        Result result = install(
                system().file("lib/libc.so", "x")
                        .file("dev/file", "x")
                        .add("dev/null", CpioMaker.NODE | 0666, "")
                        .add("disk", CpioMaker.NODE | 0600, "")
                        .file("tmp/file", "x")
                        .file("var/run/file", "x")
                        .file("proc/1", "x")
                        .directory("devices"),
                "-p",
                "-v");
        installed(result);
        for (String path : List.of(
                "/lib/libc.so",
                "/dev/file",
                "/dev/null",
                "/disk",
                "/tmp/file",
                "/var/run/file",
                "/proc/1",
                "/devices")) {
            assertFalse(Files.exists(host.at(ROOT + path)), path);
        }
        assertTrue(Files.isDirectory(host.at(ROOT + "/lib")));
        assertTrue(result.err().contains("2 device nodes"), result.err());
    }

    @Test
    void tablesOfTheMachineAreChangedForAZone() throws IOException {
        String mounts =
                "fd - /dev/fd fd - no -\n/dev/dsk/c0t0d0s0 /dev/rdsk/c0t0d0s0 / ufs 1 no -\nh:/x - /x nfs - yes -\n";
        Result result = install(
                system().file("etc/vfstab", mounts)
                        .file("etc/dfs/dfstab", "share /export\n")
                        .file("etc/zones/index", "global:installed:/\nold:installed:/zones/old:\n"),
                "-p",
                "-v");
        installed(result);
        assertEquals(mounts.replace("/dev/dsk", "#/dev/dsk"), host.read(ROOT + "/etc/vfstab"));
        assertEquals(mounts, host.read(ROOT + "/etc/vfstab.pre_p2v"));
        assertEquals("#share /export\n", host.read(ROOT + "/etc/dfs/dfstab"));
        assertTrue(result.err().contains("old"), result.err());
        assertTrue(result.err().contains("/etc/vfstab was changed"), result.err());
        assertTrue(result.err().contains("services are as they were"), result.err());
    }

    @Test
    void aLinkInPlaceOfATableIsNotFollowed() throws IOException {
        host.write("/secret", "share me\n");
        Path secret = host.at("/secret");
        installed(install(
                system().link("etc/vfstab", secret.toString())
                        .link("etc/mnttab", secret.toString())
                        .link("var/tmp", host.at("/export").toString()),
                "-p"));
        assertEquals("share me\n", host.read("/secret"));
        assertFalse(Files.exists(host.at(ROOT + "/etc/vfstab.pre_p2v")));
    }

    @Test
    void onlyWithUItAsksWhoItIs() throws IOException {
        installed(install(system(), "-p"));
        assertFalse(Files.exists(host.at(ROOT + "/etc/.UNCONFIGURED")));
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        installed(install(system(), "-u"));
        assertTrue(Files.exists(host.at(ROOT + "/etc/.UNCONFIGURED")));
    }

    @Test
    void accessControlListsAreLeftOutAndTold() throws IOException {
        Result result = install(system().add("etc/passwd", CpioMaker.ACL | 0200, "1000001\0user::rw-"), "-p", "-s");
        installed(result);
        assertTrue(result.err().contains("1 access control lists"), result.err());
    }

    @Test
    void softwareThatDiffersIsReportedAndNothingIsInstalled() throws IOException {
        CpioMaker other = system().file(
                        "var/sadm/pkg/SUNWx/pkginfo", "PKG=SUNWx\nARCH=sparc\nVERSION=1.0\nSUNW_PKG_ALLZONES=true\n");
        byte[] archive = other.whole();
        archive(archive);
        Snapshot before = Snapshot.of(host);
        Result result = install(archive, "-p");
        assertEquals(1, result.status());
        assertTrue((result.out() + result.err()).contains("\tSUNWx (1.0) is not installed\n"), result.toString());
        assertTrue(result.err().contains("nothing was installed"), result.err());
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @Test
    void aPatchThatIsNamedNeedNotBeHere() throws IOException {
        Consumer<CpioMaker> patched =
                maker -> maker.file("var/sadm/pkg/SUNWcsr/pkginfo", CORE + "PATCHLIST=118833-17\n");
        CpioMaker without = system();
        patched.accept(without);
        Result refused = install(without, "-p");
        assertEquals(1, refused.status());
        assertTrue((refused.out() + refused.err()).contains("118833-17 is not installed"), refused.toString());
        CpioMaker ignored = system();
        patched.accept(ignored);
        installed(install(ignored, "-p", "-b", "118833-17"));
    }

    @Test
    void anotherReleaseOrProcessorIsRefused() throws IOException {
        refused(
                system().file("var/sadm/system/admin/INST_RELEASE", "OS=Solaris\nVERSION=9\n")
                        .whole(),
                "Solaris 9",
                "10");
        refused(
                system().file("var/sadm/pkg/SUNWcsr/pkginfo", CORE.replace("sparc", "i386"))
                        .whole(),
                "i386",
                "sparc");
    }

    @Test
    void whatIsNoSystemIsRefused() throws IOException {
        refused(
                new CpioMaker(Format.NEWC)
                        .directory("etc")
                        .file("etc/passwd", "")
                        .whole(),
                "etc/svc");
        refused(system().link("etc/dfs", "/").whole(), "etc/dfs");
        refused(new byte[0], "empty");
        refused("#!/bin/sh\n".repeat(100).getBytes(StandardCharsets.UTF_8), "no archive");
        refused(java.util.Arrays.copyOf(system().whole(), 1500), "ends too early");
    }

    @Test
    void namesThatLeadOutChangeNothingAnywhere() throws IOException {
        Path outside = directory.resolve("pwned");
        String out = "../".repeat(20) + outside.toString().substring(1);
        refused(system().file(out, "x").whole(), "leads out");
        refused(system().file(outside.toString(), "x").whole(), "absolute");
        refused(
                system().link("etc/out", directory.toString())
                        .file("etc/out/pwned", "x")
                        .whole(),
                "leads through");
        refused(system().link("sub", "/").file("./sub/../sub/x", "x").whole(), "leads out");
        refused(system().directory("d").link("d", "/").whole(), "two kinds");
        refused(system().link("root", "/").file("root/x", "x").whole(), "leads through");
        assertFalse(Files.exists(outside));
    }

    @Test
    void wrongWordsAreWrongCommandLines() throws IOException {
        for (List<String> words : List.of(
                List.of("-p", "-u"),
                List.of("-p", "-s", "-v"),
                List.of("-p", "-d", "/x"),
                List.of("-p", "-x", "nodataset"))) {
            assertEquals(2, install(system(), words.toArray(String[]::new)).status(), words.toString());
        }
        assertEquals(2, host.zoneadm("-z", "z", "install", "-p").status());
        Result undecided = install(system());
        assertEquals(1, undecided.status());
        Refusal.assertOneProblem(undecided.err(), "-u or -p");
        Result missing = host.zoneadm("-z", "z", "install", "-p", "-a", "/nosuch/archive");
        assertEquals(1, missing.status());
        Refusal.assertOneProblem(missing.err(), "/nosuch/archive");
        Result folder = host.zoneadm("-z", "z", "install", "-p", "-a", directory.toString());
        assertEquals(1, folder.status());
        Refusal.assertOneProblem(folder.err(), directory.toString());
    }

    @Test
    void aZoneOfLinuxIsMadeOfARootOfLinux() throws IOException {
        TestHost.assumeRoot();
        host.require(host.zonecfg("-z", "z", "delete -F"));
        host.require(host.zonecfg("-z", "z", "create -t lx; set zonepath=/export/zones/z"));
        CpioMaker tree = new CpioMaker(Format.NEWC)
                .directory("etc")
                .file("etc/hostname", "other\n")
                .add("bin/sh", CpioMaker.FILE | 0755, "shell")
                .add("dev/sda", CpioMaker.NODE | 0600, "");
        byte[] archive = tree.whole();
        assertEquals(1, install(archive, "-p").status());
        assertEquals("configured", host.state("z"));
        installed(install(archive));
        assertEquals("z\n", host.read(ROOT + "/etc/hostname"));
        assertArrayEquals("shell".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(host.at(ROOT + "/bin/sh")));
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        Result result = install(new CpioMaker(Format.NEWC).directory("etc").whole());
        assertEquals(1, result.status());
        Refusal.assertOneProblem(result.err(), "archive");
        assertEquals("configured", host.state("z"));
        assertFalse(Files.exists(host.at("/export/zones/z")));
    }

    /** What a machine has, as a directory beside the host. */
    private Path tree() throws IOException {
        Path tree = directory.resolve("tree");
        for (String name : List.of(
                "etc",
                "etc/svc",
                "etc/dfs",
                "etc/zones",
                "usr/bin",
                "sbin",
                "lib",
                "var/svc",
                "dev",
                "devices/pci",
                "tmp")) {
            Files.createDirectories(tree.resolve(name));
        }
        Map<String, String> files = Map.of(
                "etc/passwd", "root:x:0:0\n",
                "etc/vfstab", "/dev/dsk/c0 - / ufs 1 no -\n",
                "usr/bin/ls", "program",
                "dev/null", "left",
                "devices/pci/a", "left",
                "tmp/t", "left",
                "var/sadm/system/admin/INST_RELEASE", RELEASE,
                "var/sadm/install/contents", "/etc d none 0755 root sys SUNWcsr\n",
                "var/sadm/pkg/SUNWcsr/pkginfo", CORE);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
        Files.createSymbolicLink(tree.resolve("bin"), Path.of("./usr/bin"));
        return tree;
    }

    @Test
    void aDirectoryIsCopiedAsAnArchiveIsUnpacked() throws IOException {
        host.require(host.zonecfg("-z", "z", "add inherit-pkg-dir; set dir=/usr; end"));
        host.makeDirectory("/usr");
        Path tree = tree();
        installed(host.zoneadm("-z", "z", "install", "-d", tree.toString(), "-u", "-s"));
        assertEquals("root:x:0:0\n", host.read(ROOT + "/etc/passwd"));
        assertEquals("#/dev/dsk/c0 - / ufs 1 no -\n", host.read(ROOT + "/etc/vfstab"));
        assertEquals(Path.of("./usr/bin"), Files.readSymbolicLink(host.at(ROOT + "/bin")));
        assertTrue(Files.exists(host.at(ROOT + "/etc/.UNCONFIGURED")));
        for (String gone : List.of("/usr/bin", "/dev/null", "/devices", "/tmp/t")) {
            assertFalse(Files.exists(host.at(ROOT + gone)), gone);
        }
        assertTrue(Files.exists(tree.resolve("devices/pci/a")), "the directory has lost something");
    }

    @Test
    void softwareOfADirectoryThatDiffersIsReportedAndNothingIsInstalled() throws IOException {
        Path tree = tree();
        Path pkginfo = tree.resolve("var/sadm/pkg/SUNWcsr/pkginfo");
        Files.writeString(pkginfo, CORE.replace("11.10", "11.11"));
        reported("SUNWcsr (11.11) version mismatch", "-d", tree.toString());
        Files.delete(pkginfo);
        Files.createSymbolicLink(pkginfo, directory.resolve("host/var/sadm/pkg/SUNWcsr/pkginfo"));
        reported("SUNWcsr (11.10) was not installed", "-d", tree.toString());
    }

    private void reported(String told, String... source) {
        Snapshot before = Snapshot.of(host);
        List<String> words = new ArrayList<>(List.of("-z", "z", "install", "-p"));
        words.addAll(List.of(source));
        Result result = host.zoneadm(words.toArray(String[]::new));
        assertEquals(1, result.status());
        assertTrue(result.err().contains(told), result.err());
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @Test
    void directoriesThatAreNoRootOfASolarisAreRefused() throws IOException {
        Path tree = tree();
        Path zonepath = directory.resolve("detached");
        Files.createDirectories(zonepath.resolve("root"));
        Files.writeString(zonepath.resolve("SUNWdetached.xml"), "");
        Map<String, String> told = Map.of(
                directory.resolve("none").toString(), "there is no",
                tree.resolve("etc/passwd").toString(), "is not a directory",
                tree.resolve("etc").toString(), "it has no",
                zonepath.toString(), "SUNWdetached.xml",
                host.at("/export").toString(), "is, holds or lies below the zonepath");
        host.makeDirectory("/export/zones");
        told.forEach(
                (source, said) -> Refusal.of(host, () -> host.zoneadm("-z", "z", "install", "-d", source, "-p"), said));
        Refusal.of(host, () -> host.zoneadm("-z", "z", "install", "-d", tree.toString()), "with -u or -p");
        Files.delete(tree.resolve("var/svc"));
        Files.createSymbolicLink(tree.resolve("var/svc"), directory);
        Refusal.of(
                host, () -> host.zoneadm("-z", "z", "install", "-d", tree.toString(), "-p"), "has to be a directory");
    }

    private void putByHand(Path tree) throws IOException {
        host.makeDirectory("/export/zones/z");
        Files.setPosixFilePermissions(host.at("/export/zones/z"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(tree, host.at(ROOT));
    }

    @Test
    void whatWasPutThereByHandBecomesTheZone() throws IOException {
        putByHand(tree());
        installed(host.zoneadm("-z", "z", "install", "-d", "-", "-p", "-v"));
        assertEquals("#/dev/dsk/c0 - / ufs 1 no -\n", host.read(ROOT + "/etc/vfstab"));
        assertTrue(Files.isDirectory(host.at(ROOT + "/var/run")));
        assertTrue(Files.isDirectory(host.at("/export/zones/z/dev")));
        assertEquals(0700, (Integer) Files.getAttribute(host.at("/export/zones/z"), "unix:mode") & 07777);
    }

    @Test
    void whatWasPutThereByHandStaysIfItIsRefused() throws IOException {
        Refusal.of(host, () -> host.zoneadm("-z", "z", "install", "-d", "-", "-p"), "does not exist");
        Path tree = tree();
        Files.writeString(tree.resolve("var/sadm/pkg/SUNWcsr/pkginfo"), CORE.replace("11.10", "11.11"));
        putByHand(tree);
        reported("SUNWcsr (11.11) version mismatch", "-d", "-");
        assertEquals("program", host.read(ROOT + "/usr/bin/ls"));
        host.write("/export/zones/z/SUNWdetached.xml", "");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "install", "-d", "-", "-p"), "holds a detached zone");
    }
}
