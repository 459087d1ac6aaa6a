package org.jzones;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jzones.cli.CompletionScripts;
import org.jzones.cli.Console;
import org.jzones.cli.ExampleHostCommand;
import org.jzones.cli.ExitStatus;
import org.jzones.cli.Io;
import org.jzones.cli.StandardOutput;
import org.jzones.cli.TerminalLibrary;
import org.jzones.cli.TerminalWidth;
import org.jzones.cli.Zlogin;
import org.jzones.cli.Zoneadm;
import org.jzones.cli.Zonecfg;
import org.jzones.cli.Zoneflar;
import org.jzones.cli.Zonemove;
import org.jzones.cli.Zonename;
import org.jzones.cli.Zoneplace;
import org.jzones.cli.ZonesService;
import org.jzones.cli.Zonestat;
import org.jzones.file.Steps;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.startup.ArchiveCommand;

/** Where the process starts: the only class that touches the standard streams, the environment and the exit status. */
public final class Main {
    private static final String BUG = "this is a fault in jzones; please report it with the lines below";

    private static final String NO_MEMORY =
            "there is not enough memory for what it has to read; -Xmx in the options of the launchers sets the limit";

    private Main() {}

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--debug")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        String terminals = System.getProperty("jzones.terminals", "");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("jzones.home", System.getProperty("jzones.home", ""));
        Io io = new Io(
                new FileInputStream(FileDescriptor.in),
                new StandardOutput(FileDescriptor.out),
                new StandardOutput(FileDescriptor.err),
                environment,
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                Steps.NONE,
                new TerminalWidth(environment));
        int status = run(io, args);
        if (io.inIsTerminal()) {
            System.exit(status);
        }
        if (status != ExitStatus.DONE || !isTraining(args)) {
            // nothing is left to do at exit, and looking for it costs a log manager on some Java releases
            Runtime.getRuntime().halt(status);
        }
    }

    /** An archive is written when the virtual machine has come to its usual end. */
    private static boolean isTraining(String... args) {
        return args.length > 0 && args[0].equals("training");
    }

    /** Runs a command, whose name comes first, and returns its exit status. */
    public static int run(Io io, String... args) {
        int status;
        try {
            status = areReadable(io, args) ? dispatch(io, args) : ExitStatus.FAILED;
        } catch (OutOfMemoryError e) {
            status = failed(io, name(args) + NO_MEMORY);
        } catch (RuntimeException | Error e) {
            status = failed(io, name(args) + BUG);
            e.printStackTrace(io.err());
        }
        if (io.out().checkError()) {
            new Console(io).tellOutputLost(name(args));
            status = status == ExitStatus.DONE ? ExitStatus.FAILED : status;
        }
        io.err().flush();
        return status;
    }

    /** Java has replaced what it could not read, and nobody knows what it was. */
    private static boolean areReadable(Io io, String... args) {
        for (String arg : args) {
            try {
                if (FileNames.isRubbish(FileNames.require(arg))) {
                    throw Failure.of(Message.ARGUMENT_NOT_UTF8, arg);
                }
            } catch (Failure e) {
                new Console(io).tell(e, name(args), "");
                return false;
            }
        }
        return true;
    }

    private static String name(String... args) {
        return (args.length > 0 ? args[0] : "jzones") + ": ";
    }

    private static int failed(Io io, String why) {
        io.out().flush();
        io.err().println(why);
        return ExitStatus.FAILED;
    }

    private static int dispatch(Io io, String... args) {
        if (args.length == 0) {
            throw new IllegalArgumentException("no command name");
        }
        List<String> rest = Arrays.asList(Arrays.copyOfRange(args, 1, args.length));
        return switch (args[0]) {
            case "zoneadm" -> new Zoneadm(io).run(rest);
            case "zonecfg" -> new Zonecfg(io).run(rest);
            case "zoneplace" -> new Zoneplace(io).run(rest);
            case "zonemove" -> new Zonemove(io).run(rest);
            case "zlogin" -> new Zlogin(io).run(rest);
            case "zonestat" -> new Zonestat(io).run(rest);
            case "zoneflar" -> new Zoneflar(io).run(rest);
            case "zonename" -> Zonename.run(io, rest);
            case "zones-start" -> ZonesService.start(io).run(rest);
            case "zones-stop" -> ZonesService.stop(io).run(rest);
            case "completion-scripts" -> CompletionScripts.run(io, rest);
            case "terminal-library" -> TerminalLibrary.run(io, rest);
            case "example-host" -> ExampleHostCommand.run(io, rest);
            case "startup-archives" -> ArchiveCommand.make(io, rest);
            case "training" -> ArchiveCommand.train(io, rest);
            default -> throw new IllegalArgumentException("no such command: " + args[0]);
        };
    }
}
