package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.check.Closest;
import org.jzones.host.ShellWords;
import org.jzones.model.ZoneName;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command line of zoneadm whose words stand in the wrong places was probably meant to be. */
final class Meant {
    static final String ZONE = "-z";

    private Meant() {}

    /**
     * For {@code zoneadm ZONE SUBCOMMAND}, and for a subcommand with a slip in it: a question to put before the advice.
     *
     * @param words the first is no subcommand
     */
    static String question(List<String> words, boolean zoneGiven) {
        String first = words.get(0);
        boolean isZone = !zoneGiven
                && words.size() > 1
                && ZoneName.isWellFormed(first)
                && ZoneadmVerb.of(words.get(1)).isPresent();
        return isZone ? question(first, words.subList(1, words.size())) : Closest.question(first, ZoneadmVerb.words());
    }

    /**
     * For {@code zoneadm SUBCOMMAND ZONE}: that question; empty if the words have no name of a zone too many.
     *
     * @param words the first is the subcommand, which needs a zone
     */
    static String zoneBehind(List<String> words, VerbCommand command) {
        List<Integer> operands = operands(words, command);
        long needed = command.spec().positionalParameters().stream()
                .filter(PositionalParamSpec::required)
                .count();
        if (operands.size() <= needed) {
            return "";
        }
        int last = operands.get(operands.size() - 1);
        List<String> others = new ArrayList<>(words);
        String zone = others.remove(last);
        return ZoneName.isWellFormed(zone) ? question(zone, others) : "";
    }

    /** Where the operands stand: what is neither an option nor the value of one. */
    private static List<Integer> operands(List<String> words, VerbCommand command) {
        List<Integer> operands = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                operands.add(i);
            } else if (takesValue(command.spec().optionsMap().get(word))) {
                i++;
            }
        }
        return operands;
    }

    private static boolean takesValue(@Nullable OptionSpec option) {
        return option != null && option.arity().max() > 0;
    }

    /** For {@code zoneadm SUBCOMMAND -z ZONE}: what is wrong with that. */
    static Optional<String> zoneOptionBehind(List<String> words) {
        int end = words.indexOf("--");
        int at = words.indexOf(ZONE);
        if (at < 0 || at + 1 == words.size() || (end >= 0 && end < at)) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>(words);
        others.subList(at, at + 2).clear();
        return Optional.of("-z ZONE stands before the subcommand: " + command(words.get(at + 1), others));
    }

    private static String question(String zone, List<String> words) {
        return "did you mean '" + command(zone, words) + "'? ";
    }

    private static String command(String zone, List<String> words) {
        return "zoneadm -z " + ShellWords.line(List.of(zone)) + " " + ShellWords.line(words);
    }
}
