package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.LinuxHost;

/** Zones on interfaces that are no bridges: with a part of one, and with one to themselves. */
class NetworkIT {
    private static final String SERVER = "busybox httpd -f -h /srv";

    @TempDir
    Path directory = Path.of("");

    /** A host with an interface nic0, at whose other end, far0, the machine itself answers as 10.78.0.1. */
    private LinuxHost host(String engine) {
        LinuxHost host = LinuxHost.at(directory.resolve("host"), engine);
        LinuxHost.require(host.onMachine("ip", "link", "add", "nic0", "type", "veth", "peer", "name", "far0"));
        LinuxHost.require(host.onMachine("ip", "link", "set", "nic0", "up"));
        LinuxHost.require(host.onMachine("ip", "addr", "add", "10.78.0.1/24", "dev", "far0"));
        LinuxHost.require(host.onMachine("ip", "link", "set", "far0", "up"));
        return host;
    }

    private static String inside(LinuxHost host, String script) {
        return LinuxHost.require(host.inside("z", script)).out().strip();
    }

    /** The interfaces that the zone sees. */
    private static List<String> interfaces(LinuxHost host) {
        String list = inside(host, "sed '1,2d; s/:.*//; s/ //g' /proc/net/dev | sort");
        return Arrays.asList(list.split("\n"));
    }

    private static boolean hasNic(LinuxHost host) {
        return host.onMachine("ip", "link", "show", "nic0").status() == 0;
    }

    private static void assertAnswers(LinuxHost host, String address) {
        assertTrue(LinuxHost.require(host.fetch(address)).out().contains("404"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aPartOfAnInterface(String engine) {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            String net = "add net; set physical=nic0; set address=%s/24; set defrouter=10.78.0.1; end;";
            host.zone("z", SERVER, net.formatted("10.78.0.5") + " " + LinuxHost.net("10.77.0.5"));
            host.zone("y", SERVER, net.formatted("10.78.0.6"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            LinuxHost.require(host.zoneadm("-z", "y", "boot"));
            assertEquals(List.of("lo", "net0", "net1"), interfaces(host));
            assertTrue(inside(host, "ip -o -4 addr").contains("net0    inet 10.78.0.5/24"));
            assertTrue(inside(host, "ip route").contains("default via 10.78.0.1 dev net0"));
            assertTrue(hasNic(host));
            assertAnswers(host, "10.78.0.5");
            assertAnswers(host, "10.78.0.6");
            assertAnswers(host, "10.77.0.5");
            assertTrue(inside(host, "wget -O- http://10.78.0.6/ 2>&1 || true").contains("404"));
            LinuxHost.require(host.zoneadm("-z", "z", "reboot"));
            // under the same hardware address, or else whoever has seen it would go on asking the old one
            assertAnswers(host, "10.78.0.5");
            assertAnswers(host, "10.77.0.5");
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertAnswers(host, "10.78.0.6");
            LinuxHost.require(host.zoneadm("-z", "y", "halt"));
            assertEquals(before, host.traces());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void anInterfaceToItself(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            host.zone(
                    "z",
                    SERVER,
                    "set ip-type=exclusive; set limitpriv=\"default,net_admin\";"
                            + " add net; set physical=nic0; end;");
            boot(host);
            LinuxHost.require(host.zoneadm("-z", "z", "reboot"));
            assertFalse(hasNic(host));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertEquals(before, host.traces());
            // whatever the zone comes to its end by
            boot(host);
            EndsIT.kill(host, "z", "pid");
            host.await("z", "installed");
            assertEquals(before, host.traces());
            boot(host);
            EndsIT.kill(host, "z", "conmon.pid");
            EndsIT.kill(host, "z", "pid");
            host.await("z", "down");
            assertFalse(hasNic(host));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertEquals(before, host.traces());
            boot(host);
            EndsIT.kill(host, "z", "conmon.pid");
            EndsIT.kill(host, "z", "pid");
            host.await("z", "down");
            boot(host);
        }
    }

    @Test
    void theWayOutThatTheDocumentShows() throws IOException {
        assumeTrue(!LinuxHost.program("nft").toString().isEmpty(), "SKIPPED: there is no nft here");
        String document = Files.readString(Path.of("docs/RUNNING-ZONES.md"));
        String commands = Stream.of(document.split("```\n"))
                .filter(part -> part.contains("nft add"))
                .findFirst()
                .orElseThrow();
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), "crun");
                LinuxHost outside = LinuxHost.at(directory.resolve("outside"), "crun")) {
            // which knows no way back to the zone
            host.cable(outside, "192.0.2.1", "192.0.2.2");
            LinuxHost.require(outside.onMachine("ip", "addr", "del", "10.77.0.1/24", "dev", "br0"));
            LinuxHost.require(host.onMachine("sh", "-ec", commands));
            host.zone(
                    "z",
                    "busybox sleep 1000",
                    "add net; set address=10.77.0.5/24; set physical=br0; set defrouter=10.77.0.1; end;");
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            Process server = outside.start(outside.command("busybox", "nc", "-l", "-p", "7000"), Map.of());
            try {
                for (int i = 0;
                        i < 200 && !outside.onMachine("ss", "-ltn").out().contains(":7000");
                        i++) {
                    Thread.sleep(20);
                }
                LinuxHost.require(host.inside("z", "echo hello | busybox nc 192.0.2.2 7000"));
                server.waitFor();
                assertEquals("hello\n", Files.readString(Path.of(outside.root() + ".out")));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                server.destroyForcibly();
            }
        }
    }

    /** Boots the zone, which gives itself an address on what it has been given. */
    private static void boot(LinuxHost host) {
        LinuxHost.require(host.zoneadm("-z", "z", "boot"));
        assertEquals(List.of("lo", "net0"), interfaces(host));
        assertFalse(hasNic(host));
        inside(host, "ip addr add 10.78.0.9/24 dev net0");
        assertAnswers(host, "10.78.0.9");
    }
}
