package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosestTest {
    private static final List<String> KNOWN = List.of(
            "attach",
            "boot",
            "clone",
            "create",
            "detach",
            "info",
            "install",
            "list",
            "move",
            "ready",
            "reboot",
            "set",
            "autoboot",
            "address",
            "uninstall");

    @ParameterizedTest
    @CsvSource({
        "lsit, list",
        "lst, list",
        "lits, list",
        "creat, create",
        "CREATE, create",
        "atach, attach",
        "attahc, attach",
        "detahc, detach",
        "instal, install",
        "unistall, uninstall",
        "autobot, autoboot",
        "adress, address",
        "rebot, reboot",
        "inf, info"
    })
    void aTypingMistakeFindsItsWord(String typed, String meant) {
        assertEquals(Optional.of(meant), Closest.to(typed, KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "nope", "bogus", "x", "", "/etc/passwd", "zone"})
    void anotherWordFindsNone(String typed) {
        assertEquals(Optional.empty(), Closest.to(typed, KNOWN));
    }

    @Test
    void anAdviceBeginsWithTheQuestionIfThereIsOne() {
        assertEquals("did you mean 'list'? ", Closest.question("lsit", KNOWN));
        assertEquals("", Closest.question("nope", KNOWN));
    }

    @Test
    void ofSeveralTheMostAlikeIsMeantAndOfThoseTheFirstByTheAlphabet() {
        assertEquals(Optional.of("boot"), Closest.to("boot", List.of("reboot", "boots", "boot")));
        assertEquals(Optional.of("seta"), Closest.to("set", List.of("setb", "seta", "setc")));
    }
}
