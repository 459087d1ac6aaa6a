package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Help of zoneadm and its subcommands, from their picocli models. */
final class ZoneadmHelp {
    private ZoneadmHelp() {}

    /** The help of zoneadm itself: usage, options, and one line a subcommand that begins with its name (spec 3). */
    static List<String> overview(CommandLine line) {
        List<String> lines = new ArrayList<>(of(line));
        lines.add("Subcommands:");
        for (ZoneadmVerb verb : ZoneadmVerb.values()) {
            CommandLine sub = Parsing.strict(verb.make().spec());
            String[] description = sub.getCommandSpec().usageMessage().description();
            lines.add(verb.word() + " ".repeat(12 - verb.word().length()) + String.join(" ", description));
        }
        lines.add("'zoneadm help SUBCOMMAND' tells more.");
        return lines;
    }

    /** Usage, description, options. */
    static List<String> of(CommandLine line) {
        return line.getUsageMessage(Help.Ansi.OFF).stripTrailing().lines().toList();
    }

    /** The short usage. */
    static List<String> synopsis(CommandLine line) {
        Help help = line.getHelp();
        return ("usage: " + help.synopsis("usage: ".length()))
                .stripTrailing()
                .lines()
                .toList();
    }
}
