package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** A copy of var/sadm is a host root as good as any, and a directory that is none is told from one (zones(5)). */
class CapturedHostTest {
    private static final Result DONE = new Result(0, "", "");

    @TempDir
    Path directory = Path.of("");

    private TestHost live = TestHost.existing(Path.of("/nowhere"));
    private TestHost captured = live;

    @BeforeEach
    void capture() throws IOException {
        live = TestHost.empty(directory.resolve("live"));
        software(live);
        live.detached("web", "create");
        captured = TestHost.existing(directory.resolve("captured"));
        software(captured);
        captured.makeDirectory("/export/zones");
    }

    private static void software(TestHost host) {
        host.pkg("SUNWcsr", "PKG=SUNWcsr", "VERSION=11.10");
        host.pkg("SUNWcsu", "PKG=SUNWcsu", "VERSION=11.10");
        host.contents(
                "/lib d none 0755 root bin SUNWcsr",
                "/platform/sun4u d none 0755 root sys SUNWcsr",
                "/sbin/init f none 0555 root sys 1 2 3 SUNWcsr",
                "/usr d none 0755 root sys SUNWcsr SUNWcsu");
    }

    @Test
    void aDirectoryThatContentsDeliversIsThere() {
        String manifest = live.at("/export/zones/web/SUNWdetached.xml").toString();
        assertEquals(DONE, live.zoneadm("attach", "-n", manifest));
        assertEquals(DONE, captured.zoneadm("attach", "-n", manifest));
        captured.require(captured.zonecfg("-z", "new", "create; set zonepath=/export/zones/new"));
        assertEquals(DONE, captured.zoneadm("-z", "new", "verify"));
        assertEquals(DONE, captured.zoneadm("-z", "new", "install"));
        assertEquals(DONE, captured.zoneadm("-z", "new", "boot"));
    }

    @Test
    void itsInventorySaysTheSame() {
        String manifest = live.at("/export/zones/web/SUNWdetached.xml").toString();
        String inventory = directory.resolve("inventory").toString();
        captured.require(captured.zoneadm("inventory", "-o", inventory));
        for (String host : List.of(captured.root().toString(), inventory)) {
            Result answer = captured.run(List.of("zoneplace", "-m", manifest, host), "");
            assertEquals(0, answer.status(), answer.toString());
            assertTrue(answer.out().contains("ready"), answer.out());
        }
    }

    @Test
    void whatNoPackageDeliversIsMissing() {
        captured.contents("/lib d none 0755 root bin SUNWcsr", "/library/x f none 0555 root sys 1 2 3 SUNWcsu");
        captured.require(captured.zonecfg(
                "-z",
                "z",
                "create -b; add inherit-pkg-dir; set dir=/lib; end"
                        + "; add inherit-pkg-dir; set dir=/usr; end; set zonepath=/export/zones/z"));
        Result refused = captured.zoneadm("-z", "z", "verify");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("inherit-pkg-dir /usr is not a directory"), refused.err());
        assertTrue(!refused.err().contains("/lib is"), refused.err());
    }

    @Test
    void aFileInThePlaceOfADirectoryIsNone() {
        captured.write("/usr", "a file");
        captured.require(captured.zonecfg("-z", "z", "create; set zonepath=/export/zones/z"));
        Result refused = captured.zoneadm("-z", "z", "verify");
        assertTrue(refused.err().contains("inherit-pkg-dir /usr is not a directory"), refused.err());
    }

    @Test
    void withoutADatabaseThatIsTheOneThingSaid() {
        TestHost none = TestHost.existing(directory.resolve("none"));
        none.makeDirectory("/export/zones");
        none.require(none.zonecfg("-z", "z", "create; set zonepath=/export/zones/z"));
        String said = "zoneadm: zone 'z': this host has no software database: /var/sadm/pkg is missing\n";
        for (String verb : List.of("verify", "install")) {
            Result refused = none.zoneadm("-z", "z", verb);
            assertEquals(1, refused.status());
            assertTrue(refused.err().startsWith(said), refused.err());
            assertEquals(2, refused.err().lines().count(), refused.err());
        }
    }

    @Test
    void anInstalledZoneOnNoSolarisHostIsVerifiedWithAWarning() throws IOException {
        live.require(live.zoneadm("-z", "web", "attach"));
        Files.move(live.at("/var/sadm"), directory.resolve("sadm"));
        assertEquals(
                new Result(
                        0,
                        "",
                        "zoneadm: zone 'web': warning: this is no Solaris host: a native zone is kept track of here, and"
                                + " nothing runs in it\n"),
                live.zoneadm("-z", "web", "verify"));
    }

    @Test
    void aDirectoryOfAnotherKindIsSaidToBe() throws IOException {
        requireGuess("/var/sadm", "the software database of a host", "-R " + captured.root());
        requireGuess("/var", "the directory above the software database of a host", "-R " + captured.root());
        Files.move(captured.at("/var/sadm"), directory.resolve("copy"));
        requireGuess(directory.resolve("copy"), "the software database of a host", "give the directory that it is");
        Files.move(directory.resolve("copy"), captured.at("/var/sadm"));
        requireGuess(directory, "a directory of host roots", "-R " + directory);
        Path inventories = Files.createDirectory(directory.resolve("inventories"));
        captured.require(captured.zoneadm(
                "inventory", "-o", inventories.resolve("captured").toString()));
        requireGuess(inventories, "a directory of inventories or captures", "zoneplace -z ZONE " + inventories);
        requireGuess(live.at("/export/zones/web"), "the zonepath of a zone", "give the root directory");
        requireGuess(live.at("/etc/zones"), "where a host keeps its configurations", "-R " + live.root());
    }

    private void requireGuess(String inRoot, String what, String advice) {
        requireGuess(captured.at(inRoot), what, advice);
    }

    private static void requireGuess(Path root, String what, String advice) {
        Result refused = TestHost.existing(root).zoneadm("list", "-cv");
        assertEquals(1, refused.status(), refused.toString());
        assertEquals("", refused.out());
        List<String> lines = refused.err().lines().toList();
        assertEquals(
                "zoneadm: " + root + " is no host root: it holds neither etc/zones nor var/sadm, and seems to be "
                        + what,
                lines.get(0));
        assertTrue(lines.get(1).contains(advice), refused.err());
        assertEquals(2, lines.size());
    }

    @Test
    void aDirectoryThatMayBecomeAHostRootIsTaken() throws IOException {
        Path fresh = Files.createDirectory(directory.resolve("fresh"));
        assertEquals(new Result(0, "global\n", ""), TestHost.existing(fresh).zoneadm("list", "-c"));
        Files.writeString(fresh.resolve("notes"), "x");
        assertEquals(new Result(0, "global\n", ""), TestHost.existing(fresh).zoneadm("list", "-c"));
    }
}
