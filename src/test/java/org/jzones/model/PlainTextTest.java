package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents and lists can hold. */
class PlainTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ~", "\u00a0\u00ff", "\u2028", "\ud7ff\ue000", "\ufffd", "\ud83d\ude00", "\udbff\udffd"})
    void isPlain(String text) {
        assertEquals(true, PlainText.isPlain(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\tb",
                "a\n",
                "\r",
                "\u001f",
                "\u007f",
                "\u009f",
                "\ud800",
                "\udfff",
                "\ude00\ud83d",
                "\ufffe",
                "\uffff"
            })
    void isNotPlain(String text) {
        assertEquals(false, PlainText.isPlain(text));
    }
}
