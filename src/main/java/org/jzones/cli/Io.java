package org.jzones.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jzones.file.Steps;

/**
 * What a command has of the process it runs in.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment variables and launcher settings by name
 * @param inIsTerminal whether somebody can be asked
 * @param outIsTerminal whether long output may go through a pager
 * @param errIsTerminal whether progress and counts are shown
 * @param steps is told before each change of a host's files
 * @param columns how wide the terminal is; 0 if lines are never broken
 */
public record Io(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Steps steps,
        IntSupplier columns) {
    /** Where lines are never broken, and nobody watches the steps. */
    public Io(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            boolean inIsTerminal,
            boolean outIsTerminal,
            boolean errIsTerminal) {
        this(in, out, err, environment, inIsTerminal, outIsTerminal, errIsTerminal, Steps.NONE, () -> 0);
    }
}
