package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jzones.file.HostDirectories;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneStates;
import org.jzones.shell.HelpText;
import org.jzones.shell.Session;
import org.jzones.shell.Words;
import org.jzones.shell.ZoneDocument;
import org.jzones.store.Templates;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The zonecfg command (zonecfg(1M), spec 2.1): which zone, and where the commands of the language come from. */
public final class Zonecfg {
    /** The command line. */
    static final class Front {
        final HostOptions host = new HostOptions();
        final CommandSpec spec = Parsing.spec("zonecfg");
        private final OptionSpec zone = Parsing.option("-z", "ZONE", "The zone to configure.");
        private final OptionSpec uuid = Parsing.option("-u", "UUID", "The zone, by its uuid.");
        private final OptionSpec file =
                Parsing.option("-f", "FILE", "Take the commands from FILE, - for standard input.");
        private final PositionalParamSpec words = Parsing.hiddenOperands();

        Front() {
            spec.usageMessage()
                    .customSynopsis(
                            "zonecfg [-R DIR] {-z ZONE | -u UUID} [-f FILE | COMMAND...]", "       zonecfg help");
            host.addTo(spec);
            spec.addOption(zone).addOption(uuid).addOption(file).addPositional(words);
        }

        @Nullable
        String zone() {
            return zone.getValue();
        }

        @Nullable
        String uuid() {
            return uuid.getValue();
        }

        @Nullable
        String file() {
            return file.getValue();
        }

        List<String> words() {
            return VerbCommand.texts(words);
        }
    }

    private final Console console;

    public Zonecfg(Io io) {
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
        boolean noZone = front.zone() == null && front.uuid() == null;
        boolean help =
                noZone && !front.words().isEmpty() && front.words().get(0).equals("help");
        if (help && front.words().size() > 1) {
            return help(front.words().get(1));
        }
        if (help || front.host.help()) {
            console.show(ZoneadmHelp.of(line));
            console.show(List.of("'zonecfg help commands', 'zonecfg help syntax' and 'zonecfg help WORD' tell more."));
            return ExitStatus.DONE;
        }
        if (noZone) {
            return usage(line, "which zone? -z ZONE is missing");
        }
        if (front.file() != null && !front.words().isEmpty()) {
            return usage(line, "commands come from -f FILE or from the command line, not both");
        }
        return onHost(front);
    }

    private int help(String topic) {
        try {
            console.show(HelpText.of(Optional.of(topic), Optional.empty()));
            return ExitStatus.DONE;
        } catch (Failure e) {
            console.tell(e, "zonecfg: ", "");
            return ExitStatus.USAGE;
        }
    }

    private int onHost(Front front) {
        DebugLog debug = console.debugLog(front.host.debug());
        HostRoot host;
        try {
            host = HostFinder.find(Optional.ofNullable(front.host.root()), console.io(), debug);
        } catch (Failure e) {
            console.tell(e, "zonecfg: ", "");
            return ExitStatus.USAGE;
        }
        try {
            Optional<ZoneName> byUuid = Optional.ofNullable(front.uuid()).flatMap(uuid -> byUuid(host, uuid));
            if (byUuid.isPresent() || front.zone() == null) {
                ZoneName name =
                        byUuid.orElseThrow(() -> Failure.of(Message.UUID_UNKNOWN, String.valueOf(front.uuid())));
                return configure(front, host, name);
            }
            Optional<Problem> flaw = nameFlaw(front.zone());
            if (flaw.isPresent()) {
                console.tell(flaw.get(), "zonecfg: ", front.zone());
                return ExitStatus.USAGE;
            }
            return configure(front, host, new ZoneName(front.zone()));
        } catch (Failure e) {
            console.tell(e, "zonecfg: ", "");
            return ExitStatus.FAILED;
        }
    }

    private static Optional<ZoneName> byUuid(HostRoot host, String uuid) {
        try {
            return host.files().index().read().find(UUID.fromString(uuid)).map(ZoneEntry::name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Problem> nameFlaw(String name) {
        return ZoneName.isWellFormed(name) ? Optional.empty() : Optional.of(Problem.of(Message.ZONE_NAME_BAD, name));
    }

    private int configure(Front front, HostRoot host, ZoneName name) {
        ZoneDocument document = new ZoneDocument(host.files(), name, new ZoneStates(host)::of);
        if (!name.isTemplate() && !document.isWritable()) {
            console.tell(
                    Problem.of(Message.READ_ONLY_WARNING, "/etc/zones"),
                    "zonecfg: zone '" + name + "': ",
                    name.value());
        }
        ConsoleSurroundings surroundings = new ConsoleSurroundings(console, name.value());
        Session session = new Session(document, surroundings);
        if (!front.words().isEmpty()) {
            return new ScriptRun(console, session, CommandSource.ofWords(front.words())).run();
        }
        if (front.file() != null && !front.file().equals("-")) {
            try (UserFile file = UserFile.open(front.file(), console.io())) {
                return new ScriptRun(console, session, CommandSource.ofFile(file)).run();
            }
        }
        if (console.io().inIsTerminal()) {
            return InteractiveRun.run(console, session, words(host, session));
        }
        try (UserFile input = UserFile.open("-", console.io())) {
            return new ScriptRun(console, session, CommandSource.ofInput(input)).run();
        }
    }

    private static Words words(HostRoot host, Session session) {
        List<String> templates = new ArrayList<>(Templates.NAMES);
        host.files()
                .index()
                .read()
                .entries()
                .forEach(e -> templates.add(e.name().value()));
        return new Words(session, new HostDirectories(host.files().layout())::beginningWith, templates);
    }

    private int usage(CommandLine line, String problem) {
        console.tell(List.of("zonecfg: " + problem.lines().collect(Collectors.joining(" "))));
        console.tell(ZoneadmHelp.synopsis(line));
        return ExitStatus.USAGE;
    }
}
