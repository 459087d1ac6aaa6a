package org.jzones.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options every command takes in front. */
final class HostOptions {
    private final OptionSpec root =
            Parsing.option("-R", "DIR", "Work on the host whose root is DIR, an absolute path.");
    private final OptionSpec help = Parsing.helpOption();
    private final OptionSpec debug = Parsing.flag("--debug", "Log what goes on, for finding faults.");

    void addTo(CommandSpec spec) {
        spec.addOption(root).addOption(help).addOption(debug);
    }

    @Nullable
    String root() {
        return root.getValue();
    }

    boolean help() {
        return Boolean.TRUE.equals(help.getValue());
    }

    boolean debug() {
        return Boolean.TRUE.equals(debug.getValue());
    }
}
