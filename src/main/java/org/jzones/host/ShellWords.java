package org.jzones.host;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Argument lists as one line for somebody who takes it apart again: a POSIX shell, or rsync; and the way back. */
public final class ShellWords {
    private static final String PLAIN = "_-./:=@%+,";

    private ShellWords() {}

    /** The words as a POSIX shell reads them, each as the one argument it is, whatever is in it. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || PLAIN.indexOf(c) >= 0);
        // nothing means anything between single quotes but the single quote itself
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words as rsync takes its option -e apart: in quotes a doubled quote stands for one. */
    public static String forRsync(List<String> words) {
        return words.stream().map(word -> "'" + word.replace("'", "''") + "'").collect(Collectors.joining(" "));
    }

    /**
     * The words of a line: cut at blanks, quotes of both kinds taken off, a backslash taking the meaning of what follows.
     *
     * @throws Failure if a quote does not end, or there is no word
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean any = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escape = c == '\\' && quote != '\'' && i + 1 < line.length();
            if (escape) {
                word.append(line.charAt(++i));
                any = true;
            } else if (quote != 0 ? c == quote : c == '\'' || c == '"') {
                quote = quote == 0 ? c : 0;
                any = true;
            } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
                if (any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(c);
                any = true;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        if (quote != 0 || words.isEmpty()) {
            throw Failure.of(Message.REMOTE_SSH_COMMAND, line);
        }
        return words;
    }
}
