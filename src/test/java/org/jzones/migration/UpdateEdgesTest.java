package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.file.Steps;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.software.ZoneSoftware;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What attach -u does to zones that are not quite as their packages made them, and what it never does. */
class UpdateEdgesTest {
    private static final String ZONE = "/export/zones/z";
    private static final String LOG = ZONE + "/root/var/sadm/system/logs/update_log";

    @TempDir
    Path directory;

    private TestHost host;

    /** A detached zone with a package A that is about to change, and B that is about to go. */
    @BeforeEach
    void detachedZone() {
        host = TestHost.empty(directory.resolve("host"));
        software(
                "A 1",
                "d /opt",
                "d /opt/A",
                "f /opt/A/bin",
                "e /opt/A/conf",
                "B 1",
                "d /opt/B",
                "f /opt/B/bin",
                "e /opt/B/conf");
        host.detached("z", "create -b; set zonepath=" + ZONE);
    }

    /** Gives the host these packages: {@code NAME VERSION}, and what each delivers after it. */
    private void software(String... lines) {
        List<String> contents = new ArrayList<>();
        host.files().trees().remove(host.at("/var/sadm/pkg"));
        host.makeDirectory("/var/sadm/pkg");
        String name = "";
        String version = "";
        for (String line : lines) {
            String[] words = line.split(" ");
            String path = words[1];
            if (!path.startsWith("/")) {
                name = words[0];
                version = words[1];
                host.pkg(name, "PKG=" + name, "VERSION=" + version, "SUNW_PKG_ALLZONES=true");
            } else if (words[0].equals("d")) {
                host.makeDirectory(path);
                contents.add(path + " d none 0755 root root " + name);
            } else {
                String bits = name + version;
                host.write(path, words[0].equals("e") ? "live" : bits);
                host.write("/var/sadm/pkg/" + name + "/save/pspool/" + name + "/reloc" + path, bits);
                int sum = bits.chars().sum();
                contents.add(path + " " + words[0] + " none 0644 root root 2 " + sum + " 1 " + name);
            }
        }
        host.contents(contents.toArray(String[]::new));
    }

    private void update() {
        host.require(host.zoneadm("-z", "z", "attach", "-u"));
    }

    private boolean zoneHas(String path) {
        return Files.exists(host.at(ZONE + "/root" + path));
    }

    @Test
    void editableFilesGoOnlyIfNobodyHasChangedThem() {
        software("A 1", "d /opt", "d /opt/A", "f /opt/A/bin", "e /opt/A/conf");
        update();
        assertFalse(zoneHas("/opt/B"), "the package is removed with its directory");
        assertFalse(zoneHas("/var/sadm/pkg/B"));
    }

    @Test
    void anEditableFileThatWasChangedIsKeptWithANote() {
        host.write(ZONE + "/root/opt/B/conf", "mine");
        software("A 1", "d /opt", "d /opt/A", "f /opt/A/bin", "e /opt/A/conf");
        update();
        assertEquals("mine", host.read(ZONE + "/root/opt/B/conf"));
        assertFalse(zoneHas("/opt/B/bin"));
        assertTrue(host.read(LOG).contains("kept /opt/B/conf: it was changed in the zone\n"), host.read(LOG));
    }

    @Test
    void aDirectoryWithFilesOfTheZoneStays() {
        host.write(ZONE + "/root/opt/B/mine", "mine");
        software("A 1", "d /opt", "d /opt/A", "f /opt/A/bin", "e /opt/A/conf");
        update();
        assertEquals("mine", host.read(ZONE + "/root/opt/B/mine"));
        assertTrue(host.read(LOG).contains("kept /opt/B: the directory is not empty\n"), host.read(LOG));
    }

