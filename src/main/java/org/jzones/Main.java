package org.jzones;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jzones.bench.ArchiveCommand;
import org.jzones.bench.BenchCommand;
import org.jzones.cli.ExitStatus;
import org.jzones.cli.Io;
import org.jzones.cli.Zoneadm;
import org.jzones.cli.Zonecfg;
import org.jzones.example.ExampleHostCommand;

/** Where the process starts: the only class that touches the standard streams, the environment and the exit status. */
public final class Main {
    private static final String MEMORY =
            "what has to be read does not fit into memory; nothing was changed, and java.options sets the limit (-Xmx)";
    private static final String BUG = "this is a fault in jzones; please report it with the lines below";

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
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                environment,
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"));
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

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    /** Runs a command, whose name comes first, and returns its exit status. */
    public static int run(Io io, String... args) {
        int status;
        try {
            status = dispatch(io, args);
        } catch (OutOfMemoryError e) {
            io.err().println((args.length > 0 ? args[0] : "jzones") + ": " + MEMORY);
            status = ExitStatus.FAILED;
        } catch (RuntimeException | Error e) {
            io.out().flush();
            io.err().println((args.length > 0 ? args[0] : "jzones") + ": " + BUG);
            e.printStackTrace(io.err());
            status = ExitStatus.FAILED;
        }
        io.err().flush();
        io.out().flush();
        if (io.out().checkError() && status == ExitStatus.DONE) {
            return ExitStatus.FAILED;
        }
        return status;
    }

    private static int dispatch(Io io, String... args) {
        if (args.length == 0) {
            throw new IllegalArgumentException("no command name");
        }
        List<String> rest = Arrays.asList(Arrays.copyOfRange(args, 1, args.length));
        return switch (args[0]) {
            case "zoneadm" -> new Zoneadm(io).run(rest);
            case "zonecfg" -> new Zonecfg(io).run(rest);
            case "example-host" -> ExampleHostCommand.run(io, rest);
            case "bench" -> BenchCommand.run(io, rest);
            case "startup-archives" -> ArchiveCommand.make(io, rest);
            case "training" -> ArchiveCommand.train(io, rest);
            default -> throw new IllegalArgumentException("no such command: " + args[0]);
        };
    }
}
