package org.jzones.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jzones.host.Processes;
import org.jzones.host.TerminalModes;

/** What a terminal is told so that lines stay at its top. */
class ScreenTest {
    private final Screen screen = new Screen(new TerminalModes(new Processes()));

    private String frame(List<String> lines, int rows, int columns) {
        return String.join("\n", screen.frame(lines, rows, columns)) + "\n";
    }

    @Test
    void theFirstFrameScrollsAwayWhatWasThereAndLaterOnesWriteOver() {
        assertEquals("\n\n\n\u001b[H\u001b[Ja\u001b[K\nb\u001b[K\u001b[J\n", frame(List.of("a", "b"), 4, 80));
        assertEquals("\u001b[Hc\u001b[K\u001b[J\n", frame(List.of("c"), 4, 80));
    }

    @Test
    void noLineIsBrokenAndNoneScrollsAway() {
        frame(List.of("a"), 4, 80);
        assertEquals("\u001b[H123\u001b[K\u001b[J\n", frame(List.of("1234"), 4, 4));
        assertEquals("\u001b[H1\u001b[K\n2\u001b[K\n3\u001b[K\u001b[J\n", frame(List.of("1", "2", "3"), 4, 80));
        assertEquals(
                "\u001b[H1\u001b[K\n2\u001b[K\nand 2 more\u001b[K\u001b[J\n",
                frame(List.of("1", "2", "3", "4"), 4, 80));
    }

    @Test
    void whereNothingTellsHowLargeItIsAllIsShown() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add("x".repeat(200));
        }
        String all = String.join("\u001b[K\n", many) + "\u001b[K\u001b[J\n";
        assertEquals("\u001b[H\u001b[J" + all, frame(many, 0, 0));
    }
}
