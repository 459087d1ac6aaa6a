package org.jzones.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jzones.flar.FlarSections;
import org.jzones.model.FileNames;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A subcommand of zoneflar: its options, and the one operation it asks for. */
abstract class FlarCommand extends Arguments {
    FlarCommand(String name, String synopsis, String description) {
        super("zoneflar", Parsing.spec("zoneflar " + name, description));
        spec().usageMessage().customSynopsis("zoneflar " + name + " " + synopsis);
    }

    /** Adds the one operand, and the options every subcommand has. */
    final PositionalParamSpec addFile(String description) {
        add(Parsing.helpOption());
        return add(PositionalParamSpec.builder()
                .arity("1")
                .required(true)
                .paramLabel("FILE")
                .description(description)
                .type(String.class)
                .build());
    }

    /** The directory that was given, or the one we are in. */
    static Path directory(OptionSpec option) {
        return FileNames.path(value(option).orElse(""));
    }

    /** All sections that are meant: several may be in one word, as flar has it. */
    static List<String> sections(OptionSpec option) {
        List<String> others = new ArrayList<>();
        for (String words : texts(option)) {
            Arrays.stream(words.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(others::add);
        }
        return FlarSections.with(others);
    }

    /**
     * Refuses options that do not go together.
     *
     * @throws UsageError saying what is wrong
     */
    void check() {}

    /** Does the work. */
    abstract void work(Console console);
}
