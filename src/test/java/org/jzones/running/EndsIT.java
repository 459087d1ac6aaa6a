package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.LinuxHost;

/** Zones that come to their end by themselves, or by somebody else's hand: what is told of them, and that they come back. */
class EndsIT {

    @TempDir
    Path directory = Path.of("");

    private LinuxHost host(String engine) {
        return LinuxHost.at(directory.resolve("host"), engine);
    }

    /** Kills the process whose number stands in a file of the zone's bundle. */
    static void kill(LinuxHost host, String zone, String file) throws IOException {
        String pid = Files.readString(host.bundle(zone).resolve(file)).strip();
        LinuxHost.require(LinuxHost.run("kill", "-9", pid));
    }

    private static Path process(LinuxHost host, String file) throws IOException {
        return Path.of("/proc", Files.readString(host.bundle("z").resolve(file)).strip());
    }

    private static int id(LinuxHost host) {
        return Integer.parseInt(host.zoneadm("-z", "z", "list", "-p").out().split(":")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aZoneHaltsAndRebootsItself(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            Files.writeString(host.at("/etc/ld.so.cache"), "at install\n");
            host.zone("z", "sleep 1000000", "set limitpriv=\"default,sys_boot\"; " + LinuxHost.net("10.77.0.7"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot", "--", "1000001"));
            int id = id(host);
            Files.writeString(host.at("/etc/ld.so.cache"), "before it reboots\n");
            host.inside("z", "reboot -f");
            for (int i = 0;
                    i < 100 && !host.zoneadm("-z", "z", "list", "-p").out().startsWith(id + 1 + ":");
                    i++) {
                Thread.sleep(100);
            }
            host.await("z", "running");
            assertEquals(id + 1, id(host));
            assertTrue(LinuxHost.require(host.inside("z", "cat /proc/1/cmdline"))
                    .out()
                    .contains("1000001"));
            assertEquals(
                    "before it reboots\n",
                    LinuxHost.require(host.inside("z", "cat /etc/ld.so.cache")).out());
            String json = host.zoneadm("-z", "z", "list", "--json").out();
            assertTrue(json.contains("\"status\" : 129") && json.contains("\"pid\" : "), json);
            host.inside("z", "poweroff -f");
            host.await("z", "installed");
            assertTrue(host.zoneadm("-z", "z", "list", "--json").out().contains("\"status\" : 130"));
            assertEquals(before, host.traces());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void withoutTheRightAZoneCannotRebootItself(String engine) {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "sleep 1000000", "");
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            int id = id(host);
            assertNotEquals(0, host.inside("z", "reboot -f").status());
            assertEquals("running", host.state("z"));
            assertEquals(id, id(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aZoneThatRebootsAllTheTimeIsLeftHalted(String engine) throws InterruptedException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "reboot -f", "set limitpriv=\"default,sys_boot\";");
            host.zoneadm("-z", "z", "boot");
            host.awaitConsole("z", "reboots too often");
            host.await("z", "installed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theFirstProgramIsKilled(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            kill(host, "z", "pid");
            assertTrue(List.of("down", "installed").contains(host.state("z")));
            host.await("z", "installed");
            assertTrue(host.zoneadm("-z", "z", "list", "--json").out().contains("\"status\" : 137"));
            assertEquals(before, host.traces());
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals("running", host.state("z"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theProcessThatWatchesIsKilled(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            kill(host, "z", "conmon.pid");
            assertEquals("running", host.state("z"));
            assertTrue(host.zoneadm("-z", "z", "verify").err().contains("its console is lost"));
            assertEquals(
                    "7", LinuxHost.require(host.inside("z", "echo 7")).out().strip());
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertEquals("installed", host.state("z"));
            assertEquals(before, host.traces());
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            kill(host, "z", "conmon.pid");
            kill(host, "z", "pid");
            host.await("z", "down");
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals("running", host.state("z"));
            kill(host, "z", "pid");
            host.await("z", "installed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void thePowerWasCut(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            host.zone("z", "sleep 1000000", LinuxHost.net("10.77.0.7"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            Path states = host.root().resolve("var/run/zones/states");
            String others = "00000000-1111-2222-3333-444444444444";
            // what a restart of the machine does to processes, and to the ids of boots
            List<Path> processes = List.of(process(host, "conmon.pid"), process(host, "pid"));
            kill(host, "z", "conmon.pid");
            kill(host, "z", "pid");
            Files.writeString(host.bundle("z").resolve("boot_id"), others + "\n");
            Files.writeString(states, Files.readString(states).replaceFirst("boot [^ ]*", "boot " + others));
            assertEquals("installed", host.state("z"));
            // zombies keep control groups until whoever adopts them has seen them
            for (int i = 0; i < 200 && processes.stream().anyMatch(Files::exists); i++) {
                Thread.sleep(20);
            }
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals("running", host.state("z"));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertEquals(before, host.traces());
        }
    }
}
