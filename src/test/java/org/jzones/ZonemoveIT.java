package org.jzones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Snapshot;
import org.jzones.support.SshServer;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Moves between two host roots over a real sshd: they arrive whole, are refused before anything has changed, and wherever
 * they are cut off can be carried on with and taken back, the zone never being attached on both sides.
 */
class ZonemoveIT {
    /** The runs of ssh of a plain move, in order: two that only ask, then those of the move itself. */
    private static final int PREPARE = 4;

    private static final int COPY = 5;
    private static final int CONFIGURE = 8;
    private static final int ATTACH = 9;
    private static final int UNMARK = 10;

    private static final String ZONEADM =
            Path.of("scripts/zoneadm").toAbsolutePath().toString();
    private static final String ZONEMOVE =
            Path.of("scripts/zonemove").toAbsolutePath().toString();

    @TempDir
    static Path serverDirectory = Path.of("");

    private static Optional<SshServer> server = Optional.empty();

    @TempDir
    Path directory = Path.of("");

    private TestHost source = TestHost.existing(directory);
    private TestHost target = TestHost.existing(directory);

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = SshServer.start(serverDirectory);
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @BeforeEach
    void makeHosts() throws IOException {
        Assumptions.assumeTrue(server.isPresent(), "no sshd");
        ssh().calm();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        source = TestHost.example(directory.resolve("source"), "host1");
        target = TestHost.example(directory.resolve("target"), "host1");
    }

    private static SshServer ssh() {
        return server.orElseThrow();
    }

