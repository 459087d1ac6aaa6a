package org.jzones.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Verb;
import org.jzones.support.TestHost;

/** The ways to ask zoneadm for help (spec 3). */
class ZoneadmHelpTest {
    @TempDir
    Path directory = Path.of("");

    private String help(String... words) {
        TestHost host = TestHost.existing(directory);
        return host.require(host.zoneadm(words)).out();
    }

    @Test
    void eachSubcommandBeginsALine() {
        List<String> lines = help("help").lines().toList();
        assertFalse(lines.stream().anyMatch(line -> line.startsWith(Verb.ENDED.word() + " ")));
        for (Verb verb : EnumSet.complementOf(EnumSet.of(Verb.ENDED))) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(verb.word() + " ")), verb.word());
        }
    }

    @Test
    void allWaysToAskGetTheSameAnswer() {
        String overview = help("help");
        for (List<String> words : List.of(
                List.of("-?"),
                List.of("--help"),
                List.of("help", ""),
                List.of("help", "-?"),
                List.of("help", "help"))) {
            assertEquals(overview, help(words.toArray(String[]::new)), words.toString());
        }
        assertEquals(help("help", "clone"), help("clone", "-?"));
        assertEquals(help("help", "clone"), help("-z", "z", "clone", "--help"));
    }
}
