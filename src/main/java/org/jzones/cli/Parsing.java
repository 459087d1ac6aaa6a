package org.jzones.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** How all command lines here are read: nothing is guessed, nothing expanded, no colours. */
final class Parsing {
    private Parsing() {}

    static CommandLine strict(Object command) {
        return new CommandLine(command)
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setTrimQuotes(false)
                .setSeparator(" ")
                .setUsageHelpWidth(100)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
}
