package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.LinuxHost;
import org.jzones.support.TestHost.Result;

/** Zones of Linux that run, looked at from inside: what each property of the configuration does to them. */
class RunningIT {
    private static final String SLEEP = "sleep 1000000";

    @TempDir
    Path directory = Path.of("");

    private LinuxHost host(String engine) {
        return LinuxHost.at(directory.resolve("host"), engine);
    }

    private static String inside(LinuxHost host, String zone, String script) {
        return LinuxHost.require(host.inside(zone, script)).out().strip();
    }

    private static void assertRefused(LinuxHost host, String zone, String script, String reason) {
        Result result = host.inside(zone, script);
        assertNotEquals(0, result.status(), result.out());
        assertTrue((result.out() + result.err()).contains(reason), result.out() + result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aWebServerAnswers(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            host.zone("web", "busybox httpd -f -h /srv/www", LinuxHost.net("10.77.0.5"));
            assertEquals("installed", host.state("web"));
            LinuxHost.require(host.zoneadm("-z", "web", "boot"));
            assertEquals("running", host.state("web"));
            inside(host, "web", "mkdir -p /srv/www; echo hello > /srv/www/index.html");
            assertEquals("hello\n", LinuxHost.require(host.fetch("10.77.0.5")).out());
            assertEquals("web", inside(host, "web", "hostname"));
            assertEquals(
                    engine,
                    Files.readString(host.bundle("web").resolve("engine-name"))
                            .strip()
                            .replaceFirst(".*/", ""));
            assertEquals(new Result(0, "", ""), host.zoneadm("-z", "web", "shutdown"));
            assertEquals("installed", host.state("web"));
            assertEquals(before, host.traces());
        }
    }

    @Test
    void aCloneCallsItselfByItsOwnName() throws IOException {
        try (LinuxHost host = host("crun")) {
            host.zone("web", SLEEP, "");
            String own = "10.0.0.1 web.example web\n10.0.0.2 other webs # not web\n";
            Files.writeString(host.in("web", "/etc/hosts"), Files.readString(host.in("web", "/etc/hosts")) + own);
            LinuxHost.require(host.zonecfg("-z", "copy", "create -t web; set zonepath=/zones/copy; commit"));
            LinuxHost.require(host.zoneadm("-z", "copy", "clone", "web"));
            LinuxHost.require(host.zoneadm("-z", "copy", "boot"));
            assertEquals("copy copy", inside(host, "copy", "echo $(hostname) $(cat /etc/hostname)"));
            String hosts = inside(host, "copy", "cat /etc/hosts") + "\n";
            assertTrue(hosts.contains("127.0.1.1\tcopy\n"), hosts);
            assertTrue(hosts.endsWith("10.0.0.1 web.example copy\n10.0.0.2 other webs # not web\n"), hosts);
            assertTrue(Files.readString(host.in("web", "/etc/hosts")).contains("127.0.1.1\tweb\n"));
            assertEquals("web\n", Files.readString(host.in("web", "/etc/hostname")));
        }
    }

    @Test
    void copiesOfTheHostsFilesFollowItAtEachStart() throws IOException {
        try (LinuxHost host = host("crun")) {
            Files.writeString(host.at("/etc/ld.so.cache"), "at install\n");
            host.zone("z", SLEEP, "");
            for (String verb : List.of("boot", "reboot", "shutdown -r -t 1")) {
                Files.writeString(host.at("/etc/ld.so.cache"), "before " + verb + "\n");
                List<String> words = new ArrayList<>(List.of("-z", "z"));
                words.addAll(List.of(verb.split(" ")));
                LinuxHost.require(host.zoneadm(words.toArray(String[]::new)));
                assertEquals("running", host.state("z"));
                assertEquals("before " + verb, inside(host, "z", "cat /etc/ld.so.cache"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void whatTheZoneSees(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            Files.createDirectories(host.at("/export/pool"));
            Files.writeString(host.at("/export/pool/file"), "of the host\n");
            Files.createDirectories(host.at("/export/own"));
            host.zone("z", SLEEP, """
                    add fs; set dir=/pool; set special=/export/pool; set type=lofs; add options [ro]; end;
                    add fs; set dir=/deep/own; set special=/export/own; set type=lofs; end;
                    add fs; set dir=/scratch; set special=swap; set type=tmpfs; add options [size=1m]; end;
                    add attr; set name=hostname; set type=string; set value=www; end;
                    add attr; set name=cwd; set type=string; set value=/srv; end;
                    add attr; set name=env; set type=string; set value=COLOUR=blue; end;
                    """.replace("\n", " "));
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(host.at("/zones/z"))));
            assertEquals("www", inside(host, "z", "hostname"));
            assertRefused(host, "z", "hostname other", "not permitted");
            assertEquals("/srv", inside(host, "z", "readlink /proc/1/cwd"));
            assertTrue(inside(host, "z", "tr '\\0' '\\n' < /proc/1/environ").contains("COLOUR=blue"));
            assertEquals("1", inside(host, "z", "cat /proc/1/cmdline | tr '\\0' ' ' | grep -c sleep"));
            assertRefused(host, "z", "touch /usr/new", "Read-only file system");
            assertEquals("of the host", inside(host, "z", "cat /pool/file"));
            assertRefused(host, "z", "touch /pool/new", "Read-only file system");
            inside(host, "z", "echo mine > /deep/own/file");
            assertEquals("mine\n", Files.readString(host.at("/export/own/file")));
            assertTrue(inside(host, "z", "grep ' /deep/own ' /proc/mounts").matches(".*nosuid,nodev.*"));
            assertRefused(host, "z", "dd if=/dev/zero of=/scratch/f bs=64k count=64", "No space left on device");
            assertEquals("1048576", inside(host, "z", "stat -c %s /scratch/f"));
            assertEquals("lo", inside(host, "z", "sed 1,2d /proc/net/dev | sed 's/:.*//; s/ //g'"));
            assertRefused(host, "z", "mount -t tmpfs none /mnt", "");
            assertRefused(host, "z", "echo 1 > /proc/sys/kernel/sysrq", "");
            assertEquals("0", inside(host, "z", "head -c 10 /proc/kcore | wc -c"));
            assertRefused(host, "z", "ls /sys/firmware/*", "");
            assertEquals("1", inside(host, "z", "ps -o pid,comm | grep -c '^ *1 '"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void limitsOfProcessesMemoryAndProcessors(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", SLEEP, """
                    set max-lwps=20; add capped-memory; set physical=48m; set locked=8k; end;
                    add dedicated-cpu; set ncpus=1; end;
                    """.replace("\n", " "));
            host.zone("y", SLEEP, "set cpu-shares=512; add capped-cpu; set ncpus=0.5; end;");
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            LinuxHost.require(host.zoneadm("-z", "y", "boot"));
            Result hog = host.inside("z", "dd if=/dev/zero of=/dev/null bs=200M count=1; echo status $?");
            assertTrue((hog.out() + hog.status()).contains("137"), hog.out() + hog.err() + hog.status());
            assertEquals("running", host.state("z"));
            assertTrue(host.zoneadm("-z", "z", "verify").err().contains("capped-memory"));
            assertEquals("8", inside(host, "z", "ulimit -l"));
            assertEquals("1", inside(host, "z", "nproc"));
            assertRefused(host, "z", "for i in $(seq 40); do sleep 2 & done; wait", "fork");
            assertEquals("512", limit("y", "cpu.shares", host));
            assertEquals("50000", limit("y", "cpu.cfs_quota_us", host));
        }
    }

    private static String limit(String zone, String file, LinuxHost host) throws IOException {
        String pid = Files.readString(host.bundle(zone).resolve("pid")).strip();
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"))) {
            Path at = Path.of("/sys/fs/cgroup/cpu" + line.replaceFirst("[^/]*", ""))
                    .resolve(file);
            if (line.matches("[0-9]+:cpu(,cpuacct)?:.*") && Files.exists(at)) {
                return Files.readString(at).strip();
            }
        }
        assumeTrue(false, "SKIPPED: this machine has other control groups");
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void devicesAndFileSystemsOfDisks(String engine) throws IOException {
        try (LinuxHost host = host(engine)) {
            Files.createDirectories(host.at("/dev"));
            LinuxHost.require(LinuxHost.run("mknod", host.at("/dev/fuse").toString(), "c", "10", "229"));
            Path image = directory.resolve("image");
            LinuxHost.require(LinuxHost.run("truncate", "-s", "8M", image.toString()));
            LinuxHost.require(LinuxHost.run("mkfs.ext4", "-q", "-F", image.toString()));
            Result loop = LinuxHost.run("losetup", "-f", "--show", image.toString());
            assumeTrue(loop.status() == 0, "SKIPPED: there are no loop devices here");
            String device = loop.out().strip();
            try {
                LinuxHost.require(
                        LinuxHost.run("cp", "-a", device, host.at("/dev/disk").toString()));
                host.zone("z", SLEEP, """
                        add device; set match=/dev/fuse; end;
                        add fs; set dir=/data; set special=/dev/disk; set raw=/dev/disk; set type=ext4; end;
                        """.replace("\n", " "));
                LinuxHost.require(LinuxHost.run(
                        "cp", "-a", device, host.in("z", "/srv/disk").toString()));
                List<String> mounts = mounts(device);
                LinuxHost.require(host.zoneadm("-z", "z", "boot"));
                assertEquals("opened", inside(host, "z", "exec 3<>/dev/fuse && echo opened"));
                assertRefused(host, "z", "exec 3</srv/disk", "not permitted");
                assertEquals(
                        "ext4", inside(host, "z", "grep ' /data ' /proc/mounts").split(" ")[2]);
                inside(host, "z", "echo kept > /data/file");
                assertEquals(mounts, mounts(device));
                LinuxHost.require(host.zoneadm("-z", "z", "reboot"));
                assertEquals("kept", inside(host, "z", "cat /data/file"));
                LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            } finally {
                LinuxHost.require(LinuxHost.run("losetup", "-d", device));
            }
        }
    }

    private static List<String> mounts(String device) throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .filter(line -> line.startsWith(device + " "))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void whatRootOfAZoneMayDo(String engine) {
        try (LinuxHost host = host(engine)) {
            host.zone("less", SLEEP, "set limitpriv=\"default,!chown\";");
            host.zone("more", SLEEP, "set limitpriv=\"default,net_admin\";");
            LinuxHost.require(host.zoneadm("-z", "less", "boot"));
            LinuxHost.require(host.zoneadm("-z", "more", "boot"));
            inside(host, "less", "touch /srv/file");
            assertRefused(host, "less", "chown 1 /srv/file", "not permitted");
            inside(host, "more", "touch /srv/file; chown 1 /srv/file");
            assertRefused(host, "less", "ip link set lo down", "not permitted");
            inside(host, "more", "ip link set lo down");
            for (String zone : List.of("less", "more")) {
                assertRefused(host, zone, "mknod /srv/disk b 254 0", "not permitted");
                assertEquals("2", inside(host, zone, "grep Seccomp: /proc/self/status | tr -dc 0-9"));
            }
        }
    }

    private static Path filter(Path run, String zone) throws IOException {
        String id = Files.readString(run.resolve(zone + "/id")).strip();
        return run.resolve(zone + "/engine/" + id + "/seccomp.bpf");
    }

    /** What crun makes of the list of calls is taken for the next zone, if that may make the same calls. */
    @Test
    void whatTheEngineMadeOfTheListOfCallsIsKept() throws IOException {
        try (LinuxHost host = host("crun")) {
            host.zone("one", SLEEP, "");
            host.zone("two", SLEEP, "");
            host.zone("more", SLEEP, "set limitpriv=\"default,sys_time\";");
            Path run = host.at("/var/run/zones");
            LinuxHost.require(host.zoneadm("-z", "one", "boot"));
            assertFalse(Files.readString(run.resolve("one/config.json")).contains("annotations"));
            String kept = Files.readString(run.resolve("seccomp"));
            LinuxHost.require(host.zoneadm("-z", "two", "boot"));
            assertTrue(Files.readString(run.resolve("two/config.json"))
                    .contains(kept.strip().substring(kept.strip().lastIndexOf('\n') + 1)));
            assertArrayEquals(Files.readAllBytes(filter(run, "one")), Files.readAllBytes(filter(run, "two")));
            assertEquals("2", inside(host, "two", "grep Seccomp: /proc/self/status | tr -dc 0-9"));
            assertEquals(kept, Files.readString(run.resolve("seccomp")));
            LinuxHost.require(host.zoneadm("-z", "more", "boot"));
            assertFalse(Files.readString(run.resolve("more/config.json")).contains("annotations"));
            assertNotEquals(kept, Files.readString(run.resolve("seccomp")));
            LinuxHost.require(host.zoneadm("-z", "two", "halt"));
            Files.writeString(
                    run.resolve("seccomp"), kept.substring(0, kept.strip().lastIndexOf('\n') + 1) + "AAAA\n");
            assertEquals(1, host.zoneadm("-z", "two", "boot").status());
            LinuxHost.require(host.zoneadm("-z", "two", "boot"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void bootArgumentsAndTheConsole(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            host.zone("z", "/bin/sh /srv/init", "set bootargs=first;");
            Files.writeString(host.in("z", "/srv/init"), "echo arguments $*\nsleep 1000000\n");
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            host.awaitConsole("z", "arguments first");
            LinuxHost.require(host.zoneadm("-z", "z", "reboot", "--", "one", "-m", "verbose"));
            host.awaitConsole("z", "arguments one -m verbose");
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot", "-s"));
            assertEquals("/bin/sh", inside(host, "z", "cat /proc/1/cmdline | tr '\\0' ' '"));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            Result missing = host.zoneadm("-z", "z", "boot", "--", "-i", "/bin/none");
            assertEquals(1, missing.status());
            assertTrue(missing.err().contains("the first program '/bin/none' is not in the zone"), missing.err());
            assertEquals("installed", host.state("z"));
            LinuxHost.require(host.zonecfg("-z", "z", "select attr name=init; set value=/bin/gone; end"));
            assertTrue(host.zoneadm("-z", "z", "boot").err().contains("'/bin/gone' is not in the zone"));
            LinuxHost.require(host.zoneadm("-z", "z", "boot", "--", "-i", "/bin/sh", "/srv/init"));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void shutdownAsksBeforeItKills(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            host.zone("asks", "/bin/sh /srv/init", "");
            Files.writeString(
                    host.in("asks", "/srv/init"),
                    "trap 'echo bye > /srv/bye; exit 0' TERM\necho up\nwhile :; do sleep 0.1; done\n");
            host.zone("deaf", "/bin/sh /srv/init", "");
            Files.writeString(host.in("deaf", "/srv/init"), "trap : TERM\necho up\nwhile :; do sleep 0.1; done\n");
            host.zone("plain", "/bin/sh /srv/init", "");
            Files.writeString(
                    host.in("plain", "/srv/init"),
                    "sh -c 'trap \"echo bye > /srv/bye; exit\" TERM; echo up; while :; do sleep 0.1; done' &\n"
                            + "exec sleep 1000000\n");
            for (String zone : List.of("asks", "deaf", "plain")) {
                LinuxHost.require(host.zoneadm("-z", zone, "boot"));
                host.awaitConsole(zone, "up");
            }
            assertEquals(new Result(0, "", ""), host.zoneadm("-z", "asks", "shutdown"));
            assertTrue(Files.exists(host.in("asks", "/srv/bye")));
            Result killed = host.zoneadm("-z", "deaf", "shutdown", "-t", "1");
            assertEquals(0, killed.status());
            assertTrue(killed.err().contains("has not come to its end in 1 seconds"), killed.err());
            // a first program without a handler never gets the signal: the others do
            assertEquals(new Result(0, "", ""), host.zoneadm("-z", "plain", "shutdown"));
            assertTrue(Files.exists(host.in("plain", "/srv/bye")));
            for (String zone : List.of("asks", "deaf", "plain")) {
                assertEquals("installed", host.state(zone));
            }
            LinuxHost.require(host.zoneadm("-z", "asks", "boot"));
            String id = host.zoneadm("-z", "asks", "list", "-p").out().split(":")[0];
            LinuxHost.require(host.zoneadm("-z", "asks", "shutdown", "-r"));
            assertNotEquals(id, host.zoneadm("-z", "asks", "list", "-p").out().split(":")[0]);
            assertEquals("running", host.state("asks"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void readyHasAnIdAndRunsNothing(String engine) {
        try (LinuxHost host = host(engine)) {
            host.zone("z", SLEEP, LinuxHost.net("10.77.0.6"));
            Result document = LinuxHost.require(host.zoneadm("-z", "z", "ready", "-n"));
            assertTrue(document.out().startsWith("{\n  \"ociVersion\""), document.out());
            assertEquals("installed", host.state("z"));
            LinuxHost.require(host.zoneadm("-z", "z", "ready"));
            assertEquals("ready", host.state("z"));
            String id = host.zoneadm("-z", "z", "list", "-p").out().split(":")[0];
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
            assertEquals(id, host.zoneadm("-z", "z", "list", "-p").out().split(":")[0]);
            assertEquals("running", host.state("z"));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            LinuxHost.require(host.zoneadm("-z", "z", "ready"));
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            assertEquals("installed", host.state("z"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void zonesThatBootWithTheMachine(String engine) {
        try (LinuxHost host = host(engine)) {
            host.zone("one", SLEEP, "set autoboot=true;");
            host.zone("two", SLEEP, "");
            LinuxHost.require(LinuxHost.run(host.ours("zones-start").toArray(String[]::new)));
            assertEquals("running", host.state("one"));
            assertEquals("installed", host.state("two"));
            LinuxHost.require(host.zoneadm("-z", "two", "ready"));
            LinuxHost.require(LinuxHost.run(host.ours("zones-stop").toArray(String[]::new)));
            assertEquals("installed", host.state("one"));
            assertEquals("installed", host.state("two"));
            assertFalse(host.traces().contains("conmon"), host.traces());
        }
    }
}
