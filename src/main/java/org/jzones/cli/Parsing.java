package org.jzones.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How all command lines here are read: nothing is guessed, nothing expanded, no colours. */
final class Parsing {
    /** Picocli's own factory, but not before it is needed: it searches every jar for classes of Groovy. */
    private static final IFactory FACTORY = new IFactory() {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return CommandLine.defaultFactory().create(type);
        }
    };

    private Parsing() {}

    static CommandLine strict(CommandSpec spec) {
        return new CommandLine(spec, FACTORY)
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setTrimQuotes(false)
                .setSeparator(" ")
                .setUsageHelpWidth(100)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    /** The model of a command without options yet. */
    static CommandSpec spec(String name, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(null, FACTORY).name(name);
        spec.usageMessage().sortOptions(false).synopsisHeading("usage: ").description(description);
        return spec;
    }

    /** What stands behind the options, to be looked at later: an array, for a list asks for picocli's own factory. */
    static PositionalParamSpec hiddenOperands() {
        return PositionalParamSpec.builder()
                .arity("0..*")
                .hidden(true)
                .type(String[].class)
                .build();
    }

    static OptionSpec helpOption() {
        return OptionSpec.builder("-?", "--help")
                .type(boolean.class)
                .help(true)
                .description("Show this help.")
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
