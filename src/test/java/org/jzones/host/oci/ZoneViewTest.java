package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.LinuxFacts.Init;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.support.TestHost;

/** What a first program is: looked for as the zone's own programs would, in its own files and in the host's. */
class ZoneViewTest {
    private static final String ROOT = "/zones/z/root";
    private static final String SEARCH = "/usr/local/bin:/usr/bin:/bin";

    @TempDir
    Path directory;

    private TestHost host;
    private ZoneConfig config = ZoneConfig.blank(new ZoneName("z"));

    @BeforeEach
    void makeHost() throws IOException {
        host = TestHost.empty(directory.resolve("host"));
        host.makeDirectory(ROOT);
        program("/usr/bin/busybox");
        link("/usr/bin/vi", "/etc/alternatives/vi");
        program("/etc/alternatives/vi");
        config = config.adding(Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", "/usr"));
        link(ROOT + "/bin", "usr/bin");
        program(ROOT + "/sbin/init");
        host.write(ROOT + "/opt/text", "");
        host.makeDirectory(ROOT + "/opt/directory");
        link(ROOT + "/opt/busybox", "/bin/busybox");
        link(ROOT + "/opt/up", "../../../../usr/bin/busybox");
        link(ROOT + "/opt/out", "/host/only");
        link(ROOT + "/opt/round", "round");
    }

    private void program(String path) throws IOException {
        host.write(path, "");
        Files.setPosixFilePermissions(host.at(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void link(String path, String target) throws IOException {
        host.makeDirectory(path.substring(0, path.lastIndexOf('/')));
        Files.createSymbolicLink(host.at(path), Path.of(target));
    }

    private void fs(String type, String dir, String special) {
        config = config.adding(
                Resource.of(ResourceType.FS).with("type", type).with("dir", dir).with("special", special));
    }

    private Init program(String program, String searchPath) {
        return new ZoneView(host.files().layout(), host.at(ROOT), config).program(program, searchPath, "/opt");
    }

    @ParameterizedTest
    @CsvSource({
        "/sbin/init, FINE",
        "/usr/bin/busybox, FINE",
        "/bin/busybox, FINE",
        "busybox, FINE",
        "/bin//./busybox, FINE",
        "/bin/../../bin/busybox, FINE",
        "./busybox, FINE",
        "/opt/up, FINE",
        "init, MISSING",
        "/usr/bin/gone, MISSING",
        "/gone/x, MISSING",
        "/opt/text/x, MISSING",
        "/usr/bin/vi, MISSING",
        "/opt/out, MISSING",
        "/opt/text, NOT_EXECUTABLE",
        "/opt/directory, NOT_EXECUTABLE",
        "/opt/round, NOT_EXECUTABLE",
        "/, NOT_EXECUTABLE",
        "/run/x, FINE"
    })
    void programs(String program, Init is) throws IOException {
        program("/host/only");
        assertEquals(is, program(program, SEARCH));
    }

    @Test
    void aLinkInAnInheritedDirectoryLeadsIntoTheZone() throws IOException {
        program(ROOT + "/etc/alternatives/vi");
        assertEquals(Init.FINE, program("/usr/bin/vi", SEARCH));
    }

    @Test
    void whatIsFirstFoundThatCanBeExecutedCounts() throws IOException {
        host.write(ROOT + "/opt/bin/x", "");
        assertEquals(Init.NOT_EXECUTABLE, program("x", "/gone:/opt/bin:/usr/bin"));
        program("/usr/bin/x");
        assertEquals(Init.FINE, program("x", "/gone:/opt/bin:/usr/bin"));
        assertEquals(Init.MISSING, program("x", "bin::."));
    }

    @Test
    void whatIsSharedWithTheHostIsSeen() throws IOException {
        program("/srv/tools/run");
        fs("lofs", "/tools", "/srv/tools");
        assertEquals(Init.FINE, program("/tools/run", SEARCH));
        assertEquals(Init.MISSING, program("/tools/gone", SEARCH));
    }

    @Test
    void whatIsMountedFromADeviceIsNot() {
        fs("ext4", "/data", "/dev/sdx");
        assertEquals(Init.FINE, program("/data/run", SEARCH));
    }
}
