package org.jzones.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A subcommand of zoneadm: its options, and the one operation it asks for. Its picocli model is built in code, for that of
 * annotated classes costs a generated proxy class an annotation.
 */
abstract class VerbCommand {
    private final CommandSpec spec;
    private final OptionSpec help;
    private Optional<OptionSpec> json = Optional.empty();

    VerbCommand(String name, String description) {
        spec = Parsing.spec(name, description);
        help = Parsing.helpOption();
        spec.addOption(help);
    }

    final CommandSpec spec() {
        return spec;
    }

    final boolean helpWanted() {
        return given(help);
    }

    /** Adds an option without a value. */
    final OptionSpec flag(String name, String description) {
        return add(Parsing.flag(name, description));
    }

    /** Adds an option with a value. */
    final OptionSpec option(String name, String label, String description) {
        return add(Parsing.option(name, label, description));
    }

    /** Adds the option to print a JSON document, whatever comes of the command. */
    final OptionSpec jsonOption() {
        json = Optional.of(flag("--json", "Print JSON, for programs."));
        return json.get();
    }

    final boolean wantsJson() {
        return json.isPresent() && given(json.get());
    }

    /** Adds an option with a value that may be given several times. */
    final OptionSpec repeatable(String name, String label, String description) {
        return add(Parsing.repeatable(name, label, description));
    }

    /** Adds the one operand. */
    final PositionalParamSpec operand(String label, String description) {
        return add(PositionalParamSpec.builder()
                .arity("1")
                .required(true)
                .paramLabel(label)
                .description(description)
                .type(String.class)
                .build());
    }

    /** Adds operands of any number. */
    final PositionalParamSpec operands(String label, String description) {
        return add(PositionalParamSpec.builder()
                .arity("0..*")
                .paramLabel(label)
                .description(description)
                .type(String[].class)
                .build());
    }

    private <T extends ArgSpec> T add(T argument) {
        spec.add(argument);
        return argument;
    }

    /** True if the option was given. */
    static boolean given(OptionSpec option) {
        @Nullable Object value = option.getValue();
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** The value that was given; empty if none was. */
    static String text(ArgSpec argument) {
        @Nullable String value = argument.getValue();
        return value == null ? "" : value;
    }

    /** The operands that were given. */
    static List<String> texts(ArgSpec argument) {
        String @Nullable [] values = argument.getValue();
        return values == null ? List.of() : Arrays.asList(values);
    }

    /**
     * Refuses options that do not go together.
     *
     * @param zoneGiven whether -z or -u was given
     * @throws UsageError saying what is wrong
     */
    void check(boolean zoneGiven) {}

    /** Does the work and returns the exit status. */
    abstract int run(VerbContext context);
}
