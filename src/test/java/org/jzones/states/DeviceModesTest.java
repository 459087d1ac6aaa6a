package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Trees;
import org.jzones.model.DevicePermission;
import org.jzones.support.TestHost;

/** The set-id and sticky bits of device nodes are neither written down by detach nor set by attach (spec 4.4). */
class DeviceModesTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);
    private Path node = directory;

    @BeforeEach
    void aZoneWithADevice() throws IOException, InterruptedException {
        host = TestHost.empty(directory.resolve("host"));
        host.installed("z", "create -b");
        node = host.at("/export/zones/z/dev/zero");
        int status = new ProcessBuilder("mknod", node.toString(), "c", "1", "5")
                .redirectErrorStream(true)
                .start()
                .waitFor();
        Assumptions.assumeTrue(status == 0, "SKIPPED: device nodes cannot be made here");
        Files.setAttribute(node, "unix:mode", 07640);
    }

    private int mode() throws IOException {
        return (int) Files.getAttribute(node, "unix:mode") & 07777;
    }

    @Test
    void detachLeavesThemOut() {
        host.require(host.zoneadm("-z", "z", "detach"));
        String manifest = host.read("/export/zones/z/SUNWdetached.xml");
        assertTrue(manifest.contains("<dev-perm name=\"zero\" uid=\"0\" gid=\"0\" mode=\"640\" acl=\"\"/>"), manifest);
    }

    @Test
    void attachDoesNotSetThem() throws IOException {
        host.require(host.zoneadm("-z", "z", "detach"));
        Files.setAttribute(node, "unix:mode", 0600);
        String manifest = host.read("/export/zones/z/SUNWdetached.xml");
        host.write("/export/zones/z/SUNWdetached.xml", manifest.replace("mode=\"640\"", "mode=\"27660\""));
        host.require(host.zoneadm("-z", "z", "attach"));
        assertEquals(0660, mode());
    }

    /** As when dev is exchanged after it was looked at. */
    @Test
    void thoseBehindALinkAreLeftAlone() throws IOException {
        Files.move(node.getParent(), directory.resolve("elsewhere"));
        Files.createSymbolicLink(node.getParent(), directory.resolve("elsewhere"));
        List<DevicePermission> devices = List.of(new DevicePermission("zero", 1, 1, 0666, ""));
        Trees trees = host.files().trees();
        trees.applyDevices(node.getParent(), devices);
        assertEquals(07640, mode());
        assertEquals(List.of(), trees.present(node.getParent(), devices));
        Files.delete(node.getParent());
        Files.move(directory.resolve("elsewhere"), node.getParent());
        host.watchedBy((change, path) -> {
            Files.move(node, directory.resolve("zero"));
            Files.createSymbolicLink(node, directory.resolve("zero"));
        });
        host.files().trees().applyDevices(node.getParent(), devices);
        assertEquals(07640, mode());
        assertEquals(0, Files.getAttribute(node, "unix:uid"));
    }

    @Test
    void anAttachThatFailsLeavesThemAsTheyWere() throws IOException {
        host.require(host.zoneadm("-z", "z", "detach"));
        String manifest = host.read("/export/zones/z/SUNWdetached.xml");
        host.write("/export/zones/z/SUNWdetached.xml", manifest.replace("mode=\"640\"", "mode=\"600\""));
        host.watchedBy((change, path) -> {
            if (path.endsWith("index")) {
                throw new IOException("the disk is full");
            }
        });
        assertEquals(1, host.zoneadm("-z", "z", "attach").status());
        assertEquals(07640, mode());
    }
}
