package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.software.Delivery;
import org.jzones.software.ZoneSoftware;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Changes that the daemon of the packages has not written into contents yet count as if it had. */
class ChangeLogTest {
    private static final String BASE = "/lib d none 0755 root bin SUNWa\n"
            + "/lib/x=./y s none SUNWa\n"
            + "/usr d none 0755 root sys SUNWa\n"
            + "/usr/b f none 0444 root bin 1 2 3 SUNWb\n"
            + "e none /usr/c SUNWc\n";

    @TempDir
    Path directory = Path.of("");

    private static String replayed(String contents, String log) throws IOException {
        ChangeLog changes = ChangeLog.read(stream(log), "/pkglog");
        try (var in = changes.replayedOn(stream(contents))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void linesAreAddedReplacedAndRemovedByTheirPaths() throws IOException {
        String log = "# comment\n+/opt d none 0755 root sys SUNWd\n=/usr d none 0755 root sys SUNWa SUNWd\n"
                + "-/lib/x\n-/usr/c\n-/never/was\n###Marker 17\n";
        assertEquals(
                "/lib d none 0755 root bin SUNWa\n"
                        + "/usr/b f none 0444 root bin 1 2 3 SUNWb\n"
                        + "/opt d none 0755 root sys SUNWd\n"
                        + "/usr d none 0755 root sys SUNWa SUNWd\n",
                replayed(BASE, log));
        assertEquals(replayed(BASE, log), replayed(replayed(BASE, log), log), "it may be replayed again");
    }

    @Test
    void whatFollowsTheLastMarkerDoesNotCount() throws IOException {
        assertEquals(BASE, replayed(BASE, "-/lib\n-/usr\n"));
        assertEquals(
                replayed(BASE, "-/lib\n###Marker\n"),
                replayed(BASE, "-/lib\n###Marker\n-/usr\n+/opt d none 0755 root"));
    }

    @Test
    void theLastChangeOfAPathDecides() throws IOException {
        String twice = "-/usr/b\n###Marker\n+/usr/b f none 0555 root bin 1 2 3 SUNWe\n###Marker\n";
        assertTrue(replayed(BASE, twice).endsWith("/usr/b f none 0555 root bin 1 2 3 SUNWe\n"));
        assertEquals(
                BASE.replace("/usr/b f none 0444 root bin 1 2 3 SUNWb\n", ""),
                replayed(BASE, "+/usr/b f none 0555 root bin 1 2 3 SUNWe\n-/usr/b\n###Marker\n"));
    }

    @Test
    void whatFitsNoFormatIsSkipped() throws IOException {
        assertEquals(BASE, replayed(BASE, "\n\n+\n-\n?\nxyz\n+/usr\n=no line\n+/usr d none\n\0\0\n###Marker\n"));
        assertEquals("", replayed("", "###Marker\n"));
        assertEquals("/a d none 0755 root sys SUNWa\n", replayed("", "+/a d none 0755 root sys SUNWa\n###Marker"));
        assertEquals("/a\n\n# b\n", replayed("/a\n\n# b", "-/b\n###Marker\n"));
    }

    /** Against a map of paths, over many contents and logs. */
    @Test
    void itIsAMapOfPaths() throws IOException {
        Random random = new Random(17);
        for (int round = 0; round < 300; round++) {
            Map<String, String> expected = new TreeMap<>();
            StringBuilder contents = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                String path = "/p" + random.nextInt(30);
                if (expected.putIfAbsent(path, line(path, random)) == null) {
                    contents.append(expected.get(path)).append('\n');
                }
            }
            StringBuilder log = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                String path = "/p" + random.nextInt(30);
                String line = line(path, random);
                if (random.nextInt(3) == 0) {
                    expected.remove(path);
                    log.append('-').append(path).append('\n');
                } else {
                    expected.put(path, line);
                    log.append(random.nextBoolean() ? '+' : '=').append(line).append('\n');
                }
            }
            log.append("###Marker\n");
            List<String> lines = new ArrayList<>(
                    replayed(contents.toString(), log.toString()).lines().toList());
            lines.sort(null);
            assertEquals(expected.values().stream().sorted().toList(), lines, log.toString());
        }
    }

    private static String line(String path, Random random) {
        return random.nextBoolean()
                ? path + " d none 0755 root sys SUNW" + random.nextInt(9)
                : path + "=../x" + random.nextInt(9) + " s none SUNW" + random.nextInt(9);
    }

    @Test
    void tooManyChangesAreNotRead() {
        String log = "-/a\n".repeat(ChangeLog.MOST_CHANGES + 1);
        Failure refused = assertThrows(Failure.class, () -> replayed("", log));
        assertEquals(Message.SADM_LOG_TOO_LONG, refused.problems().get(0).message());
    }

