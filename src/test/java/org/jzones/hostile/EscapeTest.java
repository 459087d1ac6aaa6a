package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Zone names, paths and links do not lead out of the host root (spec 1.1, 2.4). */
class EscapeTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);
    private Path outside = Path.of("");

    @BeforeEach
    void makeHost() throws IOException {
        outside = Files.createDirectory(directory.resolve("outside"));
        host = TestHost.empty(directory.resolve("host"));
        host.pkg("SUNWall", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
    }

    private Snapshot around() {
        return Snapshot.below(outside);
    }

    private static void assertPlain(Result result) {
        Refusal.assertNoTrace(result.toString());
        assertTrue(result.err().chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)), result.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/b",
                "/etc",
                "..",
                ".",
                "",
                "a\0b",
                "\0",
                "a\nb",
                "\n",
                "a b",
                "-a",
                "_a",
                "\u00FCx",
                "a\u001B[1mb",
                "a:b"
            })
    void noneOfTheseIsAZoneName(String name) {
        Snapshot before = Snapshot.below(directory);
        Result config = host.zonecfg("-z", name, "create -b; set zonepath=/export/zones/x; commit");
        assertEquals(2, config.status(), config.toString());
        assertPlain(config);
        for (String verb : List.of("install", "detach", "attach", "verify", "halt")) {
            Result result = host.zoneadm("-z", name, verb);
            assertEquals(1, result.status(), result.toString());
            assertEquals("", result.out());
            assertPlain(result);
        }
        Result rename =
                host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z; set zonename=\"" + name + "\"; exit");
        assertEquals(1, rename.status(), rename.toString());
        assertPlain(rename);
        host.zonecfg("-z", "z", "delete -F");
        Snapshot after = Snapshot.below(directory);
        List<String> changes = after.changesSince(before);
        assertTrue(
                changes.stream()
                        .allMatch(c -> c.startsWith("host/var/run")
                                || c.startsWith("host/etc/zones/index:")
                                || c.startsWith("host/etc/zones/SUNW")),
                changes.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../..",
                "/export/../../x",
                "/..",
                "/",
                "//",
                "x",
                "../x",
                "/export//zones",
                "/export/zones/.",
                "/a\u0001",
                "/export/zones/"
            })
    void noneOfTheseIsAZonepath(String path) {
        Refusal.of(host, () -> host.zonecfg("-z", "z", "create", "-a", path), "");
        Result set = host.zonecfg("-z", "z", "create -b; set zonepath=\"" + path + "\"");
        assertEquals(1, set.status(), set.toString());
        assertPlain(set);
        assertFalse(Files.exists(host.at("/etc/zones/z.xml")));
        host.write("/etc/zones/index", "z:configured:" + path + ":\n");
        host.write("/etc/zones/z.xml", "<zone name=\"z\" zonepath=\"" + path + "\" autoboot=\"false\"/>");
        for (String verb : List.of("install", "attach", "verify")) {
            Result result = host.zoneadm("-z", "z", verb);
            assertEquals(1, result.status(), result.toString());
            assertPlain(result);
        }
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), "");
    }

    @Test
    void linksToAbsolutePathsStayInside() throws IOException {
        Files.createDirectories(outside.resolve("zones"));
        Files.createDirectories(outside.resolve("run"));
        Snapshot before = around();
        Files.delete(host.at("/etc/zones"));
        Files.createSymbolicLink(host.at("/etc/zones"), outside.resolve("zones"));
        Files.createDirectories(host.at("/var/run"));
        Files.createSymbolicLink(host.at("/var/run/zones"), outside.resolve("run"));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        host.require(host.zoneadm("-z", "z", "install"));
        assertEquals(List.of(), around().changesSince(before));
        assertTrue(Files.isRegularFile(host.at(outside + "/zones/z.xml")), "the link was not followed inside the host");
    }

    @Test
    void linksUpwardsStayInside() throws IOException {
        Files.delete(host.at("/etc/zones"));
        Files.createSymbolicLink(host.at("/etc/zones"), Path.of("../../../../../../../../outside"));
        Snapshot before = around();
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        assertEquals(List.of(), around().changesSince(before));
        assertTrue(Files.isRegularFile(host.at("/outside/z.xml")));
    }

    @Test
    void linksInAZoneStayInsideWhenItIsFilled() throws IOException {
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(outside.resolve("pspool/SUNWall/reloc/etc"));
        Files.writeString(outside.resolve("pspool/SUNWall/reloc/etc/passwd"), "secret");
        Files.createSymbolicLink(host.at("/opt/out"), outside);
        Files.createSymbolicLink(host.at("/var/sadm/pkg/SUNWall/save"), outside);
        host.contents(
                "/etc/passwd e none 0644 root sys 1 2 3 SUNWall",
                "/opt/out=" + outside + " s none SUNWall",
                "/opt/out/secret f none 0644 root sys 1 2 3 SUNWall",
                "/opt/../../x f none 0644 root sys 1 2 3 SUNWall");
        Snapshot before = around();
        host.installed("z", "create -b");
        assertEquals(List.of(), around().changesSince(before));
        assertFalse(Files.exists(host.at("/export/zones/z/root/etc/passwd")), "read from outside");
        assertTrue(Files.isSymbolicLink(host.at("/export/zones/z/root/opt/out")));
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        assertEquals(List.of(), around().changesSince(before));
    }

    @Test
    void theDryRunOfDetachLooksForDevicesInsideOnly() throws IOException {
        host.installed("z", "create -b");
        Files.move(host.at("/export/zones/z"), outside.resolve("z"));
        Files.createSymbolicLink(host.at("/export/zones/z"), outside.resolve("z"));
        Files.delete(outside.resolve("z/dev"));
        Files.createSymbolicLink(outside.resolve("z/dev"), Path.of("/dev"));
        String manifest = host.require(host.zoneadm("-z", "z", "detach", "-n")).out();
        assertFalse(manifest.contains("dev-perm"), manifest);
        Files.delete(outside.resolve("z/dev"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../outside/node", "/dev/null", "..", "link/null", "", ".", "a/../../../x"})
    void namesOfDevicesDoNotLeadOut(String name) throws IOException {
        host.detached("z", "create -b");
        Files.createSymbolicLink(host.at("/export/zones/z/dev/link"), Path.of("/dev"));
        Files.writeString(outside.resolve("node"), "");
        Object devNull = Files.readAttributes(Path.of("/dev/null"), "unix:mode,uid,gid,ctime");
        Snapshot before = around();
        String manifest = host.read("/export/zones/z/SUNWdetached.xml");
        String entry = "<dev-perm name=\"" + name + "\" uid=\"1\" gid=\"1\" mode=\"600\" acl=\"\"/>";
        host.write("/export/zones/z/SUNWdetached.xml", manifest.replace("</zone>", entry + "</zone>"));
        host.require(host.zoneadm("-z", "z", "attach"));
        assertEquals(List.of(), around().changesSince(before));
        assertEquals(devNull, Files.readAttributes(Path.of("/dev/null"), "unix:mode,uid,gid,ctime"));
        Files.delete(host.at("/export/zones/z/dev/link"));
    }
}
