package org.jzones.cli;

import java.util.List;

/** The command {@code zonename} (zonename(1)): the zone it runs in, which here is always the global one. */
public final class Zonename {
    private Zonename() {}

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        if (args.equals(List.of("--version"))) {
            io.out().println(Version.of("zonename"));
            return ExitStatus.DONE;
        }
        if (!args.isEmpty()) {
            String what = args.get(0).startsWith("-") ? "unknown option '" : "unexpected operand '";
            io.err().println("zonename: " + what + args.get(0) + "'");
            io.err().println("usage: zonename");
            return ExitStatus.USAGE;
        }
        io.out().println("global");
        return ExitStatus.DONE;
    }
}
