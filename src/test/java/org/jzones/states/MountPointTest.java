package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Zonepaths that are mount points: they are filled and emptied like others, only that the directory stays (spec 3). */
class MountPointTest {
    private static final String OLD = "/export/zones/z";
    private static final String NEW = "/export/zones/y";
    private static final String ENOUGH = "1m";
    private static final String TOO_SMALL = "16k";

    private final Deque<Path> mounted = new ArrayDeque<>();

    @TempDir
    Path directory;

    private TestHost host;

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        host.write("/opt/file", new byte[64 << 10]);
        host.contents("/opt d none 0755 root root SUNWx", "/opt/file f none 0644 root root 65536 0 1 SUNWx");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        while (!mounted.isEmpty()) {
            assertEquals(0, run("umount", mounted.pop().toString()));
        }
    }

    private void mount(String place, String size) throws IOException, InterruptedException {
        host.makeDirectory(place);
        int status = run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=700,size=" + size,
                "tmpfs",
                host.at(place).toString());
        Assumptions.assumeTrue(status == 0, "SKIPPED: nothing can be mounted here");
        mounted.push(host.at(place));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Map<String, String> files() {
        return Snapshot.of(host).files();
    }

    @Test
    void aMoveOntoOneThatIsTooSmallIsRefusedAndNothingChanges() throws IOException, InterruptedException {
        host.installed("z", "create -b");
        mount(NEW, TOO_SMALL);
        Refusal.of(host, () -> host.zoneadm("-z", "z", "move", NEW), NEW, "No space left on device");
        assertEquals(new Result(0, "", ""), host.zoneadm("-z", "z", "verify"));
    }

    @Test
    void aMoveOntoOneThatWasCutOffIsUndone() throws IOException, InterruptedException {
        host.installed("z", "create -b");
        mount("/export/new", ENOUGH);
        host.makeDirectory("/export/new/y");
        mount("/export/new/y", ENOUGH);
        Map<String, String> before = files();
        host.write("/export/new/y/.zoneadm.move", "token\n");
        host.write("/export/new/y/root/half", "");
        host.write(
                "/etc/zones/z.move",
                "from " + OLD + "\nto /export/new/y\ndevice " + Files.getAttribute(host.at(OLD), "unix:dev")
                        + "\ninode " + Files.getAttribute(host.at(OLD), "unix:ino")
                        + "\nmade /export/new\nfound no\ntoken token\n");
        host.require(host.zoneadm("-z", "z", "halt"));
        assertEquals(before, files());
    }

    @Test
    void aZoneMovesOntoOneAndAwayFromIt() throws IOException, InterruptedException {
        host.installed("z", "create -b");
        mount(NEW, ENOUGH);
        Map<String, String> zone = Snapshot.below(host.at(OLD)).files();
        assertEquals(new Result(0, "", ""), host.zoneadm("-z", "z", "move", NEW));
        assertEquals(zone, Snapshot.below(host.at(NEW)).files());
        assertFalse(Files.exists(host.at(OLD)));
        Result away = host.zoneadm("-z", "z", "move", OLD);
        assertEquals(0, away.status(), away.err());
        Refusal.assertOneProblem(away.err(), NEW, "stays");
        assertEquals(zone, Snapshot.below(host.at(OLD)).files());
        assertEquals(1, Snapshot.below(host.at(NEW)).files().size(), "it is not empty");
        assertFalse(Files.exists(host.at("/etc/zones/z.move")));
    }

    @Test
    void oneIsEmptiedByUninstallAndByAnInstallThatFails() throws IOException, InterruptedException {
        mount(OLD, ENOUGH);
        host.installed("z", "create -b");
        Result uninstall = host.zoneadm("-z", "z", "uninstall", "-F");
        assertEquals(0, uninstall.status(), uninstall.err());
        Refusal.assertOneProblem(uninstall.err(), OLD, "stays");
        assertEquals("configured", host.state("z"));
        unmount();
        mount(OLD, TOO_SMALL);
        Refusal.of(host, () -> host.zoneadm("-z", "z", "install"), OLD, "No space left on device");
        assertEquals("configured", host.state("z"));
        assertTrue(host.zoneadm("-z", "z", "install").err().contains("No space left on device"));
    }
}
