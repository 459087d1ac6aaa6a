package org.jzones.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;
import org.jzones.support.TestHost;

/** What is made of a move that was cut off, whatever the numbers of the two file systems happen to be. */
class MoveJournalTest {
    private static final ZoneName ZONE = new ZoneName("z");
    private static final String OLD = "/export/zones/z";
    private static final String NEW = "/export/elsewhere/z";

    @TempDir
    Path directory;

    private TestHost host;

    @BeforeEach
    void zone() {
        host = TestHost.empty(directory.resolve("host"));
        host.installed("z", "create -b; set zonepath=" + OLD);
        host.write(OLD + "/root/precious", "the zone's");
        host.makeDirectory("/export/elsewhere");
    }

    /** The note of a move between two file systems whose zonepaths have one and the same number. */
    private void note(String device, String inode) {
        host.write(
                "/etc/zones/z.move",
                "from " + OLD + "\nto " + NEW + "\ndevice " + device + "\ninode " + inode
                        + "\nmade \nfound no\ntoken the-token\n");
    }

    private String attribute(String path, String name) throws IOException {
        return String.valueOf(Files.getAttribute(host.at(path), "unix:" + name));
    }

    private void recover() {
        host.files().recover(ZONE);
        assertFalse(Files.exists(host.at("/etc/zones/z.move")));
    }

    private void assertIsAt(String zonepath, String other) throws IOException {
        assertEquals(
                zonepath, host.files().index().read().find(ZONE).orElseThrow().zonepath());
        assertEquals("the zone's", host.read(zonepath + "/root/precious"));
        assertFalse(Files.exists(host.at(zonepath + "/.zoneadm.move")));
        assertFalse(Files.exists(host.at(other)));
    }

    @Test
    void aHalfCopyWithTheNumberOfTheOriginalIsNoFinishedMove() throws IOException {
        host.write(NEW + "/.zoneadm.move", "the-token\n");
        host.write(NEW + "/root/half", "");
        note("4711", attribute(NEW, "ino"));
        recover();
        assertIsAt(OLD, NEW);
    }

    @Test
    void afterARenameTheZoneIsAtTheNewPlace() throws IOException {
        note(attribute(OLD, "dev"), attribute(OLD, "ino"));
        Files.move(host.at(OLD), host.at(NEW));
        recover();
        assertIsAt(NEW, OLD);
    }

    /** After a restart of the machine a file system may have another device number. */
    @Test
    void whatIsNowhereElseHasBeenRenamedWhateverItsNumber() throws IOException {
        note("4711", attribute(OLD, "ino"));
        Files.move(host.at(OLD), host.at(NEW));
        recover();
        assertIsAt(NEW, OLD);
    }

    @Test
    void whatHasComeToTheOldPlaceSinceIsKept() throws IOException {
        note(attribute(OLD, "dev"), attribute(OLD, "ino"));
        Files.move(host.at(OLD), host.at(NEW));
        host.write(OLD + "/new", "");
        recover();
        assertEquals("the zone's", host.read(NEW + "/root/precious"));
        assertTrue(Files.exists(host.at(OLD + "/new")));
    }

    @Test
    void whatCarriesNoMarkOfTheMoveIsNotRemoved() throws IOException {
        host.write(NEW + "/somebody", "");
        host.write(NEW + "/.zoneadm.move", "another-token\n");
        note(attribute(OLD, "dev"), attribute(OLD, "ino"));
        recover();
        assertEquals(OLD, host.files().index().read().find(ZONE).orElseThrow().zonepath());
        assertTrue(Files.exists(host.at(NEW + "/somebody")));
    }

    @Test
    void theOldFilesGoOnlyIfAllOfThemAreAtTheNewPlace() throws IOException {
        host.require(host.zoneadm("-z", "z", "move", NEW));
        host.write(OLD + "/root/left", "");
        host.write(NEW + "/.zoneadm.move", "the-token\n");
        note(attribute(OLD, "dev"), attribute(OLD, "ino"));
        recover();
        assertTrue(Files.exists(host.at(OLD + "/root/left")));
        host.write(NEW + "/root/left", "");
        Files.setLastModifiedTime(host.at(NEW + "/root/left"), Files.getLastModifiedTime(host.at(OLD + "/root/left")));
        for (String place : List.of("/root", "/root/left", "")) {
            Files.setPosixFilePermissions(host.at(NEW + place), Files.getPosixFilePermissions(host.at(OLD + place)));
        }
        note(attribute(OLD, "dev"), attribute(OLD, "ino"));
        recover();
        assertIsAt(NEW, OLD);
    }

    @Test
    void aNoteThatLeadsElsewhereIsRefused() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside/z"));
        Files.writeString(outside.resolve(".zoneadm.move"), "the-token\n");
        Files.writeString(outside.resolve("file"), "");
        Files.delete(host.at("/export/elsewhere"));
        Files.createSymbolicLink(host.at("/export/elsewhere"), directory.resolve("outside"));
        note(attribute(OLD, "dev"), attribute(OLD, "ino"));
        Failure failure = assertThrows(Failure.class, () -> host.files().recover(ZONE));
        assertEquals(Message.NOTE_LINK, failure.problems().get(0).message());
        assertTrue(Files.exists(outside.resolve("file")));
        assertTrue(Files.exists(outside.resolve(".zoneadm.move")));
    }
}
