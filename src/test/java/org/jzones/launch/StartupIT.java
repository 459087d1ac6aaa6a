package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;
import picocli.CommandLine;

/**
 * Start-up archives and installed copies (spec 1.5): whatever happens to an archive, commands say the same, and one that
 * is not in order is not used. Which one is used shows in what the launcher executes.
 */
class StartupIT {
    private static final Result GLOBAL = new Result(0, "0:global:running:/::native:shared\n", "");

    @TempDir
    private static Path shared = Path.of("");

    private static Path prefix = Path.of("");

    @TempDir
    Path directory = Path.of("");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        prefix = shared.resolve("an installation");
        Result result = run(
                Map.of("PATH", String.valueOf(System.getenv("PATH")), "JAVA_HOME", System.getProperty("java.home")),
                "scripts/install",
                prefix.toString());
        assertEquals(0, result.status(), result.err());
        assertFalse(archives(prefix).isEmpty(), result.out());
    }

    private static Result run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return Program.of(command)
                .withOnly(environment)
                .within(Duration.ofMinutes(5))
                .run();
    }

    private static List<Path> archives(Path home) throws IOException {
        List<Path> archives = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(home.resolve("lib/jzones/archives"), "*-*.{aot,jsa}")) {
            files.forEach(archives::add);
        }
        archives.sort(null);
        return archives;
    }

    /** The JDK an archive is for: the one that runs this, or one in the usual place. */
    private static Path jdkOf(Path archive) throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            try (DirectoryStream<Path> others = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
                others.forEach(homes::add);
            }
        }
        String file = String.valueOf(archive.getFileName());
        String version = file.substring(file.indexOf('-') + 1, file.lastIndexOf('.'));
        for (Path home : homes) {
            Path release = home.resolve("release");
            if (Files.exists(release)
                    && Files.readString(release).contains("JAVA_RUNTIME_VERSION=\"" + version + "\"")) {
                return home;
            }
        }
        throw new AssertionError("no JDK " + version);
    }

    /** Runs list with each JDK there is an archive for, with and without, and returns how often an archive was used. */
    private int used(Path home) throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        int used = 0;
        for (Path archive : archives(prefix)) {
            Map<String, String> environment =
                    Map.of("ZONES_JAVA_HOME", jdkOf(archive).toString());
            String script = home.resolve("bin/zoneadm").toString();
            String root = host.root().toString();
            assertEquals(GLOBAL, run(environment, script, "-R", root, "list", "-p"), archive.toString());
            Result unknown = run(environment, script, "-R", root, "-z", "nosuch", "boot");
            assertEquals(1, unknown.status());
            assertEquals("", unknown.out());
            Result traced = run(environment, "/bin/sh", "-x", script, "-R", root, "list");
            assertEquals(0, traced.status(), traced.err());
            boolean named = traced.err()
                    .lines()
                    .filter(line -> line.startsWith("+ exec "))
                    .anyMatch(line -> line.contains("-XX:AOTCache=") || line.contains("-XX:SharedArchiveFile="));
            used += named ? 1 : 0;
        }
        return used;
    }

    private Path copy() throws IOException, InterruptedException {
        Path home = directory.resolve("copy");
        Result result = run(Map.of(), "/bin/cp", "-Rp", prefix.toString(), home.toString());
        assertEquals(0, result.status(), result.err());
        // what is true of a copy made by hand is for another test: here it stands for an installation in its place
        Files.writeString(
                home.resolve("lib/jzones/archives/place"), home.toRealPath().resolve("lib/jzones") + "\n");
        return home;
    }

    /** Each file's size and time: what must not change by running commands. */
    private static Map<String, String> listing(Path home) throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (java.util.stream.Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                listing.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return listing;
    }

    @Test
    void archivesInTheirPlaceAreUsedAndNothingIsWritten() throws IOException, InterruptedException {
        Map<String, String> before = listing(prefix);
        assertEquals(archives(prefix).size(), used(prefix));
        assertEquals(before, listing(prefix));
        Path link = Files.createSymbolicLink(directory.resolve("zoneadm"), prefix.resolve("bin/zoneadm"));
        TestHost host = TestHost.empty(directory.resolve("host2"));
        assertEquals(GLOBAL, run(Map.of(), link.toString(), "-R", host.root().toString(), "list", "-p"));
    }

    /** The jars that the manifest of jzones.jar names. */
    private static List<Path> classPath(Path home) throws IOException {
        try (JarFile jar = new JarFile(home.resolve("lib/jzones/jzones.jar").toFile())) {
            String names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Arrays.stream(names.split(" "))
                    .map(name -> home.resolve("lib/jzones").resolve(name))
                    .toList();
        }
    }

    @Test
    void theClassPathNamesJarsThatAreThereAndTheRecompiledOneSaysSo() throws IOException {
        List<Path> jars = classPath(prefix);
        assertTrue(jars.size() > 10, jars.toString());
        for (Path jar : jars) {
            assertTrue(Files.isRegularFile(jar), jar.toString());
        }
        assertTrue(jars.get(0).toString().matches(".*/picocli-[0-9.]+-recompiled\\.jar"), jars.toString());
        try (JarFile picocli = new JarFile(jars.get(0).toFile())) {
            Attributes said = picocli.getManifest().getMainAttributes();
            assertEquals(CommandLine.VERSION, said.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
            assertTrue(said.getValue("Recompiled").contains("for Java 17"), "no word of it");
        }
    }

    @Test
    void archivesAreNamedByTheJarsAndTheJavaVersion() throws IOException {
        for (Path archive : archives(prefix)) {
            String name = String.valueOf(archive.getFileName());
            assertTrue(name.matches("[0-9a-f]{16}-(17|[2-9][0-9])[^/]*\\.(aot|jsa)"), name);
            assertEquals(
                    name.substring(0, 16),
                    String.valueOf(archives(prefix).get(0).getFileName()).substring(0, 16));
        }
    }

    @Test
    void damagedArchivesAreNotUsed() throws IOException, InterruptedException {
        Path home = copy();
        for (Path archive : archives(home)) {
            try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
                for (long at = 0; at < file.length(); at += 4_096) {
                    file.seek(at);
                    file.write("damaged".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        assertEquals(0, used(home));
    }

    @Test
    void truncatedArchivesAreNotUsed() throws IOException, InterruptedException {
        for (long part : new long[] {0, 2, 100}) {
            Path home = copy();
            for (Path archive : archives(home)) {
                try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
                    file.setLength(file.length() * part / 101);
                }
                // and as a copying program leaves it that has set the time of now
                Files.setLastModifiedTime(archive, FileTime.fromMillis(System.currentTimeMillis()));
            }
            assertEquals(0, used(home), "part " + part);
            run(Map.of(), "/bin/rm", "-rf", home.toString());
        }
    }

    @Test
    void missingAndUnreadableArchivesAreNotUsed() throws IOException, InterruptedException {
        Path home = copy();
        for (Path archive : archives(home)) {
            Files.delete(archive);
            Files.createDirectory(archive);
        }
        assertEquals(0, used(home));
        run(Map.of(), "/bin/rm", "-rf", home.resolve("lib/jzones/archives").toString());
        assertEquals(0, used(home));
    }

    @Test
    void archivesOfOtherJarsAreNotUsed() throws IOException, InterruptedException {
        Path home = copy();
        Path jar = classPath(home).get(0);
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.from(time.to(TimeUnit.SECONDS) - 86_400, TimeUnit.SECONDS));
        assertEquals(0, used(home), "an older jar");
        Files.setLastModifiedTime(jar, FileTime.from(time.to(TimeUnit.SECONDS) + 1, TimeUnit.SECONDS));
        assertEquals(0, used(home), "a newer jar");
        Files.setLastModifiedTime(jar, time);
        assertEquals(archives(home).size(), used(home));
    }

    @Test
    void anInstallationThatWasMovedStartsWithoutArchives() throws IOException, InterruptedException {
        Path home = copy();
        Path moved = Files.move(home, directory.resolve("moved"));
        assertEquals(0, used(moved));
    }

    @Test
    void anotherUserMayUseAnInstallationNobodyMayWriteTo() throws IOException, InterruptedException {
        assumeTrue(new File("/usr/bin/setpriv").canExecute()
                && System.getProperty("user.name").equals("root"));
        for (Path above = prefix; above != null && above.getNameCount() > 1; above = above.getParent()) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestHost host = TestHost.empty(directory.resolve("host"));
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        command.addAll(List.of(
                prefix.resolve("bin/zoneadm").toString(), "-R", host.root().toString(), "list", "-p"));
        assertEquals(GLOBAL, run(Map.of(), command.toArray(String[]::new)));
        // and where root has taken the archives away from everybody
        Path home = copy();
        for (Path archive : archives(home)) {
            Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("---------"));
        }
        command.set(5, home.resolve("bin/zoneadm").toString());
        assertEquals(GLOBAL, run(Map.of(), command.toArray(String[]::new)));
    }
}
