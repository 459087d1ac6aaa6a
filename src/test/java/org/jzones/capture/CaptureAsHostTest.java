package org.jzones.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.archive.CompressOutput;
import org.jzones.support.DpkgHost;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** A capture answers, as it is, what the directory answers that it was made of. */
@Tag("once")
class CaptureAsHostTest {
    private static final Path TREES = Path.of(System.getProperty("host.trees", "../shared/sadm/trees.tar.xz"));

    @TempDir
    Path directory = Path.of("");

    private Path temporary = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
    }

    /** Whatever was read, nothing of it is left. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static void capture(Path root, Path file, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "scripts/jzones-capture", "-R", root.toString()));
        command.addAll(Arrays.asList(options));
        command.add(file.toString());
        Result done = Program.of(command).run();
        assertEquals(0, done.status(), done.toString());
    }

    private Result run(String... words) {
        return TestHost.existing(directory)
                .run(List.of(words), "", Map.of("TMPDIR", temporary.toString()), false, () -> 0);
    }

    private TestHost example(String level) {
        TestHost host = TestHost.example(directory.resolve(level), level);
        host.write("/etc/nodename", level + "\n");
        host.installed("web", "create");
        host.detached("mail", "create -b; add inherit-pkg-dir; set dir=/opt; end");
        host.require(host.zonecfg("-z", "new", "create -b; set zonepath=/export/zones/new"));
        return host;
    }

    /** What is told about the machine it was captured on, by whom it was and so on. */
    private static String withoutNotes(String err) {
        StringBuilder rest = new StringBuilder();
        err.lines()
                .filter(line -> !line.contains(": note: "))
                .forEach(line -> rest.append(line).append('\n'));
        return rest.toString();
    }

    private void requireSame(Path host, Path capture, String... words) {
        List<String> onHost = new ArrayList<>(List.of(words[0], "-R", host.toString()));
        List<String> onCapture = new ArrayList<>(List.of(words[0], "-R", capture.toString()));
        onHost.addAll(Arrays.asList(words).subList(1, words.length));
        onCapture.addAll(Arrays.asList(words).subList(1, words.length));
        Result expected = run(onHost.toArray(String[]::new));
        Result said = run(onCapture.toArray(String[]::new));
        assertEquals(expected.out(), said.out(), onCapture.toString());
        assertEquals(
                expected.err().replace(host.toString(), "ROOT"),
                withoutNotes(said.err()).replace(capture.toString(), "ROOT"),
                onCapture.toString());
        assertEquals(expected.status(), said.status(), onCapture.toString());
    }

    @Test
    void everyVerbThatReadsSaysTheSame() throws IOException, InterruptedException {
        TestHost host = example("host1");
        TestHost other = example("host2");
        Path manifest = directory.resolve("other.xml");
        Files.writeString(
                manifest,
                other.require(other.zoneadm("-z", "web", "detach", "-n")).out());
        for (String option : List.of("-n", "-d")) {
            Path capture = directory.resolve("one" + option);
            capture(host.root(), capture, option);
            for (List<String> words : List.of(
                    List.of("zoneadm", "list", "-cp"),
                    List.of("zoneadm", "list", "-cv"),
                    List.of("zoneadm", "list", "-co", "note"),
                    List.of("zoneadm", "list", "-c", "--json"),
                    List.of("zoneadm", "-z", "web", "verify"),
                    List.of("zoneadm", "-z", "new", "verify"),
                    List.of("zoneadm", "-z", "mail", "attach", "--dry-run"),
                    List.of("zoneadm", "attach", "-n", manifest.toString()),
                    List.of("zoneadm", "attach", "-n", "--json", manifest.toString()),
                    List.of("zoneadm", "attach", "-u", "-n", manifest.toString()),
                    List.of("zoneadm", "-z", "web", "detach", "-n"),
                    List.of("zoneadm", "-z", "nobody", "detach", "-n"),
                    List.of("zoneadm", "inventory"),
                    List.of("zonecfg", "-z", "web", "info"),
                    List.of("zonecfg", "-z", "mail", "export"),
                    List.of("zonecfg", "-z", "nobody", "info"),
                    List.of("zoneplace", "-v", "-z", "web", other.root().toString()))) {
                if (!option.equals("-d") || !words.contains("inventory")) {
                    requireSame(host.root(), capture, words.toArray(String[]::new));
                }
            }
        }
    }

    private static List<String> lines(String out, String name) {
        return out.lines()
                .map(line ->
                        line.startsWith(name) ? line.substring(name.length()).strip() : line)
                .toList();
    }

    private void requireSamePlace(Path host, String name, Path capture, Path manifest) {
        for (String more : List.of("-v", "-u")) {
            Result expected = run("zoneplace", more, "-m", manifest.toString(), host.toString());
            Result said = run("zoneplace", more, "-m", manifest.toString(), capture.toString());
            assertEquals(
                    lines(expected.out(), host.toString()),
                    lines(said.out(), name),
                    host + " " + manifest + said.err());
            assertEquals(expected.status(), said.status());
        }
    }

    @Test
    void zoneplaceSaysTheSameOfItInEveryForm() throws IOException, InterruptedException {
        TestHost one = example("host1");
        TestHost two = example("host2");
        Path capture = directory.resolve("two.tar.gz");
        capture(two.root(), capture);
        Path plain = directory.resolve("two");
        Program.sh("gzip -dc \"$1\" > \"$2\"", capture, plain);
        // as hosts without gzip pack it
        Path compressed = directory.resolve("two.tar.Z");
        try (OutputStream out = new CompressOutput(Files.newOutputStream(compressed))) {
            Files.copy(plain, out);
        }
        for (String zone : List.of("web", "mail", "new")) {
            Path manifest = directory.resolve(zone + ".xml");
            Files.writeString(
                    manifest,
                    one.require(one.zoneadm("-z", zone, "detach", "-n")).out());
            for (Path file : List.of(capture, plain, compressed)) {
                requireSamePlace(two.root(), "host2", file, manifest);
            }
        }
    }

    /** Of a host of Debian packages too, whose lists are read through links such as /bin. */
    @Test
    void ofAHostOfLinuxItSaysTheSame() throws IOException, InterruptedException {
        TestHost host = TestHost.existing(directory.resolve("linux1"));
        host.makeDirectory("/usr/bin");
        DpkgHost.at(host.root())
                .with("base", "1.0", "", "/usr/bin/env")
                .with("more", "2.0", "", "/bin/more")
                .done();
        host.write("/etc/hostname", "linux1\n");
        Path capture = directory.resolve("linux1.tar.gz");
        capture(host.root(), capture);
        requireSame(host.root(), capture, "zoneadm", "inventory");
    }

    @Test
    void ofAllTreesItSaysTheSame() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(TREES), "SKIPPED: the host trees are not here");
        Path trees = Files.createDirectory(directory.resolve("trees"));
        Program.sh("tar xJf \"$1\" -C \"$2\"", TREES, trees);
        List<Path> hosts;
        try (Stream<Path> all = Files.list(trees)) {
            hosts = all.sorted().toList();
        }
        assertEquals(6, hosts.size());
        for (Path host : hosts) {
            for (String dir : List.of("etc/zones", "zones", "lib", "platform", "sbin", "usr", "opt")) {
                Files.createDirectories(host.resolve(dir));
            }
        }
        TestHost source = TestHost.existing(hosts.get(0));
        List<Path> manifests = new ArrayList<>();
        for (String dirs : List.of("", "/lib /platform /sbin /usr", "/lib /opt /platform /sbin /usr")) {
            StringBuilder create = new StringBuilder("create -b; set zonepath=/zones/z");
            for (String dir : dirs.isEmpty() ? List.<String>of() : List.of(dirs.split(" "))) {
                create.append("; add inherit-pkg-dir; set dir=").append(dir).append("; end");
            }
            source.require(source.zonecfg("-z", "z", create + "; commit"));
            Path manifest = directory.resolve("manifest" + manifests.size());
            Files.writeString(
                    manifest,
                    source.require(source.zoneadm("-z", "z", "detach", "-n")).out());
            source.require(source.zonecfg("-z", "z", "delete", "-F"));
            manifests.add(manifest);
        }
        for (Path host : hosts) {
            String name = String.valueOf(host.getFileName());
            Path capture = directory.resolve(name + ".tar.gz");
            if (hosts.indexOf(host) % 2 == 0) { // by turns, as either takes its time
                capture(host, capture);
                requireSame(host, capture, "zoneadm", "inventory");
            } else {
                capture(host, capture, "-d");
            }
            for (Path manifest : manifests) {
                requireSamePlace(host, name, capture, manifest);
            }
        }
    }

    @Test
    void inAVerbThatWritesItIsRefused() throws IOException, InterruptedException {
        TestHost host = example("host1");
        Path capture = directory.resolve("a capture");
        capture(host.root(), capture);
        byte[] before = Files.readAllBytes(capture);
        for (List<String> words : List.of(
                List.of("zoneadm", "-R", capture.toString(), "-z", "web", "boot"),
                List.of("zoneadm", "-R", capture.toString(), "-z", "web", "detach"),
                List.of("zoneadm", "-R", capture.toString(), "-z", "mail", "attach"),
                List.of("zoneadm", "-R", capture.toString(), "-z", "new", "install"),
                List.of("zoneadm", "-R", capture.toString(), "-z", "web", "uninstall", "-F"),
                List.of(
                        "zonecfg",
                        "-R",
                        capture.toString(),
                        "-z",
                        "fresh",
                        "create -b; set zonepath=/export/zones/fresh"),
                List.of("zonecfg", "-R", capture.toString(), "-z", "new", "set autoboot=true"),
                List.of("zonecfg", "-R", capture.toString(), "-z", "new", "delete -F"),
                List.of("zonestat", "-R", capture.toString(), "1", "1"),
                List.of("zonemove", "-R", capture.toString(), "--list"))) {
            Result refused = run(words.toArray(String[]::new));
            assertTrue(refused.status() != 0, words + " " + refused);
            assertTrue(
                    refused.err().contains(capture + " is a capture of a host, in which nothing is changed\n"),
                    words + " " + refused);
            assertTrue(
                    refused.err().contains("mkdir DIR && tar -xf '" + capture + "' -C DIR, then -R DIR"),
                    refused.err());
        }
        assertEquals(List.of(before.length), List.of(Files.readAllBytes(capture).length));
    }

    @Test
    void anInventoryIsMadeOfIt() throws IOException, InterruptedException {
        TestHost host = example("host1");
        Path capture = directory.resolve("sun.tar.gz");
        capture(host.root(), capture);
        Path expected = directory.resolve("expected");
        assertEquals(
                0,
                run("zoneadm", "-R", host.root().toString(), "inventory", "-o", expected.toString())
                        .status());
        Path made = directory.resolve("made");
        Result from = run("zoneadm", "inventory", "--from", capture.toString(), "-o", made.toString());
        assertEquals(0, from.status(), from.toString());
        assertEquals(-1, Files.mismatch(expected, made));
        Path into = Files.createDirectory(directory.resolve("into"));
        Result all = run(
                "zoneadm",
                "inventory",
                "-o",
                into.toString(),
                capture.toString(),
                host.root().toString());
        assertEquals(0, all.status(), all.toString());
        assertEquals(-1, Files.mismatch(expected, into.resolve("sun.inventory")));
        assertEquals(
                2, run("zoneadm", "inventory", "--from", capture.toString()).status());
        assertEquals(
                2,
                run(
                                "zoneadm",
                                "inventory",
                                "--from",
                                capture.toString(),
                                "-o",
                                "x",
                                host.root().toString())
                        .status());
    }

    @Test
    void aDirectoryOfCapturesAndInventoriesStandsForItsHosts() throws IOException, InterruptedException {
        TestHost one = example("host1");
        TestHost two = example("host2");
        Path fleet = Files.createDirectory(directory.resolve("fleet"));
        capture(one.root(), fleet.resolve("b"));
        capture(two.root(), fleet.resolve("a"));
        one.require(one.zoneadm("inventory", "-o", fleet.resolve("c").toString()));
        String root = one.root().toString();
        Result said = run("zoneplace", "-R", root, "-z", "web", fleet.toString());
        assertEquals(0, said.status(), said.toString());
        assertEquals(3, said.out().lines().count(), said.out());
        assertTrue(said.out().contains("host2"), said.out());
        // one that is none makes it a directory as any other
        Files.writeString(fleet.resolve("d"), "no host\n");
        Result refused = run("zoneplace", "-R", root, "-z", "web", fleet.toString());
        assertEquals(1, refused.status());
        assertFalse(refused.out().contains("host2"), refused.out());
    }
}
