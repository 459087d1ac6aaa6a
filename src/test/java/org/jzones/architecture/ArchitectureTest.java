package org.jzones.architecture;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jzones.architecture.broken.model.BrokenModel;

/**
 * The rules of docs/ARCHITECTURE.md that people forget. Each rule is held against the project, and against classes made
 * to break it, so that a rule that can no longer fail is noticed.
 */
class ArchitectureTest {
    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jzones");
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("org.jzones.architecture.broken");

    /** Which packages of the project each may use, besides itself: imports go down the line only. */
    private static final Map<String, List<String>> MAY_USE = mayUse();

    private static Map<String, List<String>> mayUse() {
        Map<String, List<String>> uses = new LinkedHashMap<>();
        uses.put(
                "cli",
                List.of(
                        "text",
                        "transfer",
                        "place",
                        "flar",
                        "op",
                        "shell",
                        "capture",
                        "check",
                        "host",
                        "store",
                        "software",
                        "file",
                        "example",
                        "model"));
        uses.put("text", List.of("transfer", "place", "model"));
        uses.put("transfer", List.of("op", "check", "host", "store", "file", "model"));
        uses.put("place", List.of("op", "capture", "check", "host", "store", "software", "file", "model"));
        uses.put("flar", List.of("op", "bits", "archive", "check", "host", "store", "file", "model"));
        uses.put("op", List.of("bits", "image", "check", "host", "store", "software", "file", "model"));
        uses.put("shell", List.of("check", "store", "file", "model"));
        uses.put("bits", List.of("image", "software", "archive", "file", "model"));
        uses.put("host", List.of("check", "store", "file", "model"));
        uses.put("store", List.of("file", "model"));
        uses.put("software", List.of("file", "model"));
        uses.put("capture", List.of("archive", "file", "model"));
        uses.put("image", List.of("archive", "file", "model"));
        uses.put("archive", List.of("file", "model"));
        uses.put("file", List.of("model"));
        uses.put("check", List.of("model"));
        uses.put("model", List.of());
        uses.put("example", List.of("model"));
        uses.put("startup", List.of("cli"));
        return uses;
    }

    private record Rule(String name, ArchRule rule) {}

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        MAY_USE.forEach((name, uses) -> rules.add(new Rule("imports of " + name, imports(name, uses))));
        rules.add(new Rule(
                "picocli and JLine only in cli",
                ArchRuleDefinition.noClasses()
                        .that()
                        .resideOutsideOfPackage("..cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("picocli..", "org.jline..")
                        .because("the command line is a facade over the operations")));
        rules.add(new Rule(
                "XML only in store.xml",
                ArchRuleDefinition.noClasses()
                        .that()
                        .resideOutsideOfPackage("..store.xml..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javax.xml..",
                                "com.ctc.wstx..",
                                "org.codehaus.stax2..",
                                "com.fasterxml.jackson.dataformat..")
                        .because("one place decides what is read of a document and what is refused")));
        rules.add(
                new Rule(
                        "JSON only in software.json, host.oci, image and text",
                        ArchRuleDefinition.noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "..software.json..", "..host.oci..", "org.jzones.image..", "org.jzones.text..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("com.fasterxml..")
                                .because(
                                        "inventories, bundles and images are files, and what is printed is a report; nobody else knows JSON")));
        rules.add(new Rule(
                "readers of archives only in archive",
                ArchRuleDefinition.noClasses()
                        .that()
                        .resideOutsideOfPackage("org.jzones.archive..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.commons.compress..", "org.tukaani..", "io.airlift..")
                        .because("whatever an archive is, others see entries in order, and data as a stream")));
        for (String kind : List.of("sadm", "dpkg", "ips")) {
            rules.add(new Rule(
                    "the database of " + kind + " only where a host is opened",
                    ArchRuleDefinition.noClasses()
                            .that()
                            .resideOutsideOfPackage("..software." + kind + "..")
                            .and()
                            .doNotHaveFullyQualifiedName("org.jzones.op.HostRoot")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("org.jzones.software." + kind + "..")
                            .because("everybody else works with a SoftwareDatabase, of whatever kind")));
        }
        rules.add(new Rule(
                "process globals only in Main",
                ArchRuleDefinition.noClasses()
                        .that()
                        .doNotHaveSimpleName("Main")
                        .should()
                        .callMethodWhere(callOf(
                                System.class, "exit", "getenv", "getProperty", "setProperty", "currentTimeMillis"))
                        .orShould()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .accessField(System.class, "in")
                        .because("everything a command has of its process comes in as Io")));
        rules.add(new Rule(
                "cli does not read or write files",
                ArchRuleDefinition.noClasses()
                        .that()
                        .resideInAPackage("..cli..")
                        .and()
                        .haveSimpleNameEndingWith("Command")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.nio.file.Files")
                        .because("a verb's command says what to do, the operation does it")));
        return rules;
    }

