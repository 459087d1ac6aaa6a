package org.jzones.host;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Programs that take as long as they take, ssh above all: their diagnosis goes where ours goes, and all of them can be
 * stopped at once from another thread.
 */
public final class Children {
    private static final int BUFFER = 1 << 17;
    private static final int PATIENCE_SECONDS = 5;
    private static final int AT_ONCE = 16;

    /** $1 what to read, then the command. What this reads itself never comes, and ends when we do. */
    private static final String TIED = """
            exec 3<&0
            input=$1
            shift
            printf '%s' "$input" | "$@" &
            p=$!
            trap 'kill "$p" 2>/dev/null' TERM INT HUP
            (read -r nothing <&3; kill "$p") >/dev/null 2>&1 &
            w=$!
            wait "$p"
            s=$?
            kill "$w" 2>/dev/null
            exit "$s"
            """;

    private final Set<Process> live = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * What a program has left behind.
     *
     * @param bytes what it has printed, one character a byte
     */
    public record Answer(int status, String bytes) {
        public boolean isDone() {
            return status == 0;
        }

        public String text() {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /** The argument list that runs a script of ours, with these arguments as $1, $2 and so on. */
    public static List<String> script(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "zonemove"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ends what runs, and lets nothing new begin. */
    public void stop() {
        stopped = true;
        live.forEach(Process::destroy);
    }

    /** True since {@link #stop}; programs can be started again from now on. */
    public boolean wereStopped() {
        boolean were = stopped;
        stopped = false;
        return were;
    }

    /** Runs the program to its end, with nothing to read. */
    public Answer ask(List<String> command) {
        return ask(command, new byte[0]);
    }

    /** Runs the program to its end, with these bytes to read. @throws Failure if it cannot be run */
    public Answer ask(List<String> command, byte[] input) {
        return whileRunning(builder(command), process -> {
            Thread writer = new Thread(() -> feed(process, input), "input");
            writer.start();
            byte[] out = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            writer.join();
            return new Answer(status, new String(out, StandardCharsets.ISO_8859_1));
        });
    }

    /** Runs all these programs to their ends, several at a time, with nothing to read; the answers have their order. */
    public List<Answer> askAll(List<List<String>> commands) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, commands.size())));
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            for (List<String> command : commands) {
                asked.add(threads.submit(() -> ask(command)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.REMOTE_INTERRUPTED);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs two programs at the same time, with nothing to read, until what they print has been read side by side. */
    public <T> T together(List<String> one, List<String> other, Reading<T> reading) {
        Redirect nothing = Redirect.from(new File("/dev/null"));
        return whileRunning(
                builder(one).redirectInput(nothing),
                first -> whileRunning(
                        builder(other).redirectInput(nothing),
                        second -> reading.of(first.getInputStream(), second.getInputStream())));
    }

    /** What is made of the output of two programs. */
    public interface Reading<T> {
        T of(InputStream one, InputStream other) throws IOException;
    }

    /**
     * Runs the program to its end, with this text to read, and tells every line it prints, also those that write over the one
     * before. It ends when we do, even if we are killed.
     */
    public int follow(List<String> command, String input, Consumer<String> lines) {
        List<String> words = new ArrayList<>(List.of(input));
        words.addAll(command);
        return whileRunning(builder(script(TIED, words.toArray(String[]::new))), process -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            InputStream in = process.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\r' || buffer[i] == '\n') {
                        lines.accept(line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else {
                        line.write(buffer[i]);
                    }
                }
            }
            return process.waitFor();
        });
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // it has read what it wanted; its status tells whether that was enough
            return;
        }
    }

    /** Runs two programs, the second reading what the first prints; returns the statuses of both. */
    public List<Integer> pipe(List<String> from, List<String> to, LongConsumer bytes) {
        return whileRunning(
                builder(to).redirectOutput(Redirect.DISCARD),
                reader -> whileRunning(builder(from).redirectInput(Redirect.from(new File("/dev/null"))), writer -> {
                    pump(writer, reader, bytes);
                    return List.of(writer.waitFor(), reader.waitFor());
                }));
    }

    private static void pump(Process writer, Process reader, LongConsumer bytes) {
        byte[] buffer = new byte[BUFFER];
        // not through the buffers that Process puts around its pipes
        try (InputStream in = writer.getInputStream();
                OutputStream out = reader.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                bytes.accept(n);
            }
        } catch (IOException e) {
            writer.destroy(); // one end has gone: the statuses tell which
        }
    }

    /** Starts a program that goes on beside the others until it is ended, or all are stopped. */
    Process start(List<String> command) {
        requireNotStopped();
        Process process = started(builder(command));
        live.add(process);
        return process;
    }

    /** Ends a program that was started, by leaving it nothing more to read; returns its status. */
    int end(Process process) {
        try {
            closeInput(process);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.REMOTE_INTERRUPTED);
        } finally {
            process.destroy();
            live.remove(process);
        }
    }

    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            return; // it has ended by itself
        }
    }

    /** Something done with a process until it has ended. */
    private interface Work<T> {
        T with(Process process) throws IOException, InterruptedException;
    }

    private static ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.of(Message.PROGRAM_MISSING, builder.command().get(0), String.valueOf(e.getMessage()));
        }
    }

    private <T> T whileRunning(ProcessBuilder builder, Work<T> work) {
        requireNotStopped();
        Process process = started(builder);
        live.add(process);
        try {
            requireNotStopped();
            T result = work.with(process);
            requireNotStopped();
            return result;
        } catch (IOException e) {
            requireNotStopped();
            throw Failure.of(Message.PROGRAM_FAILED, builder.command().get(0), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.REMOTE_INTERRUPTED);
        } finally {
            process.destroy();
            live.remove(process);
        }
    }

    private void requireNotStopped() {
        if (stopped) {
            throw Failure.of(Message.REMOTE_INTERRUPTED);
        }
    }
}
