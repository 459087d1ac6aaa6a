package org.jzones.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Runs a program in our place: it reads what we get to read, what it prints we print, signals go on to it. There are pipes in
 * between, for its input and output are not to be ours (spec 5.1); or it has our terminal.
 */
public final class Relay {
    private static final List<String> ENDING = List.of("INT", "TERM", "HUP");
    private static final String RESIZED = "WINCH";
    private static final int BUFFER = 1 << 16;
    private static final int LOOK_MILLIS = 20;
    /** How many looks in a row have to find nothing more until the output counts as taken whole. */
    private static final int QUIET_LOOKS = 10;

    private final Processes processes;

    public Relay(Processes processes) {
        this.processes = processes;
    }

    /** What has become of the program, and what was kept of its complaints. */
    public record Ended(int status, String withheld) {}

    /**
     * Runs it to its end, with pipes all around and in a session of its own, so that it can do nothing to our terminal; its
     * output may stay open for others then.
     *
     * @param withheld whether the beginning of what it complains about is rather to be kept than to be shown
     * @throws org.jzones.model.Failure if it cannot be run
     */
    public Ended apart(List<String> command, Talk talk, Predicate<String> withheld) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(command);
        return whileForwarding(
                talk, ENDING, new ProcessBuilder(words), (process, name) -> send(process, name), process -> {
                    Withheld err = new Withheld(withheld);
                    Copy out = new Copy(process.getInputStream(), talk.out());
                    Copy complaints = new Copy(process.getErrorStream(), talk.err(), err);
                    start("input", () -> feed(talk.in(), process));
                    int status = process.waitFor();
                    out.finish();
                    complaints.finish();
                    return new Ended(status, err.text());
                });
    }

    /**
     * Runs it to its end at our terminal, which hangs up when we are to end; what it complains about is kept.
     *
     * @throws org.jzones.model.Failure as the other
     */
    public Ended atTerminal(List<String> command, Talk talk) {
        List<String> names = new ArrayList<>(ENDING);
        names.add(RESIZED);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(Redirect.INHERIT).redirectOutput(Redirect.INHERIT);
        TerminalModes modes = new TerminalModes(processes);
        BiConsumer<Process, String> taker = (process, name) -> {
            if (name.equals(RESIZED)) {
                // not every engine tells the zone
                modes.size().ifPresent(size -> process.children().forEach(child -> modes.resize(child.pid(), size)));
            } else {
                send(process, "HUP");
            }
        };
        return whileForwarding(talk, names, builder, taker, process -> {
            Complaint complaint = new Complaint(process);
            int status = process.waitFor();
            return new Ended(status, complaint.text());
        });
    }

    /** What comes before the program is there waits for it: it would end us, and leave the program running. */
    private Ended whileForwarding(
            Talk talk,
            List<String> names,
            ProcessBuilder builder,
            BiConsumer<Process, String> taker,
            Processes.Work<Ended> work) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Runnable undo = talk.signals().to(names, name -> taker.accept(started.join(), name));
        try {
            return processes.whileRunning(builder, process -> {
                started.complete(process);
                return work.with(process);
            });
        } finally {
            undo.run();
            started.cancel(true); // of one that could not be started
        }
    }

    private void send(Process process, String signal) {
        processes.run(List.of("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(process.pid())));
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Gives the program what we get until one of the two ends: it is left waiting when there is more to come. */
    private static void feed(InputStream in, Process process) {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = process.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            return; // it has read what it wanted, or we cannot be read from any more
        }
    }

    /** One of its outputs on the way to ours. */
    private static final class Copy {
        private final InputStream from;
        private final PrintStream to;
        private final Withheld withheld;
        private final Thread thread;
        private volatile boolean isWriting;
        private final AtomicLong count = new AtomicLong();

        Copy(InputStream from, PrintStream to) {
            this(from, to, new Withheld(start -> false));
        }

        Copy(InputStream from, PrintStream to, Withheld withheld) {
            this.from = from;
            this.to = to;
            this.withheld = withheld;
            thread = start("output", this::copy);
        }

        private void copy() {
            byte[] buffer = new byte[BUFFER];
            // who writes when nobody reads any more has to get to know it
            try (InputStream in = from) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    isWriting = true;
                    byte[] bytes = withheld.pass(buffer, n);
                    to.write(bytes, 0, bytes.length);
                    if (to.checkError()) {
                        return;
                    }
                    count.addAndGet(n);
                    isWriting = false;
                }
            } catch (IOException e) {
                return; // it has ended
            }
        }

        /** Waits for the rest of what the program has written, but not for others that may write there too. */
        void finish() throws InterruptedException {
            int quiet = 0;
            long before = -1;
            while (thread.isAlive() && quiet < QUIET_LOOKS) {
                thread.join(LOOK_MILLIS);
                quiet = isWriting || count.get() != before ? 0 : quiet + 1;
                before = count.get();
            }
        }
    }
}
