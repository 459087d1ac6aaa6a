package org.jzones.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

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
 */
public record Io(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal) {}
