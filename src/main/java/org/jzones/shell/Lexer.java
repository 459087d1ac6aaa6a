package org.jzones.shell;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Cuts a line into commands, and a command into words and values (spec 2.2). */
public final class Lexer {
    private static final String SYNTAX = "()[],;=#\"\\";

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /**
     * The commands of a line, without comments and empty ones. An unterminated quote makes the rest of the line one
     * command, which the parser will refuse.
     */
    public static List<String> commands(String line) {
        List<String> commands = new ArrayList<>();
        Lexer lexer = new Lexer(line);
        while (!lexer.isAtEnd()) {
            lexer.skipBlanks();
            if (lexer.isAt('#')) {
                lexer.skipLine();
            }
            int start = lexer.at;
            lexer.skipCommand();
            String command = withoutBlanksBehind(line.substring(start, lexer.at));
            if (!command.isEmpty()) {
                commands.add(command);
            }
            lexer.at++;
        }
        return commands;
    }

    /** The text so written that it is read back as one value, quoted only where it has to be. */
    public static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ' ' || c == '\t' || SYNTAX.indexOf(c) >= 0);
        return plain ? text : inQuotes(text);
    }

    /** The text in quotes, with quotes and backslashes escaped. */
    static String inQuotes(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Takes the character if it is next. */
    boolean take(char c) {
        if (isAt(c)) {
            at++;
            return true;
        }
        return false;
    }

    void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    /** The next text up to a blank or any of these characters outside quotes, quotes and escapes undone. */
    String until(String stops) {
        StringBuilder taken = new StringBuilder();
        while (at < text.length() && !isBlank(text.charAt(at)) && stops.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                quote(taken);
            } else {
                taken.append(text.charAt(at++));
            }
        }
        return taken.toString();
    }

    /** Like {@link #until}, blanks inside belonging to the text and those around it not. */
    String untilOnly(String stops) {
        skipBlanks();
        StringBuilder taken = new StringBuilder();
        int kept = 0;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                quote(taken);
                kept = taken.length();
            } else {
                char c = text.charAt(at++);
                taken.append(c);
                kept = isBlank(c) ? kept : taken.length();
            }
        }
        return taken.substring(0, kept);
    }

    /** What is left, for messages: the next word of it. */
    String rest() {
        int start = Math.min(at, text.length());
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private void quote(StringBuilder taken) {
        int start = at++;
        while (!isAt('"')) {
            if (isAtEnd()) {
                throw Failure.of(Message.SYNTAX_QUOTE, text.substring(start));
            }
            boolean escape = isAt('\\') && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            at += escape ? 1 : 0;
            taken.append(text.charAt(at++));
        }
        at++;
    }

    private void skipLine() {
        while (!isAtEnd() && !isAt('\n')) {
            at++;
        }
    }

    private void skipCommand() {
        while (!isAtEnd() && !isAt(';') && !isAt('\n')) {
            if (take('"')) {
                while (!isAtEnd() && !isAt('"')) {
                    at += isAt('\\') ? 2 : 1;
                }
            }
            at++;
        }
        at = Math.min(at, text.length());
    }

    /** Other blanks of Unicode are text like any other. */
    private static String withoutBlanksBehind(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
