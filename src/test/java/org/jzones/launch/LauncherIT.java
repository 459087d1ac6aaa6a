package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.LinuxHost;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The scripts that start the commands (spec 1.1, 1.5), and the quickstart of the README. */
class LauncherIT {
    private static final Path SCRIPTS = Path.of("scripts").toAbsolutePath();

    @TempDir
    Path directory = Path.of("");

    private static Result run(Path from, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return Program.of(command)
                .in(from)
                .withOnly(environment)
                .within(Duration.ofMinutes(5))
                .run();
    }

    private static String[] zoneadm(Path script, TestHost host) {
        return new String[] {script.toString(), "-R", host.root().toString(), "list", "-p"};
    }

    private static final Result GLOBAL = new Result(0, "0:global:running:/::native:shared\n", "");

    @Test
    void runsWithAnEmptyEnvironmentFromAnyDirectory() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        assertEquals(GLOBAL, run(Path.of("/"), Map.of(), zoneadm(SCRIPTS.resolve("zoneadm"), host)));
        assertEquals(GLOBAL, run(SCRIPTS, Map.of(), zoneadm(Path.of("./zoneadm"), host)));
        assertEquals(GLOBAL, run(SCRIPTS.resolve("../src/.."), Map.of(), zoneadm(Path.of("scripts/zoneadm"), host)));
    }

    @Test
    void runsThroughSymbolicLinks() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        Path links = Files.createDirectory(directory.resolve("a directory with blanks"));
        Files.createSymbolicLink(links.resolve("absolute"), SCRIPTS.resolve("zoneadm"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));
        assertEquals(GLOBAL, run(links, Map.of(), zoneadm(links.resolve("absolute"), host)));
        assertEquals(GLOBAL, run(directory, Map.of(), zoneadm(links.resolve("relative"), host)));
    }

    @Test
    void theEnvironmentNamesTheHostRootAndTheOptionWins() throws IOException, InterruptedException {
        TestHost one = TestHost.empty(directory.resolve("one"));
        TestHost other = TestHost.empty(directory.resolve("other"));
        one.require(one.zonecfg("-z", "z1", "create -b; set zonepath=/export/zones/z1"));
        String script = SCRIPTS.resolve("zoneadm").toString();
        Map<String, String> environment = Map.of("ZONES_ROOT", one.root().toString());
        assertEquals(new Result(0, "global\nz1\n", ""), run(directory, environment, script, "list", "-c"));
        assertEquals(
                new Result(0, "global\n", ""),
                run(directory, environment, script, "-R", other.root().toString(), "list", "-c"));
        Result relative = run(directory, Map.of("ZONES_ROOT", "one"), script, "list");
        assertEquals(1, relative.status());
        assertTrue(relative.err().contains("'one' is not an absolute path"), relative.err());
        Result config = run(
                directory,
                Map.of("ZONES_ROOT", "/nosuch"),
                SCRIPTS.resolve("zonecfg").toString(),
                "-z",
                "z",
                "info");
        assertEquals(2, config.status());
        assertTrue(config.err().contains("/nosuch"), config.err());
    }

    @Test
    void variablesThatMakeJavaTalkAreIgnored() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        Map<String, String> environment = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dx=y",
                "_JAVA_OPTIONS",
                "-Dx=y",
                "JDK_JAVA_OPTIONS",
                "-Dx=y",
                "CLASSPATH",
                "/nosuch");
        assertEquals(GLOBAL, run(directory, environment, zoneadm(SCRIPTS.resolve("zoneadm"), host)));
    }

    @Test
    void aWrongJavaIsToldInOneLine() throws IOException, InterruptedException {
        Path old = Files.createDirectories(directory.resolve("jdk8/bin"));
        Files.writeString(directory.resolve("jdk8/release"), "JAVA_VERSION=\"8.0.1\"\n");
        Files.writeString(old.resolve("java"), "#!/bin/sh\necho should not run\n");
        assertTrue(old.resolve("java").toFile().setExecutable(true));
        Result result = run(
                directory,
                Map.of("ZONES_JAVA_HOME", directory.resolve("jdk8").toString()),
                SCRIPTS.resolve("zoneadm").toString(),
                "list");
        assertEquals(1, result.status());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("Java 17"), result.err());
        Result none = run(
                directory,
                Map.of("ZONES_JAVA_HOME", "/nosuch"),
                SCRIPTS.resolve("zoneadm").toString(),
                "list");
        assertEquals(new Result(1, "", "zoneadm: there is no Java in /nosuch\n"), none);
    }

    /** Runs a command of the shell after another one, which has the directory as $0. */
    private Result afterwards(String first, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", first + "; exec \"$@\"", directory.toString()));
        all.addAll(List.of(command));
        return run(directory, Map.of(), all.toArray(String[]::new));
    }

    @Test
    void fromADirectoryThatIsGone() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        String go = "mkdir \"$0/gone\"; cd \"$0/gone\"; rmdir \"$0/gone\"";
        // shells say by themselves that they do not know where they are
        String told = "(.*getcwd.*\n)*";
        Result list = afterwards(go, zoneadm(SCRIPTS.resolve("zoneadm"), host));
        assertEquals(GLOBAL, new Result(list.status(), list.out(), list.err().replaceFirst(told, "")));
        String why = " is a relative path, and the working directory is not there any more\n";
        for (List<String> words : List.of(
                List.of("zonecfg", "-R", host.root().toString(), "-z", "z", "-f", "file"),
                List.of("zoneadm", "-R", host.root().toString(), "inventory", "-o", "file"),
                List.of("zoneplace", "-R", host.root().toString(), "-m", "file", "/"))) {
            List<String> command = new ArrayList<>(words);
            command.set(0, SCRIPTS.resolve(words.get(0)).toString());
            Result result = afterwards(go, command.toArray(String[]::new));
            String err = result.err().replaceFirst(told, "");
            assertEquals(
                    new Result(1, "", words.get(0) + ": file" + why), new Result(result.status(), result.out(), err));
        }
    }

    @Test
    void withLittleMemory() throws IOException, InterruptedException {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        host.require(host.zonecfg("-z", "z", "create; set zonepath=/export/zones/z"));
        String root = host.root().toString();
        for (String limit : List.of("524288", "1000000", "2000000", "4000000")) {
            for (String verb : List.of("install", "detach", "attach", "uninstall -F")) {
                List<String> words =
                        new ArrayList<>(List.of(SCRIPTS.resolve("zoneadm").toString(), "-R", root, "-z", "z"));
                words.addAll(List.of(verb.split(" ")));
                Result result = afterwards("ulimit -v " + limit, words.toArray(String[]::new));
                assertEquals(new Result(0, "", ""), result, limit + " " + verb);
            }
        }
        assertEquals(
                new Result(
                        1,
                        "",
                        "zoneadm: a process may have 524287 KB of memory here, and Java needs 524288; 'ulimit -v' sets the limit\n"),
                afterwards("ulimit -v 524287", zoneadm(SCRIPTS.resolve("zoneadm"), host)));
    }

    @Test
    void withFewFileDescriptors() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        assertEquals(GLOBAL, afterwards("ulimit -n 12", zoneadm(SCRIPTS.resolve("zoneadm"), host)));
    }

    @Test
    void aLostOutputIsAFailure() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" > /dev/full", "sh"));
        command.addAll(List.of(zoneadm(SCRIPTS.resolve("zoneadm"), host)));
        assertEquals(1, run(directory, Map.of(), command.toArray(String[]::new)).status());
    }

    @Test
    void quickstartMovesAZone() throws IOException, InterruptedException {
        Result result = run(
                directory,
                Map.of("PATH", String.valueOf(System.getenv("PATH")), "TMPDIR", directory.toString()),
                SCRIPTS.resolve("quickstart").toString());
        assertEquals(0, result.status(), result.err() + result.out());
        assertTrue(result.out().contains("\tNCRos86r (11.10.0,REV=2005.01.17.23.31) is not installed\n"), result.out());
        assertTrue(result.out().contains("   1 my-zone          running    /export/zones/my-zone"), result.out());
    }

    @Test
    void quickstartMovesAZoneThatRuns() throws IOException, InterruptedException {
        LinuxHost.assumeZonesRun("crun");
        Result result = run(
                directory,
                Map.of("PATH", String.valueOf(System.getenv("PATH")), "TMPDIR", directory.toString()),
                SCRIPTS.resolve("quickstart").toString());
        assertEquals(0, result.status(), result.err() + result.out());
        String answer = "host2# zlogin web 'wget -qO- http://127.0.0.1/'\nwritten on host1\n";
        assertTrue(result.out().contains(answer), result.out());
    }
}
