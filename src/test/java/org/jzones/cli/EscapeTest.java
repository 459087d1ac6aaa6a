package org.jzones.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed at a console goes there, but for a character that begins a line. */
class EscapeTest {
    private static String typed(Escape escape, String... pieces) {
        StringBuilder all = new StringBuilder();
        for (String piece : pieces) {
            byte[] keys = piece.replace("^", "\r").getBytes(StandardCharsets.ISO_8859_1);
            Escape.Typed typed = escape.take(keys, keys.length);
            all.append(typed.keys().replace("\r", "^"));
            switch (typed.meaning()) {
                case LEAVE -> all.append("<leave>");
                case HELP -> all.append("<help>");
                case NOTHING -> {}
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "~., <leave>",
        "~?, <help>",
        "ls^~., ls^<leave>",
        "ls~.^, ls~.^",
        "~~., ~.",
        "~~^~., ~^<leave>",
        "~x~., ~x~.",
        "~^~., ~^<leave>",
        "^^~., ^^<leave>",
        "a~^~~~., a~^~~.",
    })
    void oneCharacterIsMeantForUs(String keys, String result) {
        assertEquals(result, typed(new Escape(Optional.of('~')), keys));
        assertEquals(result, typed(new Escape(Optional.of('~')), keys.split("")));
    }

    @Test
    void itCanBeAnotherOrNone() {
        assertEquals("~.^<leave>", typed(new Escape(Optional.of('#')), "~.^#."));
        assertEquals("~.^#.", typed(new Escape(Optional.empty()), "~.^#."));
    }

    @Test
    void otherBytesAreLeftAlone() {
        assertEquals("\u00ff\u0000\u0003\u00e4", typed(new Escape(Optional.of('~')), "\u00ff\u0000\u0003\u00e4"));
    }
}
