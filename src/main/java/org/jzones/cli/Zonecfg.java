package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jzones.file.HostDirectories;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.op.HostRoot;
import org.jzones.op.Interfaces;
import org.jzones.op.ZoneStates;
import org.jzones.shell.HelpText;
import org.jzones.shell.Session;
import org.jzones.shell.Words;
import org.jzones.shell.ZoneDocument;
import org.jzones.store.Templates;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The zonecfg command (zonecfg(1M), spec 2.1): which zone, and where the commands of the language come from. */
public final class Zonecfg {
    /** The command line. */
    static final class Options extends Arguments {
        private final OptionSpec zone;
        private final OptionSpec uuid;
        private final OptionSpec file;
        private final PositionalParamSpec words;

        Options() {
            super("zonecfg", "zonecfg [-R DIR] {-z ZONE | -u UUID} [-f FILE | COMMAND...]", "       zonecfg help");
            addHostOptions();
            zone = option("-z", "ZONE", "The zone to configure.");
            uuid = option("-u", "UUID", "The zone, by its uuid.");
            file = option("-f", "FILE", "Take the commands from FILE, - for standard input.");
            words = wordsBehind();
        }

        @Override
        List<String> help(int width) {
            List<String> lines = new ArrayList<>(super.help(width));
            lines.add("'zonecfg help commands', 'zonecfg help syntax' and 'zonecfg help WORD' tell more.");
            return lines;
        }
    }

    private final Console console;
    private final Options options = new Options();

    public Zonecfg(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        return options.run(console, args, this::work);
    }

    private int work() {
        List<String> words = Arguments.texts(options.words);
        boolean noZone = !Arguments.given(options.zone) && !Arguments.given(options.uuid);
        if (noZone && !words.isEmpty() && words.get(0).equals("help")) {
            return words.size() > 1 ? help(words.get(1)) : options.showHelp(console);
        }
        if (noZone) {
            throw new UsageError("which zone? -z ZONE is missing");
        }
        if (Arguments.given(options.file) && !words.isEmpty()) {
            throw new UsageError("commands come from -f FILE or from the command line, not both");
        }
        return onHost(words);
    }

    private int help(String topic) {
        try {
            console.show(
                    HelpText.of(Optional.of(topic), Optional.empty(), new ConsoleSurroundings(console, "").columns()));
            return ExitStatus.DONE;
        } catch (Failure e) {
            console.tell(e, "zonecfg: ", "");
            return ExitStatus.USAGE;
        }
    }

    private int onHost(List<String> words) {
        HostRoot host;
        try {
            host = options.host(console, true); // a commit to a captured one is refused
        } catch (Failure e) {
            console.tell(e, "zonecfg: ", "");
            return ExitStatus.USAGE;
        }
        Optional<String> zone = Arguments.value(options.zone);
        Optional<String> uuid = Arguments.value(options.uuid);
        Optional<ZoneName> byUuid = uuid.flatMap(text -> byUuid(host, text));
        if (byUuid.isPresent() || zone.isEmpty()) {
            return configure(words, host, byUuid.orElseThrow(() -> Failure.of(Message.UUID_UNKNOWN, uuid.orElse(""))));
        }
        if (!ZoneName.isWellFormed(zone.get())) {
            console.tell(Problem.of(Message.ZONE_NAME_BAD, zone.get()), "zonecfg: ", zone.get());
            return ExitStatus.USAGE;
        }
        return configure(words, host, new ZoneName(zone.get()));
    }

    private static Optional<ZoneName> byUuid(HostRoot host, String uuid) {
        try {
            return host.files().index().read().find(UUID.fromString(uuid)).map(ZoneEntry::name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private int configure(List<String> words, HostRoot host, ZoneName name) {
        ZoneDocument document = new ZoneDocument(host.files(), name, new ZoneStates(host)::of);
        if (!name.isTemplate() && !document.isWritable()) {
            console.tell(
                    Problem.of(Message.READ_ONLY_WARNING, "/etc/zones"),
                    Arguments.prefix("zonecfg", Optional.of(name.value())),
                    name.value());
        }
        ConsoleSurroundings surroundings = new ConsoleSurroundings(console, name.value());
        document.unfinished().forEach(surroundings::warn);
        Session session = new Session(document, surroundings);
        if (!words.isEmpty()) {
            return new ScriptRun(console, session, CommandSource.ofWords(words)).run();
        }
        String from = Arguments.value(options.file).orElse("-");
        if (!from.equals("-")) {
            try (UserFile file = UserFile.open(from, console.io())) {
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
        templates.addAll(host.files().index().read().names());
        return new Words(
                session,
                new HostDirectories(host.files().layout())::beginningWith,
                templates,
                new Interfaces(host)::plan);
    }
}
