package org.jzones.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The launchers as programs call them: no environment, words and semicolons as arguments, pipes, other users. */
class ClientShapesIT {
    private static final Path SCRIPTS = Path.of("scripts").toAbsolutePath();
    private static final Result DONE = new Result(0, "", "");
    private static final String ANOTHER_USER = "65534";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(Path.of("target/nowhere"));

    @BeforeEach
    void aHost() {
        host = TestHost.empty(directory.resolve("host"));
    }

    private static Result run(String input, List<String> command) throws IOException, InterruptedException {
        return Program.of(command).reading(input).within(Duration.ofMinutes(5)).run();
    }

    /** With an empty environment, the host named by -R. */
    private Result bare(String input, String command, String... args) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("env", "-i", SCRIPTS.resolve(command).toString()));
        all.addAll(List.of("-R", host.root().toString()));
        all.addAll(List.of(args));
        return run(input, all);
    }

    private static Result shell(Path installation, String script) throws IOException, InterruptedException {
        String paths =
                "a=" + installation.resolve("scripts/zoneadm") + "\nc=" + installation.resolve("scripts/zonecfg");
        return run("", List.of("env", "-i", "/bin/sh", "-c", paths + "\n" + script));
    }

    /** The installation with a configuration file that names the host. */
    private Path installation() throws IOException {
        Path home = Files.createDirectories(directory.resolve("installation"));
        Files.createDirectory(home.resolve("scripts"));
        Files.createDirectory(home.resolve("conf"));
        Files.writeString(home.resolve("conf/jzones.conf"), "# where the zones are\nroot=" + host.root() + "\n");
        Files.createSymbolicLink(home.resolve("target"), Path.of("target").toAbsolutePath());
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Path copy = Files.copy(script, home.resolve("scripts").resolve(String.valueOf(script.getFileName())));
                assertTrue(copy.toFile().setExecutable(true));
            }
        }
        return home;
    }

    @Test
    void everyWordIsAnArgumentOfItsOwn() throws IOException, InterruptedException {
        String[] words = ("-z z create -F -b ; set zonepath=/export/zones/z ; add fs ; set type=lofs ; set dir=/mnt ;"
                        + " set special=/usr ; set options=[ro,nodevices] ; end ; add attr ; set name=n ;"
                        + " set type=string ; set value=\"x\" ; end ; set bootargs=\"-v\" ;")
                .split(" ");
        assertEquals(DONE, bare("", "zonecfg", words));
        assertEquals(
                "bootargs: -v\n",
                bare("", "zonecfg", "-z", "z", "info", "bootargs").out());
        assertEquals(DONE, bare("", "zoneadm", "-z", "z", "install"));
        assertEquals(DONE, bare("", "zoneadm", "-z", "z", "detach", ""));
        assertEquals(DONE, bare("", "zoneadm", "-z", "z", "attach", ""));
        assertEquals(DONE, bare("", "zoneadm", "-z", "z", "uninstall", "-F"));
        assertEquals(DONE, bare("", "zonecfg", "-z", "z", "delete", "-F"));
    }

    @Test
    void commandsArePipedIn() throws IOException, InterruptedException {
        String commands = "create -b\nset zonepath=/export/zones/z\nset ip-type=shared\n"
                + "add net\nset address=10.0.0.1\nset physical=bge0\nend\ncommit\nexit\n";
        assertEquals(DONE, bare(commands, "zonecfg", "-z", "z", "-f", "-"));
        assertEquals(DONE, bare("remove net address=10.0.0.1\ncommit\nexit\n", "zonecfg", "-z", "z", "-f", "-"));
        String exported = bare("", "zonecfg", "-z", "z", "export").out();
        assertEquals(DONE, bare(exported, "zonecfg", "-z", "copy", "-f", "-"));
        assertEquals(exported, bare("", "zonecfg", "-z", "copy", "export").out());
    }

    @Test
    void shellScriptsFindTheHostInTheConfigurationFile() throws IOException, InterruptedException {
        host.installed("z1", "create -b");
        host.require(host.zonecfg("-z", "z2", "create -b; set zonepath=/export/zones/z2"));
        Path installation = installation();
        assertEquals(
                new Result(0, "global:running:/\nz1:installed:/export/zones/z1\nz2:configured:/export/zones/z2\n", ""),
                shell(installation, "$a list -cp | /usr/bin/cut -d: -f2,3,4"));
        assertEquals(
                new Result(0, "unknown\n", ""),
                shell(
                        installation,
                        "out=$($a -z nosuch list -p 2>/dev/null); [ $? = 1 ] && [ -z \"$out\" ] && echo unknown"));
        assertEquals(
                new Result(0, "halted\n", ""),
                shell(installation, "$a -z z1 boot && $a -z z1 halt && $a -z z1 halt && echo halted"));
        assertEquals(
                new Result(0, "attached\n", ""),
                shell(installation, "$a -z z1 detach && $a -z z1 attach '' && echo attached"));
        assertEquals(
                new Result(0, "zonename: z2\n", ""),
                shell(installation, "$c -z z2 <<EOF\nset autoboot = \"true\"\ninfo zonename\nEOF\n"));
        assertEquals(
                "autoboot: true\n", host.zonecfg("-z", "z2", "info autoboot").out());
    }

    /** What a user who may not write can do: look, and be told why nothing else. */
    @Test
    void anotherUserLooksAndChangesNothing() throws IOException, InterruptedException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root to become another user");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
        host.installed("z", "create -b");
        assertTrue(directory.toFile().setReadable(true, false));
        assertTrue(directory.toFile().setExecutable(true, false));
        List<String> another = List.of(
                "/usr/bin/setpriv",
                "--reuid=" + ANOTHER_USER,
                "--regid=" + ANOTHER_USER,
                "--clear-groups",
                "env",
                "-i");
        List<String> zonecfg = new ArrayList<>(another);
        zonecfg.addAll(
                List.of(SCRIPTS.resolve("zonecfg").toString(), "-R", host.root().toString(), "-z"));
        Assumptions.assumeTrue(
                run("", with(zonecfg, "SUNWblank", "info")).status() == 0, "another user cannot run the launcher here");

        String warning = "zonecfg: zone 'z': warning: /etc/zones cannot be written by you; going into read-only mode\n";
        assertEquals(new Result(0, "autoboot: false\n", warning), run("", with(zonecfg, "z", "info autoboot")));
        assertEquals(0, run("", with(zonecfg, "z", "export; verify; help")).status());
        for (String change : List.of(
                "set autoboot=true", "clear pool", "add net", "remove -F net", "create -F", "commit", "delete -F")) {
            Result refused = run("", with(zonecfg, "z", change));
            assertEquals(1, refused.status(), change);
            assertEquals(
                    warning + "zonecfg: zone 'z': /etc/zones cannot be written by you: nothing can be changed\n",
                    refused.err(),
                    change);
        }
        assertEquals(
                1,
                run("", with(zonecfg, "new", "create -b; set zonepath=/export/zones/new"))
                        .status());
        assertEquals("global\nz\n", host.zoneadm("list", "-c").out());
        assertEquals(
                "autoboot: false\n", host.zonecfg("-z", "z", "info autoboot").out());
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }
}