    private TestHost host(String name) {
        TestHost host = TestHost.empty(directory.resolve(name));
        host.pkg("SUNWa", "PKG=SUNWa", "VERSION=1");
        host.pkg("SUNWb", "PKG=SUNWb", "VERSION=1");
        host.contents("/usr d none 0755 root sys SUNWa");
        return host;
    }

    /** The same report, inventory and manifest as where contents is up to date, and nothing is written. */
    @Test
    void everyReaderCountsThemIn() throws IOException {
        TestHost upToDate = host("one");
        upToDate.contents("/usr/bin d none 0755 root sys SUNWb");
        TestHost late = host("two");
        late.write("/var/sadm/install/pkglog", "+/usr/bin d none 0755 root sys SUNWb\n-/usr\n###Marker\n-/usr/bin\n");
        String before = late.read("/var/sadm/install/contents");
        for (TestHost host : List.of(upToDate, late)) {
            host.require(host.zonecfg(
                    "-z", "z", "create -b; add inherit-pkg-dir; set dir=/usr; end; set zonepath=/export/zones/z"));
            host.require(host.zoneadm(
                    "inventory", "-o", directory.resolve("inventory").toString()));
        }
        Result manifest = upToDate.require(upToDate.zoneadm("-z", "z", "detach", "-n"));
        assertEquals(
                manifest.out(),
                late.require(late.zoneadm("-z", "z", "detach", "-n")).out());
        Path file = directory.resolve("z.xml");
        Files.writeString(file, manifest.out());
        late.require(late.zoneadm("attach", "-n", file.toString()));
        Result place = late.run(
                List.of("zoneplace", "-v", "-m", file.toString(), late.root().toString(), directory + "/inventory"),
                "");
        assertEquals(0, place.status(), place.toString());
        assertEquals(
                2, place.out().lines().filter(line -> line.contains(" ready ")).count(), place.out());
        assertEquals(
                "zoneplace: " + late.root() + ": note: /var/sadm/install/pkglog tells of changes that contents does not"
                        + " have yet; they are counted in\n",
                place.err());
        assertEquals(before, late.read("/var/sadm/install/contents"));
    }

    /** attach -u writes the contents of a zone anew, changes included; the log would take them back to what they were. */
    @Test
    void whereTheContentsOfAZoneIsWrittenTheLogIsDoneWith() throws IOException {
        TestHost host = host("one");
        Path root = host.at("/export/zones/z/root");
        TestHost zone = TestHost.empty(root);
        zone.contents("/usr d none 0755 root sys SUNWa");
        zone.write("/var/sadm/install/pkglog", "+/opt d none 0755 root sys SUNWb\n###Marker\n");
        ZoneSoftware inZone = host.software().of(root);
        List<Delivery> deliveries = new ArrayList<>();
        inZone.deliveries(deliveries::add);
        assertEquals(
                List.of("/usr", "/opt"), deliveries.stream().map(Delivery::path).toList());
        inZone.write(deliveries);
        assertEquals(
                "/usr d none 0755 root sys SUNWa\n/opt d none 0755 root sys SUNWb\n",
                zone.read("/var/sadm/install/contents"));
        assertFalse(Files.exists(zone.at("/var/sadm/install/pkglog")));
    }

    @Test
    void aLogThatIsNoFileIsRefusedInOneLine() throws IOException {
        TestHost host = host("one");
        host.require(host.zonecfg(
                "-z", "z", "create -b; add inherit-pkg-dir; set dir=/usr; end; set zonepath=/export/zones/z"));
        Path log = host.at("/var/sadm/install/pkglog");
        Files.createSymbolicLink(log, host.at("/var/sadm/install/contents"));
        assertEquals(
                "zoneadm: zone 'z': /var/sadm/install/pkglog is a symbolic link; a regular file is needed there\n",
                err(host));
        Files.delete(log);
        Files.createSymbolicLink(log, Path.of("nowhere"));
        assertEquals("", err(host), "which holds nothing");
        Files.delete(log);
        Files.createDirectory(log);
        assertEquals(
                "zoneadm: zone 'z': /var/sadm/install/pkglog is a directory; a regular file is needed there\n",
                err(host));
        Files.delete(log);
        try (var file = new java.io.RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(ChangeLog.MOST_BYTES + 1);
        }
        assertEquals("zoneadm: zone 'z': /var/sadm/install/pkglog is larger than 32 MB and is not read\n", err(host));
    }

    private static String err(TestHost host) {
        return host.zoneadm("-z", "z", "detach", "-n").err();
    }
}
