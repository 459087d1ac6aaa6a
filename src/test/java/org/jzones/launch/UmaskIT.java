package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What the commands make has the rights it is meant to have, whatever the umask of the caller (spec 1.3). */
class UmaskIT {
    private static final Path SCRIPTS = Path.of("scripts").toAbsolutePath();

    @TempDir
    Path directory;

    private TestHost host;

    @BeforeEach
    void aHostWithoutZones() throws IOException {
        host = TestHost.empty(directory.resolve("host"));
        Files.delete(host.at("/etc/zones"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void run(String umask, String command, String... args) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
        words.addAll(
                List.of(SCRIPTS.resolve(command).toString(), "-R", host.root().toString()));
        words.addAll(List.of(args));
        Result result = Program.of(words).run();
        assertEquals(0, result.status(), result.toString());
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(host.at(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "077"})
    void locksAreTheOwnersAndStatesAreForAllToRead(String umask) throws IOException, InterruptedException {
        run(umask, "zonecfg", "-z", "z", "create -b; set zonepath=/export/zones/z");
        run(umask, "zoneadm", "-z", "z", "install");
        run(umask, "zoneadm", "-z", "z", "boot");
        run(umask, "zoneadm", "list");
        assertEquals("rwx--x--x", mode("/var/run/zones"));
        assertEquals("rw-r--r--", mode("/var/run/zones/states"));
        assertEquals("rwxr-xr-x", mode("/etc/zones"));
        assertEquals("rw-r--r--", mode("/etc/zones/index"));
        assertEquals("rw-r--r--", mode("/etc/zones/z.xml"));
        assertEquals("rwx------", mode("/export/zones/z"));
        List<String> locks;
        try (Stream<Path> files = Files.list(host.at("/var/run/zones"))) {
            locks = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".lock"))
                    .toList();
        }
        assertTrue(locks.size() >= 3, locks.toString());
        for (String lock : locks) {
            assertEquals("rw-------", mode("/var/run/zones/" + lock), lock);
        }
        assertEquals("global\nz\n", listedByAnotherUser());
    }

    private String listedByAnotherUser() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid")),
                "SKIPPED: to be another user takes root");
        List<String> somebody =
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all");
        String zoneadm = SCRIPTS.resolve("zoneadm").toString();
        List<String> help = new ArrayList<>(somebody);
        help.addAll(List.of(zoneadm, "help"));
        try {
            Result helped = Program.of(help).run();
            Assumptions.assumeTrue(
                    helped.status() == 0, "SKIPPED: another user cannot run the commands here: " + helped.err());
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: there is no setpriv here: " + e.getMessage());
        }
        List<String> list = new ArrayList<>(somebody);
        list.addAll(List.of(zoneadm, "-R", host.root().toString(), "list"));
        Result listed = Program.of(list).run();
        assertEquals("", listed.err());
        return listed.out();
    }
}
