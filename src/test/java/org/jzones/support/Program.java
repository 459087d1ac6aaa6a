package org.jzones.support;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jzones.support.TestHost.Result;

/**
 * A program that a test runs as a process of its own. Unless something else is said it has the environment of the test,
 * nothing on its standard input, and a minute.
 */
public final class Program {
    private final ProcessBuilder builder;
    private String input = "";
    private Duration limit = Duration.ofMinutes(1);

    private Program(List<String> command) {
        builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
    }

    /** A program with its arguments. */
    public static Program of(String... command) {
        return new Program(List.of(command));
    }

    /** A program with its arguments. */
    public static Program of(List<String> command) {
        return new Program(List.copyOf(command));
    }

    /**
     * Runs a line of shell, or several, with the paths as $1, $2 and so on; returns what it prints.
     *
     * @throws AssertionError if it does not succeed
     */
    public static String sh(String script, Path... paths) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "test"));
        Stream.of(paths).map(Path::toString).forEach(words::add);
        try {
            Result result = of(words).run();
            if (result.status() != 0) {
                throw new AssertionError(script + ": " + result);
            }
            return result.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs it in this directory. */
    public Program in(Path directory) {
        builder.directory(directory.toFile());
        return this;
    }

    /** Adds these variables to its environment. */
    public Program with(Map<String, String> variables) {
        builder.environment().putAll(variables);
        return this;
    }

    /** Gives it these variables and no others. */
    public Program withOnly(Map<String, String> variables) {
        builder.environment().clear();
        return with(variables);
    }

    /** Gives it this text through a pipe, which holds 64 kilobytes. */
    public Program reading(String text) {
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
        input = text;
        return this;
    }

    /** Gives it this much time. */
    public Program within(Duration time) {
        limit = time;
        return this;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if it cannot be started
     * @throws AssertionError if it takes too long; then it is killed, and all that it has started
     */
    public Result run() throws IOException, InterruptedException {
        return run((process, out, err) -> {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process, true);
                // what it was writing may end in the middle of a character
                String said = new String(Files.readAllBytes(out), StandardCharsets.UTF_8)
                        + new String(Files.readAllBytes(err), StandardCharsets.UTF_8);
                throw new AssertionError("still running: " + builder.command() + "\n" + said);
            }
        });
    }

    /**
     * Runs it and kills it after this time, if it still runs.
     *
     * @param all whether to kill what it has started too
     */
    public Result runAndKill(Duration after, boolean all) throws IOException, InterruptedException {
        return run((process, out, err) -> {
            if (!process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process, all);
                process.waitFor();
            }
        });
    }

    private static void kill(Process process, boolean all) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        if (all) {
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private interface Waiting {
        void on(Process process, Path out, Path err) throws IOException, InterruptedException;
    }

    private Result run(Waiting waiting) throws IOException, InterruptedException {
        // files and not pipes: whatever it leaves running would hold a pipe open, and we would wait for that
        Path out = Files.createTempFile("jzones", "out");
        Path err = Files.createTempFile("jzones", "err");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            waiting.on(process, out, err);
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
