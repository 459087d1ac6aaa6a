package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;

/** Where things are mounted in a zone: never through a link, and made where they are missing. */
class MountTargetsTest {
    private static final String ROOT = "/zones/z/root";

    @TempDir
    Path directory;

    private TestHost host;
    private ZoneConfig config = ZoneConfig.blank(new ZoneName("z"));

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.makeDirectory(ROOT);
        host.makeDirectory("/usr/local");
        host.makeDirectory("/srv/data/inner");
        host.write("/srv/file", "");
    }

    private void inherit(String dir) {
        config = config.adding(Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", dir));
    }

    private void fs(String type, String dir, String special) {
        config = config.adding(
                Resource.of(ResourceType.FS).with("type", type).with("dir", dir).with("special", special));
    }

    private MountTargets targets() {
        return MountTargets.of(host.files().trees(), host.at(ROOT), config);
    }

    private void link(String inZone, String target) throws IOException {
        Path link = host.at(ROOT + inZone);
        host.makeDirectory((ROOT + inZone).substring(0, (ROOT + inZone).lastIndexOf('/')));
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static Problem notDirectory(String path, String target) {
        return Problem.of(Message.MOUNT_TARGET_NOT_DIRECTORY, path, target);
    }

    @Test
    void whatIsMissingIsMade() throws IOException {
        inherit("/usr");
        fs("lofs", "/mnt/a/b", "/srv/data");
        fs("lofs", "/etc/file", "/srv/file");
        fs("tmpfs", "/var/tmp", "swap");
        assertEquals(List.of(), targets().problems());
        assertFalse(Files.exists(host.at(ROOT + "/dev")));
        targets().make();
        for (String made : List.of("/proc", "/dev", "/run", "/sys", "/usr", "/mnt", "/mnt/a", "/mnt/a/b", "/var/tmp")) {
            assertEquals(
                    "rwxr-xr-x",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(host.at(ROOT + made), LinkOption.NOFOLLOW_LINKS)),
                    made);
        }
        assertTrue(Files.isRegularFile(host.at(ROOT + "/etc/file"), LinkOption.NOFOLLOW_LINKS));
        assertFalse(Files.exists(host.at(ROOT + "/dev/pts")));
        Snapshot made = Snapshot.of(host);
        targets().make();
        assertEquals(made.files(), Snapshot.of(host).files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc", "/dev", "/run", "/sys", "/usr"})
    void aLinkInThePlaceOfADirectoryIsRefused(String place) throws IOException {
        inherit("/usr");
        link(place, "../../../../outside");
        assertEquals(
                List.of(notDirectory(ROOT + place, place)), targets().problems().subList(0, 1));
        assertRefused(place);
    }

    @Test
    void allThatIsWrongIsTold() throws IOException {
        inherit("/usr");
        link("/usr", "/usr");
        link("/dev", "/dev");
        assertEquals(
                List.of(notDirectory(ROOT + "/dev", "/dev"), notDirectory(ROOT + "/usr", "/usr")),
                targets().problems());
    }

    private void assertRefused(String place) {
        Snapshot before = Snapshot.of(host);
        Failure refusal = assertThrows(Failure.class, () -> targets().make());
        assertEquals(ROOT + place, refusal.problems().get(0).details().get(0));
        before.files()
                .keySet()
                .forEach(path -> assertTrue(Snapshot.of(host).files().containsKey(path), path));
        assertFalse(Files.exists(directory.resolve("outside"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aLinkOnTheWayIsRefused() throws IOException {
        fs("lofs", "/mnt/a/b", "/srv/data");
        link("/mnt/a", "../../../../../outside");
        assertEquals(
                List.of(notDirectory(ROOT + "/mnt/a", "/mnt/a/b")), targets().problems());
        assertRefused("/mnt/a");
    }

    @Test
    void aFileIsNoDirectoryAndADirectoryNoFile() {
        fs("lofs", "/etc/file", "/srv/file");
        host.write(ROOT + "/proc", "");
        host.makeDirectory(ROOT + "/etc/file");
        assertEquals(
                List.of(
                        notDirectory(ROOT + "/proc", "/proc"),
                        Problem.of(Message.MOUNT_TARGET_NOT_FILE, ROOT + "/etc/file", "/etc/file")),
                targets().problems());
    }

    @Test
    void aLinkInThePlaceOfAFileIsRefused() throws IOException {
        fs("lofs", "/etc/file", "/srv/file");
        link("/etc/file", "/etc/passwd");
        assertEquals(
                List.of(Problem.of(Message.MOUNT_TARGET_NOT_FILE, ROOT + "/etc/file", "/etc/file")),
                targets().problems());
    }

    @Test
    void whatLiesInSomethingMountedHasToBeThere() throws IOException {
        inherit("/usr");
        fs("lofs", "/usr/local", "/srv/data");
        fs("lofs", "/usr/local/inner", "/srv/data");
        fs("lofs", "/usr/gone/x", "/srv/data");
        fs("lofs", "/usr/local/gone", "/srv/data");
        fs("lofs", "/usr/link", "/srv/data");
        Files.createSymbolicLink(host.at("/usr/link"), Path.of("/etc"));
        assertEquals(
                List.of(
                        Problem.of(Message.MOUNT_TARGET_MISSING, "/usr/gone/x", "/usr/gone"),
                        Problem.of(Message.MOUNT_TARGET_MISSING, "/usr/local/gone", "/srv/data/gone"),
                        notDirectory("/usr/link", "/usr/link")),
                targets().problems());
        assertFalse(Files.exists(host.at("/usr/gone")));
    }

    @Test
    void whatLiesInWhatIsEmptyAtFirstIsTheEnginesToMake() {
        fs("tmpfs", "/var/tmp", "swap");
        fs("lofs", "/var/tmp/a", "/srv/data");
        fs("lofs", "/run/a/b", "/srv/data");
        assertEquals(List.of(), targets().problems());
        targets().make();
        assertFalse(Files.exists(host.at(ROOT + "/var/tmp/a")));
        assertFalse(Files.exists(host.at(ROOT + "/run/a")));
    }

    @Test
    void whatIsMissingAboveIsNoReasonToStopLooking() {
        fs("lofs", "/mnt/a", "/srv/data");
        fs("lofs", "/mnt/a/gone", "/srv/data");
        assertEquals(
                List.of(Problem.of(Message.MOUNT_TARGET_MISSING, "/mnt/a/gone", "/srv/data/gone")),
                targets().problems());
    }

    @Test
    void theRootItself() throws IOException {
        Files.delete(host.at(ROOT));
        assertEquals(
                List.of(Problem.of(Message.ZONE_ROOT_MISSING, ROOT)), targets().problems());
        Files.createSymbolicLink(host.at(ROOT), Path.of("/etc"));
        assertEquals(
                List.of(Problem.of(Message.ZONE_ROOT_MISSING, ROOT)), targets().problems());
        assertThrows(Failure.class, () -> targets().make());
        assertFalse(Files.exists(host.at("/etc/proc")));
    }
}
