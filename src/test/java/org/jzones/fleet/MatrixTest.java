package org.jzones.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The plan of many zones and hosts: a table that can be read on any screen, and inventories taken in one call. */
class MatrixTest {
    private static final String LONG_ZONE = "a-zone-with-quite-a-long-name";
    private static final String LONG_HOST = "a-host-in-the-second-data-centre";

    @TempDir
    Path directory = Path.of("");

    private TestHost source = TestHost.existing(directory);
    private final List<String> zones = new ArrayList<>();
    private final List<String> inventories = new ArrayList<>();

    @BeforeEach
    void aFleet() throws IOException {
        source = host("source", "1.0");
        for (String zone : List.of("web", "mail", "db", LONG_ZONE)) {
            source.require(source.zonecfg("-z", zone, "create -b; set zonepath=/export/zones/" + zone));
            zones.addAll(List.of("-z", zone));
        }
        Files.createDirectory(directory.resolve("inv"));
        List<String> roots = new ArrayList<>();
        for (String name : List.of("fit1", "fit2", "old1", "old2", LONG_HOST)) {
            roots.add(host(name, name.startsWith("fit") ? "1.0" : "2.0").root().toString());
            inventories.add(directory.resolve("inv/" + name + ".inventory").toString());
        }
        source.require(inventory(roots.toArray(String[]::new)));
    }

    private TestHost host(String name, String version) {
        TestHost host = TestHost.empty(directory.resolve(name));
        host.write("/etc/nodename", name + "\n");
        host.pkg("SUNWa", "VERSION=" + version, "SUNW_PKG_ALLZONES=true");
        return host;
    }

    private Result inventory(String... roots) {
        List<String> words = new ArrayList<>(
                List.of("inventory", "-o", directory.resolve("inv").toString()));
        words.addAll(List.of(roots));
        return source.zoneadm(words.toArray(String[]::new));
    }

    private Result place(boolean terminal, IntSupplier columns, Map<String, String> environment, String... words) {
        List<String> all =
                new ArrayList<>(List.of("zoneplace", "-R", source.root().toString()));
        all.addAll(List.of(words));
        return source.run(all, "", environment, terminal, columns);
    }

