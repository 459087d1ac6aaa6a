package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What install puts below a directory, and uninstall takes away again: that and nothing else. */
class InstallIT {
    @TempDir
    Path directory = Path.of("");

    private static Result run(String... command) throws IOException, InterruptedException {
        // archives are for StartupIT: without a Java there are none, and all is quicker
        return Program.of(command)
                .withOnly(Map.of("PATH", "/usr/bin:/bin", "ZONES_JAVA_HOME", "/nosuch"))
                .within(Duration.ofMinutes(5))
                .run();
    }

    private static List<String> files(Path top) throws IOException {
        List<String> files = new ArrayList<>();
        if (Files.exists(top)) {
            try (Stream<Path> all = Files.walk(top)) {
                all.filter(file -> !Files.isDirectory(file))
                        .forEach(file -> files.add(top.relativize(file).toString()));
            }
        }
        files.sort(null);
        return files;
    }

    private static Path uninstall(Path prefix) {
        return prefix.resolve("lib/jzones/uninstall");
    }

    @Test
    void whatIsInstalledIsListedAndRemovedAgain() throws IOException, InterruptedException {
        Path prefix = directory.resolve("a place/opt");
        Result installed = run("scripts/install", prefix.toString());
        assertEquals(0, installed.status(), installed.err());
        assertTrue(installed.out().contains("PATH=" + prefix + "/bin:$PATH"), installed.out());
        assertTrue(installed.out().contains("to remove it again: " + uninstall(prefix)), installed.out());
        List<String> there = files(prefix);
        for (String file : List.of(
                "bin/zoneadm",
                "bin/zonecfg",
                "bin/example-host",
                "bin/jzones-capture",
                "lib/jzones/jzones.jar",
                "share/man/man1m/zoneadm.1m",
                "share/bash-completion/completions/zoneadm",
                "share/doc/jzones/LICENSE",
                "share/doc/jzones/README.md",
                "share/doc/jzones/docs/MIGRATION.md",
                "share/doc/jzones/docs/json-schema.json")) {
            assertTrue(there.contains(file), file + " of " + there);
        }
        List<String> listed = new ArrayList<>(Files.readAllLines(prefix.resolve("lib/jzones/installed")));
        listed.add("conf/jzones.conf");
        listed.sort(null);
        assertEquals(there, listed);
        TestHost host = TestHost.empty(directory.resolve("host"));
        Result list = Program.of(
                        prefix.resolve("bin/zoneadm").toString(),
                        "-R",
                        host.root().toString(),
                        "list")
                .run();
        assertEquals(new Result(0, "global\n", ""), list);

        assertEquals(new Result(0, "", ""), run(uninstall(prefix).toString()));
        assertFalse(Files.exists(prefix));
        assertTrue(Files.exists(host.at("/etc/zones")));
    }

    @Test
    void filesOfOthersAreNeitherReplacedNorRemoved() throws IOException, InterruptedException {
        Path prefix = Files.createDirectories(directory.resolve("usr/local"));
        for (String file : List.of("lib/lib/foreign.jar", "lib/other/x", "bin/tool", "share/man/man5/theirs.5")) {
            Files.createDirectories(prefix.resolve(file).getParent());
            Files.writeString(prefix.resolve(file), "of somebody");
        }
        List<String> before = files(prefix);
        assertEquals(0, run("scripts/install", "--prefix=" + prefix).status());
        assertEquals(0, run("scripts/install", "--prefix", prefix.toString()).status());
        assertTrue(files(prefix).containsAll(before));
        Files.writeString(prefix.resolve("lib/jzones/lib/mine.jar"), "put there by hand");
        Files.writeString(prefix.resolve("conf/jzones.conf"), "root=/captured\n");
        Result again = run("scripts/install", prefix.toString());
        assertEquals(0, again.status(), again.err());
        assertEquals("root=/captured\n", Files.readString(prefix.resolve("conf/jzones.conf")));

        Result removed = run("scripts/uninstall", prefix.toString());
        assertEquals(0, removed.status());
        List<String> left = new ArrayList<>(before);
        left.addAll(List.of("conf/jzones.conf", "lib/jzones/lib/mine.jar"));
        left.sort(null);
        assertEquals(left, files(prefix));
        assertEquals(
                "uninstall: " + prefix + "/conf/jzones.conf stays, for it holds what was not installed\n"
                        + "uninstall: " + prefix + "/lib/jzones stays, for it holds what was not installed\n",
                removed.err());
    }

