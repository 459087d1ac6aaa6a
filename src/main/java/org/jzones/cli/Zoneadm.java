package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jzones.check.Closest;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.text.JsonReport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The zoneadm command (zoneadm(1M), spec 3): options in front, then a subcommand, of which only the one asked for is built. */
public final class Zoneadm {
    /** The options in front of the subcommand. */
    static final class Front {
        final HostOptions host = new HostOptions();
        final CommandSpec spec = Parsing.spec("zoneadm");
        private final OptionSpec zone =
                Parsing.option("-z", "ZONE", "The zone, by name or by the id of a running one.");
        private final OptionSpec uuid = Parsing.option("-u", "UUID", "The zone, by its uuid.");
        private final PositionalParamSpec words = Parsing.hiddenOperands();

        Front() {
            spec.usageMessage().customSynopsis("zoneadm [-R DIR] [-z ZONE | -u UUID] SUBCOMMAND [options]");
            host.addTo(spec);
            spec.addOption(zone).addOption(uuid).addPositional(words);
        }

        @Nullable
        String zone() {
            return zone.getValue();
        }

        @Nullable
        String uuid() {
            return uuid.getValue();
        }

        List<String> words() {
            return VerbCommand.texts(words);
        }
    }

    private final Console console;

    public Zoneadm(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        Front front = new Front();
        CommandLine line = Parsing.strict(front.spec);
        line.setStopAtPositional(true);
        try {
            line.parseArgs(args.toArray(new String[0]));
        } catch (ParameterException e) {
            return usage(line, Parsing.problem(e));
        }
        if (front.host.help() || isOnlyHelp(front.words())) {
            console.show(ZoneadmHelp.overview(line));
            return ExitStatus.DONE;
        }
        if (front.words().isEmpty()) {
            return usage(line, "a subcommand is missing");
        }
        return subcommand(front, line);
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

    private int subcommand(Front front, CommandLine line) {
        boolean help = front.words().get(0).equals("help");
        String word = front.words().get(help ? 1 : 0);
        if (word.startsWith("-")) {
            return usage(line, "unknown option '" + word + "'");
        }
        Optional<ZoneadmVerb> verb = ZoneadmVerb.of(word);
        if (verb.isEmpty()) {
            console.tell(
                    Problem.of(Message.VERB_UNKNOWN, word, Closest.question(word, ZoneadmVerb.words())),
                    "zoneadm: ",
                    "");
            console.tell(ZoneadmHelp.synopsis(line));
            return ExitStatus.USAGE;
        }
        VerbCommand command = verb.get().make();
        CommandLine sub = Parsing.strict(command.spec());
        sub.setCommandName("zoneadm " + (verb.get().needsZone() ? "-z ZONE " : "[-z ZONE] ") + word);
        if (help) {
            console.show(ZoneadmHelp.of(sub));
            return ExitStatus.DONE;
        }
        try {
            sub.parseArgs(operands(front.words()));
            if (command.helpWanted()) {
                console.show(ZoneadmHelp.of(sub));
                return ExitStatus.DONE;
            }
            command.check(front.zone() != null || front.uuid() != null);
        } catch (ParameterException e) {
            return usage(sub, Parsing.problem(e));
        } catch (UsageError e) {
            return usage(sub, e.problem());
        }
        return execute(front, command);
    }

    /** What follows the subcommand; empty words are ignored. */
    private static String[] operands(List<String> words) {
        List<String> operands = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            if (!words.get(i).isEmpty()) {
                operands.add(words.get(i));
            }
        }
        return operands.toArray(new String[0]);
    }

    private int execute(Front front, VerbCommand command) {
        ZoneSelector selector = new ZoneSelector(Optional.ofNullable(front.zone()), Optional.ofNullable(front.uuid()));
        DebugLog debug = console.debugLog(front.host.debug());
        try {
            HostRoot host = HostFinder.find(Optional.ofNullable(front.host.root()), console.io(), debug);
            return command.run(new VerbContext(host, selector, console));
        } catch (Failure e) {
            if (command.wantsJson()) {
                String zone = selector.typed();
                String word = front.words().get(0);
                console.logCause(e);
                console.show(List.of(JsonReport.error(word, zone, e.problems(), console.messages())));
            } else {
                console.tell(e, VerbContext.prefix(selector), selector.typed());
            }
            return ExitStatus.FAILED;
        }
    }

    private int usage(CommandLine line, String problem) {
        console.tell(List.of("zoneadm: " + problem.lines().collect(Collectors.joining(" "))));
        console.tell(ZoneadmHelp.synopsis(line));
        return ExitStatus.USAGE;
    }
}
