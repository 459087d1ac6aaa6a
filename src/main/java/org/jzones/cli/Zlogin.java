package org.jzones.cli;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.host.LoginEnd;
import org.jzones.host.LoginRequest;
import org.jzones.host.Processes;
import org.jzones.host.Talk;
import org.jzones.host.TerminalModes;
import org.jzones.model.Failure;
import org.jzones.model.PlainText;
import org.jzones.op.HostRoot;
import org.jzones.op.Login;
import org.jzones.op.ZoneConsole;
import org.jzones.op.ZoneSelector;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The zlogin command (zlogin(1)): into a zone that runs, to one's shell, a command, or its console. */
public final class Zlogin {
    private static final String ROOT = "root";
    private static final char TILDE = '~';

    /** Its options and operands. */
    static final class Options extends Arguments {
        private final OptionSpec console;
        private final OptionSpec user;
        private final OptionSpec safe;
        private final OptionSpec interactive;
        private final OptionSpec noInput;
        private final OptionSpec quiet;
        private final OptionSpec noEscape;
        private final OptionSpec escape;
        private final PositionalParamSpec words;

        Options() {
            super(
                    "zlogin",
                    "zlogin [-R DIR] [-EQ] [-e CHAR] [-l USER | -S] ZONE",
                    "       zlogin [-R DIR] [-inQ] [-l USER | -S] ZONE COMMAND [ARGUMENT...]",
                    "       zlogin [-R DIR] -C [-EQ] [-e CHAR] ZONE");
            console = flag("-C", "Connect to the zone's console, whether it is up or not; ~. leaves it.");
            user = option("-l", "USER", "Be this user of the zone; without it root.");
            safe = flag("-S", "Be root with /bin/sh, whatever accounts the zone has, for one that is damaged.");
            interactive = flag("-i", "Give COMMAND a terminal.");
            noInput = flag("-n", "Give COMMAND nothing to read.");
            quiet = flag("-Q", "Do not say when a connection begins and ends.");
            noEscape = flag("-E", "Leave the console by no typed character.");
            escape = option("-e", "CHAR", "Leave the console by CHAR instead of ~.");
            addHostOptions();
            words = wordsBehind();
        }

        private void check() {
            List<String> operands = texts(words);
            if (operands.isEmpty()) {
                throw new UsageError("ZONE is missing");
            }
            boolean command = operands.size() > 1;
            if (given(console) && (command || given(user) || given(safe) || given(interactive) || given(noInput))) {
                throw new UsageError("-C goes with the zone, -E, -e and -Q only");
            }
            if (given(safe) && given(user)) {
                throw new UsageError("-S is always root, and does not go together with -l");
            }
            if (given(user) && (text(user).isEmpty() || !PlainText.isPlain(text(user)))) {
                throw new UsageError("-l needs the name of a user");
            }
            if (given(interactive) && given(noInput)) {
                throw new UsageError("-i and -n do not go together");
            }
            if ((given(interactive) || given(noInput)) && !command) {
                throw new UsageError("-i and -n need COMMAND");
            }
            if (given(escape)
                    && (text(escape).length() != 1
                            || text(escape).charAt(0) <= ' '
                            || text(escape).charAt(0) > '~')) {
                throw new UsageError("-e needs one character of ASCII");
            }
        }

        /** The character that leaves the console; empty if none does. */
        private Optional<Character> escape() {
            return given(noEscape)
                    ? Optional.empty()
                    : Optional.of(given(escape) ? text(escape).charAt(0) : TILDE);
        }

        private Optional<String> command() {
            List<String> operands = texts(words);
            return operands.size() == 1
                    ? Optional.empty()
                    : Optional.of(String.join(" ", operands.subList(1, operands.size())));
        }
    }

    private final Console console;
    private final Options options = new Options();

    public Zlogin(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status: that of what was run in the zone, if anything was. */
    public int run(List<String> args) {
        return options.run(console, args, () -> {
            options.check();
            String zone = Arguments.texts(options.words).get(0);
            options.about(Optional.of(zone));
            HostRoot host = options.host(console);
            ZoneSelector selector = ZoneSelector.ofName(zone);
            return Arguments.given(options.console)
                    ? new ConsoleSession(
                                    new ZoneConsole(host, selector),
                                    console.io(),
                                    new Escape(options.escape()),
                                    Arguments.given(options.quiet))
                            .run()
                    : login(host, selector, zone);
        });
    }

    private int login(HostRoot host, ZoneSelector zone, String typed) {
        Io io = console.io();
        Optional<String> command = options.command();
        boolean hasTerminal = io.inIsTerminal() && (command.isEmpty() || Arguments.given(options.interactive));
        LoginRequest login = new LoginRequest(
                Arguments.value(options.user).orElse(ROOT),
                Arguments.given(options.safe),
                command,
                hasTerminal,
                Optional.ofNullable(io.environment().get("TERM")).filter(term -> PlainText.isWord(term, 63)));
        List<String> terminal = new ArrayList<>();
        Talk talk = new Talk(
                Arguments.given(options.noInput) ? InputStream.nullInputStream() : io.in(),
                io.out(),
                io.err(),
                Zlogin::whileTaking,
                name -> {
                    terminal.add(name);
                    say("[Connected to zone '" + typed + "' " + name + "]");
                });
        LoginEnd end = hasTerminal
                ? atTerminal(() -> new Login(host).apply(zone, login, talk))
                : new Login(host).apply(zone, login, talk);
        if (!end.problems().isEmpty()) {
            console.tell(new Failure(end.problems()), Arguments.prefix("zlogin", Optional.of(typed)), typed);
        }
        terminal.forEach(name -> say("\n[Connection to zone '" + typed + "' " + name + " closed]"));
        return end.status();
    }

    private void say(String line) {
        if (!Arguments.given(options.quiet)) {
            console.show(List.of(line));
        }
    }

    /** Whatever becomes of what has the terminal meanwhile, its modes are those of before then. */
    private static LoginEnd atTerminal(Supplier<LoginEnd> login) {
        TerminalModes modes = new TerminalModes(new Processes());
        Optional<String> before = modes.saved();
        try {
            return login.get();
        } finally {
            before.ifPresent(modes::restore);
        }
    }

    private static Runnable whileTaking(List<String> names, Consumer<String> taker) {
        List<SignalHandler> before = new ArrayList<>();
        for (String name : names) {
            before.add(Signal.handle(new Signal(name), signal -> taker.accept(name)));
        }
        return () -> {
            for (int i = 0; i < names.size(); i++) {
                Signal.handle(new Signal(names.get(i)), before.get(i));
            }
        };
    }
}
