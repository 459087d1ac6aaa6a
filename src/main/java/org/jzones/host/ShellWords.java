package org.jzones.host;

import java.util.List;
import java.util.stream.Collectors;
import org.jzones.model.CommandWords;
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
     * The words of a line, see {@link CommandWords}.
     *
     * @throws Failure if a quote does not end, or there is no word
     */
    public static List<String> split(String line) {
        return CommandWords.of(line)
                .filter(words -> !words.isEmpty())
                .orElseThrow(() -> Failure.of(Message.REMOTE_SSH_COMMAND, line));
    }
}
