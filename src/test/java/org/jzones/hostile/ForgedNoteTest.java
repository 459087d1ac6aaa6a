package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Notes of moves, renames and updates in a host root from elsewhere: they are checked like any input, what they say is
 * done by verbs that change the zone only, and what only looks reports them (spec 1.3).
 */
class ForgedNoteTest {
    private static final String OLD = "/export/zones/z";
    private static final String NEW = "/export/zones/y";
    private static final String MOVE = "/etc/zones/z.move";
    private static final String RENAME = "/etc/zones/z.rename";
    private static final String UPDATE = OLD + "/SUNWupdate.journal";
    private static final String NOTE =
            "from /export/zones/z\nto /export/zones/y\ndevice 1\ninode 2\nmade \nfound no\ntoken t\n";

    @TempDir
    Path directory;

    private TestHost host;

    @BeforeEach
    void zone() {
        host = TestHost.empty(directory.resolve("host"));
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        host.installed("z", "create -b");
    }

    private Result change() {
        return host.zoneadm("-z", "z", "mark", "incomplete");
    }

    /** Each of the parts, and what it is replaced by. */
    @ParameterizedTest
    @CsvSource({
        "from /export/zones/z, from export/zones/z, from",
        "from /export/zones/z, from /export/../zones/z, from",
        "from /export/zones/z, from /, from",
        "to /export/zones/y, to /export/zones/../../y, to",
        "to /export/zones/y, to /export/zones/z/root, to",
        "to /export/zones/y, to /export, to",
        "device 1, device x, device",
        "inode 2, inode, inode",
        "made , made /, made",
        "made , made /opt, made",
        "made , made /export/zones/y/root, made",
        "token t, token, token",
        "token t, token a b, token",
    })
    void aPartThatNoMoveWritesIsTold(String part, String forged, String told) {
        host.write(MOVE, (NOTE + "\n").replace(part, forged));
        Refusal.of(host, this::change, MOVE, told + " in it is missing or cannot be");
    }

    @Test
    void aNoteAboutPlacesWhereTheZoneIsNotIsTold() {
        host.write(MOVE, NOTE.replace("/zones/z", "/zones/x"));
        Refusal.of(host, this::change, MOVE, "/export/zones/x", NEW, OLD);
    }

    @TestFactory
    Stream<DynamicTest> aNoteThatIsNoRegularFileIsTold() throws IOException {
        Files.createDirectory(directory.resolve("outside"));
        host.write("/note", NOTE);
        return Stream.of(MOVE, RENAME)
                .flatMap(note -> Stream.of("link", "directory", "pipe")
                        .map(kind -> DynamicTest.dynamicTest(note + " as a " + kind, () -> {
                            make(note, kind);
                            Refusal.of(host, this::change, note, "not a regular file");
                            looksOnly(note);
                            Files.delete(host.at(note));
                        })));
    }

    private void make(String note, String kind) throws IOException, InterruptedException {
        switch (kind) {
            case "link" -> Files.createSymbolicLink(host.at(note), host.at("/note"));
            case "directory" -> Files.createDirectory(host.at(note));
            default ->
                assertEquals(
                        0,
                        new ProcessBuilder("mkfifo", host.at(note).toString())
                                .start()
                                .waitFor());
        }
    }

    @ParameterizedTest
    @CsvSource({"SUNWblank", "global", "z", "a/b", "''"})
    void aRenameToANameThatNoZoneHasIsTold(String name) {
        host.write(RENAME, name + "\n");
        Refusal.of(host, this::change, RENAME, "the new name in it is missing or cannot be");
    }

    @Test
    void theNoteOfAnotherZoneAndOfAReservedNameIsNotTouched() throws IOException {
        host.write("/etc/zones/global.xml", "");
        host.write("/etc/zones/global.rename", "z\n");
        Files.createDirectory(host.at("/etc/zones/other.rename"));
        host.write("/etc/zones/another.rename", "SUNWblank\n");
        Snapshot before = Snapshot.of(host);
        host.require(change());
        assertEquals(1, Snapshot.of(host).changesSince(before).size(), "more than the index has changed");
    }

    @Test
    void aNoteThatLeadsThroughALinkIsTold() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside/y"));
        Files.createSymbolicLink(host.at("/export/far"), directory.resolve("outside"));
        host.write(MOVE, NOTE.replace("/export/zones/y", "/export/far/y"));
        Refusal.of(host, this::change, MOVE, "/export/far");
        assertTrue(Files.exists(outside));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoNoteOfAnUpdateIsTold() throws IOException {
        host.require(host.zoneadm("-z", "z", "detach"));
        host.write("/note", "# a note\n");
        return Stream.of("link", "directory", "pipe", "rubbish")
                .map(kind -> DynamicTest.dynamicTest(kind, () -> {
                    if (kind.equals("rubbish")) {
                        host.write(UPDATE, "package SUNWx\nrubbish\n");
                    } else {
                        make(UPDATE, kind);
                    }
                    for (String option : List.of("-u", "--dry-run")) {
                        Supplier<Result> attach = () -> host.zoneadm("-z", "z", "attach", "-u", option);
                        Refusal.of(host, attach, UPDATE, "stands for a command that was cut off");
                    }
                    Files.delete(host.at(UPDATE));
                }));
    }

    @Test
    void whatOnlyLooksReportsAMoveAndDoesNotPutItRight() throws IOException {
        host.write(MOVE, NOTE);
        looksOnly("its move from " + OLD + " to " + NEW + " is under way or was cut off");
        host.require(host.zoneadm("-z", "z", "halt"));
        assertFalse(Files.exists(host.at(MOVE)));
        assertEquals("", host.zoneadm("-z", "z", "verify").err());
    }

    /** Runs everything that only looks, and checks that it reports this and changes nothing. */
    private void looksOnly(String told) {
        String root = host.root().toString();
        String[] place = {"zoneplace", "-R", root, "-z", "z", root};
        for (Supplier<Result> look : List.<Supplier<Result>>of(
                () -> host.zoneadm("list", "-cp"),
                () -> host.zoneadm("-z", "z", "list", "-v"),
                () -> host.zoneadm("-z", "z", "verify"),
                () -> host.zoneadm("-z", "z", "detach", "-n"),
                () -> host.zonecfg("-z", "z", "info"),
                () -> host.zonecfg("-z", "z", "export"),
                () -> host.run(List.of(place), ""))) {
            Snapshot before = Snapshot.below(host.root());
            Result result = look.get();
            assertEquals(List.of(), Snapshot.below(host.root()).changesSince(before), result.toString());
            assertEquals(0, result.status(), result.toString());
            Refusal.assertOneProblem(result.err(), "zone 'z': ", told);
        }
    }
}
