package org.jzones.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jzones.cli.ExitStatus;
import org.jzones.cli.Io;

/** {@code startup-archives LIBRARY OPTIONS-FILE JDK} makes start-up archives; {@code training DIR} is what they learn from. */
public final class ArchiveCommand {
    private ArchiveCommand() {}

    /** Makes the archives of an installation, for the JDK and the newest one. */
    public static int make(Io io, List<String> args) {
        if (args.size() != 3) {
            io.err().println("usage: startup-archives LIBRARY OPTIONS-FILE JDK");
            return ExitStatus.USAGE;
        }
        try {
            Path library = Path.of(args.get(0)).toRealPath();
            Path options = Path.of(args.get(1)).toRealPath();
            new StartupArchives(library, options)
                    .make(Jdk.withNewest(Path.of(args.get(2))))
                    .forEach(io.out()::println);
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("startup-archives: " + e);
            return ExitStatus.FAILED;
        }
    }

    /** Walks the usual ways, on hosts in the directory. */
    public static int train(Io io, List<String> args) {
        try {
            List<String> failed = Training.walk(Path.of(args.get(0)));
            failed.forEach(io.err()::println);
            return failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        } catch (IOException e) {
            io.err().println("training: " + e);
            return ExitStatus.FAILED;
        }
    }
}
