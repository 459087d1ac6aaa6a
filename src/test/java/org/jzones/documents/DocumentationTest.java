package org.jzones.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents refer to exists. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
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
}
