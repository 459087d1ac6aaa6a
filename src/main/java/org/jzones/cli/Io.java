package org.jzones.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
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
 */
public record Io(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Steps steps) {
    /** Where nobody watches the steps. */
    public Io(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            boolean inIsTerminal,
            boolean outIsTerminal,
            boolean errIsTerminal) {
        this(in, out, err, environment, inIsTerminal, outIsTerminal, errIsTerminal, Steps.NONE);
    }
}
