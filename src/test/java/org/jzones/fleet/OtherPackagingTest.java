package org.jzones.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** A host whose software is kept otherwise is said to be one, and not to lack 1,300 packages (spec 7.4). */
class OtherPackagingTest {
    private static final String SENTENCE =
            "zones of brand 'native' are compared with a software database of kind sadm, and that of this host is of kind ips";

    @TempDir
    Path directory = Path.of("");

    private TestHost source;
    private String manifest = "";

    @BeforeEach
    void makeZone() throws IOException {
        source = TestHost.example(directory.resolve("source"), "host1");
        source.installed("z", "create -b");
        Path file = directory.resolve("z.xml");
        Files.writeString(
                file, source.require(source.zoneadm("-z", "z", "detach", "-n")).out());
        manifest = file.toString();
    }

    /** A host of IPS with so many SVR4 packages left over; with none it has no var/sadm. */
    private TestHost ips(int packages) {
        TestHost host = TestHost.existing(directory.resolve("ips" + packages));
        host.makeDirectory("/etc/zones");
        host.makeDirectory("/var/pkg/state/installed");
        host.write("/etc/nodename", "omni" + packages + "\n");
        for (int i = 0; i < packages; i++) {
            host.pkg("SUNWa" + i, "PKG=SUNWa" + i, "VERSION=1", "SUNW_PKG_ALLZONES=true");
        }
        return host;
    }

    private Path capture(TestHost host) throws IOException, InterruptedException {
        Path file = directory.resolve(host.root().getFileName() + ".tar.gz");
        Result done = Program.of(List.of(
                        "sh", "scripts/jzones-capture", "-R", host.root().toString(), file.toString()))
                .run();
        assertEquals(0, done.status(), done.toString());
        return file;
    }

    private String inventory(TestHost host) {
        Path file = directory.resolve(host.root().getFileName() + ".inventory");
        host.require(host.zoneadm("inventory", "-o", file.toString()));
        return file.toString();
    }

    private Result place(String... words) {
        List<String> all = new ArrayList<>(List.of("zoneplace", "-m", manifest));
        all.addAll(List.of(words));
        return source.run(all, "");
    }

    @Test
    void itIsSaidOfHostsCapturesAndInventoriesAlike() throws IOException, InterruptedException {
        for (int packages : List.of(0, 4)) {
            TestHost host = ips(packages);
            for (String input : List.of(host.root().toString(), capture(host).toString(), inventory(host))) {
                for (String option : List.of("-v", "-u")) {
                    Result said = place(option, input);
                    assertEquals(1, said.status(), said.toString());
                    assertEquals("", withoutNotes(said.err()));
                    assertEquals(1, said.out().lines().count(), said.out());
                    assertTrue(said.out().endsWith("  other packaging  0 zones   " + SENTENCE + "\n"), said.out());
                }
                assertTrue(place("--json", input).out().contains("\"status\" : \"other packaging\""));
                assertTrue(place("--matrix", input).out().contains("other packaging\n"));
                assertEquals("", place("--ready", input).out());
                assertEquals(1, place("--exit-codes", input).status());
            }
        }
    }

    private static String withoutNotes(String err) {
        return String.join(
                "\n", err.lines().filter(line -> !line.contains(": note: ")).toList());
    }

    /** Five packages of this kind are a database, whatever else there is. */
    @Test
    void aHostWithPackagesOfThisKindIsComparedAsEver() {
        TestHost host = ips(5);
        assertTrue(place(host.root().toString()).out().contains("  needs  "));
        assertTrue(place(inventory(host)).out().contains("  needs  "));
    }

    /** Those that refuse are nearer to taking the zone. */
    @Test
    void itComesLastAndItsLongWordIsInLine() {
        TestHost ready = TestHost.example(directory.resolve("ready"), "host1");
        ready.makeDirectory("/data");
        TestHost refuses = TestHost.example(directory.resolve("refuses"), "host1");
        source.makeDirectory("/data");
        source.require(source.zonecfg("-z", "z", "add fs; set dir=/data; set special=/data; set type=lofs; end"));
        Result said = source.run(
                List.of(
                        "zoneplace",
                        "-R",
                        source.root().toString(),
                        "-z",
                        "z",
                        ips(0).root().toString(),
                        refuses.root().toString(),
                        ready.root().toString()),
                "");
        List<String> lines = said.out().lines().toList();
        assertEquals(3, lines.size(), said.toString());
        assertTrue(lines.get(0).contains("  ready            0 zones"), said.out());
        assertTrue(lines.get(1).contains("  refused          0 zones"), said.out());
        assertTrue(lines.get(2).contains("  other packaging  0 zones"), said.out());
    }

    /** An inventory that was made before hosts said so tells it by its directories. */
    @Test
    void anOlderInventoryIsUnderstood() throws IOException {
        TestHost host = ips(4);
        Files.delete(host.at("/var/pkg/state/installed"));
        Files.delete(host.at("/var/pkg/state"));
        Files.delete(host.at("/var/pkg"));
        Path file = Path.of(inventory(host));
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertTrue(place(file.toString()).out().contains("  needs  "), "without the directory nobody can tell");
        String with = text.replace("[2,\"sadm\"]", "[2,\"pkg\"],[2,\"sadm\"]");
        assertFalse(with.equals(text), text);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(with.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(place(file.toString()).out().contains("  other packaging  "));
    }

    @Test
    void verbsOnSuchAHostSayIt() {
        for (int packages : List.of(0, 4)) {
            TestHost host = ips(packages);
            String sentence = "this host keeps its software in /var/pkg, as packages of IPS, and has " + packages
                    + " SVR4 packages: no native zone can be compared with it";
            host.require(host.zonecfg("-z", "n", "create; set zonepath=/export/zones/n"));
            host.makeDirectory("/export/zones/n/root");
            for (Result said : List.of(
                    host.zoneadm("attach", "-n", manifest),
                    host.zoneadm("attach", "-u", "-n", manifest),
                    host.zoneadm("-z", "n", "verify"),
                    host.zoneadm("-z", "n", "install"))) {
                assertEquals(1, said.status());
                assertTrue(said.err().contains(sentence), said.toString());
                assertEquals(1, said.err().split("no native zone", -1).length - 1, said.err());
            }
        }
    }
}
