package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.ZoneSelector;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The zoneadm command (zoneadm(1M), spec 3): options in front, then a subcommand, of which only the one asked for is built. */
public final class Zoneadm {
    /** The options in front of the subcommand. */
    static final class Options extends Arguments {
        private final OptionSpec zone;
        private final OptionSpec uuid;
        private final PositionalParamSpec words;

        Options() {
            super("zoneadm", "zoneadm [-R DIR] [-z ZONE | -u UUID] SUBCOMMAND [options]");
            addHostOptions();
            zone = option("-z", "ZONE", "The zone, by name or by the id of a running one.");
            uuid = option("-u", "UUID", "The zone, by its uuid.");
            words = wordsBehind();
        }

        /** That of zoneadm itself, and one line a subcommand that begins with its name (spec 3). */
        @Override
        List<String> help(int width) {
            List<String> lines = new ArrayList<>(super.help(width));
            lines.add("Subcommands:");
            for (ZoneadmVerb verb : ZoneadmVerb.shown()) {
                String[] description = verb.make().spec().usageMessage().description();
                lines.add(verb.word() + " ".repeat(12 - verb.word().length()) + String.join(" ", description));
            }
            lines.add("'zoneadm help SUBCOMMAND' tells more.");
            lines.add("Without -R the host is this machine. Native zones are kept track of; those of brand lx run.");
            return lines;
        }
    }

    private final Console console;
    private final Options options = new Options();

    public Zoneadm(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        return options.run(console, args, () -> subcommand(Arguments.texts(options.words)));
    }

    /** True for help, and help on help, but not for help on a subcommand. */
    private static boolean isOnlyHelp(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("help")) {
            return false;
        }
        for (String word : words) {
            if (!word.isEmpty() && !word.equals("help") && !word.equals("-?") && !word.equals("--help")) {
                return false;
            }
        }
        return true;
    }

    private int subcommand(List<String> words) {
        if (isOnlyHelp(words)) {
            return options.showHelp(console);
        }
        if (words.isEmpty()) {
            throw new UsageError("a subcommand is missing");
        }
        boolean help = words.get(0).equals("help");
        String word = words.get(help ? 1 : 0);
        if (word.startsWith("-")) {
            throw new UsageError("unknown option '" + word + "'");
        }
        Optional<ZoneadmVerb> verb = ZoneadmVerb.of(word);
        Optional<String> zone = Arguments.value(options.zone);
        ZoneSelector selector = new ZoneSelector(zone, Arguments.value(options.uuid));
        if (verb.isEmpty()) {
            String question =
                    help ? Closest.question(word, ZoneadmVerb.words()) : Meant.question(words, !selector.isEmpty());
            console.tell(Problem.of(Message.VERB_UNKNOWN, word, question), "zoneadm: ", "");
            return options.showSynopsis(console);
        }
        VerbCommand command = verb.get().make();
        command.spec().name("zoneadm " + (verb.get().needsZone() ? "-z ZONE " : "[-z ZONE] ") + word);
        if (help) {
            return command.showHelp(console);
        }
        if (selector.isEmpty() && (verb.get().needsZone() || words.contains(Meant.ZONE))) {
            requireInPlace(verb.get(), command, words);
        }
        command.about(zone.isPresent() ? zone : selector.uuid());
        return command.run(console, command.ours(operands(words)), () -> {
            command.check(!selector.isEmpty());
            return command.run(new VerbContext(options.host(console, command.onlyReads()), selector, console));
        });
    }

    /** @throws UsageError or a Failure if the zone is named, but not where it belongs */
    private static void requireInPlace(ZoneadmVerb verb, VerbCommand command, List<String> words) {
        Meant.zoneOptionBehind(words).ifPresent(flaw -> {
            throw new UsageError(flaw);
        });
        String question = verb.needsZone() ? Meant.zoneBehind(words, command) : "";
        if (!question.isEmpty()) {
            throw Failure.of(Message.ZONE_NOT_GIVEN, verb.word(), question);
        }
    }

    /** What follows the subcommand; empty words are ignored. */
    private static List<String> operands(List<String> words) {
        List<String> operands = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            if (!words.get(i).isEmpty()) {
                operands.add(words.get(i));
            }
        }
        return operands;
    }
}
