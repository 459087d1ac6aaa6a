package org.jzones.host;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;

/**
 * Runs other programs, the one place that does: an argument list, no shell. Unless something else is said their diagnosis
 * goes where ours goes, they may take as long as they take, and all of them can be stopped at once from another thread.
 */
public final class Processes {
    private static final int PATIENCE_SECONDS = 5;
    private static final int AT_ONCE = 16;
    /** In bytes: what thousands of zones, or the inventory of any host, take, and what fits in memory 16 times. */
    private static final int LONGEST_ANSWER = 16 << 20;

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

    /** Runs the program to its end, with nothing to read; the first line it complains with, if it does or fails. */
    Optional<String> trouble(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(nothing()).redirectOutput(Redirect.DISCARD);
        return whileRunning(builder, process -> {
            Complaint complaint = new Complaint(process);
            return complaint.of(process.waitFor());
        });
    }

    /** Gives the program the lines to read, on the terminal of this process. @throws Failure if it cannot be run */
    public void show(List<String> command, List<String> lines) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        whileRunning(builder(command).redirectOutput(Redirect.INHERIT), process -> {
            feed(process, text); // a user who leaves the pager early has seen enough
            return process.waitFor();
        });
    }

    /** Where a program reads that is to read nothing. */
    static Redirect nothing() {
        return Redirect.from(new File("/dev/null"));
    }

    /** Runs the program to its end, with nothing to read. */
    public Answer ask(List<String> command) {
        return ask(command, new byte[0]);
    }

    /** Runs the program to its end, with these bytes to read. @throws Failure if it cannot be run, or never stops talking */
    public Answer ask(List<String> command, byte[] input) {
        return ask(command, input, command.get(0));
    }

    /**
     * The same.
     *
     * @param from who answers, for people
     */
    public Answer ask(List<String> command, byte[] input, String from) {
        return whileRunning(builder(command), process -> {
            Thread writer = new Thread(() -> feed(process, input), "input");
            writer.start();
            byte[] out = process.getInputStream().readNBytes(LONGEST_ANSWER + 1);
            if (out.length > LONGEST_ANSWER) {
                throw Failure.of(Message.ANSWER_TOO_LARGE, from, LONGEST_ANSWER >> 20);
            }
            int status = process.waitFor();
            writer.join();
            return new Answer(status, new String(out, StandardCharsets.ISO_8859_1));
        });
    }

    /** What a program has left behind whose diagnosis is ours to tell. */
    public record Outcome(int status, String out, String err) {}

    /** Runs the program to its end, through pipes all around, with nothing to read. @throws Failure if it cannot be run */
    public Outcome run(List<String> command) {
        return run(new ProcessBuilder(command), new byte[0]);
    }

    /** The same with these bytes to read. */
    public Outcome run(List<String> command, byte[] input) {
        return run(new ProcessBuilder(command), input);
    }

    /** The same of a program whose surroundings are made up. */
    public Outcome run(ProcessBuilder builder, byte[] input) {
        return whileRunning(builder, process -> {
            Complaint complaint = new Complaint(process);
            feed(process, input);
            byte[] out = process.getInputStream().readNBytes(LONGEST_ANSWER + 1);
            if (out.length > LONGEST_ANSWER) {
                throw Failure.of(Message.ANSWER_TOO_LARGE, builder.command().get(0), LONGEST_ANSWER >> 20);
            }
            int status = process.waitFor();
            return new Outcome(status, new String(out, StandardCharsets.UTF_8), complaint.text());
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
                answers.add(Futures.result(answer));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // it has read what it wanted; its status tells whether that was enough
            return;
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
            throw Failure.of(Message.INTERRUPTED);
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
    interface Work<T> {
        T with(Process process) throws IOException, InterruptedException;
    }

    static ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    }

    private static Process started(ProcessBuilder builder) {
        for (String word : builder.command()) {
            FileNames.require(word);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.of(Message.PROGRAM_MISSING, builder.command().get(0), String.valueOf(e.getMessage()));
        }
    }

    <T> T whileRunning(ProcessBuilder builder, Work<T> work) {
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
            throw Failure.of(Message.INTERRUPTED);
        } finally {
            process.destroy();
            live.remove(process);
        }
    }

    private void requireNotStopped() {
        if (stopped) {
            throw Failure.of(Message.INTERRUPTED);
        }
    }
}
