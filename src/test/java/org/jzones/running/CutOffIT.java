package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.LinuxHost;
import org.jzones.support.TestHost.Result;

/**
 * Whatever is cut off at any moment, fails or is at it twice: halt gets back to installed, the next boot works, and nothing
 * is left. How often each: system properties {@code running.kills} and {@code running.cycles}. {@link StepsIT} is for what
 * is cut off between steps.
 */
class CutOffIT {
    private static final int KILLS = Integer.getInteger("running.kills", 1);
    private static final int CYCLES = Integer.getInteger("running.cycles", 10);
    private static final int AT_ONCE = 20;

    @TempDir
    Path directory = Path.of("");

    private LinuxHost host(String engine) {
        return LinuxHost.at(directory.resolve("host"), engine);
    }

    private static void bring(LinuxHost host, String state) {
        if (state.equals("running")) {
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
        }
        assertEquals(state, host.state("z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aCommandIsKilled(String engine) throws IOException, InterruptedException {
        Random random = new Random(5);
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            String before = host.traces();
            for (String verb : List.of("ready", "boot", "halt", "reboot", "shutdown")) {
                for (int i = 0; i < KILLS; i++) {
                    bring(host, verb.equals("ready") || verb.equals("boot") ? "installed" : "running");
                    Process process = host.start(host.ours("zoneadm", "-z", "z", verb), Map.of());
                    // nsenter becomes the shell, and that Java
                    Thread.sleep(60 + random.nextInt(240));
                    process.destroyForcibly();
                    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
                    String state = host.state("z");
                    assertTrue(List.of("installed", "ready", "running", "down").contains(state), verb + " " + state);
                    LinuxHost.require(host.zoneadm("-z", "z", "halt"));
                    assertEquals(before, host.traces(), verb);
                }
            }
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals("running", host.state("z"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void bootAfterADeathOfBoot(String engine) throws InterruptedException {
        Random random = new Random(6);
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            String before = host.traces();
            for (int i = 0; i < KILLS; i++) {
                Process process = host.start(host.ours("zoneadm", "-z", "z", "boot"), Map.of());
                Thread.sleep(100 + random.nextInt(200));
                process.destroyForcibly();
                assertTrue(process.waitFor(1, TimeUnit.MINUTES));
                LinuxHost.require(host.zoneadm("-z", "z", "boot"));
                assertEquals("running", host.state("z"));
                LinuxHost.require(host.zoneadm("-z", "z", "halt"));
                assertEquals(before, host.traces());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void nothingIsLeftAfterManyRounds(String engine) {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "busybox httpd -f -h /srv", LinuxHost.net("10.77.0.7") + " set max-lwps=50;");
            String before = host.traces();
            for (int i = 0; i < CYCLES; i++) {
                LinuxHost.require(host.zoneadm("-z", "z", "boot"));
                assertEquals(
                        "in\n", LinuxHost.require(host.inside("z", "echo in")).out());
                LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            }
            assertEquals(before, host.traces());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void twentyAtOnceAndTwoBootsOfOne(String engine) throws InterruptedException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "busybox httpd -f -h /srv", LinuxHost.net("10.77.0.9"));
            for (int i = 0; i < AT_ONCE; i++) {
                host.zone("z" + i, "busybox httpd -f -h /srv", LinuxHost.net("10.77.0." + (10 + i)));
            }
            String before = host.traces();
            each(host, "boot", "z", "z", "z");
            assertEquals("running", host.state("z"));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            String[] zones = new String[AT_ONCE];
            for (int i = 0; i < AT_ONCE; i++) {
                zones[i] = "z" + i;
            }
            each(host, "boot", zones);
            Result list = LinuxHost.require(host.zoneadm("list", "-p"));
            assertEquals(
                    AT_ONCE + 1,
                    list.out()
                            .lines()
                            .filter(line -> line.contains(":running:"))
                            .count(),
                    list.out());
            for (int i = 0; i < AT_ONCE; i++) {
                assertTrue(host.fetch("10.77.0." + (10 + i)).out().contains("404"));
            }
            each(host, "halt", zones);
            assertEquals(before, host.traces());
        }
    }

    private static void each(LinuxHost host, String verb, String... zones) throws InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (String zone : zones) {
            processes.add(host.start(host.ours("zoneadm", "-z", zone, verb), Map.of()));
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(3, TimeUnit.MINUTES));
            assertEquals(0, process.exitValue());
        }
    }

    /** An engine that fails in one of its subcommands, under the name of a real one. */
    private Path broken(String engine, String subcommand) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("broken-" + subcommand));
        Path program = programs.resolve(engine);
        Files.writeString(program, """
                #!/bin/sh
                for word; do
                    if [ "$word" = %s ]; then
                        echo '{"msg":"the engine is out of order","level":"error"}' >> "${4:-/dev/stderr}"
                        exit 1
                    fi
                done
                exec %s "$@"
                """.formatted(subcommand, LinuxHost.program(engine)));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theEngineFails(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            Path choice = host.root().resolve("var/run/zones/engine");
            String chosen = Files.readString(choice);
            String before = host.traces() + sockets();
            for (String subcommand : List.of("create", "start")) {
                Path programs = broken(engine, subcommand);
                Files.writeString(
                        choice, chosen.lines().findFirst().orElseThrow() + "\n" + programs.resolve(engine) + "\n");
                Map<String, String> environment = Map.of("PATH", programs + ":" + System.getenv("PATH"));
                Result failed = host.zoneadmWith(environment, "-z", "z", "boot");
                assertEquals(1, failed.status());
                assertTrue(failed.err().contains("the engine is out of order"), failed.err());
                assertEquals("installed", host.state("z"));
                Files.writeString(choice, chosen);
                assertEquals(before, host.traces() + sockets());
            }
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals("running", host.state("z"));
        }
    }

