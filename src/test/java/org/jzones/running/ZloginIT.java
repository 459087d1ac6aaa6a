package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.LinuxHost;
import org.jzones.support.Program;
import org.jzones.support.Pty;
import org.jzones.support.TestHost.Result;

/** People and programs that go into zones of Linux which run: commands, logins and the console, with either engine. */
class ZloginIT {
    private static final String SLEEP = "sleep 1000000";
    private static final String TALKING = "sh -c 'echo up; while read line; do echo got $line; stty size; done'";

    @TempDir
    Path directory = Path.of("");

    private LinuxHost host(String engine, String init) throws IOException {
        LinuxHost host = LinuxHost.at(directory.resolve("host"), engine);
        try {
            prepare(host, init);
            return host;
        } catch (IOException | AssertionError e) {
            host.close();
            throw e;
        }
    }

    private static void prepare(LinuxHost host, String init) throws IOException {
        host.zone("z", init, "");
        Files.createDirectories(host.in("z", "/home/ann"));
        Files.writeString(host.in("z", "/etc/passwd"), """
                root:x:0:0:root:/root:/bin/sh
                ann:x:1000:1000:Ann:/home/ann:/bin/sh
                bob:x:1001:1001::/home/bob:/bin/nosh
                carl:x:1002:1002::/proc/self/fd/7:/etc/passwd
                dora:x:1003:1003::/proc/self/fd/7:/bin/sh
                """);
        Files.writeString(host.in("z", "/etc/group"), "root:x:0:\nann:x:1000:\nwheel:x:10:ann\n");
    }

    private static void boot(LinuxHost host) {
        LinuxHost.require(host.zoneadm("-z", "z", "boot"));
    }

    private static Result zlogin(LinuxHost host, String... words) {
        return LinuxHost.run(host.ours("zlogin", words).toArray(String[]::new));
    }

