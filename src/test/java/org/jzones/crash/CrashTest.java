package org.jzones.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Steps;
import org.jzones.support.CpioMaker;
import org.jzones.support.ImageMaker;
import org.jzones.support.TarMaker;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Every command that changes something is stopped before each of its changes, in three ways: the machine is switched off
 * (the host is looked at as it is at that moment), the disk is full from then on, or nothing can be changed any more. What
 * is left is a sane host, and the natural next command gets where the first one wanted to go (spec 1.3).
 */
@Tag("once")
class CrashTest {
    private static final Set<String> NEEDING_SPACE = Set.of("write", "copy", "make", "make directory", "unpack");

    private static final AtomicInteger CRASH_POINTS = new AtomicInteger();
    private static final AtomicInteger FAULTS = new AtomicInteger();

    @TempDir
    Path directory;

    @AfterAll
    static void tell() {
        System.out.println("CrashTest: " + CRASH_POINTS + " crash points, " + FAULTS + " failing disks");
    }

    /**
     * A command to be stopped.
     *
     * @param before what the host has had done to it before
     * @param command the command itself
     * @param next what an administrator would do next, whatever the command has left
     */
    private record Scenario(
            String name, Consumer<TestHost> before, Function<TestHost, Result> command, Consumer<TestHost> next) {}

