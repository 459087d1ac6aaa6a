package org.jzones.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jzones.host.Machine;

/**
 * Asks two machines all the time whether a zone runs there: the kernel, whether its first program is alive on both at once,
 * and its web server on each, when it has answered.
 */
public final class RunningProbe implements AutoCloseable {
    private static final String ASK = """
            while :; do
                curl -s -o "$2.body" -m 1 --connect-timeout 0.2 "http://$1/" && date +%s%N >>"$2"
                sleep 0.01
            done
            """;

    private final TwoLinuxMachines both;
    private final String zone;
    private final Path directory;
    private final List<Process> asking = new ArrayList<>();
    private final Thread watcher = new Thread(this::watch, "probe");
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<String> seen = new AtomicReference<>("");
    private volatile boolean ended;

    private RunningProbe(TwoLinuxMachines both, String zone, Path directory) {
        this.both = both;
        this.zone = zone;
        this.directory = directory;
    }

    /** Begins to look, at the kernel only. */
    public static RunningProbe of(TwoLinuxMachines both, String zone, Path directory) {
        RunningProbe probe = new RunningProbe(both, zone, directory);
        probe.watcher.start();
        return probe;
    }

    /** Begins to ask the web server at this address on both machines. */
    public RunningProbe asking(String address) throws IOException {
        for (LinuxHost host : List.of(both.a(), both.b())) {
            asking.add(new ProcessBuilder(host.command(
                            "sh", "-c", ASK, "probe", address, answers(host).toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        return this;
    }

    private Path answers(LinuxHost host) {
        return directory.resolve(host.root().getFileName() + ".answers");
    }

    /** When the server on the host has answered, in nanoseconds since 1970. */
    public List<Long> answersOf(LinuxHost host) throws IOException {
        Path answers = answers(host);
        if (!Files.exists(answers)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(answers)) {
            return lines.map(Long::valueOf).toList();
        }
    }

    private void watch() {
        while (!ended) {
            // that of the first machine twice: it has been alive when the other one was looked at
            if (isAlive(both.a()) && isAlive(both.b()) && isAlive(both.a())) {
                seen.set("the zone has run on both machines at once");
            }
            looks.incrementAndGet();
        }
    }

    private boolean isAlive(LinuxHost host) {
        try {
            String pid = Files.readString(host.bundle(zone).resolve("pid"), StandardCharsets.US_ASCII)
                    .strip();
            return pid.matches("\\d+")
                    && new Machine(Path.of("/proc"))
                            .process(Long.parseLong(pid))
                            .filter(Machine.Running::isAlive)
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** How often it has looked so far. */
    public int looks() {
        return looks.get();
    }

    /** Whether it has never seen the zone on both machines. */
    public void assertNeverOnBoth() {
        assertEquals("", seen.get());
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        watcher.join();
        asking.forEach(Process::destroy);
        for (Process process : asking) {
            process.waitFor();
        }
    }
}
