package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Steps;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;
import org.jzones.support.UpdateHosts;

/**
 * A zone that attach -u has brought to a host's level is what a zone freshly installed there is: the same packages, files
 * and contents, except for the editable files it had, and what is its own. So it is if the update is stopped before any of
 * its changes and run again.
 */
@Tag("once")
class UpdateAttachTest {
    private static final int PAIRS = 40;
    private static final String ROOT = "/export/zones/z/root";

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> anUpdatedZoneIsLikeAFreshOne() {
        return IntStream.range(0, PAIRS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    TestHost host = movedZone(seed, 10);
                    Map<String, String> before = editable(host);
                    host.require(host.zoneadm("-z", "z", "attach", "-u", "--dry-run"));
                    Result result = host.zoneadm("-z", "z", "attach", "-u");
                    assertEquals(new Result(0, "", ""), result);
                    assertFalse(Files.exists(host.at("/export/zones/z/SUNWdetached.xml")), "the manifest stays");
                    likeAFreshOne(host, before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anUpdateThatIsCutOffAnywhereIsFinishedByTheNextOne() {
        return IntStream.of(2)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    TestHost host = movedZone(seed, 3);
                    Map<String, String> before = editable(host);
                    List<Path> moments = new ArrayList<>();
                    host.require(host.watchedBy((change, path) -> {
                                Path moment = directory.resolve("seed" + seed + "moment" + moments.size());
                                moments.add(moment);
                                copy(host.root(), moment);
                            })
                            .zoneadm("-z", "z", "attach", "-u"));
                    assertTrue(moments.size() > 10, moments.size() + " changes");
                    for (Path moment : moments) {
                        finish(TestHost.existing(moment), before);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> anUpdateThatFailsAnywhereIsFinishedByTheNextOne() {
        return IntStream.of(4)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    TestHost moved = movedZone(seed, 3);
                    Map<String, String> before = editable(moved);
                    boolean failed = true;
                    for (int first = 0; failed; first++) {
                        Path place = directory.resolve("seed" + seed + "fault" + first);
                        copy(moved.root(), place);
                        TestHost host = TestHost.existing(place);
                        int from = first;
                        int[] step = {0};
                        Result result = host.watchedBy((change, path) -> {
                                    if (step[0]++ >= from) {
                                        throw new FileSystemException(path.toString(), null, "No space left on device");
                                    }
                                })
                                .zoneadm("-z", "z", "attach", "-u");
                        host.watchedBy(Steps.NONE);
                        failed = result.status() != 0;
                        if (failed) {
                            assertEquals(1, result.status());
                            assertTrue(result.err().contains("No space left on device"), result.err());
                            finish(host, before);
                        }
                        assertNotEquals(2000, first, "the command never succeeds");
                    }
                }));
    }

    /** Whatever is there now, a plain attach does no harm, and the update can be finished. */
    private void finish(TestHost host, Map<String, String> before) throws IOException {
        if (host.state("z").equals("configured")) {
            assertTrue(Files.exists(host.at("/export/zones/z/SUNWdetached.xml")), "the manifest is gone");
            if (Files.exists(host.at("/export/zones/z/SUNWupdate.journal"))) {
                Result plain = host.zoneadm("-z", "z", "attach");
                assertEquals(1, plain.status());
                assertEquals(
                        "zoneadm: zone 'z': an update of this zone was begun and is not finished\n"
                                + "  finish it with: zoneadm -z z attach -u\n",
                        plain.err());
            }
            host.require(host.zoneadm("-z", "z", "attach", "-u"));
        }
        likeAFreshOne(host, before);
    }

    /** A zone of a random host, changed by its administrators, in its place on a random host of a higher level. */
    private TestHost movedZone(int seed, int packages) throws IOException {
        Random random = new Random(seed);
        UpdateHosts hosts = new UpdateHosts(random, packages);
        TestHost source = hosts.lower(directory.resolve(seed + "-source"));
        TestHost target = hosts.higher(directory.resolve(seed + "-target"));
        String create = random.nextBoolean()
                ? "create; set zonepath=/export/zones/z"
                : "create -b; set zonepath=/export/zones/z";
        source.installed("z", create);
        hosts.useZone(source.at(ROOT));
        source.require(source.zoneadm("-z", "z", "detach"));
        copy(source.at("/export/zones/z"), target.at("/export/zones/z"));
        target.require(target.zonecfg("-z", "z", "create -a /export/zones/z"));
        target.installed("fresh", create.replace("zones/z", "zones/fresh"));
        return target;
    }

    /** The contents of the zone's editable files, by path. */
    private static Map<String, String> editable(TestHost host) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String line :
                host.read(ROOT + "/var/sadm/install/contents").lines().toList()) {
            String[] fields = line.split(" ");
            Path file = host.at(ROOT + fields[0]);
            if ((fields[1].equals("e") || fields[1].equals("v"))
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                files.put(fields[0], Files.readString(file));
            }
        }
        return files;
    }