    private static ArchRule imports(String name, List<String> uses) {
        List<String> forbidden = new ArrayList<>(MAY_USE.keySet());
        forbidden.remove(name);
        forbidden.removeAll(uses);
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage("org.jzones." + name + "..", "org.jzones.architecture.broken." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(p -> "org.jzones." + p + "..").toArray(String[]::new))
                .because("the data's way is argv, cli, op, what is known of zones, files and the machine, model");
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> callOf(
            Class<?> owner, String... names) {
        List<String> all = List.of(names);
        return DescribedPredicate.describe(
                owner.getSimpleName() + " " + all,
                call -> call.getTargetOwner().isEquivalentTo(owner) && all.contains(call.getName()));
    }

    @TestFactory
    List<DynamicTest> theProjectKeepsTheRules() {
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(), () -> assertDoesNotThrow(() -> rule.rule().check(PROJECT))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> classesMadeToBreakTheRulesAreNoticed() {
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> assertThrows(
                                AssertionError.class, () -> rule.rule().check(BROKEN))))
                .toList();
    }

    /** What a comment names is imported too, and no class file tells of it. */
    @Test
    void importsOfSourcesGoDownToo() throws IOException {
        List<String> up = new ArrayList<>();
        Pattern imported = Pattern.compile("(?m)^import (?:static )?org\\.jzones\\.([a-z]+)\\.");
        for (Map.Entry<String, List<String>> room : MAY_USE.entrySet()) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/jzones", room.getKey()))) {
                for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                    Matcher named = imported.matcher(Files.readString(file));
                    while (named.find()) {
                        String other = named.group(1);
                        if (!other.equals(room.getKey()) && !room.getValue().contains(other)) {
                            up.add(file + " imports from " + other);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), up);
    }

    /** Classes that hold each other can only be read together; a class and what is nested in it are one. */
    private static ArchRule noCirclesOfClasses() {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getName();
                        int nested = name.indexOf('$');
                        return name.startsWith("org.jzones.")
                                ? SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "classes";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    @Test
    void classesHaveNoCircles() {
        noCirclesOfClasses().check(PROJECT);
        assertThrows(AssertionError.class, () -> noCirclesOfClasses().check(BROKEN));
    }

    @Test
    void packagesHaveNoCircles() {
        SlicesRuleDefinition.slices()
                .matching("org.jzones.(**)")
                .should()
                .beFreeOfCycles()
                .check(PROJECT);
        assertThrows(
                AssertionError.class,
                () -> SlicesRuleDefinition.slices()
                        .matching("org.jzones.architecture.broken.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .check(BROKEN));
    }

    @Test
    void theRulesSawTheWholeProject() {
        assertTrue(PROJECT.size() > 100, "only " + PROJECT.size() + " classes");
        Set<String> rooms = PROJECT.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[2])
                .collect(Collectors.toSet());
        assertEquals(MAY_USE.keySet(), rooms);
        assertTrue(BROKEN.contain(BrokenModel.class));
    }
}
