package org.jzones.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jzones.Main;
import org.jzones.cli.Io;
import org.jzones.file.Steps;
import org.jzones.host.Machine;
import org.jzones.op.HostRoot;
import org.jzones.software.SoftwareDatabase;
import org.jzones.store.HostFiles;

/** A host root in a temporary directory, and the commands run on it in this process. */
public final class TestHost {
    private final Path root;
    private Steps steps = Steps.NONE;

    private TestHost(Path root) {
        this.root = root;
    }

    /** What a command did. */
    public record Result(int status, String out, String err) {}

    /** A host with an empty software database and the directories zones need. */
    public static TestHost empty(Path root) {
        TestHost host = new TestHost(root);
        for (String dir : List.of(
                "etc/zones",
                "export/zones",
                "lib",
                "platform",
                "sbin",
                "usr",
                "opt",
                "var/sadm/pkg",
                "var/sadm/install")) {
            host.makeDirectory("/" + dir);
        }
        host.write("/var/sadm/install/contents", "");
        return host;
    }

    /** One of the built-in example hosts, {@code host1} or {@code host2}. */
    public static TestHost example(Path root, String level) {
        TestHost host = new TestHost(root);
        host.require(host.run(List.of("example-host", root.toString(), level), ""));
        return host;
    }

    /** From now on commands on this host tell these steps what they are about to change. */
    public TestHost watchedBy(Steps watching) {
        steps = watching;
        return this;
    }

    /** A host that is there already. */
    public static TestHost existing(Path root) {
        return new TestHost(root);
    }

    public Path root() {
        return root;
    }

    /** The files of the host, as the commands see them. */
    public HostFiles files() {
        return opened().files();
    }

    /** The software of the host, as the commands see it. */
    public SoftwareDatabase software() {
        return opened().software();
    }

    /** The host as the operations get it. */
    public HostRoot opened() {
        return HostRoot.at(root, new Machine(Path.of("/proc")), Map.of(), debug -> {}, steps);
    }

    /** The path on the file system of a path inside the host. */
    public Path at(String inRoot) {
        return root.resolve(inRoot.substring(1));
    }

    public Result zoneadm(String... args) {
        return runOnHost("zoneadm", "", args);
    }

    public Result zonecfg(String... args) {
        return runOnHost("zonecfg", "", args);
    }

    public Result zlogin(String... args) {
        return runOnHost("zlogin", "", args);
    }

    public Result zonestat(String... args) {
        return runOnHost("zonestat", "", args);
    }

    /** Skips the test for anybody but root, who alone gets as far as it looks. */
    public static void assumeRoot() {
        assumeTrue(new Machine(Path.of("/proc")).callerUid() == 0, "SKIPPED: only root gets as far");
    }

    /** zonecfg with this text on its standard input. */
    public Result zonecfgReading(String input, String... args) {
        return runOnHost("zonecfg", input, args);
    }

    public Result zoneadmReading(String input, String... args) {
        return runOnHost("zoneadm", input, args);
    }

    private Result runOnHost(String command, String input, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "-R", root.toString()));
        all.addAll(List.of(args));
        return run(all, input);
    }

    /** Runs a command, its name first. */
    public Result run(List<String> args, String input) {
        return run(args, input, Map.of(), false, () -> 0);
    }

    /**
     * Runs a command, its name first, with this environment.
     *
     * @param terminal whether somebody watches what it shows and tells
     * @param columns how wide that terminal is
     */
    public Result run(
            List<String> args, String input, Map<String, String> environment, boolean terminal, IntSupplier columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Io io = new Io(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment,
                false,
                terminal,
                terminal,
                steps,
                columns);
        int status = Main.run(io, args.toArray(String[]::new));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Fails if a command that only prepares a test does not succeed. */
    public Result require(Result result) {
        if (result.status() != 0) {
            throw new AssertionError("a command that prepares the test failed: " + result);
        }
        return result;
    }

    /** A zone configured at /export/zones/NAME and installed. */
    public void installed(String zone, String create) {
        require(zonecfg("-z", zone, create + "; set zonepath=/export/zones/" + zone + "; commit"));
        require(zoneadm("-z", zone, "install"));
    }

    /** A zone that was installed and detached. */
    public void detached(String zone, String create) {
        installed(zone, create);
        require(zoneadm("-z", zone, "detach"));
    }

    public void makeDirectory(String inRoot) {
        try {
            Path directory = root;
            Files.createDirectories(root);
            for (Path component : Path.of(inRoot.substring(1))) {
                directory = directory.resolve(component);
                if (!Files.exists(directory)) {
                    Files.createDirectory(directory);
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String inRoot, String text) {
        write(inRoot, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(String inRoot, byte[] bytes) {
        try {
            makeDirectory(inRoot.substring(0, Math.max(inRoot.lastIndexOf('/'), 1)));
            Files.write(at(inRoot), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String inRoot) {
        try {
            return Files.readString(at(inRoot), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state of a zone as {@code zoneadm list -p} tells it. */
    public String state(String zone) {
        return require(zoneadm("-z", zone, "list", "-p")).out().split(":")[2];
    }

    /** A package with these lines in its pkginfo. */
    public void pkg(String name, String... lines) {
        write("/var/sadm/pkg/" + name + "/pkginfo", String.join("\n", lines) + "\n");
    }

    public void contents(String... lines) {
        write("/var/sadm/install/contents", String.join("\n", lines) + "\n");
    }
}
