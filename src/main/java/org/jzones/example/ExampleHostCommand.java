package org.jzones.example;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.cli.ExitStatus;
import org.jzones.cli.Io;

/** {@code example-host DIR host1|host2}: makes an example host, or brings one to the software level of the other. */
public final class ExampleHostCommand {
    private ExampleHostCommand() {}

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        Optional<ExampleLevel> level = args.size() == 2 ? ExampleLevel.of(args.get(1)) : Optional.empty();
        if (level.isEmpty()) {
            io.err().println("usage: example-host DIR host1|host2");
            return ExitStatus.USAGE;
        }
        ExampleHost host = new ExampleHost(Path.of(args.get(0)).toAbsolutePath());
        try {
            if (!host.isOurs()) {
                io.err().println("example-host: " + args.get(0) + " holds other files; name a new directory");
                return ExitStatus.FAILED;
            }
            host.make(level.get().packages());
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("example-host: " + args.get(0) + " cannot be made: " + e);
            return ExitStatus.FAILED;
        }
    }
}
