package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Progress;
import org.jzones.software.Delivery;
import org.jzones.software.SoftwareDatabase;
import org.jzones.support.RandomHosts;
import org.jzones.support.TestHost;

/** Which directories contents shows: quickly, and as reading every entry of it would. */
class DirectorySearchTest {
    private static Set<String> found(String contents, String... directories) throws IOException {
        Set<String> found = new TreeSet<>(Set.of(directories));
        InputStream in = new ByteArrayInputStream(contents.getBytes(StandardCharsets.UTF_8));
        found.removeAll(new DirectorySearch(
                        Set.of(directories), entry -> !entry.packages().contains("GONE"))
                .missingIn(in));
        return found;
    }

    @Test
    void theDirectoryItselfOrWhatLiesBelowShowsIt() throws IOException {
        String contents = """
                # /opt d none 0755 root sys SUNWx
                /lib d none 0755 root bin SUNWx
                /library/y f none 0644 root sys 1 2 3 SUNWx
                /sbin f none 0644 root sys 1 2 3 SUNWx
                /usr/lib/x f none 0644 root sys 1 2 3 SUNWx
                /var/x f none 0644 root sys 1 2 3 GONE
                d none /etc 0755 root sys SUNWx
                d none /old SUNWx""";
        assertEquals(
                new TreeSet<>(Set.of("/lib", "/library", "/old", "/usr", "/usr/lib")),
                found(
                        contents,
                        "/lib",
                        "/library",
                        "/li",
                        "/old",
                        "/opt",
                        "/sbin",
                        "/usr",
                        "/usr/lib",
                        "/usr/li",
                        "/var"));
    }

    @Test
    void linesOfAnyLengthAreReadToTheirEnd() throws IOException {
        String names = " SUNWx".repeat(100_000);
        assertEquals(
                Set.of("/b"),
                found("/a f none 0644 root sys 1 2 3" + names + "\n/b d none 0755 root sys SUNWx\n", "/b"));
        assertEquals(Set.of("/b"), found("/b d none 0755 root sys" + names, "/b"));
        assertEquals(Set.of("/c"), found("x".repeat(20 << 20) + "\n/c d none 0755 root sys SUNWx", "/c"));
        assertEquals(Set.of(), found("", "/c"));
    }

    @Test
    void itIsWhatReadingEveryEntryShows(@TempDir Path directory) {
        int some = 0;
        for (int seed = 0; seed < 20; seed++) {
            TestHost host = new RandomHosts(seed).make(directory.resolve("h" + seed), 10);
            Random random = new Random(seed);
            for (int i = 0; i < 30; i++) {
                Set<String> asked = Set.of(RandomHosts.directory(random), "/usr/none", "/nowhere");
                Set<String> slowly = slow(host.software(), asked);
                assertEquals(slowly, host.software().delivered(asked), seed + " " + asked);
                some += slowly.size();
            }
        }
        assertTrue(some > 100, "only " + some);
    }

    /** By reading all there is. */
    private static Set<String> slow(SoftwareDatabase database, Set<String> directories) {
        Set<String> found = new HashSet<>();
        Set<String> installed = new HashSet<>();
        database.packages().forEach(pkg -> installed.add(pkg.name()));
        database.deliveries(
                Progress.SILENT,
                delivery -> directories.forEach(directory -> {
                    if (delivery.shows(Delivery.asPath(directory))
                            && delivery.packages().stream().anyMatch(installed::contains)) {
                        found.add(directory);
                    }
                }));
        return found;
    }
}
