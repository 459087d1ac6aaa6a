package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Commands that are started without the launchers, in an environment that says nothing of a locale: Java cannot find files
 * with names outside ASCII then. Whatever has such a name is refused by it, whether it is typed, read or found on disk.
 */
class LocaleIT {
    private static final String GREEN = "gr\u00FCn";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String JAR =
            Path.of("target/jzones.jar").toAbsolutePath().toString();

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeHost() {
        host = TestHost.example(directory.resolve("host"), "host1");
    }

    private static Program program(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(JAVA, "-jar", JAR, command));
        all.addAll(List.of(args));
        return Program.of(all).withOnly(Map.of("PATH", String.valueOf(System.getenv("PATH"))));
    }

    private Program onHost(String command, String... args) {
        List<String> all = new ArrayList<>(List.of("-R", host.root().toString()));
        all.addAll(List.of(args));
        return program(command, all.toArray(String[]::new));
    }

    /** It ends in one line with this in it, and what to set, and has changed nothing. */
    private void refused(Program program, String name) throws IOException, InterruptedException {
        Snapshot before = Snapshot.of(host);
        Result result = program.run();
        assertEquals(List.of(), Snapshot.of(host).changesSince(before), result.toString());
        assertEquals(1, result.status(), result.toString());
        assertEquals("", result.out());
        Refusal.assertOneProblem(result.err().replaceFirst("^On line 1 of .*\n", ""), name, "outside ASCII");
        assertTrue(result.err().contains("\n  set LC_ALL=C.UTF-8"), result.err());
    }

    @Test
    void namesInAsciiNeedNoLocale() throws IOException, InterruptedException {
        host.installed("z", "create");
        assertEquals(
                new Result(0, "", ""), onHost("zoneadm", "-z", "z", "detach").run());
        assertEquals(
                new Result(0, "", ""), onHost("zoneadm", "-z", "z", "attach").run());
    }

    @Test
    void argumentsAndVariables() throws IOException, InterruptedException {
        Path root = Files.createSymbolicLink(directory.resolve(GREEN), host.root());
        refused(program("zoneadm", "-R", root.toString(), "list"), directory + "/gr");
        refused(program("zonecfg", "-R", root.toString(), "-z", "z", "create"), directory + "/gr");
        refused(program("zoneplace", "-R", root.toString(), "-z", "z", "/"), directory + "/gr");
        refused(onHost("zonecfg", "-z", "z", "create -b; set zonepath=/export/zones/" + GREEN), "set zonepath=");
        refused(program("zoneadm", "list").with(Map.of("ZONES_ROOT", root.toString())), directory + "/gr");
    }

    @Test
    void anArgumentThatIsNoTextInTheLocaleOfTheLaunchers() throws IOException, InterruptedException {
        Path script = Path.of("scripts/zoneadm").toAbsolutePath();
        Result result = Program.of("sh", "-c", "\"$0\" -R /gr\"$(printf '\\374')\"n list", script.toString())
                .run();
        assertEquals(1, result.status(), result.toString());
        assertEquals("zoneadm: the argument '/gr\uFFFDn' has bytes that are not UTF-8\n", result.err());
    }

    @Test
    void aZonepath() throws IOException, InterruptedException {
        host.installed("z", "create");
        host.require(host.zonecfg("-z", "other", "create -b; set zonepath=/export/zones/other"));
        host.require(host.zoneadm("-z", "z", "move", "/export/zones/" + GREEN));
        refused(onHost("zoneadm", "-z", "z", "verify"), "'/export/zones/" + GREEN);
        refused(onHost("zoneadm", "-z", "z", "detach"), "'/export/zones/" + GREEN);
        refused(onHost("zoneadm", "-z", "z", "uninstall", "-F"), "'/export/zones/" + GREEN);
        refused(onHost("zoneadm", "-z", "z", "move", "/export/zones/green"), "'/export/zones/" + GREEN);
        assertEquals(
                host.zoneadm("list", "-cv"), onHost("zoneadm", "list", "-cv").run());
        host.require(host.zoneadm("-z", "z", "detach"));
        refused(onHost("zoneadm", "-z", "z", "attach"), "'/export/zones/" + GREEN);
        refused(onHost("zoneadm", "-z", "z", "attach", "-F"), "'/export/zones/" + GREEN);
        refused(
                onHost("zonecfg", "-z", "new", "-f", "-").reading("create -a /export/zones/" + GREEN + "\n"),
                "'/export/zones/" + GREEN);
    }

    @Test
    void aPackageDirectory() throws IOException, InterruptedException {
        host.installed("z", "create");
        host.makeDirectory("/var/sadm/pkg/" + GREEN);
        assertEquals(0, onHost("zoneadm", "-z", "z", "detach", "-n").run().status());
        host.pkg(GREEN, "PKG=green", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        refused(onHost("zoneadm", "-z", "z", "detach"), "'/var/sadm/pkg/gr");
    }

    @Test
    void aDeviceNode() throws IOException, InterruptedException {
        host.installed("z", "create");
        String node = host.at("/export/zones/z/dev/" + GREEN).toString();
        Assumptions.assumeTrue(
                Program.of("mknod", node, "c", "1", "3").run().status() == 0, "making a device node takes root");
        refused(onHost("zoneadm", "-z", "z", "detach"), "'/export/zones/z/dev/gr");
    }

    @Test
    void whatPackagesDeliver() throws IOException, InterruptedException {
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        String contents = host.read("/var/sadm/install/contents");
        host.write("/etc/" + GREEN, "x\n");
        host.write(
                "/var/sadm/install/contents",
                contents + "/etc/" + GREEN + " f none 0644 root sys 2 3 1106443800 SUNWcsr\n");
        refused(onHost("zoneadm", "-z", "z", "install"), "'/etc/" + GREEN);
        refused(onHost("zoneadm", "inventory"), "'/etc/" + GREEN);
        host.write("/var/sadm/install/contents", contents);
        host.makeDirectory("/usr/" + GREEN);
        host.require(host.zonecfg(
                "-z",
                "s",
                "create -b; set zonepath=/export/zones/s; add inherit-pkg-dir; set dir=/usr/" + GREEN + "; end"));
        refused(onHost("zoneadm", "-z", "s", "install"), "'/usr/" + GREEN);
        refused(onHost("zoneadm", "inventory"), "'/usr/gr");
    }

    @Test
    void filesInAZoneKeepTheirNames() throws IOException, InterruptedException {
        host.installed("z", "create");
        host.write("/export/zones/z/root/var/" + GREEN, "leaf");
        host.require(host.zonecfg("-z", "copy", "create -t z; set zonepath=/export/zones/copy"));
        assertEquals(0, onHost("zoneadm", "-z", "copy", "clone", "z").run().status());
        assertEquals("leaf", host.read("/export/zones/copy/root/var/" + GREEN));
        assertEquals(0, onHost("zoneadm", "-z", "copy", "uninstall", "-F").run().status());
        assertEquals("configured", host.state("copy"));
        String pipe = host.at("/export/zones/z/root/var/" + GREEN + ".pipe").toString();
        assertEquals(0, Program.of("mkfifo", pipe).run().status());
        assertEquals(0, onHost("zoneadm", "-z", "copy", "clone", "z").run().status());
        assertTrue(Files.exists(host.at("/export/zones/copy/root/var/" + GREEN + ".pipe")));
    }

    @Test
    void filesOfTheUser() throws IOException, InterruptedException {
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        refused(
                onHost("zonecfg", "-z", "z").reading("export -f " + directory + "/" + GREEN + "\n"),
                directory + "/" + GREEN);
        Path here = Files.createDirectory(directory.resolve(GREEN));
        Files.writeString(here.resolve("commands"), "set autoboot=true\n");
        refused(onHost("zonecfg", "-z", "z", "-f", "commands").in(here), directory + "/gr");
        refused(onHost("zoneadm", "inventory", "-o", "file").in(here), directory + "/gr");
        Result absolute =
                onHost("zonecfg", "-z", "z", "info", "autoboot").in(here).run();
        assertEquals(new Result(0, "autoboot: false\n", ""), absolute);
    }
}