    @Test
    void whatIsInTheWayIsNamedAndNothingIsChanged() throws IOException, InterruptedException {
        Path prefix = Files.createDirectories(directory.resolve("opt"));
        Files.writeString(Files.createDirectory(prefix.resolve("bin")).resolve("zonecfg"), "another zonecfg");
        Result refused = run("scripts/install", prefix.toString());
        assertEquals(1, refused.status());
        assertEquals(
                "install: " + prefix + "/bin/zonecfg is there and was not put there by this; nothing is changed\n",
                refused.err());
        assertEquals(List.of("bin/zonecfg"), files(prefix));
    }

    @Test
    void whatALaterInstallationHasNotGoes() throws IOException, InterruptedException {
        Path prefix = directory.resolve("opt");
        assertEquals(0, run("scripts/install", prefix.toString()).status());
        Path old = prefix.resolve("lib/jzones/lib/old-1.0.jar");
        Files.writeString(old, "of an earlier release");
        Path list = prefix.resolve("lib/jzones/installed");
        Files.writeString(list, Files.readString(list) + "lib/jzones/lib/old-1.0.jar\n");
        assertEquals(0, run("scripts/install", prefix.toString()).status());
        assertFalse(Files.exists(old));
        assertFalse(Files.readString(list).contains("old-1.0"));
    }

    @Test
    void aListThatLeadsOutIsNotFollowed() throws IOException, InterruptedException {
        Path prefix = directory.resolve("opt");
        assertEquals(0, run("scripts/install", prefix.toString()).status());
        Path outside = Files.writeString(directory.resolve("outside"), "of somebody");
        Path list = prefix.resolve("lib/jzones/installed");
        for (String line : List.of("../outside", outside.toString(), "bin/../../outside")) {
            Files.writeString(list, "bin/zoneadm\n" + line + "\n");
            Result refused = run("scripts/uninstall", prefix.toString());
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("nothing is removed"), refused.err());
        }
        assertTrue(Files.exists(outside));
        assertTrue(Files.exists(prefix.resolve("bin/zoneadm")));
    }

    @Test
    void wrongCommandLinesAndHelp() throws IOException, InterruptedException {
        for (String script : List.of("scripts/install", "scripts/uninstall")) {
            Result help = run(script, "--help");
            assertEquals(0, help.status());
            assertTrue(help.out().startsWith("usage: "), help.out());
            Result unknown = run(script, "--wrong");
            assertEquals(2, unknown.status());
            assertTrue(unknown.err().contains("unknown option '--wrong'\nusage: "), unknown.err());
            assertEquals(2, run(script, "/a", "/b").status());
        }
        assertEquals(2, run("scripts/install").status());
        assertEquals(2, run("scripts/install", "--prefix=").status());
        assertEquals(1, run("scripts/uninstall", "/nosuch").status());
        assertEquals(1, run("scripts/install", "target/here").status());
        assertFalse(Files.exists(Path.of("target/here")));
    }

    @Test
    void everyCommandHasAVersion() throws IOException, InterruptedException {
        for (String name : List.of(
                "zoneadm",
                "zonecfg",
                "zoneplace",
                "zonemove",
                "zonename",
                "zonestat",
                "zoneflar",
                "zlogin",
                "zones-start")) {
            Result version = Program.of("scripts/" + name, "--version").run();
            assertEquals(0, version.status());
            assertTrue(
                    version.out().matches(name + " \\(jzones\\) [0-9]+\\.[0-9]+\\.[0-9]+(-[A-Z]+)?\n"), version.out());
        }
    }

    @Test
    void theUnitOfSystemdIsOneForIt() throws IOException, InterruptedException {
        Path prefix = directory.resolve("100% a place");
        Result installed = run("scripts/install", "--systemd", prefix.toString());
        assertEquals(0, installed.status(), installed.err());
        Path unit = prefix.resolve("lib/systemd/system/jzones.service");
        assertTrue(installed.out().contains("systemctl enable " + unit), installed.out());
        assertTrue(Files.readString(unit).contains("/100%% a place/bin/zones-start\""), Files.readString(unit));
        if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            // what it says of other units of the machine is not ours
            Result verified = run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit.toString());
            assertEquals(0, verified.status(), verified.out() + verified.err());
        }
        assertEquals(0, run(uninstall(prefix).toString()).status());
        assertFalse(Files.exists(prefix));
    }
}
