package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of words only, taken apart as a shell does; nothing is expanded. */
class CommandWordsTest {
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("  \t", List.of()),
                Arguments.of("busybox httpd -f -h /srv/www", List.of("busybox", "httpd", "-f", "-h", "/srv/www")),
                Arguments.of("  a \t b  ", List.of("a", "b")),
                Arguments.of("sh -c 'sleep 1; echo \"x\"'", List.of("sh", "-c", "sleep 1; echo \"x\"")),
                Arguments.of("a\"b c\"'d e'f", List.of("ab cd ef")),
                Arguments.of("'' \"\" x", List.of("", "", "x")),
                Arguments.of("it\\'s a\\ b \\\\ \\a", List.of("it's", "a b", "\\", "a")),
                Arguments.of("'a\\b' \"a\\b\" \"\\\"\\\\\\$\\`\"", List.of("a\\b", "a\\b", "\"\\$`")),
                Arguments.of("a\\", List.of("a\\")),
                Arguments.of("$HOME * ~ `x` $(x) #x", List.of("$HOME", "*", "~", "`x`", "$(x)", "#x")),
                Arguments.of("\u00e9\u00a0x", List.of("\u00e9\u00a0x")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsCutIntoWords(String text, List<String> words) {
        assertEquals(Optional.of(words), CommandWords.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "sh -c 'x", "a \"b\\\"", "a 'b' \"c 'd'", "'a\\'b'"})
    void aQuoteThatDoesNotEndIsNone(String text) {
        assertEquals(Optional.empty(), CommandWords.of(text));
    }
}
