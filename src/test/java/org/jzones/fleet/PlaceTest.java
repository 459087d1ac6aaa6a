package org.jzones.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.RandomHosts;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** zoneplace says of each host what attach -n says there, be it asked itself or its inventory. */
class PlaceTest {
    private static final int HOSTS = Integer.getInteger("fleet.hosts", 200);

    @TempDir
    Path directory = Path.of("");

    private static String create(Random random, int dirs) {
        StringBuilder create = new StringBuilder("create -b");
        for (int i = 0; i < dirs; i++) {
            create.append("; add inherit-pkg-dir; set dir=\"")
                    .append(RandomHosts.directory(random))
                    .append("\"; end");
        }
        return create.toString();
    }

    /** A manifest from a host that has all that the zone wants. */
    private Path manifest(TestHost source, String zone, String create) throws IOException {
        source.require(source.zonecfg("-z", zone, create + "; set zonepath=/export/zones/" + zone + "; commit"));
        Path file = directory.resolve(zone + ".xml");
        Files.writeString(
                file, source.require(source.zoneadm("-z", zone, "detach", "-n")).out());
        return file;
    }

    @Test
    void aFleetIsToldWhatAttachWouldSay() throws IOException {
        List<TestHost> fleet = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < HOSTS; i++) {
            TestHost host = new RandomHosts(i).make(directory.resolve("host" + i), i % 4);
            fleet.add(host);
            inputs.add(host.root().toString());
            String file = directory.resolve("host" + i + ".inv").toString();
            host.require(host.zoneadm("inventory", "-o", file));
            inputs.add(file);
        }
        Map<String, Integer> seen = new TreeMap<>();
        Random random = new Random(6);
        for (int zone = 0; zone < 6; zone++) {
            Path manifest = manifest(fleet.get(0), "z" + zone, create(random, zone));
            List<String> args = new ArrayList<>(List.of("zoneplace", "-v", "-m", manifest.toString()));
            args.addAll(inputs);
            Map<String, List<String>> said = byHost(fleet.get(0).run(args, "").out());
            for (TestHost host : fleet) {
                List<String> expected = expected(host.zoneadm("attach", "-n", manifest.toString()));
                String name = String.valueOf(host.root().getFileName());
                assertEquals(expected, said.get(host.root().toString()), name + " " + manifest);
                assertEquals(expected, said.get(name), "inventory of " + name + " " + manifest);
                seen.merge(expected.get(0), 1, Integer::sum);
            }
        }
        assertEquals(List.of("needs", "ready", "refused"), List.copyOf(seen.keySet()), seen.toString());
        assertTrue(seen.values().stream().allMatch(n -> n > HOSTS / 10), seen.toString());
    }

    @Test
    void aFleetIsToldWhatAnUpdateWouldDo() throws IOException {
        Map<String, Integer> seen = new TreeMap<>();
        List<TestHost> fleet = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            fleet.add(new RandomHosts(i).make(directory.resolve("host" + i), i % 4));
        }
        for (TestHost host : fleet) {
            host.require(host.zoneadm("inventory", "-o", host.root() + ".inv"));
        }
        Random random = new Random(6);
        for (int zone = 0; zone < 3; zone++) {
            Path manifest = manifest(fleet.get(0), "z" + zone, create(random, zone));
            for (TestHost host : fleet) {
                Result update = host.zoneadm("attach", "-u", "-n", manifest.toString(), "--json");
                for (String input : List.of(host.root().toString(), host.root() + ".inv")) {
                    JsonNode placed = json(place(host, "-u", "-v", "--json", "-m", manifest.toString(), input))
                            .path("hosts")
                            .path(0);
                    String status = placed.path("status").asText();
                    if (placed.has("update")) {
                        assertEquals(changes(json(update)), changes(placed.path("update")), input + " " + manifest);
                        placed.path("update").path("add").forEach(pkg -> {
                            if (pkg.has("neededBy")) {
                                seen.merge("needed", 1, Integer::sum);
                            }
                        });
                        seen.merge(
                                "missing", placed.path("update").path("missing").size(), Integer::sum);
                    }
                    assertEquals(status.equals("refused") ? 1 : 0, update.status(), input + " " + manifest);
                    seen.merge(status, 1, Integer::sum);
                }
            }
        }
        assertEquals(List.of("missing", "needed", "ready", "refused", "update"), List.copyOf(seen.keySet()));
        assertTrue(seen.values().stream().allMatch(n -> n > 5), seen.toString());
    }

    private static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.out());
    }

    private static List<JsonNode> changes(JsonNode update) {
        return List.of(
                update.path("remove"),
                update.path("replace"),
                update.path("add"),
                update.path("missing"),
                update.path("downgrades"));
    }

    /** The status, and the report if there is one. */
    private static List<String> expected(Result attach) {
        if (attach.status() == 0) {
            return List.of("ready");
        }
        if (attach.err().startsWith("zoneadm: ")) {
            return List.of("refused");
        }
        List<String> lines = new ArrayList<>(List.of("needs"));
        lines.addAll(attach.err().lines().toList());
        return lines;
    }

    /**
     * For each host what zoneplace -v says of it: the status, and the lines below if there is a report, which is said once
     * below the lines of hosts that stand together.
     */
    private static Map<String, List<String>> byHost(String out) {
        Map<String, List<String>> said = new TreeMap<>();
        List<String> at = new ArrayList<>();
        for (String line : out.lines().toList()) {
            if (line.startsWith("  ")) {
                at.add(line.substring(2));
            } else {
                String[] words = line.split(" +");
                at = at.equals(List.of(words[1])) ? at : new ArrayList<>(List.of(words[1]));
                said.put(words[0], at);
            }
        }
        said.values().stream()
                .filter(lines -> lines.get(0).equals("refused"))
                .forEach(lines -> lines.subList(1, lines.size()).clear());
        return said;
    }

    @Test
    void bestHostsComeFirstAndEqualOnesByTheirZones() throws IOException {
        TestHost source = TestHost.empty(directory.resolve("source"));
        source.pkg("SUNWa", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        Path manifest = manifest(source, "z", "create -b");
        List<String> args = new ArrayList<>(List.of("zoneplace", "-m", manifest.toString()));
        String[] names = {"needs", "busy", "idle", "twice", "b", "a"};
        for (String name : names) {
            TestHost host = TestHost.empty(directory.resolve(name));
            host.pkg(
                    "SUNWa",
                    name.equals("needs") || name.equals("twice") ? "VERSION=2.0" : "VERSION=1.0",
                    "SUNW_PKG_ALLZONES=true");
            if (name.equals("twice")) {
                host.pkg("SUNWb", "VERSION=1", "SUNW_PKG_ALLZONES=true");
            }
            if (!name.equals("idle")) {
                host.require(host.zonecfg("-z", "x", "create -b; set zonepath=/export/zones/x; commit"));
            }
            if (name.equals("busy")) {
                host.require(host.zonecfg("-z", "y", "create -b; set zonepath=/export/zones/y; commit"));
            }
            Path file = directory.resolve(name + ".inv");
            host.require(host.zoneadm("inventory", "-o", file.toString()));
            args.add(file.toString());
        }
        Result result = source.run(args, "");
        assertEquals(0, result.status());
        List<String> order =
                result.out().lines().map(line -> line.split(" ")[0]).toList();
        assertEquals(List.of("idle", "a", "b", "busy", "needs", "twice"), order);
    }

    @Test
    void anUpdateIsCountedOnOnlyIfItIsNoDowngrade() throws IOException {
        TestHost source = TestHost.empty(directory.resolve("source"));
        source.pkg("SUNWa", "VERSION=1.5", "SUNW_PKG_ALLZONES=true");
        Path manifest = manifest(source, "z", "create -b");
        for (String version : List.of("1.5", "1.10", "1.4")) {
            TestHost host = TestHost.empty(directory.resolve(version));
            host.pkg("SUNWa", "VERSION=" + version, "SUNW_PKG_ALLZONES=true");
        }
        Result newer = place(source, "-u", "-v", "-m", manifest.toString(), at("1.10"));
        assertEquals(0, newer.status());
        assertTrue(
                newer.out().contains("  update   0 zones   1 package: 0 to remove, 1 to replace, 0 to add"),
                newer.out());
        assertTrue(newer.out().contains("  replace SUNWa (1.5) by (1.10)"), newer.out());
        Result older = place(source, "-u", "-v", "-m", manifest.toString(), at("1.4"));
        assertEquals(1, older.status());
        assertTrue(older.out().contains("  refused  0 zones   1 downgrade"), older.out());
        assertEquals(
                0,
                place(source, "-u", "-m", manifest.toString(), at("1.4"), at("1.5"))
                        .status());
        assertEquals(1, place(source, "-m", manifest.toString(), at("1.10")).status());
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }

    private static Result place(TestHost host, String... args) {
        List<String> all =
                new ArrayList<>(List.of("zoneplace", "-R", host.root().toString()));
        all.addAll(List.of(args));
        return host.run(all, "");
    }

    @Test
    void aZoneIsTakenFromItsHostWhateverItsState() {
        TestHost host = TestHost.example(directory.resolve("host1"), "host1");
        host.installed("my-zone", "create");
        for (String verb : List.of("list", "boot", "halt", "detach")) {
            host.require(host.zoneadm("-z", "my-zone", verb));
            Result result = place(host, "-z", "my-zone", host.root().toString());
            assertEquals(0, result.status(), verb + ": " + result);
        }
        assertEquals(1, place(host, "-z", "other", at("host1")).status());
    }

    @Test
    void anInventoryTellsWhatItCannotTell() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.makeDirectory("/export/data/deep/down");
        String fs = "create -b; add fs; set type=lofs; set dir=/d; set special=";
        Path known = manifest(host, "known", fs + "/export/zones; end");
        Path unknown = manifest(host, "unknown", fs + "/export/data/deep/down; end");
        String file = at("host.inv");
        host.require(host.zoneadm("inventory", "-o", file));
        assertEquals(
                "host  ready    2 zones\n",
                place(host, "-m", known.toString(), file).out());
        assertEquals(
                "host  ready    2 zones   whether it has /export/data/deep/down is not known\n",
                place(host, "-m", unknown.toString(), file).out());
    }

    @Test
    void whatDoesNotGoTogetherIsAUsageError() {
        TestHost host = TestHost.empty(directory.resolve("host"));
        String[][] wrong = {
            {},
            {"-z", "z"},
            {"host"},
            {"-z", "a", "-m", "b", "host"},
            {"--matrix", "-v", "-z", "a", "host"},
            {"--matrix", "-m", "-", "-m", "-", "host"},
            {"-q", "-z", "a", "host"}
        };
        for (String[] args : wrong) {
            Result result = place(host, args);
            assertEquals(2, result.status(), String.join(" ", args));
            assertTrue(result.err().startsWith("zoneplace: "), result.err());
        }
    }
}
