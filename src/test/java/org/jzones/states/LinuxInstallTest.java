package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.bits.HostCopies;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** How zones of brand lx get their files: around the host's programs, or from a directory (spec 5, 8). */
class LinuxInstallTest {
    private static final String ZONEPATH = "/zones/z";
    private static final String ROOT = ZONEPATH + "/root";
    private static final String ETC = ROOT + "/etc";

    @TempDir
    Path directory;

    private TestHost host;
    private Path source;

    @BeforeEach
    void makeHost() throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(directory, "unix:uid").equals(0), "SKIPPED: only root can give files their owners");
        host = TestHost.existing(directory.resolve("host"));
        for (String dir :
                List.of("/etc/zones", "/zones", "/usr/bin", "/usr/lib64", "/var/run", "/dev", "/proc", "/run")) {
            host.makeDirectory(dir);
        }
        link("/bin", "usr/bin");
        link("/lib64", "usr/lib64");
        host.makeDirectory("/lib32");
        program("/usr/bin/busybox");
        link("/usr/bin/sh", "busybox");
        source = directory.resolve("tree");
    }

    private void link(String path, String target) throws IOException {
        host.makeDirectory(path.substring(0, Math.max(path.lastIndexOf('/'), 1)));
        Files.createSymbolicLink(host.at(path), Path.of(target));
    }

    private void program(String path) throws IOException {
        host.write(path, "program");
        mode(host.at(path), "rwxr-xr-x");
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private void sparse() {
        configure("create -t lx-sparse");
    }

    private void whole() {
        configure("create -t lx");
    }

    private void configure(String create) {
        host.require(host.zonecfg("-z", "z", create + "; set zonepath=" + ZONEPATH + "; commit"));
    }

    private Result install(String... words) {
        List<String> all = new java.util.ArrayList<>(List.of("-z", "z", "install"));
        all.addAll(List.of(words));
        return host.zoneadm(all.toArray(String[]::new));
    }

    private void installed(String... words) {
        Result result = install(words);
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        assertEquals("installed", host.state("z"));
    }

    /** Mode and owner of everything in the zone's root, links with what they say. */
    private Map<String, String> inZone() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = host.at(ROOT);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                files.put(root.relativize(dir).toString(), describe(dir));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                files.put(root.relativize(file).toString(), describe(file));
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "-> " + Files.readSymbolicLink(file);
        }
        Map<String, Object> facts = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        return String.format("%04o %s:%s", (Integer) facts.get("mode") & 07777, facts.get("uid"), facts.get("gid"));
    }

    @Test
    void somebodyWhoWatchesIsTold() {
        sparse();
        Result watched = host.run(
                List.of("zoneadm", "-R", host.root().toString(), "-z", "z", "install"), "", Map.of(), true, () -> 80);
        assertEquals(0, watched.status(), watched.err());
        assertTrue(watched.err().contains("/usr of this host is the zone's, too"), watched.err());
    }

    @Test
    void aSparseZoneOnABareHost() throws IOException {
        sparse();
        installed();
        Map<String, String> expected = new TreeMap<>();
        for (String dir :
                "dev etc home lib32 mnt opt proc run srv srv/www sys usr var var/cache var/lib var/log var/spool var/mail"
                        .split(" ")) {
            expected.put(dir, "0755 0:0");
        }
        expected.put("", "0755 0:0");
        expected.put("tmp", "1777 0:0");
        expected.put("var/tmp", "1777 0:0");
        expected.put("root", "0700 0:0");
        expected.put("bin", "-> usr/bin");
        expected.put("lib64", "-> usr/lib64");
        expected.put("var/run", "-> /run");
        expected.put("var/lock", "-> /run/lock");
        for (String file : "group hostname hosts nsswitch.conf passwd resolv.conf shells".split(" ")) {
            expected.put("etc/" + file, "0644 0:0");
        }
        expected.put("etc/shadow", "0640 0:0");
        expected.put("etc/os-release", "-> ../usr/lib/os-release");
        assertEquals(expected, inZone());
        assertEquals("z\n", host.read(ETC + "/hostname"));
        assertTrue(host.read(ETC + "/hosts").contains("127.0.1.1\tz\n"));
        assertEquals(
                "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
                        + "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
                host.read(ETC + "/passwd"));
        assertEquals("root:x:0:\ndaemon:x:1:\nnogroup:x:65534:\n", host.read(ETC + "/group"));
        assertEquals(
                "root:*::0:99999:7:::\ndaemon:*::0:99999:7:::\nnobody:*::0:99999:7:::\n", host.read(ETC + "/shadow"));
        assertEquals("0700 0:0", describe(host.at(ZONEPATH)));
    }

    private void debian() throws IOException {
        host.write("/usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/bash\nmail:*:8:8:m:/v:/s\n");
        host.write("/usr/share/base-passwd/group.master", "root:*:0:\nmail:*:8:\nshadow:*:42:\n");
        host.write("/usr/share/base-files/profile", "profile");
        host.write("/etc/passwd", "secret");
        host.write("/etc/shadow", "secret");
        host.write("/etc/machine-id", "secret");
        host.write("/etc/ssh/ssh_host_rsa_key", "secret");
        host.write("/etc/security/opasswd", "secret");
        host.write("/etc/security/limits.conf", "limits");
        host.write("/etc/pam.d/su", "su");
        host.write("/etc/login.defs", "defs");
        mode(host.at("/etc/login.defs"), "rw-r-----");
        host.write("/etc/ld.so.conf", "conf");
        host.write("/etc/ld.so.conf.d/a.conf", "a");
        host.write("/etc/ld.so.cache", "cache");
        link("/etc/alternatives/vi", "/usr/bin/vim");
        link("/etc/alternatives/awk", "/usr/bin/mawk");
        link("/etc/os-release", "../usr/lib/os-release");
    }

    @Test
    void aSparseZoneOnDebianHasWhatItsProgramsNeedAndNoSecrets() throws IOException {
        debian();
        sparse();
        installed();
        Map<String, String> files = inZone();
        assertEquals("2775 0:8", files.get("var/mail"));
        assertEquals("0640 0:42", files.get("etc/shadow"));
        assertEquals("0640 0:0", files.get("etc/login.defs"));
        assertEquals("-> /usr/bin/vim", files.get("etc/alternatives/vi"));
        assertEquals("root:x:0:0:root:/root:/bin/bash\nmail:x:8:8:m:/v:/s\n", host.read(ETC + "/passwd"));
        assertEquals("root:x:0:\nmail:x:8:\nshadow:x:42:\n", host.read(ETC + "/group"));
        for (String copied :
                List.of("security/limits.conf", "pam.d/su", "ld.so.conf", "ld.so.conf.d/a.conf", "ld.so.cache")) {
            assertEquals(host.read("/etc/" + copied), host.read(ETC + "/" + copied));
        }
        assertEquals("profile", host.read(ETC + "/profile"));
        for (String absent : List.of("machine-id", "ssh", "security/opasswd")) {
            assertFalse(files.containsKey("etc/" + absent), absent);
        }
        for (String file : files.keySet()) {
            Path path = host.at(ROOT).resolve(file);
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                assertFalse(Files.readString(path).contains("secret"), file);
            }
        }
    }

    @Test
    void filesOfTheHostThatAreLinksAreNotRead() throws IOException {
        host.write("/etc/shadow", "root:secret:1::::::");
        link("/usr/share/base-passwd/passwd.master", "/etc/shadow");
        link("/etc/login.defs", "/etc/shadow");
        link("/etc/pam.d", "/etc/ssh");
        sparse();
        installed();
        assertFalse(inZone().containsKey("etc/login.defs"));
        assertFalse(inZone().containsKey("etc/pam.d"));
    }

    @Test
    void noSoftwareOfSolarisIsAskedFor() {
        configure("create -t lx-sparse; add inherit-pkg-dir; set dir=/gone; end");
        Refusal.of(host, this::install, "inherit-pkg-dir /gone is not a directory");
    }

    @Test
    void uninstallLeavesNothing() {
        sparse();
        installed();
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        assertFalse(Files.exists(host.at(ZONEPATH)));
        installed();
    }

    @Test
    void aCopyIsNamedAfterItself() throws IOException {
        debian();
        sparse();
        installed();
        host.require(host.zonecfg("-z", "y", "create -t z; set zonepath=/zones/y; commit"));
        host.require(host.zoneadm("-z", "y", "clone", "z"));
        assertEquals("y\n", host.read("/zones/y/root/etc/hostname"));
        assertFalse(Files.exists(host.at("/zones/y/root/etc/.UNCONFIGURED")));
        assertEquals(host.read(ZONEPATH + "/.zoneadm.copies"), host.read("/zones/y/.zoneadm.copies"));
        Path answers = Files.writeString(directory.resolve("sysidcfg"), "x");
        host.require(host.zonecfg("-z", "x", "create -t z; set zonepath=/zones/x; commit"));
        Refusal.of(host, () -> host.zoneadm("-z", "x", "clone", "-c", answers.toString(), "z"), "-c is for zones of");
    }

    private void tree() throws IOException, InterruptedException {
        Files.createDirectories(source.resolve("etc"));
        Files.createDirectories(source.resolve("usr/bin"));
        Files.createDirectories(source.resolve("dev/pts"));
        Files.createSymbolicLink(source.resolve("bin"), Path.of("usr/bin"));
        Files.createSymbolicLink(source.resolve("usr/bin/sh"), Path.of("/bin/dash"));
        Files.writeString(source.resolve("usr/bin/dash"), "shell");
        Files.createLink(source.resolve("usr/bin/other"), source.resolve("usr/bin/dash"));
        mode(source.resolve("usr/bin/dash"), "rwxr-xr-x");
        Files.setAttribute(source.resolve("usr/bin/dash"), "unix:uid", 1234);
        Files.setAttribute(source.resolve("usr/bin/dash"), "unix:mode", 04755);
        Files.writeString(source.resolve("etc/hostname"), "template\n");
        Files.writeString(source.resolve("etc/hosts"), "10.0.0.1 other\n");
        mode(source, "rwx------");
        Files.setAttribute(source, "unix:uid", 1234);
        node("dev/null");
        node("dev/pts/x");
    }

    private void node(String path) throws IOException, InterruptedException {
        Process mknod = new ProcessBuilder("mknod", source.resolve(path).toString(), "c", "1", "3")
                .redirectErrorStream(true)
                .start();
        mknod.getOutputStream().close();
        mknod.getInputStream().readAllBytes();
        Assumptions.assumeTrue(mknod.waitFor() == 0, "SKIPPED: no device nodes can be made here");
    }

    @Test
    void aTreeIsCopiedAsItIs() throws Exception {
        tree();
        whole();
        installed("-d", source.toString());
        Map<String, String> files = inZone();
        assertEquals("0755 0:0", files.get(""));
        assertEquals("4755 1234:0", files.get("usr/bin/dash"));
        assertEquals("-> /bin/dash", files.get("usr/bin/sh"));
        assertTrue(Files.isSameFile(host.at(ROOT + "/usr/bin/dash"), host.at(ROOT + "/usr/bin/other")));
        assertEquals("z\n", host.read(ETC + "/hostname"));
        assertEquals("10.0.0.1 other\n", host.read(ETC + "/hosts"));
        assertEquals("0755 0:0", files.get("dev/pts"));
        assertFalse(files.containsKey("dev/null"));
        assertFalse(files.containsKey("dev/pts/x"));
        assertTrue(Files.exists(source.resolve("dev/null")));
    }

    @Test
    void aTreeAroundTheHostsPrograms() throws Exception {
        tree();
        sparse();
        installed("-d", source.toString());
        assertEquals("4755 1234:0", inZone().get("usr/bin/dash"));
    }

    @Test
    void aNodeElsewhereIsRefused() throws Exception {
        tree();
        node("etc/disk");
        whole();
        Refusal.of(host, () -> install("-d", source.toString()), source.toString(), "etc/disk");
        assertEquals("configured", host.state("z"));
    }

    @Test
    void aTreeThatLeadsElsewhereIsCopiedAndNothingIsWrittenThere() throws Exception {
        tree();
        Files.delete(source.resolve("etc/hostname"));
        Path outside = Files.writeString(directory.resolve("outside"), "mine");
        Files.createSymbolicLink(source.resolve("etc/hostname"), outside);
        Files.delete(source.resolve("dev/pts/x"));
        Files.delete(source.resolve("dev/pts"));
        Files.delete(source.resolve("dev/null"));
        Files.delete(source.resolve("dev"));
        Files.createSymbolicLink(source.resolve("dev"), Path.of("/dev"));
        whole();
        installed("-d", source.toString());
        assertEquals("mine", Files.readString(outside));
        assertEquals("z\n", host.read(ETC + "/hostname"));
        assertEquals("-> /dev", inZone().get("dev"));
        assertTrue(Files.exists(Path.of("/dev/null")));
    }

    @Test
    void aZoneThatInheritsNothingNeedsATree() {
        whole();
        Refusal.of(host, this::install, "a zone of brand lx that inherits nothing");
        assertTrue(install().err().contains("zoneadm -z z install -d DIR"));
    }

    @Test
    void otherBrandsAreNotMadeOfTrees() {
        configure("create -b");
        Refusal.of(host, () -> install("-d", source.toString()), "native", "with -u or -p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "file", "link", "empty", "no-shell"})
    void whatIsNoTreeIsRefused(String name) throws IOException {
        Files.writeString(directory.resolve("file"), "");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/"));
        Files.createDirectory(directory.resolve("empty"));
        Files.createDirectories(directory.resolve("no-shell/etc"));
        Files.createDirectories(directory.resolve("no-shell/bin"));
        Files.createSymbolicLink(directory.resolve("no-shell/bin/sh"), Path.of("/usr/bin/sh"));
        whole();
        String given = directory.resolve(name).toString();
        Refusal.of(host, () -> install("-d", given), given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/zones", "/zones/z", "/zones/z/tree"})
    void aTreeAroundOrInTheZonepathIsRefused(String place) {
        whole();
        host.makeDirectory("/zones/z/tree");
        assertEquals(0, mkdirMode());
        String given = host.root() + place;
        Refusal.of(host, () -> install("-d", given), given, "is, holds or lies below the zonepath");
    }

    private int mkdirMode() {
        try {
            mode(host.at(ZONEPATH), "rwx------");
            return 0;
        } catch (IOException e) {
            return 1;
        }
    }

    @Test
    void whatCannotBeCopiedLeavesNothing() throws Exception {
        tree();
        whole();
        TestHost failing = host.watchedBy((what, path) -> {
            if (what.equals("copy")) {
                throw new IOException("No space left on device");
            }
        });
        Snapshot before = Snapshot.of(host);
        Result result = failing.zoneadm("-z", "z", "install", "-d", source.toString());
        assertEquals(1, result.status());
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
        assertEquals("configured", host.watchedBy((what, path) -> {}).state("z"));
    }

    private void refresh() {
        new HostCopies(host.files().trees(), ZONEPATH).refresh();
    }

    private void relink(String path, String target) throws IOException {
        Files.delete(host.at(path));
        link(path, target);
    }

    private String target(String path) throws IOException {
        return Files.readSymbolicLink(host.at(path)).toString();
    }

    @Test
    void copiesFollowTheHostUnlessTheZoneHasChangedThem() throws IOException {
        debian();
        link("/etc/alternatives/x", "/usr/bin/x");
        link("/etc/alternatives/y", "/usr/bin/y");
        sparse();
        installed();
        host.write("/etc/ld.so.cache", "newer");
        relink("/etc/alternatives/vi", "/usr/bin/nvi");
        relink("/etc/alternatives/awk", "/usr/bin/gawk");
        relink(ETC + "/alternatives/awk", "/usr/bin/original-awk");
        link("/etc/alternatives/new", "/usr/bin/new");
        link("/etc/alternatives/both", "/usr/bin/host");
        host.write(ETC + "/alternatives/both", "zone");
        Files.delete(host.at("/etc/alternatives/x"));
        Files.delete(host.at(ETC + "/alternatives/y"));
        for (int i = 0; i < 2; i++) {
            refresh();
            assertEquals("newer", host.read(ETC + "/ld.so.cache"));
            assertEquals("/usr/bin/nvi", target(ETC + "/alternatives/vi"));
            assertEquals("/usr/bin/original-awk", target(ETC + "/alternatives/awk"));
            assertEquals("/usr/bin/new", target(ETC + "/alternatives/new"));
            assertEquals("zone", host.read(ETC + "/alternatives/both"));
            assertFalse(Files.exists(host.at(ETC + "/alternatives/x"), LinkOption.NOFOLLOW_LINKS));
            assertFalse(Files.exists(host.at(ETC + "/alternatives/y"), LinkOption.NOFOLLOW_LINKS));
        }
        host.write(ETC + "/ld.so.cache", "the zone's");
        host.write("/etc/ld.so.cache", "newest");
        refresh();
        assertEquals("the zone's", host.read(ETC + "/ld.so.cache"));
        assertFalse(Files.exists(host.at(ZONEPATH + "/.zoneadm.copies.new")));
    }

    @Test
    void copiesAreNotWrittenThroughLinks() throws IOException {
        debian();
        sparse();
        installed();
        host.write("/etc/ld.so.cache", "newer");
        relink("/etc/alternatives/vi", "/usr/bin/nvi");
        host.write("/elsewhere/alternatives/vi", "mine");
        Files.delete(host.at(ETC + "/ld.so.cache"));
        link(ETC + "/ld.so.cache", host.at("/elsewhere/cache").toString());
        Files.move(host.at(ETC + "/alternatives"), host.at(ETC + "/moved"));
        link(ETC + "/alternatives", host.at("/elsewhere/alternatives").toString());
        refresh();
        assertEquals("mine", host.read("/elsewhere/alternatives/vi"));
        assertFalse(Files.exists(host.at("/elsewhere/cache")));
        Files.move(host.at(ETC), host.at(ROOT + "/old"));
        link(ETC, host.at("/elsewhere").toString());
        Snapshot before = Snapshot.of(host);
        refresh();
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @Test
    void aZoneWithoutANoteIsLeftAlone() throws Exception {
        tree();
        whole();
        installed("-d", source.toString());
        Snapshot before = Snapshot.of(host);
        refresh();
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }
}
