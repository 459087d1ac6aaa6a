package org.jzones.model;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, each ended between words; what goes on is indented. Only for people: nobody parses it. */
public final class Wrapping {
    private static final int INDENT = 4;

    private Wrapping() {}

    /**
     * The lines, those that are too long in several. A word that is longer than a line stays whole.
     *
     * @param width in columns; 0 for lines of any length
     */
    public static List<String> lines(List<String> text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text) {
            if (width == 0 || line.length() <= width) {
                lines.add(line);
            } else {
                wrap(line, width, lines);
            }
        }
        return lines;
    }

    private static void wrap(String text, int width, List<String> lines) {
        String indent = " ".repeat(indent(text, width));
        String rest = text.stripTrailing();
        while (rest.length() > width) {
            int end = end(rest, width);
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).strip();
        }
        lines.add(rest);
    }

    /** Where the line ends: at the last blank that leaves it short enough, or else at the first behind a word; -1 if none. */
    private static int end(String line, int width) {
        int first = 0;
        while (first < line.length() && line.charAt(first) == ' ') {
            first++;
        }
        int last = line.lastIndexOf(' ', width);
        return last > first ? last : line.indexOf(' ', first);
    }

    /** Below the second column of a table of two, if there is one; else a bit more than the line itself. */
    private static int indent(String line, int width) {
        int first = 0;
        while (first < line.length() && line.charAt(first) == ' ') {
            first++;
        }
        int gap = line.indexOf("  ", first);
        int second = gap;
        while (gap >= 0 && second < line.length() && line.charAt(second) == ' ') {
            second++;
        }
        return gap >= 0 && second <= width * 3 / 5 ? second : Math.min(first + INDENT, width / 4);
    }
}
