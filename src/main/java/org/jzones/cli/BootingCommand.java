package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.host.ShellWords;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A subcommand that takes boot arguments: what stands behind {@code --}, as the kernel would get it. */
abstract class BootingCommand extends VerbCommand {
    private static final String DELIMITER = "--";

    private final String word;
    private final PositionalParamSpec before;
    private List<String> bootArguments = List.of();

    BootingCommand(String word, String description) {
        super(word, description);
        this.word = word;
        this.before = operands("-- ARGS", "Boot arguments for this boot, after --.");
        spec().parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    final List<String> ours(List<String> words) {
        int end = words.indexOf(DELIMITER);
        if (end < 0) {
            return words;
        }
        bootArguments = words.subList(end + 1, words.size());
        return words.subList(0, end);
    }

    /** Refuses those that are not behind a {@code --}, too. */
    @Override
    void check(boolean zoneGiven) {
        List<String> words = new ArrayList<>(texts(before));
        if (!words.isEmpty()) {
            words.addAll(bootArguments);
            List<String> line = new ArrayList<>(List.of(word));
            spec().options().stream().filter(Arguments::given).forEach(option -> line.add(option.shortestName()));
            line.add(DELIMITER);
            line.addAll(words);
            String unknown = words.get(0).startsWith("-") ? "unknown option '" + words.get(0) + "'; " : "";
            throw new UsageError(unknown + "boot arguments stand behind --: zoneadm -z ZONE " + ShellWords.line(line));
        }
    }

    final boolean hasBootArguments() {
        return !bootArguments.isEmpty();
    }

    /** As one text, with these in front; empty if there are none, so that the configuration's bootargs count. */
    final Optional<String> bootArguments(String... inFront) {
        List<String> all = new ArrayList<>(List.of(inFront));
        all.addAll(bootArguments);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", all));
    }
}
