package org.jzones.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.check.ConfigRules;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.shell.Value.Assignment;
import org.jzones.shell.Value.Fields;
import org.jzones.shell.Value.Items;
import org.jzones.shell.Value.Text;
import org.jzones.store.HostFiles;
import org.jzones.support.RandomZones;
import org.jzones.support.TestHost;

/**
 * What the printer writes the parser reads back, over random configurations (spec 2.5). {@code -Drandom.seed} repeats a
 * run, {@code -Drandom.rounds} makes it longer.
 */
@Tag("once")
class RoundTripTest {
    private static final long SEED = Long.getLong("random.seed", new Random().nextLong());
    private static final int ROUNDS = Integer.getInteger("random.rounds", 3000);
    private static final List<GlobalProperty> SETTABLE = java.util.Arrays.stream(GlobalProperty.values())
            .filter(property -> property != GlobalProperty.ZONENAME)
            .toList();
    private static final ZoneName NAME = new ZoneName("copy");

    @TempDir
    Path directory = Path.of("");

    private Session session() {
        HostFiles host = TestHost.existing(directory).files();
        return new Session(new ZoneDocument(host, NAME, entry -> ZoneState.CONFIGURED), new NobodyThere());
    }

    private static void run(Session session, List<String> lines, String about) {
        for (String line : lines) {
            for (String command : Lexer.commands(line)) {
                try {
                    session.execute(Parser.parse(command));
                } catch (Failure e) {
                    throw new AssertionError(about + ": " + line + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /** What two configurations have in common if they are the same to everyone but the document. */
    private static List<Object> content(ZoneConfig config) {
        List<Object> content = new ArrayList<>();
        content.add(config.named(NAME).properties());
        for (ResourceType type : ResourceType.words()) {
            content.add(config.stored(type));
        }
        return content;
    }

    private static void assertSame(ZoneConfig expected, Session session, String about) {
        ZoneConfig copy = session.working().orElseThrow();
        assertEquals(content(expected), content(copy), about);
        assertEquals(Printer.info(expected.named(NAME)), Printer.info(copy), about);
        assertEquals(Printer.export(expected), Printer.export(copy), about);
    }

    @Test
    void anExportedConfigurationIsTheSameAgain() {
        RandomZones zones = new RandomZones(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String about = "random.seed=" + SEED + ", round " + i;
            ZoneConfig config = zones.next("original");
            Session session = session();
            run(session, Printer.export(config), about);
            assertSame(config, session, about);
        }
    }

    @Test
    void whateverASessionMadeOfAConfigurationIsTheSameAgain() {
        RandomZones zones = new RandomZones(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String about = "random.seed=" + SEED + ", round " + i;
            Session walk = session();
            run(walk, Printer.export(zones.next("original")), about);
            for (int step = 0; step < 10; step++) {
                for (String command : anything(zones)) {
                    attempt(walk, command);
                }
                attempt(walk, "cancel");
            }
            ZoneConfig made = walk.working().orElseThrow();
            if (ConfigRules.problems(made).isEmpty()) {
                Session session = session();
                run(session, Printer.export(made), about);
                assertSame(made, session, about);
            }
        }
    }

    private static void attempt(Session session, String command) {
        try {
            session.execute(Parser.parse(command));
        } catch (Failure e) {
            // what a random command cannot do it leaves as it was
        }
    }

    /** Commands that change something, if they find it. */
    private static List<String> anything(RandomZones zones) {
        ResourceType type = zones.one(ResourceType.words());
        return switch (zones.random().nextInt(5)) {
            case 0 -> {
                RctlAlias alias = zones.one(List.of(RctlAlias.values()));
                yield List.of("set " + alias.word() + "=" + zones.value(alias.type()));
            }
            case 1 -> List.of("clear " + zones.one(Vocabulary.PROPERTIES));
            case 2 -> List.of("remove -F " + type.word());
            case 3 -> {
                List<String> commands = new ArrayList<>(List.of("select " + type.word()));
                commands.addAll(inside(zones.resource(type)));
                yield commands;
            }
            default -> {
                GlobalProperty property = zones.one(SETTABLE);
                yield List.of("set " + property.word() + "=" + Lexer.quoted(zones.value(property.type())));
            }
        };
    }

    private static List<String> inside(Resource resource) {
        List<String> commands = new ArrayList<>();
        resource.type().properties().forEach(property -> {
            if (resource.text(property.name()).isPresent()) {
                commands.add("set " + property.name() + "=" + Lexer.quoted(resource.get(property.name())));
            } else {
                commands.add("clear " + property.name());
            }
        });
        commands.add("end");
        return commands;
    }

    @Test
    void aPrintedValueIsParsedAsItself() {
        RandomZones zones = new RandomZones(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String about = "random.seed=" + SEED + ", round " + i;
            Value value = value(zones);
            String line = "set bootargs=" + printed(value);
            assertEquals(List.of(line), Lexer.commands(line), about);
            assertEquals(new Statement.SetProperty("bootargs", value), Parser.parse(line), about);
            List<Assignment> filters = assignments(zones);
            String select = "select fs "
                    + String.join(
                            " ", filters.stream().map(RoundTripTest::printed).toList());
            assertEquals(List.of(select), Lexer.commands(select), about);
            assertEquals(new Statement.Select("fs", filters), Parser.parse(select), about);
            assertEquals(List.of(line, select), Lexer.commands(" " + line + "\t; " + select + ";;# " + line), about);
        }
    }

    private static Value value(RandomZones zones) {
        return switch (zones.random().nextInt(4)) {
            case 0 -> new Fields(assignments(zones));
            case 1 -> new Items(List.of(new Text(zones.nasty(0)), new Fields(assignments(zones))));
            case 2 -> new Items(List.of());
            default -> new Text(zones.nasty(0));
        };
    }

    private static List<Assignment> assignments(RandomZones zones) {
        List<Assignment> assignments = new ArrayList<>();
        int count = 1 + zones.random().nextInt(3);
        for (int i = 0; i < count; i++) {
            assignments.add(new Assignment("name" + i, zones.nasty(0)));
        }
        return assignments;
    }

    private static String printed(Value value) {
        if (value instanceof Fields fields) {
            return "("
                    + String.join(
                            ",",
                            fields.assignments().stream()
                                    .map(RoundTripTest::printed)
                                    .toList()) + ")";
        }
        if (value instanceof Items items) {
            return "["
                    + String.join(
                            ",",
                            items.values().stream().map(RoundTripTest::printed).toList()) + "]";
        }
        return Lexer.quoted(value.simple("value"));
    }

    private static String printed(Assignment assignment) {
        return assignment.name() + "=" + Lexer.quoted(assignment.value());
    }

    @Test
    void anExportFedToTheCommandMakesTheSameDocument() {
        TestHost host = TestHost.empty(directory.resolve("host"));
        RandomZones zones = new RandomZones(SEED);
        for (int i = 0; i < 30; i++) {
            String about = "random.seed=" + SEED + ", round " + i;
            String commands = String.join("\n", Printer.export(zones.next("original"))) + "\n";
            assertEquals(
                    new TestHost.Result(0, "", ""), host.zonecfgReading(commands, "-z", "a" + i, "-f", "-"), about);
            TestHost.Result export = host.zonecfg("-z", "a" + i, "export");
            String exported = export.out();
            assertEquals(new TestHost.Result(0, commands, ""), export, about);
            assertEquals(
                    new TestHost.Result(0, "", ""), host.zonecfgReading(exported, "-z", "b" + i, "-f", "-"), about);
            assertEquals(exported, host.zonecfg("-z", "b" + i, "export").out(), about);
            assertEquals(
                    host.read("/etc/zones/a" + i + ".xml"),
                    host.read("/etc/zones/b" + i + ".xml")
                            .replaceFirst("<zone name=\"b" + i + "\"", "<zone name=\"a" + i + "\""),
                    about);
        }
    }
}
