package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The libraries that read archives are on the class path where an archive is read, without a word of Java's about them. */
class ArchiveIT {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);
    private Path archive = directory;

    @BeforeEach
    void make() throws IOException {
        host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        CpioMaker maker = new CpioMaker(Format.NEWC);
        for (String name : List.of("etc", "etc/svc", "usr", "sbin", "lib", "var", "var/svc")) {
            maker.directory(name);
        }
        maker.file("var/sadm/install/contents", "").directory("var/sadm/pkg");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
            zstd.write(maker.whole());
        }
        archive = Files.write(directory.resolve("archive"), out.toByteArray());
    }

    private Result zoneadm(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of("scripts/zoneadm").toAbsolutePath().toString(),
                "-R",
                host.root().toString()));
        all.addAll(List.of(words));
        return Program.of(all.toArray(String[]::new))
                .withOnly(environment)
                .within(Duration.ofMinutes(5))
                .run();
    }

    private void installs(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Result result = zoneadm(environment, words);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().contains("zoneadm: zone 'z': warning: its services"), result.err());
        assertFalse(result.err().contains("WARNING"), result.err());
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
    }

    @Test
    void whereverTheOptionStands() throws IOException, InterruptedException {
        installs(Map.of(), "-z", "z", "install", "-a", archive.toString(), "-p", "-s");
        installs(Map.of(), "-z", "z", "install", "-psa", archive.toString());
        installs(Map.of(), "-z", "z", "install", "-a" + archive, "-u", "-s");
    }

    @Test
    void withTheNewestJavaToo() throws IOException, InterruptedException {
        Path newest = Path.of("/usr/lib/jvm/none");
        int feature = 23;
        Path all = Path.of("/usr/lib/jvm");
        assumeTrue(Files.isDirectory(all), "SKIPPED: there is no /usr/lib/jvm");
        try (Stream<Path> homes = Files.list(all)) {
            for (Path home : (Iterable<Path>) homes::iterator) {
                int its = Files.isExecutable(home.resolve("bin/java")) ? feature(home.resolve("release")) : 0;
                if (its > feature) {
                    feature = its;
                    newest = home;
                }
            }
        }
        assumeTrue(feature > 23, "SKIPPED: there is no Java that warns of what the reader of zstd does");
        installs(
                Map.of("ZONES_JAVA_HOME", newest.toString()),
                "-z",
                "z",
                "install",
                "-a",
                archive.toString(),
                "-p",
                "-s");
    }

    private static int feature(Path release) throws IOException {
        if (!Files.isRegularFile(release)) {
            return 0;
        }
        return Files.readString(release)
                .lines()
                .filter(line -> line.matches("JAVA_VERSION=\"[0-9]+.*"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"([0-9]+).*", "$1")))
                .findFirst()
                .orElse(0);
    }
}
