package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WrappingTest {
    private static List<String> wrapped(String line, int width) {
        return Wrapping.lines(List.of(line), width);
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertEquals(List.of("one  two", " three "), Wrapping.lines(List.of("one  two", " three "), 8));
        assertEquals(List.of("a long line indeed"), wrapped("a long line indeed", 0));
    }

    @Test
    void linesEndBetweenWordsAndGoOnIndented() {
        assertEquals(
                List.of("zoneadm: zone 'z': the", "    software differs"),
                wrapped("zoneadm: zone 'z': the software differs", 22));
        assertEquals(
                List.of("  halt it first:", "     zoneadm -z z", "     halt"),
                wrapped("  halt it first: zoneadm -z z halt", 20));
    }

    @Test
    void aTableGoesOnInItsSecondColumn() {
        assertEquals(
                List.of("list        Lists zones:", "            those that", "            are up"),
                wrapped("list        Lists zones: those that are up", 24));
    }

    @Test
    void aLongWordStaysWhole() {
        assertEquals(
                List.of("cannot", "    /a/very/long/path/to/it", "    be read"),
                wrapped("cannot /a/very/long/path/to/it be read", 16));
        assertEquals(List.of("/a/very/long/path"), wrapped("/a/very/long/path", 8));
    }

    @Test
    void noWordIsLostOrBroken() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(" ".repeat(random.nextInt(6)));
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append("x".repeat(1 + random.nextInt(12))).append(" ".repeat(1 + random.nextInt(2)));
            }
            int width = 20 + random.nextInt(60);
            List<String> lines = wrapped(text.toString(), width);
            assertEquals(
                    List.of(text.toString().strip().split(" +")),
                    List.of(String.join(" ", lines).strip().split(" +")));
            for (String line : lines) {
                assertTrue(line.length() <= width || !line.strip().contains(" "), line);
            }
        }
    }
}
