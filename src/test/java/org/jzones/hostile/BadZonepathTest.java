package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;

/** Zonepaths that are not in order, and unusual ones that are (spec 3.6). */
class BadZonepathTest {
    private static final String ZONEPATH = "/export/zones/z";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeHost() {
        host = TestHost.example(directory.resolve("host"), "host1");
    }

    private void attachRefused(String... told) {
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach"), told);
    }

    private void detachRefused(String... told) {
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), told);
    }

    @Test
    void missing() throws IOException {
        host.detached("z", "create");
        Files.move(host.at(ZONEPATH), host.at("/export/zones/elsewhere"));
        attachRefused(ZONEPATH, "does not exist");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), ZONEPATH, "does not exist");
        Refusal.of(host, () -> host.zonecfg("-z", "y", "create", "-a", ZONEPATH), ZONEPATH, "not a directory");
    }

    @Test
    void missingAfterInstall() throws IOException {
        host.installed("z", "create");
        Files.move(host.at(ZONEPATH), host.at("/export/zones/elsewhere"));
        detachRefused(ZONEPATH, "does not exist");
    }

    @Test
    void aSymbolicLink() throws IOException {
        host.detached("z", "create");
        host.installed("y", "create");
        for (String zone : new String[] {"z", "y"}) {
            Files.move(host.at("/export/zones/" + zone), host.at("/export/zones/real-" + zone));
            Files.createSymbolicLink(host.at("/export/zones/" + zone), Path.of("real-" + zone));
        }
        attachRefused(ZONEPATH, "symbolic link");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), ZONEPATH);
        Refusal.of(host, () -> host.zoneadm("-z", "y", "detach"), "/export/zones/y", "symbolic link");
        Refusal.of(host, () -> host.zonecfg("-z", "x", "create", "-a", ZONEPATH), ZONEPATH);
    }

    @Test
    void behindASymbolicLinkThatLeadsOutOfTheHost() throws IOException {
        host.detached("z", "create");
        host.installed("y", "create");
        Path outside = directory.resolve("outside");
        Files.move(host.at("/export"), outside);
        Files.createSymbolicLink(host.at("/export"), outside);
        Snapshot before = Snapshot.below(outside);
        attachRefused("/export", ZONEPATH);
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), "/export", "symbolic link");
        Refusal.of(host, () -> host.zoneadm("-z", "y", "detach"), "/export");
        Refusal.of(host, () -> host.zoneadm("-z", "y", "uninstall", "-F"), "/export", "symbolic link");
        Refusal.of(host, () -> host.zonecfg("-z", "x", "create", "-a", ZONEPATH), "/export", "symbolic link");
        assertEquals(List.of(), Snapshot.below(outside).changesSince(before), "changed outside of the host");
    }

    @Test
    void aFile() throws IOException {
        host.detached("z", "create");
        Files.move(host.at(ZONEPATH), host.at("/export/zones/elsewhere"));
        host.write(ZONEPATH, "a file");
        attachRefused(ZONEPATH, "not a directory");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), ZONEPATH, "not a directory");
        Refusal.of(host, () -> host.zonecfg("-z", "x", "create", "-a", ZONEPATH), ZONEPATH, "not a directory");
    }

    @Test
    void aFileAfterInstall() throws IOException {
        host.installed("z", "create");
        Files.move(host.at(ZONEPATH), host.at("/export/zones/elsewhere"));
        host.write(ZONEPATH, "a file");
        detachRefused(ZONEPATH, "not a directory");
    }

    @Test
    void belowAFile() throws IOException {
        host.detached("z", "create");
        Files.move(host.at("/export/zones"), host.at("/export/elsewhere"));
        host.write("/export/zones", "a file");
        attachRefused("/export/zones", "not a directory");
        Refusal.of(host, () -> host.zonecfg("-z", "x", "create", "-a", ZONEPATH), ZONEPATH, "not a directory");
    }

    @Test
    void openToOthers() throws IOException {
        host.installed("z", "create");
        Files.setPosixFilePermissions(host.at(ZONEPATH), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String verb : new String[] {"verify", "ready", "boot"}) {
            Refusal.of(host, () -> host.zoneadm("-z", "z", verb), ZONEPATH, "0755");
        }
    }

    @Test
    void withoutARoot() throws IOException {
        host.detached("z", "create");
        Files.move(host.at(ZONEPATH + "/root"), host.at(ZONEPATH + "/toor"));
        attachRefused(ZONEPATH + "/root", "does not exist");
        Files.createSymbolicLink(host.at(ZONEPATH + "/root"), Path.of("toor"));
        attachRefused(ZONEPATH + "/root", "not a directory");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), ZONEPATH + "/root", "not a directory");
    }

    @Test
    void withADevThatLeadsElsewhere() throws IOException {
        host.detached("z", "create");
        host.installed("y", "create");
        host.require(host.zonecfg("-z", "x", "create; set zonepath=/export/zones/x"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("null"), "");
        for (String zone : List.of("z", "y")) {
            Files.delete(host.at("/export/zones/" + zone + "/dev"));
            Files.createSymbolicLink(host.at("/export/zones/" + zone + "/dev"), outside);
        }
        for (String option : List.of("-u", "-F", "--dry-run")) {
            Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", option), ZONEPATH + "/dev", "not a directory");
        }
        attachRefused(ZONEPATH + "/dev", "not a directory");
        for (String verb : List.of("verify", "boot", "detach")) {
            Refusal.of(host, () -> host.zoneadm("-z", "y", verb), "/export/zones/y/dev", "not a directory");
        }
        Refusal.of(host, () -> host.zoneadm("-z", "x", "clone", "y"), "/export/zones/y/dev", "not a directory");
        host.require(host.zoneadm("-z", "y", "uninstall", "-F"));
        assertTrue(Files.exists(outside.resolve("null")));
    }

    @Test
    void onesThatTheIndexCouldNotTellApartAreRefused() {
        Refusal.of(
                host,
                () -> host.zonecfg("-z", "z", "create -b; set zonepath=\"/export/zones/a:\\\"b\""),
                "zonepath",
                "/export/zones/a:\"b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/export/zones/a:b",
                "/export/zones/::",
                "/export/zones/a b  c",
                "/export/zones/ leading and trailing ",
                "/export/zones/a\"b",
                "/export/zones/a'b\\c;d#e=f,g",
                "/export/zones/(x)[y]",
                "/export/zones/grün",
                "/export/zones/\uD83D\uDE00",
                "/export/zones/<&>"
            })
    void unusualOnesAreInstalledDetachedAndAttached(String zonepath) throws IOException {
        String quoted = '"' + zonepath.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        host.require(host.zonecfg("-z", "z", "create; set zonepath=" + quoted));
        host.require(host.zoneadm("-z", "z", "verify"));
        host.require(host.zoneadm("-z", "z", "install"));
        assertEquals(
                "zonepath: " + zonepath + "\n",
                host.require(host.zonecfg("-z", "z", "info", "zonepath")).out());
        host.require(host.zoneadm("-z", "z", "detach"));
        assertTrue(Files.isRegularFile(host.at(zonepath + "/SUNWdetached.xml")));
        String exported = host.require(host.zonecfg("-z", "z", "export")).out();
        host.require(host.zonecfg("-z", "z", "delete", "-F"));

        TestHost other = TestHost.example(directory.resolve("other"), "host1");
        Files.move(host.at(zonepath), other.at(zonepath));
        other.require(other.zonecfg("-z", "z", "create", "-a", quoted));
        assertEquals(exported, other.require(other.zonecfg("-z", "z", "export")).out());
        other.require(other.zoneadm("-z", "z", "attach"));
        assertEquals("installed", other.state("z"));
        String[] fields =
                other.require(other.zoneadm("-z", "z", "list", "-p")).out().split("(?<!\\\\):");
        assertEquals(zonepath, fields[3].replace("\\:", ":"));
        assertEquals(7, fields.length);
    }
}
