package org.jzones.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost.Result;

/**
 * Two host roots as two machines, between which a real sshd on the loopback interface stands; without one the tests are
 * skipped.
 */
public abstract class TwoMachines {
    protected static final String ZONEADM =
            Path.of("scripts/zoneadm").toAbsolutePath().toString();
    protected static final String ZONEMOVE =
            Path.of("scripts/zonemove").toAbsolutePath().toString();

    @TempDir
    static Path serverDirectory = Path.of("");

    private static Optional<SshServer> server = Optional.empty();

    @TempDir
    protected Path directory = Path.of("");

    protected TestHost source = TestHost.existing(directory);
    protected TestHost target = TestHost.existing(directory);

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
        Assumptions.assumeTrue(server.isPresent(), "there is no sshd here that lets this user log in");
        ssh().calm();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        source = TestHost.example(directory.resolve("source"), "host1");
        target = TestHost.example(directory.resolve("target"), "host1");
    }

    protected static SshServer ssh() {
        return server.orElseThrow();
    }

    protected Result zonemove(String... args) throws IOException, InterruptedException {
        return run(zonemoveCommand(args));
    }

    /** In a process group of its own, as a shell at a terminal would start it. */
    protected List<String> zonemoveCommand(String... args) {
        List<String> command = new ArrayList<>(
                List.of("setsid", "-w", ZONEMOVE, "-R", source.root().toString(), "--ssh", ssh().ssh()));
        command.addAll(List.of(args));
        return command;
    }

    protected Result moves(String... args) throws IOException, InterruptedException {
        return run(movesCommand(args));
    }

    protected List<String> movesCommand(String... args) {
        List<String> all =
                new ArrayList<>(List.of("--remote-root", target.root().toString(), "--remote-zoneadm", ZONEADM));
        all.addAll(List.of(args));
        return zonemoveCommand(all.toArray(String[]::new));
    }

    protected Result run(List<String> command) throws IOException, InterruptedException {
        return Program.of(command).run();
    }

    protected static String state(TestHost host, String zone) {
        Result result = host.zoneadm("-z", zone, "list", "-p");
        return result.status() == 0 ? result.out().split(":")[2] : "unknown";
    }

    protected static boolean isAttached(TestHost host, String zone) {
        return List.of("installed", "ready", "running").contains(state(host, zone));
    }

    protected void assertNotOnBoth() {
        assertFalse(isAttached(source, "z") && isAttached(target, "z"), "attached on both sides");
    }

    /** A zone with files of every kind and with names of every kind. */
    protected Path furnished(String create) throws IOException, InterruptedException {
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
            // not everywhere may root make devices; where it may they have to arrive
            run(List.of("mknod", source.at("/export/zones/z/dev/zero").toString(), "c", "1", "5"));
        }
        run(List.of("mkfifo", kinds.resolve("pipe").toString()));
        Files.setAttribute(kinds.resolve("*"), "user:note", ByteBuffer.wrap(new byte[] {'x', 0, 'y'}));
        return source.at("/export/zones/z");
    }

    protected static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Both trees are the same to rsync, contents and all, but for what attach takes away. */
    protected void assertSameTrees(Path here, Path there) throws IOException, InterruptedException {
        assertSameTrees("-naHAX", here, there);
    }

    /** @param what options that say what rsync looks at */
    protected void assertSameTrees(String what, Path here, Path there) throws IOException, InterruptedException {
        Result difference = run(List.of(
                "rsync",
                what,
                "--numeric-ids",
                "--checksum",
                "--itemize-changes",
                "--delete",
                "--exclude=/SUNWdetached.xml",
                "--exclude=/.zonemove",
                here + "/",
                there + "/"));
        assertEquals(0, difference.status(), difference.err());
        assertEquals("", difference.out().replace(".d..t...... ./\n", ""));
    }

    protected Result refused(String... args) throws IOException, InterruptedException {
        Snapshot here = Snapshot.of(source);
        Snapshot there = Snapshot.of(target);
        Result result = moves(args);
        assertEquals(1, result.status(), result.toString());
        assertEquals(List.of(), Snapshot.of(source).changesSince(here), result.toString());
        assertEquals(List.of(), Snapshot.of(target).changesSince(there), result.toString());
        return result;
    }

    protected void assertSparse(Path file) throws IOException, InterruptedException {
        String kilobytes = run(List.of("du", "-k", file.toString())).out().split("\\s")[0];
        assertTrue(Long.parseLong(kilobytes) < 1024, kilobytes);
    }
}
