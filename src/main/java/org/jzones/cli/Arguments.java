package org.jzones.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jzones.capture.CapturedHost;
import org.jzones.model.Failure;
import org.jzones.model.Problem;
import org.jzones.model.ProblemKind;
import org.jzones.op.HostRoot;
import org.jzones.text.JsonReport;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * The arguments of a command, and what all commands do alike: reading them, showing help, and telling what is wrong with
 * them or what went wrong. The picocli model is built in code, for that of annotated classes costs a generated proxy class
 * an annotation.
 */
class Arguments {
    private static final String VERSION = "--version";
    private static final String EXIT_CODES = "--exit-codes";
    private static final int WIDEST = 100;
    /** Where picocli's columns get no narrower; below that lines are left to be broken by whoever shows them. */
    private static final int NARROWEST = 55;

    private static final int UNBROKEN = 10_000;

    private final String program;
    private final String command;
    private final CommandSpec spec;
    private Optional<String> zone = Optional.empty();

    /** @param program what stands in front of all that is told; the name of the model is that of the command in JSON */
    Arguments(String program, CommandSpec spec) {
        this.program = program;
        this.command = spec.name();
        this.spec = spec;
    }

    /** Those of a command with a synopsis that picocli could not make. */
    Arguments(String program, String... synopsis) {
        this(program, Parsing.spec(program));
        spec.usageMessage().customSynopsis(synopsis);
    }

    final CommandSpec spec() {
        return spec;
    }

    /** Adds the options every command takes in front. */
    final void addHostOptions() {
        option("-R", "DIR", "Work on the host whose root is DIR.");
        add(Parsing.helpOption());
        addVersionOption();
        flag("--debug", "Log what goes on, for finding faults.");
    }

    final void addVersionOption() {
        add(OptionSpec.builder(VERSION)
                .type(boolean.class)
                .versionHelp(true)
                .description("Show the version.")
                .build());
    }

    /** Adds an option without a value. */
    final OptionSpec flag(String name, String description) {
        return add(Parsing.flag(name, description));
    }

    /** Adds an option with a value. */
    final OptionSpec option(String name, String label, String description) {
        return add(Parsing.option(name, label, description));
    }

    /** Adds an option with a value that may be given several times. */
    final OptionSpec repeatable(String name, String label, String description) {
        return add(Parsing.repeatable(name, label, description));
    }

    /** Adds the option to print a JSON document, whatever comes of the command. */
    final OptionSpec jsonOption() {
        return flag("--json", "Print JSON, for programs.");
    }

    /** Adds the option to tell by the exit status why a check has failed. */
    final OptionSpec exitCodesOption() {
        return flag(EXIT_CODES, "Exit with 3 for missing or broken input and 4 without a host root, not 1.");
    }

    /** The status of a command that has failed for these problems. */
    final int status(List<Problem> problems) {
        return given(EXIT_CODES) ? ExitStatus.of(ProblemKind.of(problems)) : ExitStatus.FAILED;
    }

    /** Adds the option to say when states and verdicts have colours. */
    final OptionSpec colorOption() {
        return option(
                "--color",
                "WHEN",
                "Colour states and verdicts: auto, on a terminal without NO_COLOR; always; or never.");
    }

    final <T extends ArgSpec> T add(T argument) {
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
        return value(argument).orElse("");
    }

    /** The value, if one was given. */
    static Optional<String> value(ArgSpec argument) {
        return Optional.ofNullable(argument.getValue());
    }

    /** The operands that were given. */
    static List<String> texts(ArgSpec argument) {
        String @Nullable [] values = argument.getValue();
        return values == null ? List.of() : Arrays.asList(values);
    }

    /** True if there is an option of this name and it was given. */
    private boolean given(String name) {
        @Nullable OptionSpec option = spec.optionsMap().get(name);
        return option != null && given(option);
    }

    /** What stands in front of the next words, to be looked at by whoever these are for; options end before them. */
    final PositionalParamSpec wordsBehind() {
        spec.parser().stopAtPositional(true);
        return add(Parsing.hiddenOperands());
    }

    /** From now on the zone is named in what is told. */
    final void about(Optional<String> zoneAtHand) {
        zone = zoneAtHand;
    }

