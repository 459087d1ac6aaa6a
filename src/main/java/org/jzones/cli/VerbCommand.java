package org.jzones.cli;

import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A subcommand of zoneadm: its options, and the one operation it asks for. */
abstract class VerbCommand extends Arguments {
    VerbCommand(String name, String description) {
        super("zoneadm", Parsing.spec(name, description));
        add(Parsing.helpOption());
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

    /** Sets aside what is not for this command to read, and returns the words that are. */
    List<String> ours(List<String> words) {
        return words;
    }

    /**
     * Refuses options that do not go together.
     *
     * @param zoneGiven whether -z or -u was given
     * @throws UsageError saying what is wrong
     */
    void check(boolean zoneGiven) {}

    /** True if what was asked for changes nothing on the host, so that a capture of one will do. */
    boolean onlyReads() {
        return false;
    }

    /** Does the work and returns the exit status. */
    abstract int run(VerbContext context);
}
