package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a zone may be called (spec 2.1). */
class ZoneNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "my-zone", "My_zone.2", "a..--__"})
    void aNameIsAWord(String text) {
        assertEquals(text, new ZoneName(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-a", "_a", ".a", "a b", "a/b", "a:b", "a@", "a[", "a`", "a{", "é", "aé", "a\n", "@", "[", "`", "{",
                "/", ":"
            })
    void anythingElseIsNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> new ZoneName(text));
    }

    @Test
    void aNameHas63CharactersAtMost() {
        assertEquals(true, ZoneName.isWellFormed("a".repeat(63)));
        assertEquals(false, ZoneName.isWellFormed("a".repeat(64)));
    }

    @ParameterizedTest
    @CsvSource({
        "global, true, false, true",
        "SUNWdefault, false, true, true",
        "SUNW, false, true, true",
        "Global, false, false, false",
        "globals, false, false, false",
        "sunwx, false, false, false",
        "xSUNW, false, false, false"
    })
    void globalAndTheNamesOfTemplatesAreReserved(String text, boolean global, boolean template, boolean reserved) {
        ZoneName name = new ZoneName(text);
        assertEquals(
                List.of(global, template, reserved), List.of(name.isGlobal(), name.isTemplate(), name.isReserved()));
    }

    @Test
    void namesAreSortedAsTexts() {
        List<ZoneName> sorted = List.of(new ZoneName("b"), new ZoneName("a1"), new ZoneName("B")).stream()
                .sorted()
                .toList();
        assertEquals(List.of(new ZoneName("B"), new ZoneName("a1"), new ZoneName("b")), sorted);
    }
}
