package org.jzones.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The zoneflar command (zoneflar(1)): flash archives, as flar(1M) has them, taken apart, put together and made of zones. */
public final class Zoneflar {
    /** Which class makes which subcommand. */
    enum Verb {
        INFO,
        SPLIT,
        COMBINE,
        CREATE;

        FlarCommand make() {
            return switch (this) {
                case INFO -> new FlarInfoCommand();
                case SPLIT -> new FlarSplitCommand();
                case COMBINE -> new FlarCombineCommand();
                case CREATE -> new FlarCreateCommand();
            };
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Verb::word).toList();
        }

        private static Optional<Verb> of(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equals(word))
                    .findFirst();
        }
    }

    /** The options in front of the subcommand. */
    static final class Options extends Arguments {
        private final PositionalParamSpec words;

        Options() {
            super("zoneflar", "zoneflar SUBCOMMAND [options] FILE");
            add(Parsing.helpOption());
            addVersionOption();
            words = wordsBehind();
        }

        @Override
        List<String> help(int width) {
            List<String> lines = new ArrayList<>(super.help(width));
            lines.add("Subcommands:");
            for (Verb verb : Verb.values()) {
                String[] description = verb.make().spec().usageMessage().description();
                lines.add(verb.word() + " ".repeat(9 - verb.word().length()) + String.join(" ", description));
            }
            lines.add("'zoneflar help SUBCOMMAND' tells more.");
            return lines;
        }
    }

    private final Console console;
    private final Options options = new Options();

    public Zoneflar(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        return options.run(console, args, () -> subcommand(Arguments.texts(options.words)));
    }

    private int subcommand(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageError("a subcommand is missing");
        }
        boolean help = words.get(0).equals("help");
        if (help && words.size() == 1) {
            return options.showHelp(console);
        }
        String word = words.get(help ? 1 : 0);
        Optional<Verb> verb = Verb.of(word);
        if (verb.isEmpty()) {
            Problem unknown = Problem.of(Message.VERB_UNKNOWN, word, Closest.question(word, Verb.words()));
            console.tell(unknown, "zoneflar: ", "");
            return options.showSynopsis(console);
        }
        FlarCommand command = verb.get().make();
        if (help) {
            return command.showHelp(console);
        }
        return command.run(console, words.subList(1, words.size()), () -> {
            command.check();
            command.work(console);
            return ExitStatus.DONE;
        });
    }
}
