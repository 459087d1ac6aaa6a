package org.jzones.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes a command apart as a POSIX shell does with one that holds nothing but words: no variables, no patterns. */
public final class CommandWords {
    /** What a backslash takes the meaning of between double quotes; before others it is one itself. */
    private static final String ESCAPED_IN_QUOTES = "\\\"$`\n";

    private static final Pattern UNQUOTED = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean any;

    private CommandWords(String text) {
        this.text = text;
    }

    /** The words, cut at blanks, quotes taken off; none for a text of blanks. Empty if a quote does not end. */
    public static Optional<List<String>> of(String text) {
        CommandWords reading = new CommandWords(text);
        return reading.read() ? Optional.of(List.copyOf(reading.words)) : Optional.empty();
    }

    /** A text that these words, and no others, are taken from. */
    public static String text(List<String> words) {
        return words.stream()
                .map(word -> UNQUOTED.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private boolean read() {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
                end();
            } else if (quote == 0 ? c == '\'' || c == '"' : c == quote) {
                quote = quote == 0 ? c : 0;
                any = true;
            } else {
                i += isEscape(i, quote) ? 1 : 0;
                word.append(text.charAt(i));
                any = true;
            }
        }
        end();
        return quote == 0;
    }

    private boolean isEscape(int at, char quote) {
        if (text.charAt(at) != '\\' || quote == '\'' || at + 1 >= text.length()) {
            return false;
        }
        return quote == 0 || ESCAPED_IN_QUOTES.indexOf(text.charAt(at + 1)) >= 0;
    }

    private void end() {
        if (any) {
            words.add(word.toString());
        }
        word.setLength(0);
        any = false;
    }
}
