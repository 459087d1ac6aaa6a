package org.jzones.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.text.Messages;

/** Prints what commands have to say, and asks on a terminal. */
public final class Console {
    private final Io io;
    private DebugLog debug = DebugLog.SILENT;
    private Optional<Messages> messages = Optional.empty();
    private Optional<BufferedReader> lines = Optional.empty();
    private Optional<Predicate<List<String>>> pager = Optional.empty();
    private Optional<ProgressLine> progress = Optional.empty();

    public Console(Io io) {
        this.io = io;
    }

    public Io io() {
        return io;
    }

    /** Where from now on goes what only someone looking for a fault wants to know: nowhere, unless it is wanted. */
    DebugLog debugLog(boolean wanted) {
        debug = wanted ? DebugLog.on() : DebugLog.SILENT;
        return debug;
    }

    /** Logs what has led to a failure, if that is known. */
    void logCause(Failure failure) {
        @Nullable Throwable cause = failure.getCause();
        if (cause != null) {
            debug.log(() -> {
                StringWriter trace = new StringWriter();
                cause.printStackTrace(new PrintWriter(trace));
                return failure + "\ncaused by " + trace;
            });
        }
    }

    /** Lines on standard output, at once; or through a pager, if there is one and it takes them. */
    public void show(List<String> text) {
        if (pager.isEmpty() || !pager.get().test(text)) {
            print(io.out(), text);
        }
    }

    /** Offers what is shown from now on to a pager first, which says whether it has shown it. */
    void pageWith(Predicate<List<String>> taker) {
        pager = Optional.of(taker);
    }

    /** Lines on standard error, at once and after what was shown before. */
    public void tell(List<String> text) {
        io.out().flush();
        print(io.err(), text);
    }

    private void print(PrintStream stream, List<String> text) {
        progress.ifPresent(ProgressLine::clear);
        StringBuilder all = new StringBuilder();
        text.forEach(line -> all.append(line).append('\n'));
        stream.print(all);
        stream.flush();
    }

    /** The problems of a failure on standard error, one a line with the prefix, each followed by its advice. */
    public void tell(Failure failure, String prefix, String zone) {
        logCause(failure);
        tell(messages().lines(failure.problems(), prefix, zone));
    }

    /** One sentence on standard error. */
    public void tell(Problem problem, String prefix, String zone) {
        tell(messages().lines(List.of(problem), prefix, zone));
    }

    /** Says why not all that was shown could be written, unless nobody wanted to read it. */
    public void tellOutputLost(String prefix) {
        if (io.out() instanceof StandardOutput output) {
            output.trouble().ifPresent(cause -> tell(Problem.of(Message.OUTPUT_LOST, cause), prefix, ""));
        }
    }

    /** Asks until the answer is yes or no; an empty answer or the end of input is no. Empty without a terminal. */
    public Optional<Boolean> ask(Problem question, String zone) {
        if (!io.inIsTerminal()) {
            return Optional.empty();
        }
        while (true) {
            progress.ifPresent(ProgressLine::clear);
            io.out().print(messages().sentence(question, zone) + " ");
            io.out().flush();
            Optional<String> line = readLine();
            String answer = line.map(String::strip).orElse("n").toLowerCase(java.util.Locale.ROOT);
            switch (answer) {
                case "y", "yes" -> {
                    return Optional.of(true);
                }
                case "", "n", "no" -> {
                    return Optional.of(false);
                }
                default -> {}
            }
        }
    }

    /** Where a long command shows how far it has come. */
    ProgressLine progress(String task) {
        boolean watched = io.errIsTerminal();
        ProgressLine line = new ProgressLine(
                watched ? Optional.of(io.err()) : Optional.empty(),
                task,
                what -> messages().sentence(what, ""),
                watched ? new TerminalWidth() : () -> 0);
        progress = Optional.of(line);
        return line;
    }

    public Messages messages() {
        Messages loaded = messages.orElseGet(Messages::new);
        messages = Optional.of(loaded);
        return loaded;
    }

    private Optional<String> readLine() {
        BufferedReader reader =
                lines.orElseGet(() -> new BufferedReader(new InputStreamReader(io.in(), StandardCharsets.UTF_8), 1));
        lines = Optional.of(reader);
        try {
            return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
            return Optional.empty(); // a terminal that has gone answers no
        }
    }
}