    private static List<Scenario> scenarios() {
        String create = "create -b; set zonepath=/export/zones/z; add attr; set name=a; set type=int; set value=1; end";
        Consumer<TestHost> configured = host -> host.require(host.zonecfg("-z", "z", create));
        Consumer<TestHost> installed = configured.andThen(host -> host.require(host.zoneadm("-z", "z", "install")));
        Consumer<TestHost> detached = installed.andThen(host -> host.require(host.zoneadm("-z", "z", "detach")));
        Consumer<TestHost> running = installed.andThen(host -> host.require(host.zoneadm("-z", "z", "boot")));
        Consumer<TestHost> twoZones =
                installed.andThen(host -> host.require(host.zonecfg("-z", "y", create.replace("/z;", "/y;"))));
        List<Scenario> all = new ArrayList<>();
        all.add(new Scenario(
                "zonecfg create", host -> {}, host -> host.zonecfg("-z", "z", create), CrashTest::createAgain));
        all.add(new Scenario("zonecfg set", configured, host -> host.zonecfg("-z", "z", "set autoboot=true"), host -> {
            host.require(host.zonecfg("-z", "z", "set autoboot=true"));
            assertTrue(host.zonecfg("-z", "z", "info").out().contains("autoboot: true"));
        }));
        all.add(new Scenario(
                "zonecfg rename",
                installed,
                host -> host.zonecfg("-z", "z", "set zonename=new"),
                CrashTest::renameAgain));
        all.add(new Scenario(
                "zonecfg delete", configured, host -> host.zonecfg("-z", "z", "delete -F"), CrashTest::deleteAgain));
        all.add(new Scenario("install", configured, host -> host.zoneadm("-z", "z", "install"), CrashTest::install));
        all.add(new Scenario(
                "install in an open zonepath",
                configured.andThen(host -> host.makeDirectory("/export/zones/z")),
                host -> host.zoneadm("-z", "z", "install"),
                CrashTest::install));
        Consumer<TestHost> linux = host ->
                host.require(host.zonecfg("-z", "z", "create -t lx-sparse; set zonepath=/export/zones/z; commit"));
        all.add(new Scenario(
                "install of a zone of Linux",
                linux,
                host -> host.zoneadm("-z", "z", "install"),
                host -> installLinux(host, "install")));
        all.add(new Scenario(
                "install -d",
                linux.andThen(CrashTest::tree),
                host -> host.zoneadm(
                        "-z", "z", "install", "-d", host.at("/tree").toString()),
                host -> installLinux(host, "install", "-d", host.at("/tree").toString())));
        for (String prefix : List.of("", "z/root/")) {
            all.add(new Scenario(
                    "install -a of " + (prefix.isEmpty() ? "a root" : "a zonepath"),
                    configured.andThen(host -> archive(host, prefix)),
                    host -> host.zoneadm(
                            "-z",
                            "z",
                            "install",
                            "-u",
                            "-a",
                            host.at("/archive").toString()),
                    CrashTest::installArchive));
        }
        all.add(new Scenario(
                "install -a of a container image",
                host -> {
                    image(host, "first");
                    image(host, "second");
                    host.require(host.zonecfg("-z", "z", "create -t lx; set zonepath=/export/zones/z; commit"));
                },
                host -> host.zoneadm(
                        "-z", "z", "install", "-a", host.at("/first").toString()),
                CrashTest::installOtherImage));
        all.add(new Scenario(
                "uninstall", installed, host -> host.zoneadm("-z", "z", "uninstall", "-F"), CrashTest::uninstall));
        all.add(new Scenario("clone", twoZones, host -> host.zoneadm("-z", "y", "clone", "z"), CrashTest::cloneAgain));
        all.add(new Scenario(
                "clone -c",
                twoZones.andThen(host -> host.write("/answers", "timezone=MET")),
                host -> host.zoneadm(
                        "-z", "y", "clone", "-c", host.at("/answers").toString(), "z"),
                CrashTest::cloneAgain));
        all.add(new Scenario(
                "move", installed, host -> host.zoneadm("-z", "z", "move", "/export/new/deep"), CrashTest::moveAgain));
        all.add(new Scenario(
                "detach", installed, host -> host.zoneadm("-z", "z", "detach"), CrashTest::detachAndAttach));
        all.add(new Scenario(
                "attach", detached, host -> host.zoneadm("-z", "z", "attach"), CrashTest::detachAndAttach));
        all.add(new Scenario(
                "attach in an open zonepath",
                detached.andThen(CrashTest::open),
                host -> host.zoneadm("-z", "z", "attach"),
                CrashTest::detachAndAttach));
        all.add(new Scenario(
                "attach -F", detached, host -> host.zoneadm("-z", "z", "attach", "-F"), CrashTest::detachAndAttach));
        all.add(new Scenario(
                "attach of what a move has left",
                detached.andThen(host -> host.write("/export/zones/z/.zonemove", "0123456789abcdef left z\n")),
                host -> host.zoneadm("-z", "z", "attach"),
                CrashTest::takeUpWhatWasLeft));
        all.add(new Scenario(
                "uninstall of what a move has brought",
                installed.andThen(host -> host.write("/export/zones/z/.zonemove", "0123456789abcdef came z\n")),
                host -> host.zoneadm("-z", "z", "uninstall", "-F"),
                CrashTest::uninstall));
        all.add(new Scenario(
                "attach -u",
                detached.andThen(CrashTest::raise),
                host -> host.zoneadm("-z", "z", "attach", "-u"),
                CrashTest::updateAgain));
        for (String verb : List.of("ready", "boot")) {
            all.add(new Scenario(verb, installed, host -> host.zoneadm("-z", "z", verb), CrashTest::bootAndHalt));
        }
        for (String verb : List.of("halt", "reboot", "shutdown")) {
            all.add(new Scenario(verb, running, host -> host.zoneadm("-z", "z", verb), CrashTest::bootAndHalt));
        }
        all.add(new Scenario(
                "mark", installed, host -> host.zoneadm("-z", "z", "mark", "incomplete"), CrashTest::uninstall));
        return all;
    }

    private static void createAgain(TestHost host) {
        if (!host.zoneadm("list", "-c").out().contains("z")) {
            host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        }
        install(host);
    }

    private static void renameAgain(TestHost host) {
        if (host.zoneadm("list", "-c").out().contains("z")) {
            host.require(host.zonecfg("-z", "z", "set zonename=new"));
        }
        host.require(host.zoneadm("-z", "new", "boot"));
        assertEquals("global\nnew\n", host.zoneadm("list", "-c").out());
        assertFalse(Files.exists(host.at("/etc/zones/z.xml")), "the old document stays");
        assertFalse(Files.exists(host.at("/etc/zones/z.rename")), "the note stays");
        assertEquals(1, host.zoneadm("-z", "z", "verify").status());
    }

    private static void deleteAgain(TestHost host) {
        if (host.zoneadm("list", "-c").out().contains("z")) {
            host.require(host.zonecfg("-z", "z", "delete -F"));
        }
        assertEquals(1, host.zonecfg("-z", "z", "info").status());
        createAgain(host);
    }

