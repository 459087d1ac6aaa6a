package org.jzones.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jzones.capture.CapturedHost;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Wrapping;
import org.jzones.text.Messages;
import org.jzones.text.Paint;

/** Prints what commands have to say, and asks on a terminal. */
public final class Console {
    private final Io io;
    private DebugLog debug = DebugLog.SILENT;
    private Optional<Messages> messages = Optional.empty();
    private Optional<BufferedReader> lines = Optional.empty();
    private Optional<Predicate<List<String>>> pager = Optional.empty();
    private Optional<ProgressLine> progress = Optional.empty();
    private Optional<Paint> trouble = Optional.empty();
    private IntSupplier columns;
    /** What goes when the command has ended. */
    private Optional<CapturedHost> captured = Optional.empty();

    public Console(Io io) {
        this.io = io;
        this.columns = io.columns();
    }

    public Io io() {
        return io;
    }

    /** Where from now on goes what only someone looking for a fault wants to know: nowhere, unless it is wanted. */
    DebugLog debugLog(boolean wanted) {
        debug = wanted ? DebugLog.on() : DebugLog.SILENT;
        return debug;
    }

    DebugLog debugLog() {
        return debug;
    }

    /** Keeps a captured host until the command has ended. */
    CapturedHost keep(CapturedHost host) {
        captured = Optional.of(host);
        return host;
    }

    /** The command has ended. */
    void close() {
        if (captured.isPresent()) { // a method named here would load the class at the end of every command
            captured.get().close();
            captured = Optional.empty();
        }
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

    /** Text on standard output: on a terminal its lines end between words. */
    void showText(List<String> text) {
        show(Wrapping.lines(text, width()));
    }

    /** Offers what is shown from now on to a pager first, which says whether it has shown it. */
    void pageWith(Predicate<List<String>> taker) {
        pager = Optional.of(taker);
    }

    /** The colours of what is shown, by the value of --color. */
    Paint paint(Optional<String> when) {
        return Colours.of(when, io.outIsTerminal(), io.environment());
    }

    /** By the value of --color the sentences of a failure have a colour from now on. */
    void paintTrouble(Optional<String> when) {
        trouble = Optional.of(Colours.of(when, io.errIsTerminal(), io.environment()));
    }

    /** The terminal tells from now on how wide it is. */
    void measureWith(IntSupplier measured) {
        columns = measured;
    }

    /** How long a line may be that is shown; 0 if it may be of any length. */
    int width() {
        return io.outIsTerminal() ? columns.getAsInt() : 0;
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
        tellTrouble(messages().lines(failure.problems(), prefix, zone));
    }

    /** One sentence on standard error. */
    public void tell(Problem problem, String prefix, String zone) {
        tellText(messages().lines(List.of(problem), prefix, zone));
    }

    /** Text on standard error: on a terminal its lines end between words. */
    void tellText(List<String> text) {
        tell(io.errIsTerminal() ? Wrapping.lines(text, columns.getAsInt()) : text);
    }

    /** What says no: sentences, and the heads of a report. What is indented, advice and entries, has no colour. */
    void tellTrouble(List<String> sentences) {
        if (!io.errIsTerminal() && trouble.isEmpty()) {
            tell(sentences);
            return;
        }
        Paint paint = trouble.orElse(Paint.NONE);
        List<String> lines = new ArrayList<>();
        for (String sentence : sentences) {
            boolean entry = sentence.startsWith("\t");
            boolean advice = entry || sentence.startsWith(" ");
            int width = io.errIsTerminal() && !entry ? columns.getAsInt() : 0;
            Wrapping.lines(List.of(sentence), width).forEach(line -> lines.add(advice ? line : paint.bad(line)));
        }
        tell(lines);
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
            List<String> words = Wrapping.lines(List.of(messages().sentence(question, zone)), width());
            io.out().print(String.join("\n", words) + " ");
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
                watched ? columns : () -> 0);
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