    private String[] matrix(String... more) {
        return Stream.of(List.of("--matrix"), List.of(more), zones, inventories)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    @Test
    void aProgramGetsALineAHost() {
        Result result = place(false, () -> 40, Map.of(), matrix());
        assertEquals(1 + 5 + 1 + 4, result.out().lines().count(), result.out());
        assertTrue(
                result.out()
                        .startsWith("HOST                              web        mail       db         " + LONG_ZONE
                                + "\nfit1                              ready      ready      ready      ready\n"),
                result.out());
        assertTrue(result.out().contains("\n2 of 5 hosts can take web as they are\n"), result.out());
        assertEquals(0, result.status());
    }

    @Test
    void aNarrowScreenGetsTheZonesOneBlockBelowTheOther() {
        String expected = """
                HOST                web        mail
                fit1                ready      ready
                fit2                ready      ready
                old1                needs 1+0  needs 1+0
                old2                needs 1+0  needs 1+0
                a-host-in-the-seco  needs 1+0  needs 1+0
                nd-data-centre

                HOST                db
                fit1                ready
                fit2                ready
                old1                needs 1+0
                old2                needs 1+0
                a-host-in-the-seco  needs 1+0
                nd-data-centre

                HOST                a-zone-with-quit
                                    e-a-long-name
                fit1                ready
                fit2                ready
                old1                needs 1+0
                old2                needs 1+0
                a-host-in-the-seco  needs 1+0
                nd-data-centre

                2 of 5 hosts can take web as they are
                2 of 5 hosts can take mail as they are
                2 of 5 hosts can take db as they are
                2 of 5 hosts can take
                    a-zone-with-quite-a-long-name as
                    they are
                """;
        assertEquals(expected, place(true, () -> 40, Map.of(), matrix()).out());
        assertEquals(
                expected,
                place(false, () -> 0, Map.of("COLUMNS", "40"), matrix()).out());
    }

    @Test
    void noLineIsLongerThanAnyScreen() {
        for (int width = 20; width <= 160; width++) {
            int columns = width;
            for (String line :
                    place(true, () -> columns, Map.of(), matrix()).out().lines().toList()) {
                boolean word = line.strip().indexOf(' ') < 0; // which summaries do not break
                assertTrue(line.length() <= columns || word, columns + ": " + line);
            }
        }
    }

    @Test
    void coloursDoNotShiftTheColumns() {
        Map<String, String> colours = Map.of("TERM", "xterm");
        String shown = place(true, () -> 80, colours, matrix()).out();
        assertTrue(shown.contains("\u001b[32mready\u001b[0m      \u001b[32mready\u001b[0m"), shown);
        assertEquals(place(true, () -> 80, Map.of(), matrix()).out(), shown.replaceAll("\u001b\\[[0-9]*m", ""));
    }

    @Test
    void onlyThoseThatCanTakeAZoneAreShownIfThatIsWanted() throws IOException {
        String table = place(false, () -> 0, Map.of(), matrix("--ready")).out();
        assertEquals(1 + 2 + 1 + 4, table.lines().count(), table);
        assertTrue(table.contains("2 of 5 hosts can take web as they are"), table);

        List<String> one = new ArrayList<>(List.of("--ready", "-z", "web"));
        one.addAll(inventories);
        Result hosts = place(false, () -> 0, Map.of(), one.toArray(String[]::new));
        assertEquals(new Result(0, "fit1  ready    0 zones\nfit2  ready    0 zones\n", ""), hosts);
        one.add("--json");
        Result json = place(false, () -> 0, Map.of(), one.toArray(String[]::new));
        assertEquals(2, new ObjectMapper().readTree(json.out()).path("hosts").size());
    }

    @Test
    void whatIsToBeSaidOfSeveralHostsIsSaidOnce() {
        List<String> words = new ArrayList<>(List.of("-v", "-z", "web"));
        words.addAll(inventories);
        String shown =
                place(false, () -> 0, Map.of(), words.toArray(String[]::new)).out();
        assertEquals(5 + 3, shown.lines().count(), shown);
        assertTrue(
                shown.endsWith("\nold2                              needs    0 zones   1 package, 0 patches\n"
                        + "  source host packages inconsistent with local host\n"
                        + "  \tSUNWa (1.0) version mismatch\n  \t\t(2.0)\n"),
                shown);
    }

    @Test
    void oneHostThatFailsDoesNotKeepBackTheOthers() throws IOException {
        for (String inventory : inventories) {
            Files.delete(Path.of(inventory));
        }
        Result result = inventory(
                directory.resolve("fit1").toString(),
                directory.resolve("nowhere").toString(),
                directory.resolve("old1").toString());
        assertEquals(1, result.status());
        assertEquals(
                "zoneadm: the host root '" + directory.resolve("nowhere") + "' is not a directory\n", result.err());
        assertEquals(List.of("fit1.inventory", "old1.inventory"), inInventories());
    }

    @Test
    void twoOfTheSameNameAreRefusedBeforeAnythingIsWritten() throws IOException {
        for (String inventory : inventories) {
            Files.delete(Path.of(inventory));
        }
        host("else/fit1", "1.0");
        Result result = inventory(
                directory.resolve("old1").toString(),
                directory.resolve("fit1").toString(),
                directory.resolve("else/fit1") + "/");
        assertEquals(1, result.status());
        assertTrue(result.err().contains(" would both be written to "), result.err());
        assertEquals(List.of(), inInventories());
        assertEquals(1, inventory("/").status());
    }

    @Test
    void anInventoryIsNoHostRoot() {
        String inventory = inventories.get(0);
        assertEquals(
                new Result(
                        1,
                        "",
                        "zoneplace: zone 'web': the host root '" + inventory
                                + "' is an inventory of one, and no directory\n"
                                + "  inventories go behind the options: zoneplace -m MANIFEST " + inventory + "\n"),
                source.run(List.of("zoneplace", "-R", inventory, "-z", "web", inventories.get(1)), ""));
    }

    private List<String> inInventories() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("inv"))) {
            return Arrays.asList(files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toArray(String[]::new));
        }
    }
}
