package org.jzones.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One command, and how long its runs took. */
final class Timing {
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final int status;
    private final List<Double> millis = new ArrayList<>();

    /** @param status with which each run has to end */
    Timing(String name, List<String> command, Map<String, String> environment, int status) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.status = status;
    }

    String name() {
        return name;
    }

    /** Runs once and keeps the time. */
    void measure() throws IOException {
        long start = System.nanoTime();
        end(start());
        millis.add((System.nanoTime() - start) / 1e6);
    }

    /** Runs once for nothing. */
    void warmUp() throws IOException {
        end(start());
    }

    /** Runs once and watches the process; the most memory it had resident, in MB, or 0 where the system does not tell. */
    long peakMegabytes() throws IOException {
        Process process = start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, highWater(status));
        }
        end(process);
        return (peak + 1023) / 1024;
    }

    private static long highWater(Path status) {
        try {
            for (String line : Files.readAllLines(status, StandardCharsets.US_ASCII)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            return 0; // it has ended, or there is no /proc
        }
        return 0;
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void end(Process process) throws IOException {
        try {
            if (process.waitFor() != status) {
                throw new IOException(name + " ended with status " + process.exitValue() + ": " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return sorted().get(0);
    }

    double most() {
        return sorted().get(millis.size() - 1);
    }

    private List<Double> sorted() {
        List<Double> sorted = new ArrayList<>(millis);
        sorted.sort(null);
        return sorted;
    }
}
