package org.jzones.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.model.ResourceType;
import org.jzones.shell.CommandWord;
import org.jzones.shell.Vocabulary;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code completion-scripts DIR}: writes what bash and zsh need to complete words of zoneadm and zonecfg, when the project
 * is built (spec 2.1, 3.1).
 */
public final class CompletionScripts {
    /** Stands for the zones of the host until the script is made. */
    private static final String ZONES = "ZONES";

    /** The names in the index, read when the shell completes: that needs no Java. */
    private static final String READ_ZONES =
            "$(sed -n 's/^\\([A-Za-z0-9][A-Za-z0-9_.-]*\\):.*/\\1/p' \"${ZONES_ROOT}/etc/zones/index\" 2>/dev/null)";

    /** An option in a synopsis, with the operand behind it if it has one. */
    private static final Pattern OPTION = Pattern.compile("(-[A-Za-z])( [A-Z]+)?");

    private CompletionScripts() {}

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        if (args.size() != 1) {
            io.err().println("usage: completion-scripts DIR");
            return ExitStatus.USAGE;
        }
        Path directory = Path.of(args.get(0));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("zoneadm"), zoneadm(), StandardCharsets.UTF_8);
            Files.writeString(directory.resolve("zonecfg"), zonecfg(), StandardCharsets.UTF_8);
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("completion-scripts: " + directory + " cannot be written: " + e);
            return ExitStatus.FAILED;
        }
    }

    /** The script for zoneadm, with all its subcommands. */
    static String zoneadm() {
        CommandLine line = front(new Zoneadm.Front().spec);
        for (ZoneadmVerb verb : ZoneadmVerb.values()) {
            line.addSubcommand(verb.word(), Parsing.strict(verb.make().spec()));
        }
        line.addSubcommand("help", CommandSpec.create().addPositional(words(ZoneadmVerb.words())));
        return script("zoneadm", line);
    }

    /** The script for zonecfg: its options, and the first command of the language with what may follow it. */
    static String zonecfg() {
        CommandLine line = front(new Zonecfg.Front().spec);
        for (CommandWord command : CommandWord.values()) {
            CommandSpec spec = CommandSpec.create();
            Matcher options = OPTION.matcher(command.synopsis());
            while (options.find()) {
                boolean takesOperand = options.group(2) != null;
                spec.addOption(OptionSpec.builder(options.group(1))
                        .type(takesOperand ? String.class : boolean.class)
                        .build());
            }
            spec.addPositional(words(following(command)));
            line.addSubcommand(command.word(), spec);
        }
        return script("zonecfg", line);
    }

    private static List<String> following(CommandWord command) {
        return switch (command) {
            case ADD, SELECT, REMOVE ->
                ResourceType.words().stream().map(ResourceType::word).toList();
            case INFO -> Vocabulary.INFO;
            case SET -> Vocabulary.PROPERTIES.stream().map(word -> word + "=").toList();
            case CLEAR -> Vocabulary.PROPERTIES;
            case HELP -> Vocabulary.HELP;
            case CREATE, END, CANCEL, VERIFY, COMMIT, REVERT, DELETE, EXPORT, EXIT -> List.of();
        };
    }

    /** The options in front, with the zones of the host for -z and without the words that the command itself looks at. */
    private static CommandLine front(CommandSpec spec) {
        CommandLine line = Parsing.strict(spec);
        List<ArgSpec> words = new ArrayList<>(spec.positionalParameters());
        words.forEach(spec::remove);
        OptionSpec zone = spec.findOption("-z");
        spec.remove(zone);
        spec.addOption(
                OptionSpec.builder(zone).completionCandidates(List.of(ZONES)).build());
        return line;
    }

    private static PositionalParamSpec words(List<String> candidates) {
        return PositionalParamSpec.builder()
                .paramLabel("WORD")
                .arity("0..1")
                .type(String.class)
                .completionCandidates(candidates)
                .build();
    }

    private static String script(String name, CommandLine line) {
        line.setCommandName(name);
        String script = AutoComplete.bash(name, line);
        return script.replace("(\"" + ZONES + "\")", "(" + READ_ZONES + ")");
    }
}
