package org.jzones.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jzones.cli.ExitStatus;
import org.jzones.cli.Io;
import org.jzones.model.Numbers;

/** {@code bench SCRIPTS DIR ROUNDS JDK}: measures on hosts in the directory, with the JDK and the newest one. */
public final class BenchCommand {
    private BenchCommand() {}

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        if (args.size() != 4 || !Numbers.isDigits(args.get(2)) || args.get(2).length() > 4) {
            io.err().println("usage: bench SCRIPTS DIR ROUNDS JDK");
            return ExitStatus.USAGE;
        }
        try {
            Path scripts = Path.of(args.get(0)).toRealPath();
            Path directory = Files.createDirectories(Path.of(args.get(1))).toRealPath();
            BenchHosts hosts = new BenchHosts(directory);
            hosts.make();
            for (Jdk jdk : Jdk.withNewest(Path.of(args.get(3)))) {
                BenchHosts.settle(hosts.full());
                BenchHosts.settle(hosts.twice());
                new Benchmark(jdk, hosts, scripts, scripts.resolve("java.options"), directory, io.out())
                        .run(Math.max(1, Integer.parseInt(args.get(2))));
            }
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("bench: " + e);
            return ExitStatus.FAILED;
        }
    }
}
