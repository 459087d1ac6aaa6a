package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferMarkTest {
    private static final String TOKEN = "0123456789abcdef";

    @Test
    void whatIsWrittenIsReadAgain() {
        for (boolean isLeft : new boolean[] {true, false}) {
            for (List<String> earlier : List.of(List.<String>of(), List.of("fedcba9876543210", TOKEN))) {
                TransferMark mark = new TransferMark(TOKEN, isLeft, new ZoneName("z"), earlier);
                assertEquals(Optional.of(mark), TransferMark.parse(mark.line() + "\n"));
            }
        }
    }

    @Test
    void ofManyMovesTheLastAreKnown() {
        TransferMark mark = new TransferMark(TOKEN, false, new ZoneName("z"), Collections.nCopies(100, TOKEN));
        assertEquals(17, mark.tokens().size());
        assertEquals(Optional.of(mark), TransferMark.parse(mark.line()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef",
                "0123456789abcdef left",
                "0123456789abcdef made",
                "0123456789abcdef found",
                "0123456789abcdef base fedcba9876543210 left z",
                "0123456789abcdef gone z",
                "0123456789abcdeg left z",
                "0123456789abcde left z",
                "0123456789abcdef left ../z",
                "0123456789abcdef came z more",
                "0123456789abcdef came z fedcba9876543210\nx",
                "left z",
            })
    void whatNoMoveThatHasEndedHasWrittenSaysNothing(String text) {
        assertEquals(Optional.empty(), TransferMark.parse(text));
    }
}
