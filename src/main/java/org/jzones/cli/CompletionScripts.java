package org.jzones.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jzones.model.ResourceType;
import org.jzones.shell.CommandWord;
import org.jzones.shell.Vocabulary;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code completion-scripts DIR}: writes what bash and zsh need to complete words of zoneadm, zonecfg, zonemove,
 * zoneplace, zonestat, zoneflar and zlogin, when the project is built (spec 2.1, 3.1).
 */
public final class CompletionScripts {
    /** Operands of options that are files here. */
    private static final Set<String> FILES = Set.of("FILE", "MANIFEST");

    private static final Set<String> DIRECTORIES = Set.of("-R", "-d");

    /** Commands that do something with the global zone, if only list it or change its resource controls. */
    private static final Set<String> TAKING_GLOBAL = Set.of("zoneadm", "zonecfg");

    /** An option in a synopsis, with the operand behind it if it has one. */
    private static final Pattern OPTION = Pattern.compile("(-[A-Za-z])(?: ([A-Z]+))?");

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
            for (CommandLine line :
                    List.of(zoneadm(), zonecfg(), zonemove(), zoneplace(), zonestat(), zoneflar(), zlogin())) {
                String name = line.getCommandName();
                String script = ShellCompletion.script(name, line, TAKING_GLOBAL.contains(name));
                Files.writeString(directory.resolve(name), script, StandardCharsets.UTF_8);
            }
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("completion-scripts: " + directory + " cannot be written: " + e);
            return ExitStatus.FAILED;
        }
    }

    /** zoneadm with all its subcommands. */
    private static CommandLine zoneadm() {
        CommandLine line = front("zoneadm", new Zoneadm.Options().spec());
        for (ZoneadmVerb verb : ZoneadmVerb.shown()) {
            line.addSubcommand(verb.word(), Parsing.strict(offering(verb.make().spec())));
        }
        PositionalParamSpec subcommand = operand("WORD", "0", ZoneadmVerb.words());
        line.addSubcommand("help", CommandSpec.create().addPositional(subcommand));
        return line;
    }

    /** zonecfg with the first command of the language, and what may follow it. */
    private static CommandLine zonecfg() {
        CommandLine line = front("zonecfg", new Zonecfg.Options().spec());
        for (CommandWord command : CommandWord.values()) {
            CommandSpec spec = CommandSpec.create();
            Matcher options = OPTION.matcher(command.synopsis());
            while (options.find()) {
                OptionSpec.Builder option = OptionSpec.builder(options.group(1)).type(boolean.class);
                @Nullable String label = options.group(2);
                if (label != null) {
                    option.type(String.class).paramLabel(label);
                }
                spec.addOption(option.build());
            }
            spec.addPositional(operand("WORD", "0", following(command)));
            line.addSubcommand(command.word(), offering(spec));
        }
        return line;
    }

    /** zonemove with the zone to move, and hosts behind it. */
    private static CommandLine zonemove() {
        CommandLine line = front("zonemove", new TransferArguments().arguments().spec());
        line.getCommandSpec()
                .addPositional(operand("ZONE", "0", List.of(ShellCompletion.ZONES)))
                .addPositional(operand("HOST", "1..*", List.of(ShellCompletion.HOSTS)));
        return line;
    }

    /** zoneplace, whose operands are host roots and inventories. */
    private static CommandLine zoneplace() {
        CommandLine line = front("zoneplace", new Zoneplace.Options().spec());
        line.getCommandSpec()
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("HOST")
                        .index("0..*")
                        .type(File.class)
                        .build());
        return line;
    }

    /** zonestat, whose operands are numbers. */
    private static CommandLine zonestat() {
        return front("zonestat", new Zonestat.Options().spec());
    }

    /** zoneflar with all its subcommands. */
    private static CommandLine zoneflar() {
        CommandLine line = front("zoneflar", new Zoneflar.Options().spec());
        for (Zoneflar.Verb verb : Zoneflar.Verb.values()) {
            line.addSubcommand(verb.word(), Parsing.strict(offering(verb.make().spec())));
        }
        PositionalParamSpec subcommand = operand("WORD", "0", Zoneflar.Verb.words());
        line.addSubcommand("help", CommandSpec.create().addPositional(subcommand));
        return line;
    }

    /** zlogin with the zone to go into; what to run there is nothing that the shell here knows of. */
    private static CommandLine zlogin() {
        CommandLine line = front("zlogin", new Zlogin.Options().spec());
        line.getCommandSpec().addPositional(operand("ZONE", "0", List.of(ShellCompletion.RUNNING)));
        return line;
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

    /** The options in front, without the words that the command itself looks at. */
    private static CommandLine front(String name, CommandSpec spec) {
        List<ArgSpec> words = new ArrayList<>(spec.positionalParameters());
        words.forEach(spec::remove);
        return Parsing.strict(offering(spec)).setCommandName(name);
    }

    /** The same command, with what the shell is to offer for its operands and those of its options. */
    private static CommandSpec offering(CommandSpec spec) {
        for (PositionalParamSpec operand : List.copyOf(spec.positionalParameters())) {
            if (operand.paramLabel().equals("SOURCE")) {
                spec.remove(operand);
                spec.addPositional(operand("SOURCE", "0", List.of(ShellCompletion.INSTALLED)));
            } else if (FILES.contains(operand.paramLabel())) {
                spec.remove(operand);
                spec.addPositional(PositionalParamSpec.builder()
                        .paramLabel(operand.paramLabel())
                        .index("0")
                        .type(File.class)
                        .build());
            }
        }
        for (OptionSpec option : List.copyOf(spec.options())) {
            OptionSpec.Builder offering = OptionSpec.builder(option.names()).paramLabel(option.paramLabel());
            if (option.paramLabel().equals("ZONE")) {
                offering.type(String.class).completionCandidates(List.of(ShellCompletion.ZONES));
            } else if (option.paramLabel().equals("WHEN")) {
                offering.type(String.class).completionCandidates(Colours.WHEN);
            } else if (FILES.contains(option.paramLabel()) || DIRECTORIES.contains(option.longestName())) {
                offering.type(File.class);
            } else {
                continue;
            }
            spec.remove(option);
            spec.addOption(offering.build());
        }
        return spec;
    }

    private static PositionalParamSpec operand(String label, String index, List<String> candidates) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .index(index)
                .arity("0..1")
                .type(String.class)
                .completionCandidates(candidates)
                .build();
    }
}
