package org.jzones.store.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.jzones.support.Mutation;
import org.jzones.support.RandomZones;

/** The first tag of a document, found with and without an XML parser. */
class RootTagTest {
    private static Optional<Map<String, String>> plain(String document) {
        return RootTag.plain(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String asAscii(String text) {
        return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII).replace('&', '+');
    }

    @Test
    void whatAllSystemsWriteNeedsNoParser() throws IOException {
        for (String system : List.of("smartos", "omnios", "illumos", "tribblix")) {
            byte[] document = Files.readAllBytes(Path.of("src/test/resources/documents", system + ".xml"));
            Map<String, String> attributes = RootTag.plain(document).orElseThrow();
            assertEquals(system, attributes.get("name"));
            assertEquals(Optional.of(attributes), RootTag.parsed(document), system);
        }
        Map<String, String> cutOff =
                plain("<zone name=\"a\"\n  brand=\"lx\"  ><cut").orElseThrow();
        assertEquals(Map.of("name", "a", "brand", "lx"), cutOff);
    }

    @Test
    void whatIsOutOfTheOrdinaryIsLeftToTheParser() {
        for (String document : List.of(
                "<zone name='a'/>",
                "<zone name=\"&amp;\"/>",
                "<zone name=\"\u00FC\"/>",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><zone name=\"a\"/>",
                "<!DOCTYPE zone SYSTEM \"x\" [<!ENTITY a \"b\">]><zone name=\"a\"/>",
                "<?pi?><zone name=\"a\"/>",
                "<zone name = \"a\"/>")) {
            assertEquals(Optional.empty(), plain(document), document);
            assertTrue(
                    RootTag.attributes(document.getBytes(StandardCharsets.UTF_8))
                            .isPresent(),
                    document);
        }
    }

    @Test
    void bothWaysAgreeOnDamagedDocuments() {
        RandomZones zones = new RandomZones(1);
        int found = 0;
        for (int seed = 0; seed < 3000; seed++) {
            String text = asAscii(new String(ZoneDocumentWriter.write(zones.next("z")), StandardCharsets.US_ASCII));
            int end = text.indexOf('>', text.indexOf("<zone "));
            byte[] whole = text.substring(0, end + 1).getBytes(StandardCharsets.US_ASCII);
            byte[] document = seed % 4 == 0 ? whole : Mutation.of(whole, whole, new Random(seed));
            for (int i = 0; i < document.length; i++) {
                document[i] &= 0x7F; // a parser looks ahead and takes offence at bytes behind the tag
            }
            Optional<Map<String, String>> plain = RootTag.plain(document);
            if (plain.isPresent()) {
                found++;
                assertEquals(RootTag.parsed(document), plain, new String(document, StandardCharsets.ISO_8859_1));
            }
        }
        assertTrue(found > 500, found + " documents needed no parser");
    }
}
