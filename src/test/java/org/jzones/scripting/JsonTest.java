package org.jzones.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.ConfigView;
import org.jzones.model.GlobalProperty;
import org.jzones.model.ListItem;
import org.jzones.model.Pkg;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.UpdateExtent;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.ZoneConfig;
import org.jzones.support.Documents;
import org.jzones.support.RandomZones;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;
import org.jzones.text.ConfigJson;
import org.jzones.text.JsonReport;

/** What --json prints fits docs/json-schema.json and says what the text says. */
class JsonTest {
    private final Documents documents = new Documents();

    @TempDir
    Path directory = Path.of("");

    private JsonNode document(String kind, int status, Result result) throws IOException {
        assertEquals(status, result.status(), result.toString());
        assertEquals("", result.err());
        assertTrue(result.out().endsWith("}\n"), result.out());
        return documents.read(kind, result.out());
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.path(member).asText("")));
        return texts;
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
        for (String wrong : List.of(
                "{}",
                "{\"kind\":\"list\",\"version\":2,\"zones\":[]}",
                "{\"kind\":\"list\",\"version\":1}",
                "{\"kind\":\"list\",\"version\":1,\"zones\":[],\"more\":1}",
                "{\"kind\":\"verify\",\"version\":1,\"zone\":\"z\",\"ok\":\"no\",\"problems\":[]}")) {
            assertFalse(documents.isValid(wrong), wrong);
        }
    }

    @Test
    void listHasTheZonesOfTheTable() throws IOException {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        host.installed("one", "create");
        host.installed("two", "create; set ip-type=exclusive");
        host.require(host.zoneadm("-z", "two", "boot"));
        JsonNode zones =
                document("list", 0, host.zoneadm("list", "-c", "--json")).path("zones");
        StringBuilder lines = new StringBuilder();
        for (JsonNode zone : zones) {
            lines.append(
                    zone.path("id").asText("-").isEmpty()
                            ? "-"
                            : zone.path("id").asText("-"));
            for (String member : List.of("name", "state", "zonepath", "uuid", "brand", "ipType")) {
                lines.append(':').append(zone.path(member).asText("").replace("exclusive", "excl"));
            }
            lines.append('\n');
        }
        assertEquals(host.zoneadm("list", "-cp").out(), lines.toString());
        assertEquals(
                1,
                document("list", 0, host.zoneadm("-z", "one", "list", "--json"))
                        .path("zones")
                        .size());
        assertEquals(2, host.zoneadm("list", "-p", "--json").status());
    }

    @Test
    void listTellsWhatTheTableHasNoRoomFor() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.detached("away", "create -b");
        host.installed("up", "create -b; set autoboot=true");
        host.installed("broken", "create -b");
        host.write("/etc/zones/broken.xml", "no document");
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        host.require(host.zoneadm("-z", "up", "ready"));
        assertEquals(
                List.of("false - -", "false true -", "true false -", "false - -"),
                status(document("list", 0, host.zoneadm("list", "-c", "--json"))));
        host.require(host.zoneadm("-z", "up", "boot"));
        JsonNode up = document("list", 0, host.zoneadm("-z", "up", "list", "--json"))
                .path("zones")
                .path(0);
        Instant since = Instant.parse(up.path("since").asText());
        assertFalse(since.isBefore(before) || since.isAfter(Instant.now()), since.toString());
        assertTrue(up.path("pid").isMissingNode(), "a zone that is only tracked has no process");
        assertEquals(
                since.toString(),
                status(document("list", 0, host.zoneadm("list", "--json")))
                        .get(1)
                        .split(" ")[2]);
    }

    /** {@code detached autoboot since} of each zone. */
    private static List<String> status(JsonNode list) {
        List<String> status = new ArrayList<>();
        for (JsonNode zone : list.path("zones")) {
            status.add(zone.path("detached").asText("-") + " "
                    + zone.path("autoboot").asText("-").replaceFirst("^$", "-") + " "
                    + zone.path("since").asText("-").replaceFirst("^$", "-"));
        }
        return status;
    }

    @Test
    void infoHasWhatTheConfigurationHas() throws IOException {
        RandomZones zones = new RandomZones(7);
        for (int round = 0; round < 500; round++) {
            ZoneConfig config = zones.next("z");
            JsonNode json =
                    documents.read("info", ConfigJson.info(new ConfigView(config, Optional.empty(), List.of())));
            String about = "round " + round + ": " + json;
            for (GlobalProperty property : GlobalProperty.values()) {
                assertEquals(config.get(property), json.path(property.word()).asText(""), about);
            }
            for (RctlAlias alias : RctlAlias.values()) {
                String limit = json.path(alias.word()).asText("");
                assertEquals(Resources.alias(config, alias).orElse(""), limit, about);
            }
            for (ResourceType type : ResourceType.words()) {
                List<Resource> resources = Resources.of(config, type);
                JsonNode there = json.path(type.word());
                for (int i = 0; i < resources.size(); i++) {
                    assertSame(resources.get(i), type.isSingle() ? there : there.path(i), about);
                }
                assertEquals(resources.size(), type.isSingle() && !there.isMissingNode() ? 1 : there.size(), about);
            }
        }
    }

    private static void assertSame(Resource resource, JsonNode json, String about) {
        for (Property property : resource.type().properties()) {
            JsonNode there = json.path(property.name());
            if (there.isNumber()) {
                BigDecimal number = new BigDecimal(resource.get(property.name()));
                assertEquals(0, number.compareTo(there.decimalValue()), about);
                continue;
            }
            if (!property.isList()) {
                assertEquals(resource.text(property.name()).orElse(""), there.asText(""), about);
                continue;
            }
            List<ListItem> items = new ArrayList<>();
            for (JsonNode item : there) {
                List<String> fields = new ArrayList<>();
                property.fields()
                        .forEach(field -> fields.add(
                                property.isComplex() ? item.path(field).asText() : item.asText()));
                items.add(new ListItem(fields));
            }
            assertEquals(resource.items(), items, about);
        }
    }

    @Test
    void infoHasNumbersAsNumbersAndTellsWhatIsKept() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write("/etc/zones/index", "smartos:configured:/zones/smartos:\n");
        host.write("/etc/zones/smartos.xml", Files.readString(Path.of("src/test/resources/documents/smartos.xml")));
        JsonNode json = document("info", 0, host.zonecfg("-z", "smartos", "info", "--json"));
        assertTrue(json.path("net").path(0).path("vlan-id").isInt());
        assertTrue(json.path("cpu-shares").isInt());
        assertTrue(json.path("autoboot").isBoolean());
        assertTrue(json.path("rctl").path(0).path("value").path(0).path("limit").isNumber());
        assertTrue(json.path("capped-memory").path("physical").isNumber());
        assertEquals(List.of("network mac-learn", "network mac-learn"), texts(json.path("kept"), "name"));
        assertEquals(List.of("false", "true"), texts(json.path("kept"), "content"));
        JsonNode nets = document("info", 0, host.zonecfg("-z", "smartos", "info --json net physical=net1"));
        assertEquals(List.of("stub0"), texts(nets.path("net"), "global-nic"));
        assertTrue(nets.path("brand").isMissingNode());
        assertEquals(
                0,
                document("info", 0, host.zonecfg("-z", "smartos", "info --json fs"))
                        .path("fs")
                        .size());
        Result unknown = host.zonecfg("-z", "none", "info", "--json");
        assertEquals(1, unknown.status());
        JsonNode error = documents.read("error", unknown.out());
        assertEquals(List.of("ZONE_NOT_CONFIGURED"), texts(error.path("problems"), "code"));
        assertTrue(unknown.err().contains("No such zone configured"), unknown.err());
    }

    @Test
    void verifyHasEveryProblemOnStandardOutput() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg(
                "-z",
                "z",
                "create -b; set zonepath=/export/zones/z; add inherit-pkg-dir; set dir=/no; end; add inherit-pkg-dir;"
                        + " set dir=/nope; end; commit"));
        JsonNode json = document("verify", 1, host.zoneadm("-z", "z", "verify", "--json"));
        assertFalse(json.path("ok").asBoolean(true));
        assertEquals(List.of("INHERITED_DIR_MISSING", "INHERITED_DIR_MISSING"), texts(json.path("problems"), "code"));
        host.makeDirectory("/no");
        host.makeDirectory("/nope");
        assertTrue(document("verify", 0, host.zoneadm("-z", "z", "verify", "--json"))
                .path("ok")
                .asBoolean());
    }

    @Test
    void whatCannotBeDoneIsADocumentToo() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        JsonNode unknown = document("error", 1, host.zoneadm("-z", "z", "verify", "--json"));
        assertEquals("verify", unknown.path("command").asText());
        assertEquals(List.of("ZONE_UNKNOWN"), texts(unknown.path("problems"), "code"));
        document("error", 1, host.zoneadm("attach", "-n", "/no/such/file", "--json"));
        document("error", 1, host.run(List.of("zoneplace", "--json", "-m", "/no/such/file", "/"), ""));
        assertEquals(2, host.zoneadm("-z", "z", "detach", "--json").status());
    }

    @Test
    void detachAndAttachHaveWhatManifestAndReportHave() throws IOException {
        TestHost one = TestHost.example(directory.resolve("host1"), "host1");
        TestHost two = TestHost.example(directory.resolve("host2"), "host2");
        one.installed("z", "create");
        String manifest = one.require(one.zoneadm("-z", "z", "detach", "-n")).out();
        JsonNode inventory = document("detach", 0, one.zoneadm("-z", "z", "detach", "-n", "--json"));
        assertEquals(count("<package ", manifest), inventory.path("packages").size());
        assertEquals(count("<patch ", manifest), inventory.path("patches").size());
        assertEquals("/export/zones/z", inventory.path("zonepath").asText());

        assertTrue(document("attach", 0, one.zoneadmReading(manifest, "attach", "-n", "-", "--json"))
                .path("compatible")
                .asBoolean());
        JsonNode update = document("update", 1, two.zoneadmReading(manifest, "attach", "-u", "-n", "-", "--json"));
        assertFalse(update.path("downgrades").isEmpty(), update.toString());
        one.require(one.zoneadm("-z", "z", "detach"));
        assertTrue(document("attach", 0, one.zoneadm("-z", "z", "attach", "--dry-run", "--json"))
                .path("compatible")
                .asBoolean());
        document("update", 0, one.zoneadm("-z", "z", "attach", "-u", "--dry-run", "--json"));
        assertEquals("configured", one.state("z"));
        JsonNode report = document("attach", 1, two.zoneadmReading(manifest, "attach", "-n", "-", "--json"));
        String text = two.zoneadmReading(manifest, "attach", "-n", "-").err();
        assertEquals(
                count("\n\t[A-Z]", text) + count("\n\t[0-9]", text),
                report.path("packages").size() + report.path("patches").size());
        for (JsonNode pkg : report.path("packages")) {
            assertTrue(text.contains("\t" + pkg.path("name").asText() + " ("), pkg.toString());
        }
    }

    private static int count(String pattern, String text) {
        return (int)
                java.util.regex.Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void zoneplaceHasHostsWithTheirListsAndWhatWasSkipped() throws IOException {
        TestHost one = TestHost.example(directory.resolve("host1"), "host1");
        TestHost two = TestHost.example(directory.resolve("host2"), "host2");
        one.installed("z", "create");
        Path broken = Files.writeString(directory.resolve("broken"), "x");
        for (String update : List.of("", "-u")) {
            List<String> args =
                    new ArrayList<>(List.of("zoneplace", "-R", one.root().toString(), "-z", "z", "--json"));
            args.addAll(update.isEmpty() ? List.of("-v") : List.of("-v", "-u"));
            args.addAll(List.of(two.root().toString(), one.root().toString(), broken.toString()));
            JsonNode json = document("placement", 1, one.run(args, ""));
            assertEquals("ready", json.path("hosts").path(0).path("status").asText());
            JsonNode second = json.path("hosts").path(1);
            assertEquals(
                    update.isEmpty() ? "needs" : "refused",
                    second.path("status").asText());
            assertTrue(second.has(update.isEmpty() ? "differences" : "update"), second.toString());
            assertEquals(List.of(broken.toString()), texts(json.path("unreadable"), "input"));
            args.add("--matrix");
            assertEquals(
                    1, document("matrix", 1, one.run(args, "")).path("zones").size());
        }
    }

    @Test
    void anUpdateHasEveryListAndEveryReasonAgainstIt() throws IOException {
        UpdatePlan plan = new UpdatePlan(
                List.of(new Pkg("SUNWa", "1")),
                List.of(new UpdatePlan.Replacement("SUNWb", "1", "1", List.of("100000-02"))),
                List.of(new Pkg("SUNWc", "2")),
                List.of(new UpdatePlan.Dependency("SUNWc", "SUNWb")),
                List.of(new UpdatePlan.Dependency("SUNWx", "SUNWc")),
                List.of(
                        new Refusal.PackageDowngrade("SUNWd", "2", "1"),
                        new Refusal.PatchDowngrade("100001-02", Optional.of("01"))),
                Set.of("IDR1-01"));
        JsonNode json = documents.read("update", JsonReport.update("z", plan, Optional.of(new UpdateExtent(1, 2, 3))));
        assertFalse(json.path("possible").asBoolean(true));
        assertEquals(List.of("SUNWd", ""), texts(json.path("downgrades"), "package"));
        assertEquals(List.of("SUNWb"), texts(json.path("add"), "neededBy"));
        assertEquals(List.of("SUNWc"), texts(json.path("missing"), "neededBy"));
    }
}