    private Result zonemove(String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ZONEMOVE, "-R", source.root().toString(), "--ssh", ssh().ssh()));
        command.addAll(List.of(args));
        return run(command);
    }

    private Result moves(String... args) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("--remote-root", target.root().toString(), "--remote-zoneadm", ZONEADM));
        all.addAll(List.of(args));
        return zonemove(all.toArray(String[]::new));
    }

    private Result run(List<String> command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("still running: " + command + Files.readString(err));
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static String state(TestHost host, String zone) {
        Result result = host.zoneadm("-z", zone, "list", "-p");
        return result.status() == 0 ? result.out().split(":")[2] : "unknown";
    }

    private static boolean isAttached(TestHost host, String zone) {
        return List.of("installed", "ready", "running").contains(state(host, zone));
    }

    private void assertNotOnBoth() {
        assertFalse(isAttached(source, "z") && isAttached(target, "z"), "attached on both sides");
    }

    /** A zone with files of every kind and with names of every kind. */
    private Path furnished(String create) throws IOException, InterruptedException {
        source.installed("z", create);
        Path root = source.at("/export/zones/z/root");
        Path kinds = Files.createDirectories(root.resolve("opt/kinds"));
        for (String name : List.of(
                "-rf",
                "a b",
                "it's \"quoted\"",
                "$(touch gone)`touch gone`;touch gone",
                "two\nlines",
                "h\u00f6hle\u6d1e",
                ".zonemove",
                "*")) {
            Files.writeString(kinds.resolve(name), name.repeat(100));
        }
        Files.createLink(kinds.resolve("hard"), kinds.resolve("-rf"));
        Files.createSymbolicLink(kinds.resolve("soft"), Path.of("../../etc/passwd"));
        Files.createSymbolicLink(kinds.resolve("dangling"), Path.of("no\nwhere"));
        try (java.io.RandomAccessFile sparse =
                new java.io.RandomAccessFile(kinds.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(64L << 20);
            sparse.seek(32L << 20);
            sparse.write(1);
        }
        Files.setPosixFilePermissions(kinds.resolve("a b"), PosixFilePermissions.fromString("r-xr-x---"));
        Files.setAttribute(kinds.resolve("a b"), "unix:mode", 0104755);
        Files.setLastModifiedTime(kinds.resolve("*"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
        if (isRoot()) {
            Files.setAttribute(kinds.resolve("*"), "unix:uid", 54321, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(kinds.resolve("*"), "unix:gid", 12345, LinkOption.NOFOLLOW_LINKS);
        }
        run(List.of("mkfifo", kinds.resolve("pipe").toString()));
        Files.setAttribute(kinds.resolve("*"), "user:note", ByteBuffer.wrap(new byte[] {'x', 0, 'y'}));
        return source.at("/export/zones/z");
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Both trees are the same to rsync, contents and all, but for what attach takes away. */
    private void assertSameTrees(Path here, Path there) throws IOException, InterruptedException {
        Result difference = run(List.of(
                "rsync",
                "-naHX",
                "--numeric-ids",
                "--checksum",
                "--itemize-changes",
                "--delete",
                "--exclude=/SUNWdetached.xml",
                here + "/",
                there + "/"));
        assertEquals(0, difference.status(), difference.err());
        assertEquals("", difference.out().replace(".d..t...... ./\n", ""));
    }

    @Test
    void aSparseZoneArrivesWhole() throws IOException, InterruptedException {
        Path here = furnished("create");
        Result result = moves("--boot", "z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        assertTrue(
                result.out().matches("zone 'z' is on 127\\.0\\.0\\.1 now: \\d+ files, \\d+ MB, by rsync\n"),
                result.out());
        assertEquals("running", state(target, "z"));
        assertEquals("unknown", state(source, "z"));
        assertSameTrees(here, target.at("/export/zones/z"));
        assertFalse(Files.exists(source.at("/etc/zones/z.xml")));
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        assertFalse(Files.exists(target.at("/export/zones/z/.zonemove")));
        assertSparse(target.at("/export/zones/z/root/opt/kinds/sparse"));
    }

    private void assertSparse(Path file) throws IOException, InterruptedException {
        String kilobytes = run(List.of("du", "-k", file.toString())).out().split("\\s")[0];
        assertTrue(Long.parseLong(kilobytes) < 1024, kilobytes);
    }

    @Test
    void withoutRsyncTarBringsAWholeRootZoneToAnotherNameAndPlace() throws IOException, InterruptedException {
        Path here = furnished("create -b; add net; set physical=bge0; set address=10.0.0.1; end");
        Path copy = directory.resolve("copy");
        run(List.of("cp", "-a", here.toString(), copy.toString()));
        String place = "/export/zones/it's $(touch gone) a;b \"h\u00f6hle\"";
        Path norsync = Files.createDirectories(directory.resolve("norsync"));
        Files.writeString(norsync.resolve("rsync"), "#!/bin/sh\nexit 127\n");
        Files.setPosixFilePermissions(norsync.resolve("rsync"), PosixFilePermissions.fromString("rwxr-xr-x"));
        ssh().prefix("PATH=" + norsync + ":$PATH; export PATH; ");
        Result plan = moves("-n", "--json", "--zonepath", place, "z", "w@127.0.0.1");
        assertTrue(plan.out().contains("\"way\":\"tar\""), plan.toString());
        Result result = moves(
                "--zonepath",
                place,
                "--checksum",
                "--delete",
                "--json",
                "-c",
                "select net physical=bge0; set physical=e1000g0; end\n"
                        + "add attr; set name=note; set type=string; set value=\"'; touch gone; $(touch gone)\"; end",
                "z",
                "w@127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().contains("\"result\":\"moved\",\"way\":\"tar\",\"files\":"), result.out());
        assertEquals("installed", state(target, "w"));
        assertSameTrees(copy, target.at(place));
        assertSparse(target.at(place + "/root/opt/kinds/sparse"));
        assertFalse(Files.exists(here));
        String info = target.zonecfg("-z", "w", "export").out();
        assertTrue(info.contains("set physical=e1000g0"), info);
        assertTrue(info.contains("; touch gone; $(touch gone)"), info);
        assertFalse(Files.exists(Path.of(System.getProperty("user.home"), "gone")));
    }

    @Test
    void aMismatchIsShownBeforeAnythingHasChanged() throws IOException, InterruptedException {
        target = TestHost.example(directory.resolve("other"), "host2");
        source.installed("z", "create");
        Result result = refused("z", "127.0.0.1");
        assertTrue(result.err().contains("source host packages inconsistent with local host"), result.err());
        assertTrue(result.err().contains("127.0.0.1 would not attach it"), result.err());
        assertEquals(0, moves("-F", "z", "127.0.0.1").status());
        assertEquals("installed", state(target, "z"));
    }

    @Test
    void theBestOfSeveralHostsIsChosenAndOneThatDoesNotAnswerIsTold() throws IOException, InterruptedException {
        source.installed("z", "create");
        Result result = moves("--to-best", "z", "no-such-host.invalid", "w@127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.err().contains("no-such-host.invalid could not be reached by ssh"), result.err());
        assertEquals("installed", state(target, "w"));
    }

    @Test
    void ifNoHostCanTakeTheZoneEachSaysWhyAndNothingChanges() throws IOException, InterruptedException {
        target = TestHost.example(directory.resolve("other"), "host2");
        source.installed("z", "create");
        Result result = refused("--to-best", "z", "127.0.0.1");
        assertTrue(result.err().contains("none of the hosts can take the zone"), result.err());
        assertTrue(result.err().contains("needs"), result.err());
    }

    @Test
    void theOtherMachineUpdatesTheZoneIfAsked() throws IOException, InterruptedException {
        source.installed("z", "create");
        String pkginfo = "/var/sadm/pkg/SUNWaudf/pkginfo";
        String newer = target.read(pkginfo).replace("REV=2005.12.13.01.06", "REV=2006.01.03.00.45");
        target.write(pkginfo, newer);
        assertTrue(refused("z", "127.0.0.1").err().contains("SUNWaudf"));
        Result result = moves("-u", "--to-best", "z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertEquals("installed", state(target, "z"));
        assertEquals(newer, target.read("/export/zones/z/root" + pkginfo));
    }

    private Result refused(String... args) throws IOException, InterruptedException {
        Snapshot here = Snapshot.of(source);
        Snapshot there = Snapshot.of(target);
        Result result = moves(args);
        assertEquals(1, result.status(), result.toString());
        assertEquals(List.of(), Snapshot.of(source).changesSince(here), result.toString());
        assertEquals(List.of(), Snapshot.of(target).changesSince(there), result.toString());
        return result;
    }

    @Test
    void whatCannotWorkIsRefusedBeforeAnythingHasChanged() throws IOException, InterruptedException {
        source.installed("z", "create");
        target.zonecfg("-z", "z", "create; set zonepath=/export/zones/elsewhere; commit");
        target.zonecfg("-z", "near", "create; set zonepath=/export/zones/place/in; commit");
        target.write("/export/zones/used/file", "");
        assertTrue(refused("z", "127.0.0.1").err().contains("127.0.0.1 has a zone 'z' already"));
        assertTrue(refused("--zonepath", "/export/zones/used", "z", "w@127.0.0.1")
                .err()
                .contains("/export/zones/used exists already on 127.0.0.1"));
        assertTrue(refused("--zonepath", "/export/zones/place", "z", "w@127.0.0.1")
                .err()
                .contains("overlaps the zonepath of its zone 'near'"));
        assertTrue(refused("--zonepath", "/export/no/place", "z", "w@127.0.0.1")
                .err()
                .contains("/export/no, above the zonepath, is no directory"));
        ssh().calm();
        assertTrue(refused("-c", "select net physical=bge0; end", "z", "w@127.0.0.1")
                .err()
                .contains("there is no net resource"));
        assertTrue(refused("-c", "commit; delete -F", "z", "w@127.0.0.1").err().contains("is not for an edit"));
        assertTrue(refused("z", "--", "-oProxyCommand=touch gone").err().contains("is not the name of a host"));
        assertTrue(refused("z", "w@$(touch gone)").err().contains("is not the name of a host"));
        assertTrue(refused("z", "SUNWw@127.0.0.1").err().contains("is reserved"));
        assertEquals(0, ssh().runs(), "these are known without asking");
        assertTrue(refused("--remote-zoneadm", "/no/such/zoneadm", "z", "w@127.0.0.1")
                .err()
                .contains("127.0.0.1 has no /no/such/zoneadm"));
        source.zoneadm("-z", "z", "boot");
        assertTrue(refused("z", "w@127.0.0.1").err().contains("halt it first"));
    }

    @Test
    void troubleWithTheHostKeyIsToldInTheWordsOfSsh() throws IOException, InterruptedException {
        source.installed("z", "create");
        ssh().forgetHostKey(true);
        try {
            Result result = refused("z", "127.0.0.1");
            assertTrue(result.err().contains("Host key verification failed"), result.err());
            assertTrue(result.err().contains("127.0.0.1 could not be reached by ssh"), result.err());
        } finally {
            ssh().forgetHostKey(false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        PREPARE + ", cut-before",
        COPY + ", cut-before",
        COPY + ", cut-after",
        COPY + ", interrupt",
        CONFIGURE + ", cut-after"
    })
    void whatFailsBeforeTheAttachIsUndoneAtOnce(int run, String how) throws IOException, InterruptedException {
        source.installed("z", "create");
        source.zoneadm("-z", "z", "boot");
        Snapshot there = Snapshot.of(target);
        ssh().fault(run, how);
        Result result = moves("--halt", "z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("it is attached here again, as it was"), result.err());
        assertEquals("running", state(source, "z"), result.err());
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")), result.err());
        assertEquals("unknown", state(target, "z"));
        assertFalse(Files.exists(target.at("/export/zones/z")));
        assertEquals(
                List.of(),
                Snapshot.of(target).changesSince(there).stream()
                        // a host that never had a zone has an index from now on
                        .filter(change -> !change.startsWith("etc/zones/index: null"))
                        .toList());
    }

    @Test
    void aDiskThatFillsUpThereIsNoLoss() throws IOException, InterruptedException {
        furnished("create");
        Path place = target.at("/export/zones");
        Result mount = run(List.of("mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", place.toString()));
        Assumptions.assumeTrue(mount.status() == 0, "nothing can be mounted here: " + mount.err());
        try {
            Files.write(place.resolve("big"), new byte[6 << 20]);
            byte[] noHole = new byte[4 << 20];
            Arrays.fill(noHole, (byte) 1);
            Files.write(source.at("/export/zones/z/root/big"), noHole);
            assertTrue(refused("z", "127.0.0.1").err().contains("there is not enough room"));
            Files.delete(place.resolve("big"));
            ssh().hook(PREPARE, "head -c 6000000 /dev/zero >" + place + "/filler");
            Result result = moves("z", "127.0.0.1");
            assertEquals(1, result.status(), result.toString());
            assertTrue(result.err().contains("its files could not be copied to 127.0.0.1"), result.err());
            assertTrue(result.err().contains("it is attached here again"), result.err());
            assertEquals("installed", state(source, "z"));
            assertFalse(Files.exists(place.resolve("z")));
        } finally {
            run(List.of("umount", place.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        PREPARE + ", kill-before, resume",
        COPY + ", kill-before, abort",
        COPY + ", kill-after, resume",
        CONFIGURE + ", kill-before, abort",
        CONFIGURE + ", kill-after, resume",
        ATTACH + ", kill-before, resume",
        ATTACH + ", kill-before, abort",
        ATTACH + ", kill-after, resume",
        ATTACH + ", kill-after, abort",
        UNMARK + ", kill-before, resume",
        UNMARK + ", kill-after, resume"
    })
    void aMoverThatIsKilledCanBeFollowedByAnother(int run, String how, String then)
            throws IOException, InterruptedException {
        Path here = furnished("create");
        ssh().fault(run, how);
        Result killed = moves("z", "127.0.0.1");
        assertEquals(137, killed.status(), killed.toString());
        assertNotOnBoth();
        assertTrue(Files.exists(source.at("/etc/zones/z.zonemove")));
        Result attach = source.zoneadm("-z", "z", "attach");
        assertTrue(attach.err().contains("it is on its way to 127.0.0.1"), attach.err());
        assertEquals(1, source.zoneadm("-z", "z", "attach", "-F").status());
        assertEquals(1, source.zonecfg("-z", "z", "delete", "-F").status());
        assertEquals(1, moves("z", "127.0.0.1").status());
        ssh().calm();
        settles(here, then);
    }

    private void settles(Path here, String then) throws IOException, InterruptedException {
        Result result = zonemove("--" + then, "z");
        assertEquals(0, result.status(), result.toString());
        assertNotOnBoth();
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        if (then.equals("resume")) {
            assertEquals("installed", state(target, "z"));
            assertEquals("unknown", state(source, "z"));
            assertSameTrees(here, target.at("/export/zones/z"));
            assertFalse(Files.exists(target.at("/export/zones/z/.zonemove")));
        } else {
            assertEquals("installed", state(source, "z"));
            assertEquals("unknown", state(target, "z"));
            assertFalse(Files.exists(target.at("/export/zones/z")));
            assertFalse(Files.exists(source.at("/export/zones/z/SUNWdetached.xml")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "abort"})
    void whetherItWasAttachedOnlyTheOtherMachineCanTell(String then) throws IOException, InterruptedException {
        Path here = furnished("create");
        // the answer to the attach is lost, and so is that to the question after it
        ssh().fault(ATTACH, "twice");
        Result plain = moves("z", "127.0.0.1");
        assertEquals(1, plain.status(), plain.toString());
        assertTrue(plain.err().contains("whether that has happened is not known"), plain.err());
        String root = "zonemove -R " + source.root();
        assertTrue(plain.err().contains("'" + root + " --resume z'"), plain.err());
        assertTrue(plain.err().contains("'" + root + " --abort z'"), plain.err());
        assertEquals("configured", state(source, "z"));
        assertNotOnBoth();
        ssh().fault(1, "cut-before");
        assertEquals(1, zonemove("--" + then, "z").status());
        assertEquals("configured", state(source, "z"), "nothing is done without an answer");
        ssh().calm();
        settles(here, then);
    }

    @Test
    void aZoneThatRunsThereIsNotTakenBack() throws IOException, InterruptedException {
        furnished("create");
        ssh().fault(ATTACH, "kill-after");
        moves("z", "127.0.0.1");
        ssh().calm();
        target.require(target.zoneadm("-z", "z", "boot"));
        Result abort = zonemove("--abort", "z");
        assertEquals(1, abort.status(), abort.toString());
        assertTrue(abort.err().contains("127.0.0.1 has it, and it is running there"), abort.err());
        assertNotOnBoth();
        assertEquals(0, zonemove("--resume", "z").status());
        assertEquals("running", state(target, "z"));
    }

    @Test
    void anAttachThatIsRefusedBringsTheZoneBack() throws IOException, InterruptedException {
        source.installed("z", "create");
        // the other machine loses a package between the question and the attach
        ssh().hook(ATTACH, "rm -rf " + target.at("/var/sadm/pkg/SUNWcsr"));
        Result result = moves("z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("127.0.0.1 has refused to attach it"), result.err());
        assertEquals("installed", state(source, "z"));
        assertEquals("unknown", state(target, "z"));
        assertFalse(Files.exists(target.at("/export/zones/z")));
    }

    @Test
    void onSharedStorageNothingIsCopied() throws IOException, InterruptedException {
        source.installed("z", "create");
        Path there = target.at("/export/zones/z");
        Files.createDirectory(there);
        Result mount =
                run(List.of("mount", "--bind", source.at("/export/zones/z").toString(), there.toString()));
        Assumptions.assumeTrue(mount.status() == 0, "nothing can be mounted here: " + mount.err());
        try {
            Result result = moves("--shared", "z", "127.0.0.1");
            assertEquals(0, result.status(), result.toString());
            assertEquals("installed", state(target, "z"));
            assertEquals("unknown", state(source, "z"));
            assertTrue(Files.exists(source.at("/export/zones/z/root")));
        } finally {
            run(List.of("umount", there.toString()));
        }
    }

    @Test
    void whatWasRefusedAsSharedIsAttachedHereAgain() throws IOException, InterruptedException {
        source.installed("z", "create");
        target.makeDirectory("/export/zones/z/root");
        Result result = moves("--shared", "z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("does not hold the files that are here"), result.err());
        assertEquals("installed", state(source, "z"));
        assertTrue(Files.exists(target.at("/export/zones/z/root")));
    }
}