    /**
     * Reads the words, and does the work unless only help was wanted; returns the exit status.
     *
     * @param work may throw a UsageError, which is told with the short usage, or a Failure, which is told as JSON if that
     *     is wanted
     */
    final int run(Console console, List<String> words, IntSupplier work) {
        try {
            Parsing.strict(spec).parseArgs(Parsing.apart(spec, words));
            colours(console);
            if (given("--help")) {
                return showHelp(console);
            }
            return given(VERSION) ? showVersion(console) : work.getAsInt();
        } catch (ParameterException e) {
            return wrong(console, Parsing.problem(e));
        } catch (UsageError e) {
            return wrong(console, e.problem());
        } catch (Failure e) {
            return failed(console, e);
        } finally {
            console.close();
        }
    }

    private void colours(Console console) {
        @Nullable OptionSpec color = spec.optionsMap().get("--color");
        if (color != null && (given(color) || console.io().errIsTerminal())) {
            console.paintTrouble(value(color));
        }
    }

    private int wrong(Console console, String problem) {
        console.tellText(List.of(program + ": " + problem.lines().collect(Collectors.joining(" "))));
        return showSynopsis(console);
    }

    private int failed(Console console, Failure failure) {
        String name = zone.orElse("");
        if (given("--json")) {
            console.logCause(failure);
            console.show(List.of(JsonReport.error(command, name, failure.problems(), console.messages())));
        } else {
            console.tell(failure, prefix(program, zone), name);
        }
        return status(failure.problems());
    }

    /** What stands in front of every sentence: the command, and the zone as it was typed. */
    static String prefix(String program, Optional<String> zone) {
        return zone.isEmpty() ? program + ": " : program + ": zone '" + zone.get() + "': ";
    }

    private int showVersion(Console console) {
        console.show(List.of(Version.of(program)));
        return ExitStatus.DONE;
    }

    /** What stands in front of what a host root says that is one of several, unless it is named there. */
    static String prefixOfRoot(String program, String root, Failure failure) {
        boolean named = failure.problems().stream()
                .anyMatch(problem -> problem.details().contains(root));
        return program + ": " + (named ? "" : root + ": ");
    }

    final int showHelp(Console console) {
        console.showText(help(console.width()));
        return ExitStatus.DONE;
    }

    /** Usage, description, options, for a screen of so many columns; 0 if lines are never broken. */
    List<String> help(int width) {
        return Parsing.strict(spec)
                .setUsageHelpWidth(width == 0 ? WIDEST : width < NARROWEST ? UNBROKEN : Math.min(width, WIDEST))
                .getUsageMessage(Help.Ansi.OFF)
                .stripTrailing()
                .lines()
                .toList();
    }

    /** Shows the short usage, for whoever has been told what is wrong. */
    final int showSynopsis(Console console) {
        Help help = Parsing.strict(spec).getHelp();
        console.tellText(("usage: " + help.synopsis("usage: ".length()))
                .stripTrailing()
                .lines()
                .toList());
        return ExitStatus.USAGE;
    }

    /** Where is logged what only someone looking for a fault wants to know. */
    final DebugLog debugLog(Console console) {
        return console.debugLog(given("--debug"));
    }

    /** The host to work on. @throws Failure if what was given is not absolute or no directory */
    final HostRoot host(Console console) {
        return host(console, false);
    }

    /**
     * The host to work on.
     *
     * @param reading whether nothing is changed on it, so that a capture of it will do
     * @throws Failure if what was given is neither absolute nor a directory, nor such a capture
     */
    final HostRoot host(Console console, boolean reading) {
        @Nullable OptionSpec root = spec.optionsMap().get("-R");
        return HostFinder.find(
                root == null ? Optional.empty() : value(root),
                console.io(),
                debugLog(console),
                reading ? Optional.of(file -> captured(console, file)) : Optional.empty());
    }

    /** The root of a captured host, which is there until the command ends. */
    private Path captured(Console console, Path file) {
        CapturedHost host = console.keep(CapturedHost.open(file, Captures.place(console.io())));
        Captures.tell(console, program, host);
        return host.root();
    }
}
