package org.jzones;

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
}
