package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.host.ShellWords;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The boot arguments of a subcommand: what stands behind {@code --}, as the kernel would get it. A part of the three commands
 * and not their superclass, which every start of zoneadm would load.
 */
final class BootArguments {
    private static final String DELIMITER = "--";

    private final VerbCommand command;
    private final PositionalParamSpec before;
    private List<String> behind = List.of();

    /** Adds them to the subcommand. */
    BootArguments(VerbCommand command) {
        this.command = command;
        this.before = command.operands("-- ARGS", "Boot arguments for this boot, after --.");
        command.spec().parser().unmatchedOptionsArePositionalParams(true);
    }

    /** Takes those behind the {@code --}; returns the words before it. */
    List<String> take(List<String> words) {
        int end = words.indexOf(DELIMITER);
        if (end < 0) {
            return words;
        }
        behind = words.subList(end + 1, words.size());
        return words.subList(0, end);
    }

    /** @throws UsageError if there are some that are not behind a {@code --} */
    void check() {
        List<String> words = new ArrayList<>(Arguments.texts(before));
        if (!words.isEmpty()) {
            words.addAll(behind);
            List<String> line = new ArrayList<>(List.of(command.spec().name().replaceFirst(".* ", "")));
            command.spec().options().stream()
                    .filter(Arguments::given)
                    .forEach(option -> line.add(option.shortestName()));
            line.add(DELIMITER);
            line.addAll(words);
            String unknown = words.get(0).startsWith("-") ? "unknown option '" + words.get(0) + "'; " : "";
            throw new UsageError(unknown + "boot arguments stand behind --: zoneadm -z ZONE " + ShellWords.line(line));
        }
    }

    boolean areGiven() {
        return !behind.isEmpty();
    }

    /** As one text, with these in front; empty if there are none, so that the configuration's bootargs count. */
    Optional<String> text(List<String> inFront) {
        List<String> all = new ArrayList<>(inFront);
        all.addAll(behind);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", all));
    }
}
