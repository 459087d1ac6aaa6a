package org.jzones.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.jzones.support.TestHost.Result;

/**
 * Two machines of Linux whose zones run, each a network namespace with a bridge, a host root and a sshd of its own, and a
 * cable between them. Closing them halts what is up and looks whether anything was left.
 */
public final class TwoLinuxMachines implements AutoCloseable {
    private static final String ZONEADM =
            Path.of("scripts/zoneadm").toAbsolutePath().toString();
    private static final List<String> ADDRESSES = List.of("10.78.0.1", "10.78.0.2");

    private final List<LinuxHost> hosts = new ArrayList<>();
    private final List<SshServer> servers = new ArrayList<>();
    private final List<String> before = new ArrayList<>();

    private TwoLinuxMachines() {}

    /** Both; the test is skipped, with the reason, where that is not possible. */
    public static TwoLinuxMachines in(Path directory, String engine) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        TwoLinuxMachines both = new TwoLinuxMachines();
        for (String name : List.of("a", "b")) {
            both.hosts.add(LinuxHost.at(directory.resolve(name), engine));
        }
        both.a().cable(both.b(), ADDRESSES.get(0), ADDRESSES.get(1));
        for (int i = 0; i < 2; i++) {
            Optional<SshServer> server = SshServer.start(
                    Files.createDirectory(directory.resolve("ssh" + i)),
                    ADDRESSES.get(i),
                    both.hosts.get(i).command(),
                    both.hosts.get(1 - i).command());
            if (server.isEmpty()) {
                both.close();
            }
            Assumptions.assumeTrue(server.isPresent(), "SKIPPED: there is no sshd here that lets this user log in");
            both.servers.add(server.orElseThrow());
            both.before.add(both.hosts.get(i).traces());
        }
        return both;
    }

    public LinuxHost a() {
        return hosts.get(0);
    }

    public LinuxHost b() {
        return hosts.get(1);
    }

    /** The way to the second machine. */
    public SshServer ssh() {
        return servers.get(1);
    }

    /** The words that run zonemove on the first machine. */
    public List<String> zonemove(String... words) {
        return zonemove(0, words);
    }

    private List<String> zonemove(int from, String... words) {
        List<String> command = new ArrayList<>(List.of("setsid", "-w"));
        command.addAll(
                hosts.get(from).ours("zonemove", "--ssh", servers.get(1 - from).ssh()));
        command.addAll(List.of(words));
        return command;
    }

    /** Moves the zone from the first machine to the second one. */
    public Result move(String zone, String... options) throws IOException, InterruptedException {
        return run(moving(zone, options));
    }

    /** The words that do that. */
    public List<String> moving(String zone, String... options) {
        return moving(0, zone, options);
    }

    /** Moves the zone from the second machine to the first one. */
    public Result moveBack(String zone, String... options) throws IOException, InterruptedException {
        return run(moving(1, zone, options));
    }

    private List<String> moving(int from, String zone, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(
                List.of("--remote-root", hosts.get(1 - from).root().toString(), "--remote-zoneadm", ZONEADM, zone));
        words.add(ADDRESSES.get(1 - from));
        return zonemove(from, words.toArray(String[]::new));
    }

    public Result run(List<String> command) throws IOException, InterruptedException {
        return Program.of(command).within(Duration.ofMinutes(2)).run();
    }

    /** Looks whether anything of zones that ran is left on either machine. */
    public void assertNothingRuns() {
        for (int i = 0; i < 2; i++) {
            assertEquals(before.get(i), hosts.get(i).traces());
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (SshServer server : servers) {
            server.close();
        }
        hosts.forEach(LinuxHost::close);
    }
}
