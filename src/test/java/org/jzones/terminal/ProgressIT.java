package org.jzones.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.FakeMachine;
import org.jzones.support.Program;
import org.jzones.support.Pty;
import org.jzones.support.Pty.Chunk;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Long commands at a terminal say how far they are while they are at it. The programs they wait for are slowed down, so that
 * the work takes seconds, and what matters is how long nothing is shown in them.
 */
class ProgressIT {
    private static final String SLOW_PIPE =
            "while dd bs=128k count=4 iflag=fullblock 2>\"$0.said\"; do grep -q '^0+0' \"$0.said\" && break; sleep 0.1; done";

    /** Half of the shortest work here; a frame comes five times a second unless the machine is very busy. */
    private static final long LONGEST_GAP_MILLIS = 2500;

    private static final int MEGABYTES = 20;

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);
    private Path programs = directory;

    @BeforeEach
    void makeHost() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        host = TestHost.example(directory.resolve("host"), "host1");
        programs = Files.createDirectory(directory.resolve("programs"));
    }

    private static String script(String name) {
        return Path.of("scripts/" + name).toAbsolutePath().toString();
    }

    private void program(String name, String text) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Where it packs files, tar is slow. */
    private void slowTar() throws IOException {
        program("tar", "case $* in *-cf*) /bin/tar \"$@\" | " + SLOW_PIPE + " ;; *) exec /bin/tar \"$@\" ;; esac\n");
    }

    private void slowSync() throws IOException {
        program("sync", "sleep 5\n");
    }

    private void bigZone() throws IOException {
        host.installed("z", "create");
        try (RandomAccessFile file =
                new RandomAccessFile(host.at("/export/zones/z/root/big").toFile(), "rw")) {
            byte[] megabyte = new byte[1 << 20];
            new java.util.Random(1).nextBytes(megabyte);
            for (int i = 0; i < MEGABYTES; i++) {
                file.write(megabyte);
            }
        }
    }

    private List<Chunk> watched(int columns, String... command) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ZONES_JAVA_HOME", String.valueOf(System.getProperty("java.home")));
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        environment.put(Pty.COLUMNS, Integer.toString(columns));
        try (Pty pty = Pty.start(directory, environment, command)) {
            assertEquals(0, pty.status(), pty.screen());
            return pty.chunks();
        }
    }

    private List<Chunk> zoneadm(int columns, String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(script("zoneadm"), "-R", host.root().toString()));
        command.addAll(List.of(args));
        return watched(columns, command.toArray(String[]::new));
    }

    /** What the line has shown, one text a time it was written. */
    private static List<String> frames(List<Chunk> chunks, String task) {
        return chunks.stream()
                .flatMap(chunk -> Stream.of(chunk.text().split("[\r\n]+")))
                .map(String::stripTrailing)
                .filter(text -> text.startsWith(task))
                .toList();
    }

    private static void assertAlive(List<Chunk> chunks, String task) {
        List<Chunk> frames =
                chunks.stream().filter(chunk -> chunk.text().contains(task)).toList();
        assertTrue(frames.size() >= 4, "too few frames: " + chunks);
        for (int i = 1; i < frames.size(); i++) {
            long gap = TimeUnit.NANOSECONDS.toMillis(
                    frames.get(i).nanos() - frames.get(i - 1).nanos());
            assertTrue(gap < LONGEST_GAP_MILLIS, gap + " ms before " + frames.get(i) + " of " + frames);
        }
        long all = TimeUnit.NANOSECONDS.toMillis(
                frames.get(frames.size() - 1).nanos() - frames.get(0).nanos());
        assertTrue(all > LONGEST_GAP_MILLIS, "the work was not slow: " + all + " ms");
    }

    private static void assertEndsFull(List<Chunk> chunks, String task) {
        List<String> bars =
                frames(chunks, task).stream().filter(text -> text.contains("%")).toList();
        assertTrue(bars.get(bars.size() - 1).startsWith(task + " 100%"), bars.toString());
        assertEquals(1, bars.stream().filter(text -> text.contains("100%")).count(), bars.toString());
    }

    @Test
    void aCloneIsSeenAtWorkAndEndsFull() throws IOException, InterruptedException {
        bigZone();
        slowTar();
        host.zonecfg("-z", "y", "create; set zonepath=/export/zones/y");
        List<Chunk> chunks = zoneadm(100, "-z", "y", "clone", "z");
        assertAlive(chunks, "clone ");
        assertEndsFull(chunks, "clone");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 12})
    void theLineIsNotWiderThanTheTerminal(int columns) throws IOException, InterruptedException {
        bigZone();
        slowTar();
        host.zonecfg("-z", "y", "create; set zonepath=/export/zones/y");
        List<Chunk> chunks = zoneadm(columns, "-z", "y", "clone", "z");
        List<String> frames = frames(chunks, "clone");
        assertFalse(frames.isEmpty(), chunks.toString());
        for (Chunk chunk : chunks) {
            for (String line : chunk.text().split("[\r\n]+")) {
                assertTrue(line.length() < columns, "'" + line + "' in " + columns + " columns");
            }
        }
        assertEndsFull(chunks, "clone");
    }

    @Test
    void aMoveToAnotherFileSystemIsSeenAtWorkAndEndsFull() throws IOException, InterruptedException {
        bigZone();
        Path place = Files.createDirectory(host.at("/export/other"));
        Result mounted = Program.of("mount", "--bind", place.toString(), place.toString())
                .run();
        Assumptions.assumeTrue(mounted.status() == 0, "SKIPPED: nothing can be mounted here: " + mounted.err());
        try {
            slowTar();
            List<Chunk> chunks = zoneadm(100, "-z", "z", "move", "/export/other/z");
            assertAlive(chunks, "move ");
            assertEndsFull(chunks, "move");
        } finally {
            Program.of("umount", place.toString()).run();
        }
    }

    @Test
    void waitingForTheDiskIsSaidAndTakenBack() throws IOException, InterruptedException {
        slowSync();
        host.zonecfg("-z", "z", "create; set zonepath=/export/zones/z");
        List<Chunk> chunks = zoneadm(100, "-z", "z", "install");
        assertAlive(chunks, "install: waiting for the disk");
        assertTrue(lastLines(chunks).startsWith("zoneadm: zone 'z': "), lastLines(chunks));
    }

    @Test
    void anUpdateIsSeenAtWork() throws IOException, InterruptedException {
        host.detached("z", "create");
        String pkginfo = "/var/sadm/pkg/SUNWaudf/pkginfo";
        host.write(pkginfo, host.read(pkginfo).replace("REV=2005.12.13.01.06", "REV=2006.01.03.00.45"));
        slowSync();
        List<Chunk> chunks = zoneadm(100, "-z", "z", "attach", "-u");
        assertAlive(chunks, "update: waiting for the disk");
        assertFalse(lastLines(chunks).contains("waiting"), lastLines(chunks));
    }

    @Test
    void anInventoryOfManyFilesIsSeenAtWorkAndEndsFull() throws IOException, InterruptedException {
        host.write("/zz/file", "");
        StringBuilder contents = new StringBuilder(host.read("/var/sadm/install/contents"));
        contents.append("/zz/file f none 0644 root bin 1 1 1106350218 SUNWaudf\n".repeat(600_000));
        host.write("/var/sadm/install/contents", contents.toString());
        List<Chunk> chunks =
                zoneadm(100, "inventory", "-o", directory.resolve("inventory").toString());
        assertEndsFull(chunks, "inventory");
    }

    /** What stays on the screen: of every line what was written last. */
    private static String lastLines(List<Chunk> chunks) {
        StringBuilder all = new StringBuilder();
        chunks.forEach(chunk -> all.append(chunk.text()));
        StringBuilder screen = new StringBuilder();
        for (String line : all.toString().split("\r*\n")) {
            String shown = "";
            for (String part : line.split("\r")) {
                shown = part + (shown.length() > part.length() ? shown.substring(part.length()) : "");
            }
            screen.append(shown.stripTrailing()).append('\n');
        }
        return screen.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsync", "tar"})
    void aMoveToAnotherMachineIsSeenAtWorkAndEndsFull(String way) throws IOException, InterruptedException {
        FakeMachine there = FakeMachine.in(Files.createDirectory(directory.resolve("machine")));
        bigZone();
        if (way.equals("tar")) {
            program("rsync", "exit 127\n");
            there.lie("-xpf", SLOW_PIPE + " | sh -c \"$*\"");
        } else {
            program("rsync", "case $* in -a*) set -- --bwlimit=4096 \"$@\" ;; esac; exec /usr/bin/rsync \"$@\"\n");
        }
        List<String> command =
                new ArrayList<>(List.of(script("zonemove"), "-R", host.root().toString()));
        command.addAll(there.options());
        command.addAll(List.of("z", "elsewhere"));
        List<Chunk> chunks = watched(40, command.toArray(String[]::new));
        assertAlive(chunks, "zonemove ");
        assertEndsFull(chunks, "zonemove");
        assertTrue(frames(chunks, "zonemove").contains("zonemove: asking elsewhere"), chunks.toString());
        assertTrue(
                lastLines(chunks).matches("zonemove 100% .*\nzone 'z' is on elsewhere now.*\n.*\n"), lastLines(chunks));
    }
}
