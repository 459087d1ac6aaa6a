package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files, in a locale of UTF-8 as the build and the launchers have it. */
class FileNamesTest {
    @ParameterizedTest
    @CsvSource({"a b, true", "ä, true", "'a\u0001', false", "\ufffd, false", "a\ufffdb, false"})
    void aNameIsReadableIfItIsPlainAndOfCharacters(String name, boolean readable) {
        assertEquals(readable, FileNames.isReadable(name));
    }

    @ParameterizedTest
    @CsvSource({"ä, false", "\ufffda, true", "a\ufffd, true"})
    void aNameOfBytesThatAreInNoCharacterIsRubbish(String name, boolean rubbish) {
        assertEquals(rubbish, FileNames.isRubbish(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "a/b", "/ä"})
    void aFileIsTheOneTheUserHasNamed(String name) {
        assertEquals(Path.of(name), FileNames.path(name));
        assertEquals(name, FileNames.require(name));
    }
}