    /** A line of shell with zlogin and these words in it as "$@". */
    private static Result around(String script, LinuxHost host, String... words) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "test"));
        command.addAll(host.ours("zlogin", words));
        return LinuxHost.run(command.toArray(String[]::new));
    }

    private static Pty terminal(LinuxHost host, String... words) throws IOException {
        return Pty.start(
                host.root(),
                Map.of("ZONES_JAVA_HOME", String.valueOf(System.getProperty("java.home"))),
                host.ours("zlogin", words).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aCommandHasOurStreamsAndItsStatusIsOurs(String engine) throws IOException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            assertEquals(new Result(7, "out\n", "err\n"), zlogin(host, "z", "echo out; echo err >&2; exit 7"));
            assertEquals(new Result(255, "", "mine\n"), zlogin(host, "z", "echo mine >&2; exit 255"));
            assertEquals(137, zlogin(host, "z", "kill -9 $$").status());
            Result missing = zlogin(host, "z", "nosuch");
            assertEquals(127, missing.status());
            assertTrue(missing.err().contains("nosuch: not found"), missing.err());
            assertEquals("a  b\n", zlogin(host, "z", "echo", "'a  b'").out());
            assertEquals(new Result(0, "", ""), zlogin(host, "-n", "z", "cat"));
            assertEquals(new Result(0, "hello\n", ""), around("echo hello | \"$@\"", host, "z", "cat"));
            Path random = directory.resolve("random");
            Program.sh("head -c 5000000 /dev/urandom > \"$1\"", random);
            assertEquals(new Result(0, "", ""), around("\"$@\" < " + random + " | cmp - " + random, host, "z", "cat"));
            assertEquals(List.of(), leftovers(host));
        }
    }

    private static List<String> leftovers(LinuxHost host) throws IOException {
        try (Stream<Path> files = Files.list(host.bundle("z"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("exec."))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void whoOneIsTheZoneSays(String engine) throws IOException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            assertEquals(
                    "uid=1000(ann) gid=1000(ann) groups=10(wheel)\n", plainId(zlogin(host, "-l", "ann", "z", "id")));
            assertEquals(
                    "/home/ann /home/ann ann ann /bin/sh 0022 0000000000000000\n",
                    zlogin(
                                    host,
                                    "-l",
                                    "ann",
                                    "z",
                                    "echo $PWD $HOME $USER $LOGNAME $SHELL $(umask)"
                                            + " $(sed -n 's/^CapEff:.//p' /proc/self/status)")
                            .out());
            assertEquals(
                    new Result(
                            127,
                            "",
                            "zlogin: zone 'z': there is no /bin/nosh in it, which is the shell of bob\n"
                                    + "  to get in with /bin/sh, whatever its accounts say: zlogin -S z\n"),
                    zlogin(host, "-l", "bob", "z", "true"));
            Result refused = zlogin(host, "-l", "carl", "z", "true");
            assertEquals(126, refused.status());
            assertTrue(
                    refused.err().contains("/etc/passwd, which is the shell of carl, cannot be run\n"), refused.err());
            assertEquals(
                    new Result(
                            1,
                            "",
                            "zlogin: zone 'z': nobody in the zone is called 'zed'\n"
                                    + "  its users are those in /zones/z/root/etc/passwd\n"),
                    zlogin(host, "-l", "zed", "z", "true"));
            // a home that leads out of the zone is none, which a login says and a command does not
            assertEquals(new Result(0, "/\n", ""), zlogin(host, "-l", "dora", "z", "pwd"));
            assertEquals("No directory!\n", zlogin(host, "-l", "dora", "z").err());
        }
    }

    /** Some versions of id name the own group among the others. */
    private static String plainId(Result result) {
        return result.out().replace("groups=1000(ann),", "groups=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void accountsThatAreNoFilesLetNobodyInButSafely(String engine) throws IOException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            Path secret = Files.writeString(directory.resolve("passwd"), "eve:x:0:0::/:/bin/sh\n");
            Path passwd = host.in("z", "/etc/passwd");
            Files.delete(passwd);
            Files.createSymbolicLink(passwd, secret);
            for (String kind : List.of("link", "pipe", "directory")) {
                Result result = zlogin(host, "-l", "eve", "z", "true");
                assertEquals(1, result.status(), kind);
                assertTrue(result.err().startsWith("zlogin: zone 'z': /zones/z/root/etc/passwd is "), result.err());
                Result safe = zlogin(host, "-S", "z", "echo $USER $HOME");
                if (engine.equals("crun") || kind.equals("link")) {
                    assertEquals(new Result(0, "root /root\n", ""), safe, kind);
                } else {
                    assertEquals(
                            new Result(1, "", "zlogin: zone 'z': /etc/passwd is not a regular file\n"), safe, kind);
                }
                Files.delete(passwd);
                if (kind.equals("link")) {
                    Program.sh("mkfifo \"$1\"", passwd);
                } else if (kind.equals("pipe")) {
                    Files.createDirectory(passwd);
                }
            }
            assertEquals("0\n", zlogin(host, "z", "id -u").out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void nothingOfOursGetsIntoTheHandsOfTheZone(String engine) throws IOException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            Path output = directory.resolve("output");
            String words = "echo mine; ls -l /proc/self/fd >&2";
            assertEquals(
                    0,
                    around("\"$@\" < /dev/null > " + output + " 2> /dev/null", host, "-l", "ann", "z", words)
                            .status());
            assertEquals("root\n", Program.sh("stat -c %U \"$1\"", output));
            assertEquals("mine\n", Files.readString(output));
            assertEquals("crw-rw-rw- root root\n", Program.sh("stat -c '%A %U %G' /dev/null"));
            Result terminal = zlogin(host, "z", "(: < /dev/tty) 2>&1");
            assertTrue(terminal.out().contains("No such device or address"), terminal.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void signalsAndEndsGoBothWays(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            Process stopped = host.start(host.ours("zlogin", "z", "echo begun > /tmp/begun; exec sleep 500"), Map.of());
            awaitFile(host, "/tmp/begun");
            stopped.destroy();
            assertTrue(stopped.waitFor(20, TimeUnit.SECONDS));
            assertEquals(143, stopped.exitValue());
            assertEquals(
                    "",
                    zlogin(host, "z", "ps -o args | grep '[s]leep 500' || true").out());
            assertEquals(
                    "y\nstatus 141\n",
                    around("{ { \"$@\"; echo status $? >&3; } | head -n 1; } 3>&1", host, "z", "exec yes")
                            .out());
            // one that was killed leaves what it has written down, and the next one takes that away
            Files.writeString(host.bundle("z").resolve("exec.4194305"), "{}");
            Process halted = host.start(host.ours("zlogin", "z", "echo begun > /tmp/again; exec sleep 500"), Map.of());
            awaitFile(host, "/tmp/again");
            assertFalse(Files.exists(host.bundle("z").resolve("exec.4194305")));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertTrue(halted.waitFor(20, TimeUnit.SECONDS));
            assertEquals(137, halted.exitValue());
            Result down = zlogin(host, "z", "true");
            assertEquals(1, down.status());
            assertTrue(down.err().endsWith("\n  boot it first: zoneadm -z z boot\n"), down.err());
        }
    }

    private static void awaitFile(LinuxHost host, String inZone) throws InterruptedException {
        for (int i = 0; i < 200 && !Files.exists(host.in("z", inZone)); i++) {
            Thread.sleep(50);
        }
        assertTrue(Files.exists(host.in("z", inZone)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aLoginHasATerminalOfItsOwn(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            try (Pty pty = terminal(host, "-l", "ann", "z")) {
                String name = pty.await("]\n").replaceFirst("(?s).*'z' (pts/[0-9]+)].*", "$1");
                pty.answer("$ ", "tty; stty size; pwd; echo $TERM");
                pty.await("/dev/" + name + "\n40 100\n/home/ann\nvt100\n");
                pty.resize(77, 22);
                pty.answer("$ ", "sleep 1; stty size");
                pty.await("22 77\n");
                pty.answer("$ ", "sleep 500");
                pty.await("sleep 500");
                Thread.sleep(500);
                pty.type("\003");
                pty.answer("$ ", "exit 4");
                pty.await("[Connection to zone 'z' " + name + " closed]");
                assertEquals(4, pty.status());
            }
            try (Pty pty = terminal(host, "-i", "z", "tty; exit 5")) {
                pty.await("/dev/pts/");
                assertEquals(5, pty.status());
            }
            assertEquals("not a tty\n", zlogin(host, "z", "tty").out());
            assertEquals(List.of(), leftovers(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theConsoleStaysWhateverBecomesOfTheZone(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine, TALKING);
                Pty pty = terminal(host, "-C", "z")) {
            pty.await("[Connected to zone 'z' console]");
            Thread.sleep(1000);
            boot(host);
            pty.await("[NOTICE: Zone booting up]\nup\n");
            pty.type("hello\r");
            pty.await("hello\ngot hello\n40 100\n");
            pty.resize(77, 22);
            Thread.sleep(1000);
            pty.type("~?");
            pty.await("~.  leave the console\n");
            pty.type("~~x\r");
            pty.await("~x\ngot ~x\n22 77\n");
            try (Pty other = terminal(host, "-C", "-e", "#", "z")) {
                other.await("[Connected to zone 'z' console]");
                Thread.sleep(1500);
                other.type("~.\r");
                other.await("got ~.\n");
                pty.await("got ~.\n");
                other.type("#.");
                other.await("[Connection to zone 'z' console closed]");
                assertEquals(0, other.status());
            }
            LinuxHost.require(host.zoneadm("-z", "z", "reboot"));
            pty.await("[NOTICE: Zone rebooting]\nup\n");
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            pty.await("[NOTICE: Zone halted]");
            boot(host);
            pty.await("[NOTICE: Zone booting up]\nup\n");
            pty.type("~.");
            pty.await("[Connection to zone 'z' console closed]");
            assertEquals(0, pty.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aConsoleThatIsLostIsTold(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine, SLEEP)) {
            boot(host);
            try (Pty pty = terminal(host, "-C", "z")) {
                pty.await("[Connected to zone 'z' console]");
                Thread.sleep(1000);
                String conmon =
                        Files.readString(host.bundle("z").resolve("conmon.pid")).strip();
                ProcessHandle.of(Long.parseLong(conmon)).orElseThrow().destroyForcibly();
                pty.await("[Connection to zone 'z' console closed]");
                pty.await("the zone runs, but the process that kept its console is gone");
                assertEquals(1, pty.status());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theTerminalIsAsItWasAfterTheConsole(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine, TALKING)) {
            boot(host);
            String shell = "before=$(stty -g); \"$@\"; echo status $?; [ \"$before\" = \"$(stty -g)\" ] && echo same";
            List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "test"));
            command.addAll(host.ours("zlogin", "-C", "z"));
            try (Pty pty = Pty.start(host.root(), command.toArray(String[]::new))) {
                pty.await("[Connected to zone 'z' console]");
                Thread.sleep(1500);
                pty.type("hello\r");
                pty.await("got hello");
                String java = Program.sh("pgrep -n -f \"org.jzones.Main zlogin -R $1\"", host.root())
                        .strip();
                ProcessHandle.of(Long.parseLong(java)).orElseThrow().destroy();
                pty.await("status 143\nsame\n");
            }
        }
    }
}
