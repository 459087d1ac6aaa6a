package org.jzones.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jzones.model.Numbers;
import org.jzones.startup.Jdk;

/** {@code bench SCRIPTS DIR ROUNDS JDK}: measures on hosts in the directory, with the JDK and the newest one. */
public final class BenchCommand {
    private BenchCommand() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 4 || !Numbers.isDigits(args[2]) || args[2].length() > 4) {
            System.err.println("usage: bench SCRIPTS DIR ROUNDS JDK");
            System.exit(2);
        }
        Path scripts = Path.of(args[0]).toRealPath();
        Path directory = Files.createDirectories(Path.of(args[1])).toRealPath();
        BenchHosts hosts = new BenchHosts(directory);
        hosts.make();
        for (Jdk jdk : Jdk.withNewest(Path.of(args[3]))) {
            BenchHosts.settle(hosts.full());
            BenchHosts.settle(hosts.twice());
            new Benchmark(jdk, hosts, scripts, scripts.resolve("java.options"), directory, System.out)
                    .run(Math.max(1, Integer.parseInt(args[2])));
        }
    }
}
