package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.file.Layout;
import org.jzones.model.Failure;

/** Device nodes that a match means, with their numbers. */
class DevicesTest {
    @TempDir
    Path directory;

    private Layout host;

    @BeforeEach
    void makeHost() throws IOException {
        Path root = directory.resolve("host");
        Files.createDirectories(root.resolve("dev/input"));
        host = new Layout(root);
    }

    private void node(String path, String type, int major, int minor) throws IOException, InterruptedException {
        Path at = host.root().resolve("dev").resolve(path);
        Process mknod = new ProcessBuilder("mknod", at.toString(), type, "" + major, "" + minor)
                .redirectErrorStream(true)
                .start();
        mknod.getOutputStream().close();
        mknod.getInputStream().readAllBytes();
        Assumptions.assumeTrue(mknod.waitFor() == 0, "SKIPPED: no device nodes can be made here");
    }

    private void nodes() throws IOException, InterruptedException {
        node("sda", "b", 8, 0);
        node("sda1", "b", 8, 1);
        node("sdb", "b", 8, 16);
        node("fuse", "c", 10, 229);
        node("input/event0", "c", 13, 64);
        node("input/event1", "c", 13, 65);
    }

    private String paths(String pattern) {
        return String.join(
                " ", Devices.matching(host, pattern).stream().map(Device::path).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/fuse, /dev/fuse",
        "/dev/sd*, /dev/sda /dev/sda1 /dev/sdb",
        "/dev/sd?, /dev/sda /dev/sdb",
        "/dev/sd[!a], /dev/sdb",
        "/dev/sd[ab], /dev/sda /dev/sdb",
        "/dev/*, /dev/fuse /dev/sda /dev/sda1 /dev/sdb",
        "/dev/input/*, /dev/input/event0 /dev/input/event1",
        "/dev/*/event0, /dev/input/event0",
        "/dev/i*t/e?ent[1-9], /dev/input/event1",
        "'/dev/{sda,sdb}', ''",
        "/dev/sd[, ''",
        "/dev/gone*, ''",
        "/dev/gone/*, ''",
        "/dev/fuse/*, ''",
        "/dev/input, ''",
        "/dev/./fuse, ''",
        "/dev/../dev/fuse, ''",
        "/dev//fuse, ''",
        "fuse, ''",
        "/fuse, ''",
        "/dev, ''",
        "/dev/, ''",
        "*, ''",
        "/*/fuse, ''"
    })
    void patterns(String pattern, String paths) throws Exception {
        nodes();
        assertEquals(paths, paths(pattern));
    }

    @Test
    void kindAndNumbers() throws Exception {
        node("a", "b", 8, 17);
        node("b", "c", 4095, 1048575);
        node("c", "c", 254, 256);
        assertEquals(
                List.of(
                        new Device("/dev/a", 'b', 8, 17),
                        new Device("/dev/b", 'c', 4095, 1048575),
                        new Device("/dev/c", 'c', 254, 256)),
                Devices.matching(host, "/dev/?"));
    }

    @Test
    void aLinkIsTheNodeItLeadsToUnderItsOwnName() throws Exception {
        nodes();
        Path dev = host.root().resolve("dev");
        Files.createDirectories(dev.resolve("disk/by-id"));
        Files.createSymbolicLink(dev.resolve("disk/by-id/one"), Path.of("../../sda"));
        Files.createSymbolicLink(dev.resolve("disk/by-id/two"), Path.of("/dev/sdb"));
        Files.createSymbolicLink(dev.resolve("disk/by-id/gone"), Path.of("/dev/gone"));
        assertEquals(
                List.of(new Device("/dev/disk/by-id/one", 'b', 8, 0), new Device("/dev/disk/by-id/two", 'b', 8, 16)),
                Devices.matching(host, "/dev/disk/by-id/*"));
    }

    @Test
    void linksLeadNowhereElse() throws Exception {
        nodes();
        Path dev = host.root().resolve("dev");
        Files.createDirectory(host.root().resolve("elsewhere"));
        Files.move(dev.resolve("fuse"), host.root().resolve("elsewhere/fuse"));
        Files.createSymbolicLink(dev.resolve("out"), Path.of("/elsewhere"));
        Files.createSymbolicLink(dev.resolve("fuse"), Path.of("../elsewhere/fuse"));
        Files.createSymbolicLink(dev.resolve("in"), Path.of("input"));
        assertEquals("", paths("/dev/out/*"));
        assertEquals("", paths("/dev/fuse"));
        assertEquals("", paths("/dev/in/*"));
    }

    @Test
    void whatIsNoDeviceDoesNotCount() throws IOException {
        Files.createFile(host.root().resolve("dev/file"));
        assertEquals("", paths("/dev/*"));
    }

    @Test
    void aHostWithoutDevicesHasNone() throws IOException {
        assertEquals("", paths("/dev/*"));
        Files.delete(host.root().resolve("dev/input"));
        Files.delete(host.root().resolve("dev"));
        assertEquals("", paths("/dev/*"));
    }

    @Test
    void thereIsALimit() throws Exception {
        node("0000", "c", 1, 3);
        for (int i = 1; i < 1024; i++) {
            Files.createLink(
                    host.root().resolve("dev").resolve(String.format("%04d", i)),
                    host.root().resolve("dev/0000"));
        }
        assertEquals(1024, Devices.matching(host, "/dev/*").size());
        Files.createLink(host.root().resolve("dev/x"), host.root().resolve("dev/0000"));
        assertThrows(Failure.class, () -> Devices.matching(host, "/dev/*"));
    }

    @Test
    void theMachinesOwn() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/null")), "SKIPPED: this machine has no /dev/null");
        assertEquals(
                List.of(new Device("/dev/null", 'c', 1, 3)), Devices.matching(new Layout(Path.of("/")), "/dev/nul[l]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/dev/tty", "/dev/ptmx", "/dev/pts/0"})
    void whatComesByItself(String path) {
        assertTrue(new Device(path, 'c', 1, 3).comesByItself());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/nul", "/dev/tty1", "/dev/fuse", "/dev/input/null"})
    void whatDoesNot(String path) {
        assertFalse(new Device(path, 'c', 1, 3).comesByItself());
    }
}
