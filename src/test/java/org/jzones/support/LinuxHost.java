package org.jzones.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jzones.support.TestHost.Result;

/**
 * A host root of Linux whose zones run: its /usr holds a static busybox under all its names, the machine is a network
 * namespace with a bridge br0 at 10.77.0.1/24, and one engine is chosen. Commands are those of the built scripts. Closing
 * it halts what is up and looks whether anything was left.
 */
public final class LinuxHost implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("scripts").toAbsolutePath();
    private static int made;

    private final Path root;
    private final String network = "jzt-" + ProcessHandle.current().pid() + "-" + made++;

    private LinuxHost(Path root) {
        this.root = root;
    }

    /** The program of this name; empty if there is none. */
    public static Path program(String name) {
        return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(""));
    }

    /** Skips the test, with the reason, where no zone can run with the engine. */
    public static void assumeZonesRun(String engine) {
        assumeTrue(run("id", "-u").out().strip().equals("0"), "SKIPPED: running a zone needs root");
        for (String program : List.of(engine, "conmon", "ip", "busybox", "unshare", "nsenter")) {
            assumeTrue(!program(program).toString().isEmpty(), "SKIPPED: there is no " + program + " here");
        }
        assumeTrue(
                run("ldd", program("busybox").toString()).status() != 0,
                "SKIPPED: busybox is not a static program here");
        assumeTrue(run("unshare", "--mount", "true").status() == 0, "SKIPPED: no mount namespaces can be made here");
        assumeTrue(run("unshare", "--net", "true").status() == 0, "SKIPPED: no network namespaces can be made here");
        assumeTrue(
                Files.isWritable(Path.of("/sys/fs/cgroup")) || Files.isDirectory(Path.of("/sys/fs/cgroup/pids")),
                "SKIPPED: there are no control groups here");
    }

    /** A new host. */
    public static LinuxHost at(Path root, String engine) {
        assumeZonesRun(engine);
        LinuxHost host = new LinuxHost(root);
        host.build(engine);
        return host;
    }

    private void build(String engine) {
        for (String dir :
                List.of("etc/zones", "zones", "usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "var/run/zones", "srv")) {
            makeDirectory(root.resolve(dir));
        }
        try {
            Path busybox = root.resolve("usr/bin/busybox");
            Files.copy(program("busybox"), busybox);
            Files.setPosixFilePermissions(busybox, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (String applet : run(busybox.toString(), "--list").out().lines().toList()) {
                if (!applet.equals("busybox")) {
                    Files.createSymbolicLink(root.resolve("usr/bin").resolve(applet), Path.of("busybox"));
                }
            }
            for (String dir : List.of("bin", "sbin", "lib", "lib64")) {
                Files.createSymbolicLink(root.resolve(dir), Path.of("usr/" + dir));
            }
            Files.copy(busybox, root.resolve("usr/sbin/init"));
            Files.setPosixFilePermissions(root.resolve("usr/sbin/init"), PosixFilePermissions.fromString("rwxr-xr-x"));
            dpkg();
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            Files.writeString(root.resolve("var/run/zones/engine"), boot + program(engine) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        require(run("ip", "netns", "add", network));
        require(onMachine("ip", "link", "set", "lo", "up"));
        require(onMachine("ip", "link", "add", "br0", "type", "bridge"));
        require(onMachine("ip", "addr", "add", "10.77.0.1/24", "dev", "br0"));
        require(onMachine("ip", "link", "set", "br0", "up"));
    }

    /** The host has one package, whose files are busybox and its names. */
    private void dpkg() throws IOException {
        makeDirectory(root.resolve("var/lib/dpkg/info"));
        Files.writeString(root.resolve("var/lib/dpkg/status"), """
                Package: busybox-static
                Status: install ok installed
                Version: 1:1.35.0-4
                Architecture: amd64

                """);
        StringBuilder list = new StringBuilder("/.\n/usr\n/usr/bin\n");
        try (Stream<Path> files = Files.list(root.resolve("usr/bin"))) {
            files.sorted().forEach(file -> list.append("/usr/bin/" + file.getFileName() + "\n"));
        }
        Files.writeString(root.resolve("var/lib/dpkg/info/busybox-static.list"), list + "/usr/sbin/init\n");
    }

    /** Lays a cable to the other machine, with these addresses at its ends. */
    public void cable(LinuxHost other, String mine, String others) {
        require(run(
                "ip",
                "link",
                "add",
                "cable0",
                "netns",
                network,
                "type",
                "veth",
                "peer",
                "name",
                "cable0",
                "netns",
                other.network));
        for (LinuxHost end : List.of(this, other)) {
            require(end.onMachine("ip", "addr", "add", (end == this ? mine : others) + "/30", "dev", "cable0"));
            require(end.onMachine("ip", "link", "set", "cable0", "up"));
        }
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }

    /** The path on the caller's file system of a path in the host. */
    public Path at(String inRoot) {
        return root.resolve(inRoot.substring(1));
    }

    /** The path on the caller's file system of a path in a zone. */
    public Path in(String zone, String inZone) {
        return root.resolve("zones").resolve(zone).resolve("root").resolve(inZone.substring(1));
    }

    /** The files that a container of the zone needs while it exists. */
    public Path bundle(String zone) {
        return root.resolve("var/run/zones").resolve(zone);
    }

    /** The words that run a program on the machine this host is. */
    public List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(program("nsenter").toString(), "--net=/run/netns/" + network));
        command.addAll(List.of(words));
        return command;
    }

    /** The words that run one of our commands, its name first. */
    public List<String> ours(String name, String... words) {
        List<String> command = command(SCRIPTS.resolve(name).toString(), "-R", root.toString());
        command.addAll(List.of(words));
        return command;
    }

    public Result onMachine(String... words) {
        return run(command(words).toArray(String[]::new));
    }

    public Result zonecfg(String... words) {
        return run(ours("zonecfg", words).toArray(String[]::new));
    }

    public Result zoneadm(String... words) {
        return run(ours("zoneadm", words).toArray(String[]::new));
    }

    /** zoneadm with these variables besides. */
    public Result zoneadmWith(Map<String, String> variables, String... words) {
        try {
            return Program.of(ours("zoneadm", words)).with(variables).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a shell in the zone; what it prints and its status. */
    public Result inside(String zone, String script) {
        return run(ours("zlogin", zone, script).toArray(String[]::new));
    }

    /** What the web server at the address answers. */
    public Result fetch(String address) {
        return onMachine("curl", "-sS", "-m", "5", "--retry", "3", "--retry-connrefused", "http://" + address + "/");
    }

    /**
     * A sparse zone that is installed.
     *
     * @param config more words for zonecfg, each ended by a semicolon
     */
    public void zone(String name, String init, String config) {
        String command = "create -t lx-sparse; set zonepath=/zones/" + name + "; ";
        String attr =
                init.isEmpty() ? "" : "add attr; set name=init; set type=string; set value=\"" + init + "\"; end; ";
        require(zonecfg("-z", name, command + attr + config + " commit"));
        require(zoneadm("-z", name, "install"));
    }

    /** A net resource at this address on the bridge. */
    public static String net(String address) {
        return "add net; set address=" + address + "/24; set physical=br0; end;";
    }

    /** The state of the zone as list -p has it. */
    public String state(String zone) {
        Result result = require(zoneadm("-z", zone, "list", "-p"));
        return result.out().split(":")[2];
    }

    /** Waits until the zone is in the state, for at most half a minute. */
    public void await(String zone, String state) throws InterruptedException {
        String now = state(zone);
        for (int i = 0; i < 300 && !now.equals(state); i++) {
            Thread.sleep(100);
            now = state(zone);
        }
        assertEquals(state, now, () -> console(zone));
    }

    /** What the zone's console has shown. */
    public String console(String zone) {
        try {
            Path log = root.resolve("var/run/zones/" + zone + ".console");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the zone's console has shown the text, for at most half a minute. */
    public void awaitConsole(String zone, String text) throws InterruptedException {
        for (int i = 0; i < 1500 && !console(zone).contains(text); i++) {
            Thread.sleep(20);
        }
        assertTrue(console(zone).contains(text), () -> console(zone));
    }

    /** What there is of running zones on this machine: processes, mounts, namespaces, interfaces, control groups, files. */
    public String traces() {
        String mark = run("sh", "-c", "printf %s \"$1\" | sha256sum | cut -c1-8", "mark", real(root))
                .out()
                .strip();
        return run("sh", "-c", """
                        ps -eo stat=,args= | grep -v '^Z' | grep -e "^[^ ]* *[^ ]*conmon.*-$2" | sed 's/ -r .*//'
                        grep -F "$1" /proc/mounts
                        ls /run/netns | grep "^zone-.*-$2"
                        find /sys/fs/cgroup -path "*/zones/*-$2" -type d
                        find "$1/var/run/zones" -mindepth 1 |
                            grep -v -e '\\.lock$' -e '\\.console$' -e '\\.last$' -e /states$ -e /engine$ -e /seccomp$ -e '/[.]seccomp[.]'
                        """, "traces", root.toString(), mark).out()
                + onMachine("ip", "-o", "link")
                        .out()
                        .lines()
                        .map(line -> line.split(":")[1])
                        .toList();
    }

    private static String real(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Result require(Result result) {
        assertEquals(0, result.status(), result.out() + result.err());
        return result;
    }

    /** Runs a program to its end. */
    public static Result run(String... words) {
        try {
            return Program.of(words).within(Duration.ofMinutes(3)).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a program on the machine this host is; its output goes nowhere. */
    public Process start(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File(root.toString() + ".out"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (String line : zoneadm("list", "-cp").out().lines().toList()) {
            String name = line.split(":")[1];
            if (!name.equals("global")) {
                zoneadm("-z", name, "halt");
            }
        }
        run("ip", "netns", "del", network);
        assertEquals(
                "crw-rw-rw- root root",
                run("stat", "-c", "%A %U %G", "/dev/null").out().strip());
    }
}
