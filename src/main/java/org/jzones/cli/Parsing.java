package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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

    /** The words as they are read: what is written as --option=value, as many people are used to, is two of them. */
    static String[] apart(CommandSpec spec, List<String> words) {
        List<String> apart = new ArrayList<>();
        boolean options = true;
        for (String word : words) {
            options &= !word.equals("--");
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            @Nullable OptionSpec option = equals < 0 ? null : spec.optionsMap().get(word.substring(0, equals));
            if (options && option != null && option.arity().max() > 0) {
                apart.add(word.substring(0, equals));
                apart.add(word.substring(equals + 1));
            } else {
                apart.add(word);
            }
        }
        return apart.toArray(new String[0]);
    }

    /** What is wrong with a command line, in our words. */
    static String problem(ParameterException e) {
        List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
        for (String word : unmatched) {
            if (word.startsWith("-")) {
                return "unknown option '" + word + "'";
            }
        }
        if (e instanceof UnmatchedArgumentException && !unmatched.isEmpty()) {
            return "unexpected operand '" + unmatched.get(0) + "'";
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            return argument instanceof OptionSpec option
                    ? option.longestName() + " needs " + option.paramLabel()
                    : argument.paramLabel() + " is missing";
        }
        return String.valueOf(e.getMessage()).lines().collect(Collectors.joining(" "));
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

    static OptionSpec repeatable(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String[].class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