    private static void install(TestHost host) {
        if (host.state("z").equals("incomplete")) {
            host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        }
        if (host.state("z").equals("configured")) {
            host.require(host.zoneadm("-z", "z", "install"));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
        assertTrue(Files.exists(host.at("/export/zones/z/root/opt/file")), "the zone's file is missing");
    }

    private static void archive(TestHost host, String prefix) {
        CpioMaker maker = new CpioMaker(CpioMaker.Format.NEWC);
        for (String name : List.of("etc", "etc/svc", "usr", "sbin", "lib", "var", "var/svc", "opt")) {
            maker.directory(prefix + name);
        }
        maker.file(prefix + "opt/file", "x")
                .file(prefix + "etc/vfstab", "/dev/dsk/c0t0d0s0 /dev/rdsk/c0t0d0s0 / ufs 1 no -\n")
                .file(prefix + "var/sadm/install/contents", "")
                .file(prefix + "var/sadm/pkg/SUNWx/pkginfo", host.read("/var/sadm/pkg/SUNWx/pkginfo"));
        host.write("/archive", maker.whole());
    }

    private static void installArchive(TestHost host) {
        if (!host.state("z").equals("installed")) {
            host.require(host.zoneadm(
                    "-z", "z", "install", "-u", "-a", host.at("/archive").toString()));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
        assertEquals("x", host.read("/export/zones/z/root/opt/file"));
        assertTrue(host.read("/export/zones/z/root/etc/vfstab").startsWith("#"), "vfstab is as it was");
        assertTrue(Files.exists(host.at("/export/zones/z/root/etc/.UNCONFIGURED")), "it asks nothing");
        assertFalse(Files.exists(host.at("/export/zones/z/.zoneadm.unpack/root")), "what was unpacked beside stays");
    }

    private static void image(TestHost host, String name) {
        new ImageMaker(host.at("/" + name))
                .layer(new TarMaker().directory("etc").file("file", name))
                .run("\"Cmd\":[\"/" + name + "\"]")
                .layout();
    }

    /** What was not finished has left nothing in the zone's configuration that another image would not get past. */
    private static void installOtherImage(TestHost host) {
        String image = "first";
        if (!host.state("z").equals("installed")) {
            image = "second";
            Result result = host.require(
                    host.zoneadm("-z", "z", "install", "-a", host.at("/second").toString()));
            assertFalse(result.err().contains("stay as they are"), result.err());
        }
        assertEquals(image, host.read("/export/zones/z/root/file"));
        String attrs = host.require(host.zonecfg("-z", "z", "info attr")).out();
        assertTrue(attrs.contains("value: /" + image + "\n"), attrs);
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        assertFalse(Files.exists(host.at("/export/zones/z")), "the zonepath stays");
    }

    private static void tree(TestHost host) {
        host.write("/tree/etc/hostname", "tree");
        host.write("/tree/bin/sh", "shell");
    }

    private static void installLinux(TestHost host, String... words) {
        List<String> install = new ArrayList<>(List.of("-z", "z"));
        install.addAll(List.of(words));
        for (int i = 0; i < 2; i++) {
            if (host.state("z").equals("incomplete")) {
                host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
            }
            if (host.state("z").equals("configured")) {
                host.require(host.zoneadm(install.toArray(String[]::new)));
            }
            assertEquals("z\n", host.read("/export/zones/z/root/etc/hostname"));
            host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
            assertFalse(Files.exists(host.at("/export/zones/z")), "the zonepath stays");
        }
    }

    private static void cloneAgain(TestHost host) {
        if (host.state("y").equals("incomplete")) {
            host.require(host.zoneadm("-z", "y", "uninstall", "-F"));
        }
        if (host.state("y").equals("configured")) {
            host.require(host.zoneadm("-z", "y", "clone", "z"));
        }
        host.require(host.zoneadm("-z", "y", "boot"));
        host.require(host.zoneadm("-z", "z", "boot"));
    }

    private static void open(TestHost host) {
        try {
            Files.setPosixFilePermissions(host.at("/export/zones/z"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void uninstall(TestHost host) {
        if (!host.state("z").equals("configured")) {
            host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        }
        assertFalse(Files.exists(host.at("/export/zones/z")), "the zonepath stays");
        install(host);
    }

    private static void moveAgain(TestHost host) {
        host.require(host.zoneadm("-z", "z", "halt"));
        boolean moved = host.zoneadm("-z", "z", "list", "-p").out().contains("/export/new/deep");
        assertEquals(moved, Files.exists(host.at("/export/new/deep")), "at the new place");
        assertEquals(!moved, Files.exists(host.at("/export/zones/z")), "at the old place");
        assertFalse(Files.exists(host.at("/etc/zones/z.move")), "the note stays");
        if (!moved) {
            assertFalse(Files.exists(host.at("/export/new")), "directories made for it stay");
            host.require(host.zoneadm("-z", "z", "move", "/export/new/deep"));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
        assertTrue(Files.exists(host.at("/export/new/deep/root/opt/file")), "the zone's file is missing");
    }

    private static void detachAndAttach(TestHost host) {
        if (host.state("z").equals("configured")) {
            host.require(host.zoneadm("-z", "z", "attach"));
        }
        host.require(host.zoneadm("-z", "z", "detach"));
        host.require(host.zoneadm("-z", "z", "attach"));
        host.require(host.zoneadm("-z", "z", "boot"));
        assertFalse(Files.exists(host.at("/export/zones/z/SUNWdetached.xml")), "the manifest stays");
    }

    /** Files of an attached zone are never said to be what a move has left. */
    private static void takeUpWhatWasLeft(TestHost host) {
        Path mark = host.at("/export/zones/z/.zonemove");
        assertFalse(host.state("z").equals("installed") && Files.exists(mark), "the mark stays");
        detachAndAttach(host);
        assertFalse(Files.exists(mark), "the mark stays");
    }

    /** Brings the host to a higher level. */
    private static void raise(TestHost host) {
        host.pkg("SUNWy", "PKG=SUNWy", "VERSION=2.0", "SUNW_PKG_ALLZONES=true");
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=2.0", "SUNW_PKG_ALLZONES=true", "PATCHLIST=118833-17");
        host.write("/opt/file", "y");
        host.write("/opt/other", "y");
        host.contents(
                "/opt d none 0755 root root SUNWx SUNWy",
                "/opt/file f none 0644 root root 1 121 1 SUNWx",
                "/opt/other f none 0644 root root 1 121 1 SUNWy");
    }

    private static void updateAgain(TestHost host) {
        if (host.state("z").equals("configured")) {
            host.require(host.zoneadm("-z", "z", "attach", "-u"));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
        assertEquals("y", host.read("/export/zones/z/root/opt/file"));
        assertEquals("y", host.read("/export/zones/z/root/opt/other"));
        assertFalse(Files.exists(host.at("/export/zones/z/SUNWupdate.journal")), "the note stays");
    }

    private static void bootAndHalt(TestHost host) {
        host.require(host.zoneadm("-z", "z", "boot"));
        assertEquals("running", host.state("z"));
        host.require(host.zoneadm("-z", "z", "halt"));
        assertEquals("installed", host.state("z"));
    }

    private TestHost host() {
        TestHost host = TestHost.empty(fresh().resolve("host"));
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=1.0", "SUNW_PKG_ALLZONES=true", "PATCHLIST=118833-17");
        host.write("/opt/file", "x");
        host.contents("/opt d none 0755 root root SUNWx", "/opt/file f none 0644 root root 1 120 1 SUNWx");
        return host;
    }

    @TestFactory
    Stream<DynamicTest> aMachineThatIsSwitchedOffLeavesNothingThatTheNextCommandCannotPutRight() {
        return scenarios().stream().map(s -> DynamicTest.dynamicTest(s.name(), () -> switchOff(s, Steps.NONE)));
    }

    @TestFactory
    Stream<DynamicTest> soDoesAMoveToAnotherFileSystem() {
        return scenarios().stream()
                .filter(s -> s.name().equals("move"))
                .map(s -> DynamicTest.dynamicTest(s.name(), () -> switchOff(s, CrashTest::otherFileSystem)));
    }

    private static void otherFileSystem(String change, Path path) throws IOException {
        if (change.equals("rename") && path.endsWith("export/new/deep")) {
            throw new AtomicMoveNotSupportedException(null, path.toString(), "another file system");
        }
    }

    private void switchOff(Scenario scenario, Steps fault) {
        TestHost host = host();
        scenario.before().accept(host);
        List<Path> moments = new ArrayList<>();
        Path kept = fresh();
        Result result = scenario.command().apply(host.watchedBy((change, path) -> {
            Path moment = kept.resolve("moment" + moments.size());
            moments.add(moment);
            copy(host.root(), moment);
            fault.before(change, path);
        }));
        assertEquals(0, result.status(), result.err());
        assertTrue(moments.size() > 1, "no change was seen");
        for (Path moment : moments) {
            sane(TestHost.existing(moment));
            scenario.next().accept(TestHost.existing(moment));
            sane(TestHost.existing(moment));
        }
        CRASH_POINTS.addAndGet(moments.size());
    }

    @TestFactory
    Stream<DynamicTest> aDiskThatIsFullLeavesEverythingAsItWas() {
        return scenarios().stream()
                .map(s -> DynamicTest.dynamicTest(s.name(), () -> failFromEachStepOn(s, NEEDING_SPACE::contains)));
    }

    @TestFactory
    Stream<DynamicTest> aHostThatCannotBeChangedAnyMoreIsPutRightWhenItCanBe() {
        return scenarios().stream()
                .map(s -> DynamicTest.dynamicTest(s.name(), () -> failFromEachStepOn(s, change -> true)));
    }

    private void failFromEachStepOn(Scenario scenario, java.util.function.Predicate<String> fails) {
        boolean failed = true;
        for (int from = 0; failed; from++) {
            TestHost host = host();
            scenario.before().accept(host);
            String listed = host.zoneadm("list", "-cp").out();
            int first = from;
            int[] step = {0};
            Result result = scenario.command().apply(host.watchedBy((change, path) -> {
                if (step[0]++ >= first && fails.test(change)) {
                    throw new FileSystemException(path.toString(), null, "No space left on device");
                }
            }));
            host.watchedBy(Steps.NONE);
            failed = result.status() != 0;
            if (failed) {
                FAULTS.incrementAndGet();
                assertEquals(1, result.status());
                assertTrue(result.err().contains("No space left on device"), result.err());
                assertFalse(result.err().contains("\tat "), result.err());
            }
            sane(host);
            if (failed && !fails.test("remove")) {
                String now = host.zoneadm("list", "-cp").out();
                assertTrue(now.equals(listed) || now.contains(":incomplete:"), "step " + first + ": " + now);
            }
            scenario.next().accept(host);
            sane(host);
            assertNotEquals(500, from, "the command never succeeds");
        }
    }

    /** The index is well-formed, every zone of it has a configuration, and list and info work. */
    private static void sane(TestHost host) {
        Result list = host.zoneadm("list", "-cp");
        assertEquals(0, list.status(), list.err());
        for (String line : list.out().lines().toList()) {
            String[] fields = line.split(":", -1);
            assertEquals(7, fields.length, line);
            if (!fields[1].equals("global")) {
                Result info = host.zonecfg("-z", fields[1], "info");
                assertEquals(0, info.status(), info.err());
            }
        }
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(directory, "t");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a host; the inode in the note of a move, which a machine that comes up again would find, is the copy's. */
    private static void copy(Path source, Path target) {
        try {
            Process cp = new ProcessBuilder("cp", "-a", source.toString(), target.toString()).start();
            assertEquals(0, cp.waitFor());
            TestHost copy = TestHost.existing(target);
            if (Files.exists(copy.at("/etc/zones/z.move"))) {
                String note = copy.read("/etc/zones/z.move");
                for (String place : List.of("export/zones/z", "export/new/deep")) {
                    if (Files.exists(source.resolve(place))) {
                        note = note.replace(inode(source.resolve(place)), inode(target.resolve(place)));
                    }
                }
                copy.write("/etc/zones/z.move", note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String inode(Path path) throws IOException {
        return "inode " + Files.getAttribute(path, "unix:ino") + "\n";
    }
}