    private void likeAFreshOne(TestHost host, Map<String, String> before) throws IOException {
        assertEquals("installed", host.state("z"));
        assertFalse(Files.exists(host.at("/export/zones/z/SUNWupdate.journal")), "the journal stays");
        Map<String, String> fresh = tree(host.at("/export/zones/fresh/root"));
        Map<String, String> updated = tree(host.at(ROOT));
        Set<String> delivered = deliveredEditable(host);
        updated.keySet().removeIf(path -> UpdateHosts.isTheZonesOwn(path) || path.startsWith("/var/sadm/system"));
        for (Map.Entry<String, String> file : before.entrySet()) {
            String path = file.getKey();
            boolean changed = file.getValue().contains("changed in the zone");
            if (delivered.contains(path)) {
                assertEquals(file.getValue(), Files.readString(host.at(ROOT + path)), path);
                updated.remove(path);
                fresh.remove(path);
            } else if (changed) {
                boolean kept = Files.exists(host.at(ROOT + path + ".before-update"));
                Path where = host.at(ROOT + path + (kept ? ".before-update" : ""));
                assertEquals(file.getValue(), Files.readString(where), path);
                updated.remove(kept ? path + ".before-update" : path);
                keptDirectories(path, fresh, updated);
            }
        }
        String freshContents = host.read("/export/zones/fresh/root/var/sadm/install/contents");
        String contents = host.read(ROOT + "/var/sadm/install/contents")
                .lines()
                .filter(line -> !UpdateHosts.isTheZonesOwn(line.substring(0, line.indexOf(' '))))
                .map(line -> line.replace(" OWNpkg", "") + "\n")
                .reduce("", String::concat);
        assertEquals(freshContents, contents);
        updated.remove("/var/sadm/install/contents");
        fresh.remove("/var/sadm/install/contents");
        assertEquals(String.join("\n", lines(fresh)), String.join("\n", lines(updated)));
    }

    /** Directories stay while a file that is kept is in them, whatever the host has in their place. */
    private static void keptDirectories(String path, Map<String, String> fresh, Map<String, String> updated) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String above = path.substring(0, slash);
            String what = updated.getOrDefault(above, "");
            if (!fresh.getOrDefault(above, "").startsWith(what.replaceAll(" .*", ""))) {
                fresh.remove(above);
                updated.remove(above);
            }
        }
    }

    private static Set<String> deliveredEditable(TestHost host) {
        Set<String> paths = new HashSet<>();
        for (String line : host.read("/export/zones/fresh/root/var/sadm/install/contents")
                .lines()
                .toList()) {
            String[] fields = line.split(" ");
            if (fields[1].equals("e") || fields[1].equals("v")) {
                paths.add(fields[0]);
            }
        }
        return paths;
    }

    private static Set<String> lines(Map<String, String> tree) {
        Set<String> lines = new TreeSet<>();
        tree.forEach((path, what) -> lines.add(path + " " + what));
        return lines;
    }

    /** Kind, owner, mode, time and content of everything below; times of directories change with what is in them. */
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                String path = "/" + root.relativize(file);
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                Map<String, Object> unix = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
                String facts = unix.get("mode") + " " + unix.get("uid") + " " + unix.get("gid");
                boolean described = path.startsWith("/var/sadm/pkg");
                if (attributes.isSymbolicLink()) {
                    facts += " -> " + Files.readSymbolicLink(file);
                } else if (attributes.isRegularFile()) {
                    String time = described ? "" : attributes.lastModifiedTime() + " ";
                    facts += " " + time + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                }
                tree.put(path, facts.replace('\n', '|'));
            }
        }
        return tree;
    }

    private static void copy(Path source, Path target) {
        try {
            Process cp = new ProcessBuilder("cp", "-a", source.toString(), target.toString()).start();
            assertEquals(0, cp.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