    /** Where an update writes at its end, so that it would change the files first and then stop, every time. */
    @ParameterizedTest
    @CsvSource({
        "/var/sadm/system/logs/update_log, directory, is a directory",
        "/var/sadm/system/logs/update_log, link, is a symbolic link",
        "/var/sadm/system/logs/update_log, pipe, is not a regular file",
        "/var/sadm/system/logs/update_log, second name, is the name of some other file as well",
        "/var/sadm/system/logs, file, not a directory",
        "/var/sadm/install/contents, directory, is a directory",
        "/var/sadm/pkg/A/pkginfo, directory, is a directory",
    })
    void whatCannotBeWrittenIsToldBeforeAnythingChanges(String path, String kind, String told) throws Exception {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "B 1", "d /opt/B");
        String place = ZONE + "/root" + path;
        host.files().trees().remove(host.at(place));
        host.write("/another", "untouched\n");
        host.makeDirectory(place.substring(0, place.lastIndexOf('/')));
        switch (kind) {
            case "directory" -> host.makeDirectory(place);
            case "link" -> Files.createSymbolicLink(host.at(place), host.at("/another"));
            case "pipe" ->
                assertEquals(
                        0,
                        new ProcessBuilder("mkfifo", host.at(place) + "")
                                .start()
                                .waitFor());
            case "second name" -> Files.createLink(host.at(place), host.at("/another"));
            default -> host.write(place, "");
        }
        for (String option : List.of("-u", "--dry-run")) {
            Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-u", option), path, told);
        }
        host.files().trees().remove(host.at(place));
        update();
        assertEquals("untouched\n", host.read("/another"));
    }

    @Test
    void theLogIsAddedToHoweverLargeItIsAndWhereverItWasCutOff() throws IOException {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "B 1", "d /opt/B");
        host.write(LOG, "half a li");
        long large = 100L << 20;
        try (FileChannel log = FileChannel.open(host.at(LOG), StandardOpenOption.WRITE)) {
            log.write(ByteBuffer.wrap("ne".getBytes(StandardCharsets.UTF_8)), large);
        }
        update();
        try (FileChannel log = FileChannel.open(host.at(LOG))) {
            ByteBuffer end = ByteBuffer.allocate(1000);
            log.read(end, large);
            String added = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
            assertTrue(added.startsWith("ne\nupdate "), added);
            assertTrue(added.contains("\nreplace A 1 by 2\n"), added);
        }
    }

    @Test
    void anEditableFileThatTheZoneHasStaysAndANewOneIsPristine() {
        host.write(ZONE + "/root/opt/A/conf", "mine");
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "e /opt/A/conf", "e /opt/A/new", "B 1", "d /opt/B");
        update();
        assertEquals("mine", host.read(ZONE + "/root/opt/A/conf"));
        assertEquals("A2", host.read(ZONE + "/root/opt/A/new"));
        assertEquals("A2", host.read(ZONE + "/root/opt/A/bin"));
    }

    @Test
    void aChangedFileThatIsNotEditableAnyMoreIsKeptBeside() {
        host.write(ZONE + "/root/opt/A/conf", "mine");
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "f /opt/A/conf", "B 1", "d /opt/B");
        update();
        assertEquals("A2", host.read(ZONE + "/root/opt/A/conf"));
        assertEquals("mine", host.read(ZONE + "/root/opt/A/conf.before-update"));
    }

    @Test
    void nothingIsWrittenOrRemovedThroughALinkOfTheZone() throws IOException {
        Path outside = directory.resolve("outside");
        for (String dir : List.of("A", "B", "sadm")) {
            Files.createDirectories(outside.resolve(dir));
            Files.writeString(outside.resolve(dir).resolve("bin"), "outside");
        }
        for (String dir : List.of("opt/A", "opt/B", "var/sadm/pkg/A")) {
            host.files().trees().remove(host.at(ZONE + "/root/" + dir));
            Path target = dir.startsWith("var") ? outside.resolve("sadm") : outside.resolve(dir.substring(4));
            Files.createSymbolicLink(host.at(ZONE + "/root/" + dir), target);
        }
        Snapshot before = Snapshot.below(outside);
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "e /opt/A/new", "d /opt/A/deep", "f /opt/A/deep/er");
        update();
        assertEquals(before, Snapshot.below(outside));
        assertTrue(host.read(LOG).contains("left out /opt/A/bin: "), host.read(LOG));
        assertEquals("installed", host.state("z"));
    }

    @Test
    void aLinkInPlaceOfTheZonesDatabaseLeadsNowhereElse() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        host.files().trees().remove(host.at(ZONE + "/root/var/sadm/system"));
        Files.createSymbolicLink(host.at(ZONE + "/root/var/sadm/system"), outside);
        Snapshot before = Snapshot.below(outside);
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin");
        update();
        assertEquals(before, Snapshot.below(outside));
    }

    @Test
    void hardLinksOfTheHostAreHardLinksInTheZone() throws IOException {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "l /opt/A/same", "B 1", "d /opt/B");
        Files.delete(host.at("/opt/A/same"));
        Files.createLink(host.at("/opt/A/same"), host.at("/opt/A/bin"));
        host.contents(host.read("/var/sadm/install/contents")
                .replaceAll("/opt/A/same l .*", "/opt/A/same=bin l none A")
                .strip());
        update();
        assertTrue(Files.isSameFile(host.at(ZONE + "/root/opt/A/bin"), host.at(ZONE + "/root/opt/A/same")));
    }

    @Test
    void aPackageNameOfAManifestThatIsAPathRemovesNothing() {
        String manifest = host.read(ZONE + "/SUNWdetached.xml");
        String bad = "<package name=\"../../../opt\" version=\"1\"/><package name=\"..\" version=\"1\"/></zone>";
        host.write(ZONE + "/SUNWdetached.xml", manifest.replace("</zone>", bad));
        update();
        assertTrue(zoneHas("/opt/A/bin") && zoneHas("/var/sadm/pkg/A/pkginfo"), "something is gone");
    }

    @Test
    void aRehearsalAndARefusalChangeNothing() {
        software("A 0", "d /opt", "d /opt/A", "C 1", "d /opt/C");
        Snapshot before = Snapshot.of(host);
        assertEquals(1, host.zoneadm("-z", "z", "attach", "--dry-run").status());
        assertEquals(1, host.zoneadm("-z", "z", "attach", "-u", "--dry-run").status());
        Result refused = host.zoneadm("-z", "z", "attach", "-u");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("\tA (1) is newer than the one here\n\t\t(0)\n"), refused.err());
        assertEquals("", refused.out());
        assertEquals(before, Snapshot.of(host));
    }

    @Test
    void anUpdateIsFinishedOnAHostThatHasChangedMeanwhile() {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "f /opt/A/two", "B 1", "d /opt/B", "C 1", "f /opt/C");
        stopBefore("SUNWdetached.xml");
        assertTrue(zoneHas("/opt/A/two") && zoneHas("/opt/C") && zoneHas("/var/sadm/pkg/C"));
        software("A 3", "d /opt", "d /opt/A", "f /opt/A/bin", "f /opt/A/three", "B 1", "d /opt/B");
        update();
        assertEquals("A3", host.read(ZONE + "/root/opt/A/bin"));
        assertTrue(zoneHas("/opt/A/three"));
        assertFalse(
                zoneHas("/opt/A/two") || zoneHas("/opt/C") || zoneHas("/var/sadm/pkg/C"), "of a level that is gone");
    }

    @Test
    void anUpdateIsFinishedWithThePatchesThatItIgnored() {
        String manifest = host.read(ZONE + "/SUNWdetached.xml");
        host.write(ZONE + "/SUNWdetached.xml", manifest.replace("</zone>", "<patch id=\"IDR1-01\"/></zone>"));
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin");
        assertEquals(1, host.zoneadm("-z", "z", "attach", "-u").status());
        stopBefore("bin", "-b", "IDR1-01");
        update();
        assertEquals("installed", host.state("z"));
    }

    @Test
    void anAttachByForceForgetsAnUpdateThatWasCutOff() {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin");
        stopBefore("bin");
        assertTrue(Files.exists(host.at(ZONE + "/SUNWupdate.journal")));
        host.require(host.zoneadm("-z", "z", "attach", "-F"));
        assertFalse(Files.exists(host.at(ZONE + "/SUNWupdate.journal")));
    }

    @Test
    void linesThatAreNoEntriesAndEntriesOfOthersStayInContents() {
        String contents = ZONE + "/root/var/sadm/install/contents";
        String own = "/opt/own f none 0644 root root 1 1 1 OWN\n";
        host.write(contents, host.read(contents) + own + "# Last modified by pkgadd\nrubbish\n");
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin");
        update();
        String bin = "/opt/A/bin f none 0644 root root 2 " + "A2".chars().sum() + " 1 A\n";
        assertEquals(
                "/opt d none 0755 root root A\n/opt/A d none 0755 root root A\n" + bin + own
                        + "# Last modified by pkgadd\nrubbish\n",
                host.read(contents));
    }

    @Test
    void contentsOfTheZoneIsNotTakenForThatOfTheHost() {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin");
        String contents = ZONE + "/root/var/sadm/install/contents";
        host.files().trees().remove(host.at(contents));
        host.makeDirectory(contents);
        Refusal.assertOneProblem(host.zoneadm("-z", "z", "attach", "-u").err(), contents + " is a directory");
    }

    /** Somebody in the zone replaces the directory of whatever is about to change by a link to one with the same names. */
    @Test
    void aDirectoryThatBecomesALinkMeanwhileLeadsNowhere() {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "e /opt/A/conf");
        Path top = host.at(ZONE + "/root/opt");
        for (String name : List.of("A/bin", "A/conf", "B/bin", "B/conf")) {
            host.write("/outside/" + name, "not the zone's");
        }
        host.watchedBy((change, path) -> {
            Path above = path.getParent();
            if (above != null && top.equals(above.getParent())) {
                Files.move(above, directory.resolve("was" + above.getFileName()));
                Files.createSymbolicLink(above, host.at("/outside/" + above.getFileName()));
            }
        });
        assertEquals(1, host.zoneadm("-z", "z", "attach", "-u").status());
        host.watchedBy(Steps.NONE);
        for (String name : List.of("A/bin", "A/conf", "B/bin", "B/conf")) {
            assertEquals("not the zone's", host.read("/outside/" + name), name);
        }
        assertFalse(Files.exists(host.at("/outside/A/conf.before-update")));
    }

    @Test
    void filesOfTheZoneAreNotToldAsThoseOfTheHost() throws IOException {
        String pkginfo = ZONE + "/root/var/sadm/pkg/A/pkginfo";
        try (RandomAccessFile large = new RandomAccessFile(host.at(pkginfo).toFile(), "rw")) {
            large.setLength(65L << 20);
        }
        ZoneSoftware zone = host.software().of(host.at(ZONE + "/root"));
        Failure failure = assertThrows(Failure.class, () -> zone.find("A"));
        assertEquals(Failure.of(Message.FILE_TOO_LARGE, pkginfo, 64).problems(), failure.problems());
    }

    /** A needs N, which does not matter to the zone, and by now needs nothing any more. */
    @Test
    void anUpdateIsFinishedForWhatWasNeededWhenItBegan() {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "B 1", "d /opt/B", "N 1", "f /opt/N");
        host.pkg("N", "VERSION=1");
        host.write("/var/sadm/pkg/A/install/depend", "P N needed\n");
        stopBefore("SUNWdetached.xml");
        assertTrue(zoneHas("/opt/N") && zoneHas("/var/sadm/pkg/N"));
        host.write("/var/sadm/pkg/A/install/depend", "");
        update();
        assertTrue(zoneHas("/opt/N") && zoneHas("/var/sadm/pkg/N"));
    }

    @Test
    void whatIsNeededAndNotHereIsNamedAndNotWaitedFor() {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "B 1", "d /opt/B");
        host.write("/var/sadm/pkg/A/install/depend", "P GONE gone\n");
        assertEquals(
                new Result(0, "", "zoneadm: zone 'z': A needs GONE, which this host does not have\n"),
                host.zoneadm("-z", "z", "attach", "-u"));
        assertTrue(host.read(LOG).contains("missing GONE, needed by A\n"), host.read(LOG));
    }

    @Test
    void aDependFileThatCannotBeReadChangesNothing() throws IOException {
        software("A 2", "d /opt", "d /opt/A", "f /opt/A/bin", "B 1", "d /opt/B");
        String depend = "/var/sadm/pkg/A/install/depend";
        host.makeDirectory(depend);
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-u"), depend, "a directory");
        Files.delete(host.at(depend));
        Path outside = directory.resolve("outside");
        Files.writeString(outside, "P B x\n");
        Files.createSymbolicLink(host.at(depend), outside);
        host.require(host.zoneadm("-z", "z", "attach", "-u", "--dry-run")); // nothing is there below the root
        Files.delete(host.at(depend));
        Files.createSymbolicLink(host.at(depend), Path.of("depend"));
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-u"), depend, "links");
        Files.delete(host.at(depend));
        try (RandomAccessFile large = new RandomAccessFile(host.at(depend).toFile(), "rw")) {
            large.setLength(65L << 20);
        }
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-u"), depend, "64 MB");
        assertFalse(host.zoneadm("-z", "z", "attach").err().contains(depend), "a plain attach does not look at it");
    }

    private void stopBefore(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("-z", "z", "attach", "-u"));
        words.addAll(List.of(options));
        boolean[] stopped = {false};
        Result result = host.watchedBy((change, path) -> {
                    stopped[0] |= path.endsWith(name);
                    if (stopped[0]) {
                        throw new FileSystemException(path.toString(), null, "No space left on device");
                    }
                })
                .zoneadm(words.toArray(String[]::new));
        host.watchedBy(Steps.NONE);
        assertEquals(1, result.status());
        assertTrue(result.err().contains("No space left"), result.err());
    }
}
