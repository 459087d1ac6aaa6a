package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What verify finds out of a zone of brand lx and the machine it would run on, all of it at once (spec 5.5). */
class LinuxVerifyTest {
    private static final String ROOT = "/zones/z/root";
    private static final String INIT = "add attr; set name=init; set type=string; set value=\"busybox httpd -f\"; end";

    @TempDir
    Path directory;

    private TestHost host;

    @BeforeEach
    void makeHost() throws IOException {
        Assumptions.assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "SKIPPED: only root can run zones");
        host = TestHost.existing(directory.resolve("host"));
        for (String dir : List.of("/etc/zones", "/zones", "/usr/bin", "/var/run", "/srv/data")) {
            host.makeDirectory(dir);
        }
        Files.createSymbolicLink(host.at("/bin"), Path.of("usr/bin"));
        host.write("/usr/bin/busybox", "");
        Files.setPosixFilePermissions(host.at("/usr/bin/busybox"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void configured(String more) {
        String create = "create -t lx-sparse; set zonepath=/zones/z; " + more;
        Result configured = host.zonecfg("-z", "z", create + "; commit");
        assertEquals("", configured.err()); // what is about this machine only is for verify to say
        host.require(configured);
    }

    private void installed(String more) {
        configured(more);
        host.require(host.zoneadm("-z", "z", "install"));
    }

    /** Where there are programs as they usually are. */
    private Result verify() {
        for (String program : List.of("conmon", "ip", "crun")) {
            boolean there = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
            Assumptions.assumeTrue(there, "SKIPPED: there is no " + program);
        }
        Snapshot before = Snapshot.of(host);
        Result result = host.zoneadm("-z", "z", "verify");
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
        return result;
    }

    private static List<String> told(Result result) {
        Refusal.assertNoTrace(result.err());
        return result.err()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replace("zoneadm: zone 'z': ", ""))
                .toList();
    }

    @Test
    void aZoneInOrder() {
        installed(INIT);
        Result result = verify();
        assertEquals("", result.err());
        assertEquals(0, result.status());
    }

    @Test
    void oneThatIsNotInstalledYet() {
        configured(INIT);
        assertEquals("", verify().err());
    }

    @Test
    void whatTheMachineHasNotIsToldAtOnceWithWhatToDo() {
        installed(
                "add net; set address=10.77.0.5/24; set physical=nosuchbr; end; set limitpriv=default,all;"
                        + "add device; set match=/dev/gone*; end; add fs; set dir=/d; set special=/dev/gone; set type=ext4; end");
        Result result = verify();
        assertEquals(1, result.status());
        assertEquals(
                List.of(
                        "this machine has no network interface nosuchbr",
                        "the zone has no /sbin/init, and no attr init that names another first program",
                        "limitpriv names what is no capability to be given to a zone of brand lx: all",
                        "device match /dev/gone*: this machine has no such device",
                        "special '/dev/gone' of a file system does not exist on this machine"),
                told(result));
        assertTrue(
                result.err()
                        .contains("ip link add nosuchbr type bridge && ip link set nosuchbr up"
                                + " && ip addr add 10.77.0.1/24 dev nosuchbr\n"),
                result.err());
        assertTrue(result.err().contains("add attr; set name=init"), result.err());
    }

    @Test
    void bootSaysTheSame() {
        installed("add device; set match=/dev/gone*; end; " + INIT);
        verify();
        for (String verb : List.of("ready", "boot")) {
            Result result = host.zoneadm("-z", "z", verb);
            assertEquals(1, result.status());
            assertEquals(List.of("device match /dev/gone*: this machine has no such device"), told(result));
            assertEquals("installed", host.state("z"));
        }
    }

    @Test
    void programsThatAreMissingComeWithTheirPackages() {
        installed(INIT);
        Result result = host.run(
                List.of("zoneadm", "-R", host.root().toString(), "-z", "z", "verify"),
                "",
                Map.of("PATH", "/nowhere"),
                false,
                () -> 0);
        assertEquals(1, result.status());
        assertEquals(3, told(result).size(), result.err());
        for (String pkg : List.of("crun", "conmon", "iproute2")) {
            assertTrue(result.err().contains("apt-get install " + pkg + "\n"), result.err());
        }
    }

    @Test
    void anEngineThatTheSettingsNameAndIsNotThereIsTold() throws IOException {
        installed(INIT);
        Path home = directory.resolve("home");
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/jzones.conf"), "runtime=/opt/engine\n");
        Result result = host.run(
                List.of("zoneadm", "-R", host.root().toString(), "-z", "z", "verify"),
                "",
                Map.of("jzones.home", home.toString()),
                false,
                () -> 0);
        assertEquals(
                List.of("/opt/engine is not installed, which conf/jzones.conf names for running zones"),
                told(result).subList(0, 1));
    }

    @Test
    void anAddressThatAnotherZoneIsToHaveAsWellIsAWarning() {
        installed(INIT + "; add net; set physical=lo; set address=198.51.100.7/24; end");
        host.zonecfg(
                "-z",
                "y",
                "create -t lx; set zonepath=/zones/y; add net; set physical=lo;" + " set address=198.51.100.7/16; end");
        Result result = verify();
        assertEquals(0, result.status(), result.err());
        assertEquals(
                List.of(
                        "warning: net address 198.51.100.7/24 is that of zone 'y' as well; only one of the two can be up"),
                told(result));
    }

    @Test
    void whatHasNoEffectIsAWarning() {
        installed("set pool=p; add attr; set name=comment; set type=string; set value=x; end; " + INIT);
        Result result = verify();
        assertEquals(0, result.status());
        assertEquals(
                List.of(
                        "warning: pool has no effect on a zone of brand lx",
                        "warning: attr 'comment' has no effect on a zone of brand lx"),
                told(result));
    }

    @Test
    void aFirstProgramThatTheZoneHasReplaced() throws IOException {
        installed("add attr; set name=init; set type=string; set value=/sbin/start; end");
        assertEquals(List.of("the first program '/sbin/start' is not in the zone"), told(verify()));
        host.write(ROOT + "/sbin/start", "");
        assertEquals(List.of("the first program '/sbin/start' is no file that can be executed"), told(verify()));
        Files.delete(host.at(ROOT + "/sbin/start"));
        Files.createSymbolicLink(host.at(ROOT + "/sbin/start"), Path.of("/bin/busybox"));
        assertEquals(List.of(), told(verify()));
    }

    @Test
    void aRootThatLeadsOut() throws IOException {
        installed("add fs; set dir=/mnt/d; set special=/srv/data; set type=lofs; end; " + INIT);
        for (String place : List.of("/dev", "/usr", "/mnt")) {
            Files.delete(host.at(ROOT + place));
            Files.createSymbolicLink(host.at(ROOT + place), Path.of("../../../../outside"));
        }
        List<String> told = told(verify());
        assertEquals(3, told.size(), told.toString());
        for (String place : List.of("/dev", "/usr", "/mnt")) {
            assertTrue(
                    told.stream().anyMatch(line -> line.startsWith(ROOT + place + " is not a directory")),
                    told.toString());
        }
        Result boot = host.zoneadm("-z", "z", "boot");
        assertEquals(1, boot.status());
        assertEquals(told, told(boot));
        assertTrue(Files.notExists(directory.resolve("outside"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("installed", host.state("z"));
    }
}
