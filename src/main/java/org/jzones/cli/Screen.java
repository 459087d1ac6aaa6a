package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.host.TerminalModes;

/**
 * A terminal on which lines are shown at the top, again and again. What was on it before is scrolled out of sight, and
 * nothing has to be put back at the end, however that comes.
 */
final class Screen {
    private static final String TOP = "\u001b[H";
    private static final String ERASE = "\u001b[J";
    private static final String ERASE_REST_OF_LINE = "\u001b[K";

    private final TerminalModes modes;
    private boolean isOurs;

    /** @param modes tell how large it is */
    Screen(TerminalModes modes) {
        this.modes = modes;
    }

    /** Whether standard output is a terminal that can do more than write line below line. */
    static boolean isOne(Io io) {
        String kind = io.environment().getOrDefault("TERM", "");
        return io.outIsTerminal() && !kind.isEmpty() && !kind.equals("dumb");
    }

    /**
     * What is to be written so that these lines are shown, or as many as there is room for, no wider than there is.
     *
     * @param columns how wide the terminal is if it does not tell itself; 0 if nobody knows
     */
    List<String> frame(List<String> lines, int columns) {
        Optional<String[]> size = modes.size().map(text -> text.split(" "));
        int rows = size.map(words -> Integer.parseInt(words[0])).orElse(0);
        int width =
                size.map(words -> Integer.parseInt(words[1])).filter(n -> n > 0).orElse(columns);
        return frame(lines, rows, width);
    }

    List<String> frame(List<String> lines, int rows, int columns) {
        List<String> shown = new ArrayList<>();
        String start = isOurs ? TOP : "\n".repeat(Math.max(0, rows - 1)) + TOP + ERASE;
        isOurs = true;
        // below the last line is that of the cursor
        List<String> fitting = rows > 2 && lines.size() >= rows ? cut(lines, rows - 2) : lines;
        for (String line : fitting) {
            String text = columns > 0 && line.length() >= columns ? line.substring(0, columns - 1) : line;
            shown.add((shown.isEmpty() ? start : "") + text + ERASE_REST_OF_LINE);
        }
        int last = shown.size() - 1;
        shown.set(last, shown.get(last) + ERASE);
        return shown;
    }

    private static List<String> cut(List<String> lines, int most) {
        List<String> first = new ArrayList<>(lines.subList(0, most));
        first.add("and " + (lines.size() - most) + " more");
        return first;
    }
}