    /** What conmon leaves behind, where it is not told better, when the engine fails. */
    private static String sockets() {
        return LinuxHost.run("sh", "-c", "ls /tmp | grep '^conmon-term'").out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theDiskIsFull(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            Path run = host.root().resolve("var/run/zones");
            String choice = Files.readString(run.resolve("engine"));
            LinuxHost.require(
                    LinuxHost.run("mount", "-t", "tmpfs", "-o", "size=512k,mode=755", "tmpfs", run.toString()));
            try {
                Files.writeString(run.resolve("engine"), choice);
                Files.write(run.resolve("filler"), new byte[488 << 10]);
                Result full = host.zoneadm("-z", "z", "boot");
                assertEquals(1, full.status(), full.err());
                assertTrue(full.err().contains("No space left on device"), full.err());
                assertFalse(full.err().contains("\tat "), full.err());
                assertEquals("installed", host.state("z"));
                Files.delete(run.resolve("filler"));
                LinuxHost.require(host.zoneadm("-z", "z", "boot"));
                assertEquals("running", host.state("z"));
                LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            } finally {
                host.zoneadm("-z", "z", "halt");
                LinuxHost.run("umount", "-l", run.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aRootThatLeadsElsewhere(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", "add fs; set dir=/srv/fs; set special=x; set type=tmpfs; end;");
            Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
            for (String name : List.of("dev", "proc", "sys", "run", "usr", "srv")) {
                Path real = host.in("z", "/" + name);
                Path aside = real.resolveSibling(name + ".aside");
                Files.move(real, aside);
                Files.createSymbolicLink(real, elsewhere);
                Result refused = host.zoneadm("-z", "z", "boot");
                assertEquals(1, refused.status(), name);
                assertTrue(refused.err().contains("/" + name), refused.err());
                assertEquals("installed", host.state("z"));
                Files.delete(real);
                Files.writeString(real, "a file\n");
                assertEquals(1, host.zoneadm("-z", "z", "boot").status(), name);
                Files.delete(real);
                Files.move(aside, real);
            }
            try (var left = Files.list(elsewhere)) {
                assertEquals(List.of(), left.toList());
            }
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void programsAreMissing(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", "");
            Path programs = Files.createDirectories(directory.resolve("programs"));
            assumeTrue(LinuxHost.run("sh", "-c", "command -v java").status() == 0, "SKIPPED: no java on the path");
            for (String name : List.of("java", "sh", "readlink", "ip", "unshare", engine)) {
                Files.createSymbolicLink(
                        programs.resolve(name), LinuxHost.program(name).toRealPath());
            }
            Result missing = host.zoneadmWith(Map.of("PATH", programs.toString()), "-z", "z", "boot");
            assertEquals(1, missing.status());
            assertTrue(missing.err().contains("conmon") && missing.err().contains("apt-get install"), missing.err());
            assertEquals("installed", host.state("z"));
        }
    }
}
