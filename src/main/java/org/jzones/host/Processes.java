package org.jzones.host;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Runs other programs: an argument list, no shell, a time limit. */
public final class Processes {
    private static final Duration COPY_LIMIT = Duration.ofMinutes(1);

    private Processes() {}

    /** Copies a device node, pipe or socket with its owner, mode and times. @throws Failure if that does not work */
    public static void copyNode(Path source, Path target) {
        run(List.of("cp", "-a", "--", source.toString(), target.toString()), COPY_LIMIT);
    }

    /** Gives the program the lines to read, on the terminal of this process. @throws Failure if it cannot be run */
    public static void feed(List<String> command, List<String> lines, Duration limit) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
                for (String line : lines) {
                    writer.write(line + "\n");
                }
            } catch (IOException e) {
                process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                return; // the user has left the pager before the end
            }
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw Failure.of(Message.PROGRAM_MISSING, command.get(0), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.INTERRUPTED, command.get(0));
        }
    }

    /** Runs the program to its end. @throws Failure with its first line of diagnosis if it does not succeed */
    public static void run(List<String> command, Duration limit) {
        String program = command.get(0);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String diagnosis = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw Failure.of(Message.PROGRAM_TIMEOUT, program, limit.toMinutes());
            }
            if (process.exitValue() != 0) {
                String first = diagnosis.lines().findFirst().orElse("status " + process.exitValue());
                throw Failure.of(Message.PROGRAM_FAILED, program, first);
            }
        } catch (IOException e) {
            throw Failure.of(Message.PROGRAM_MISSING, program, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.INTERRUPTED, program);
        }
    }
}
