package org.jzones.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents refer to exists. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    /** A class, in code between other words, and what may be a member of it. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.@*-])(?:[a-z]+[./])*([A-Z][a-z]\\w*)(?:\\.([a-z]\\w*))?(?![\\w-])");
    /** A class in a tree of the sources or a picture: words with a capital within or two blanks around them. */
    private static final Pattern BLOCK_NAME =
            Pattern.compile("(?<![\\w./*-])([A-Z][a-z]+[A-Z]\\w*)(?![\\w-])|(?<=(?:  |/ |◁ ))([A-Z][a-z]+)(?=  |\\n)");
    /** Classes that a recipe would make, and some of Java. */
    private static final Set<String> EXAMPLES =
            Set.of("Rest", "RestCommand", "LxRuntime", "List", "Optional", "Nullable", "NullMarked", "System");

    private static final Pattern SESSION = Pattern.compile("<!-- transcript (\\S+) -->\n```\n(.*?)```", Pattern.DOTALL);

    private static final Pattern RECORD = Pattern.compile("docs/adr/(\\d{4})");

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    @Test
    void linksLeadToFiles() throws IOException {
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                seen++;
                Path folder = Objects.requireNonNullElse(document.getParent(), Path.of(""));
                if (!Files.exists(folder.resolve(link.group(1)))) {
                    broken.add(document + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(seen > 10, "only " + seen + " links");
    }

    /** What stands below the name of a transcript is a part of it, but for where files are: below a root, or of a machine. */
    @Test
    void sessionsArePartsOfTranscripts() throws IOException {
        List<String> differ = new ArrayList<>();
        int seen = 0;
        for (Path document : documents()) {
            Matcher session = SESSION.matcher(Files.readString(document));
            while (session.find()) {
                seen++;
                Path transcript = Path.of("src/test/resources/transcripts", session.group(1));
                if (!withoutPlaces(Files.readString(transcript)).contains("\n" + withoutPlaces(session.group(2)))) {
                    differ.add(document + ": " + session.group(2));
                }
            }
        }
        assertEquals(List.of(), differ);
        assertTrue(seen > 4, "only " + seen + " sessions");
    }

    private static String withoutPlaces(String session) {
        return session.replaceAll("(\\.\\./)+|(?<= )\\./|(?<= )/(?=(export|var)/)", "")
                .replace("planner$ ", "empty# ");
    }

    @Test
    void decisionsNamedInTheBuildAreRecorded() throws IOException {
        List<String> records;
        try (Stream<Path> files = Files.list(Path.of("docs/adr"))) {
            records = files.map(f -> f.getFileName().toString().substring(0, 4)).toList();
        }
        Matcher named = RECORD.matcher(Files.readString(Path.of("pom.xml")));
        int seen = 0;
        while (named.find()) {
            seen++;
            assertTrue(records.contains(named.group(1)), named.group());
        }
        assertTrue(seen > 0);
    }

    /** Names of classes are those of the sources, nested ones included; members stand somewhere in the file of the class. */
    @Test
    void classesNamedForContributorsExist() throws IOException {
        Map<String, String> sources = sources();
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String document : List.of("ARCHITECTURE.md", "CONTRIBUTING.md")) {
            for (String name : named(Files.readString(Path.of("docs", document)))) {
                seen++;
                String[] parts = name.split("\\.");
                Optional<String> source = Optional.ofNullable(sources.get(parts[0]));
                if (source.isEmpty() || (parts.length > 1 && !source.get().matches("(?s).*\\b" + parts[1] + "\\b.*"))) {
                    wrong.add(document + ": " + name);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 200, "only " + seen + " names");
    }

    /** What a check of names has to find, and what it has to leave alone. */
    @Test
    void namesAreToldFromOtherWords() {
        assertEquals(
                Set.of("Attach", "Zones.recheck", "Failure.of", "Message", "Boot", "Reboot", "Verb"),
                named(
                        "An `op.Attach` asks `Zones.recheck` or `Failure.of(Message.X)`, as in `model/Verb.java`; "
                                + "`NAME.xml` and `REST` are none, nor is Solaris.\n```\nop/  Boot  Reboot  what it is\n```\n"));
    }

    @Test
    void everyPackageStandsInTheTable() throws IOException {
        String architecture = Files.readString(Path.of("docs/ARCHITECTURE.md"));
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/org/jzones"))) {
            List<String> missing = packages.filter(Files::isDirectory)
                    .map(directory -> String.valueOf(directory.getFileName()))
                    .filter(name -> !architecture.contains("\n| `" + name + "` | "))
                    .toList();
            assertEquals(List.of(), missing);
        }
    }

    private static Set<String> named(String document) {
        Set<String> names = new TreeSet<>();
        Matcher code = Pattern.compile("(?s)```.*?```|`[^`\n]+`").matcher(document);
        while (code.find()) {
            boolean block = code.group().startsWith("```");
            Matcher name = (block ? BLOCK_NAME : NAME).matcher(code.group());
            while (name.find()) {
                String type = block && name.group(1) == null ? name.group(2) : name.group(1);
                boolean hasMember =
                        !block && name.group(2) != null && !name.group(2).equals("java");
                if (!EXAMPLES.contains(type)) {
                    names.add(hasMember ? type + "." + name.group(2) : type);
                }
            }
        }
        return names;
    }

    /** The text of each source by the names of the types in it. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        Pattern type = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w+)");
        for (String top : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(top))) {
                for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                    String text = Files.readString(file);
                    Matcher declared = type.matcher(text);
                    while (declared.find()) {
                        sources.merge(declared.group(1), text, String::concat);
                    }
                }
            }
        }
        return sources;
    }
}
