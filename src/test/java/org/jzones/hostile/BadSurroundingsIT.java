package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * What only the real commands meet: files the caller may not read or write, and a full disk. Run as root, the commands
 * are started as another user; where that or a mount is not possible the test says so and is skipped.
 */
class BadSurroundingsIT {
    private static final int NOBODY = 65534;
    private static final String ZONEADM =
            Path.of("scripts/zoneadm").toAbsolutePath().toString();

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);
    private boolean root;

    @BeforeEach
    void makeHost() throws IOException {
        root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        host = TestHost.example(directory.resolve("host"), "host1");
        host.installed("z", "create");
        host.detached("d", "create");
        host.makeDirectory("/var/run/zones");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        return Program.of(command).within(Duration.ofMinutes(2)).run();
    }

    /** Gives the host to the user that the commands will run as, if that is not us. */
    private List<String> unprivileged() throws IOException, InterruptedException {
        if (!root) {
            return List.of();
        }
        List<String> prefix =
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");
        try {
            List<String> list = new ArrayList<>(prefix);
            list.addAll(List.of(ZONEADM, "-R", "/", "help"));
            Result result = run(list);
            Assumptions.assumeTrue(result.status() == 0, "another user cannot run the commands here: " + result.err());
        } catch (IOException e) {
            Assumptions.abort("there is no setpriv here: " + e.getMessage());
        }
        Files.walkFileTree(host.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                return visitFile(dir, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
        return prefix;
    }

    private Result zoneadm(List<String> prefix, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(ZONEADM, "-R", host.root().toString()));
        command.addAll(List.of(args));
        return run(command);
    }

    /** A file of the host that has another mode for as long as a command runs. */
    private record Closed(String path, String mode) {}

    private void refused(List<String> prefix, Closed file, List<String> args, String... told)
            throws IOException, InterruptedException {
        Snapshot before = Snapshot.of(host);
        Path path = host.at(file.path());
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(file.mode()));
        Result result = zoneadm(prefix, args.toArray(String[]::new));
        Files.setPosixFilePermissions(path, open);
        assertEquals(List.of(), Snapshot.of(host).changesSince(before), result.toString());
        assertEquals(1, result.status(), result.toString());
        assertEquals("", result.out());
        Refusal.assertOneProblem(result.err(), told);
    }

    @Test
    void aPkginfoThatMayNotBeRead() throws IOException, InterruptedException {
        List<String> prefix = unprivileged();
        assertEquals(new Result(0, "", ""), zoneadm(prefix, "-z", "z", "verify"));
        List<String> detach = List.of("-z", "z", "detach");
        String pkg = "/var/sadm/pkg/SUNWcsu";
        String pkginfo = pkg + "/pkginfo";
        refused(prefix, new Closed(pkginfo, "-wx------"), detach, pkginfo, "permission denied");
        refused(prefix, new Closed(pkginfo, "-wx------"), List.of("-z", "d", "attach"), pkginfo, "permission denied");
        refused(prefix, new Closed(pkg, "rw-------"), detach, pkginfo, "permission denied");
        refused(prefix, new Closed("/var/sadm/pkg", "-wx------"), detach, "/var/sadm/pkg", "permission denied");
        String contents = "/var/sadm/install/contents";
        refused(prefix, new Closed(contents, "-w-------"), detach, contents, "permission denied");
        refused(prefix, new Closed("/var/sadm/install", "rw-------"), detach, contents, "permission denied");
        assertEquals(new Result(0, "", ""), zoneadm(prefix, "-z", "z", "detach"));
    }

    @Test
    void aManifestOrConfigurationThatMayNotBeRead() throws IOException, InterruptedException {
        List<String> prefix = unprivileged();
        for (String file : List.of("/export/zones/d/SUNWdetached.xml", "/etc/zones/d.xml", "/etc/zones/index")) {
            refused(prefix, new Closed(file, "-w-------"), List.of("-z", "d", "attach"), file, "permission denied");
        }
    }

    @Test
    void noWritePermissionForTheZonepath() throws IOException, InterruptedException {
        List<String> prefix = unprivileged();
        refused(
                prefix,
                new Closed("/export/zones/z", "r-x------"),
                List.of("-z", "z", "detach"),
                "/export/zones/z/SUNWdetached.xml",
                "cannot be written",
                "permission denied");
        Closed detached = new Closed("/export/zones/d", "r-x------");
        refused(
                prefix,
                detached,
                List.of("-z", "d", "attach"),
                "/export/zones/d/SUNWdetached.xml",
                "permission denied");
        refused(prefix, detached, List.of("-z", "d", "attach", "-F"), "/export/zones/d/SUNW", "permission denied");
    }

    @Test
    void noWritePermissionForTheIndex() throws IOException, InterruptedException {
        List<String> prefix = unprivileged();
        Closed zones = new Closed("/etc/zones", "r-x------");
        String index = "/etc/zones/index";
        refused(prefix, zones, List.of("-z", "d", "attach"), index, "cannot be written", "permission denied");
        refused(prefix, zones, List.of("-z", "d", "attach", "-F"), index, "permission denied");
        refused(prefix, zones, List.of("-z", "z", "detach"), index, "cannot be written", "permission denied");
    }

    @Test
    void noWritePermissionForTheLocks() throws IOException, InterruptedException {
        List<String> prefix = unprivileged();
        Files.deleteIfExists(host.at("/var/run/zones/d.zoneadm.lock"));
        Closed locks = new Closed("/var/run/zones", "r-x------");
        refused(prefix, locks, List.of("-z", "d", "attach"), "/var/run/zones/d.zoneadm.lock", "permission denied");
    }

    @Test
    void aDiskThatIsFullWhileTheManifestIsWritten() throws IOException, InterruptedException {
        Assumptions.assumeTrue(root, "mounting a small file system takes root");
        Assumptions.assumeTrue(
                run(List.of("unshare", "-m", "true")).status() == 0, "a private mount namespace is refused here");
        String index = host.read("/etc/zones/index");
        String zonepath = host.at("/export/zones/z").toString();
        String script = "mount -t tmpfs -o size=16k,mode=700 none \"$1\" || exit 77\n"
                + "mkdir \"$1/root\" \"$1/dev\" || exit 77\n"
                + "cat /dev/zero > \"$1/root/filler\" 2>/dev/null\n"
                + "\"$2\" -R \"$3\" -z z detach; status=$?\n"
                + "ls -A \"$1\"; exit $status";
        Result result = run(List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                script,
                "sh",
                zonepath,
                ZONEADM,
                host.root().toString()));
        Assumptions.assumeTrue(result.status() != 77, "a file system cannot be mounted here: " + result.err());
        assertEquals(1, result.status(), result.toString());
        assertEquals("dev\nroot\n", result.out(), "something was left behind");
        Refusal.assertOneProblem(
                result.err(), "/export/zones/z/SUNWdetached.xml", "cannot be written", "No space left on device");
        assertEquals(index, host.read("/etc/zones/index"));
        assertEquals("installed", host.state("z"));
    }

    @Test
    void tooLittleMemoryForAManifest() throws IOException, InterruptedException {
        String manifest = host.read("/export/zones/d/SUNWdetached.xml");
        String more = "<package name=\"SUNWx\" version=\"1.0\"/>\n".repeat(1_000_000);
        host.write("/export/zones/d/SUNWdetached.xml", manifest.replace("</zone>", more + "</zone>"));
        Snapshot before = Snapshot.of(host);
        Result result = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                "target/jzones.jar",
                "org.jzones.Main",
                "zoneadm",
                "-R",
                host.root().toString(),
                "-z",
                "d",
                "attach"));
        assertEquals(1, result.status(), result.toString());
        assertEquals("", result.out());
        Refusal.assertOneProblem(result.err(), "zoneadm: ", "not enough memory");
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @Test
    void twoDetachesAtOnce() throws IOException, InterruptedException {
        for (int round = 0; round < 5; round++) {
            List<Process> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(new ProcessBuilder(ZONEADM, "-R", host.root().toString(), "-z", "z", "detach")
                        .redirectErrorStream(true)
                        .start());
            }
            List<String> told = new ArrayList<>();
            int failed = 0;
            for (Process process : running) {
                told.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                failed += process.waitFor();
            }
            assertEquals(1, failed, told.toString());
            assertTrue(told.remove(""), told.toString());
            Refusal.assertOneProblem(told.get(0), "zone 'z'", "detach needs a zone that is installed");
            host.require(host.zoneadm("-z", "z", "attach"));
        }
    }
}
