package org.jzones.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jzones.file.Progress;
import org.jzones.model.Problem;

/**
 * A line on standard error that says how far a command has come, if that is a terminal; nothing at all otherwise (spec 3). A
 * thread of its own writes it again and again, so that it lives while the work waits. A bar whose work is done stays, full;
 * what goes on without a bar is said in a line that goes again.
 */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final Optional<PrintStream> terminal;
    private final String task;
    private final Function<Problem, String> sentences;
    private final IntSupplier columns;

    private Optional<Bar> bar = Optional.empty();
    private Optional<String> phase = Optional.empty();
    private boolean isQuiet;
    private long since;
    /** How many columns of the line are taken. */
    private int shown;

    private Optional<Thread> writer = Optional.empty();
    private boolean isOpen = true;

    private static final class Bar {
        private final String unit;
        private final long total;
        private long count;
        private boolean wasShown;

        Bar(String unit, long total) {
            this.unit = unit;
            this.total = total;
        }
    }

    /**
     * @param terminal where somebody watches, if anywhere
     * @param sentences says what goes on
     * @param columns how wide the terminal is at the moment
     */
    ProgressLine(
            Optional<PrintStream> terminal, String task, Function<Problem, String> sentences, IntSupplier columns) {
        this.terminal = terminal;
        this.task = task;
        this.sentences = sentences;
        this.columns = columns;
    }

    @Override
    public boolean isWatched() {
        return terminal.isPresent();
    }

    @Override
    public synchronized void expect(String unit, long total) {
        finishBar();
        if (isWatched()) {
            // what goes on is said until there is something to count
            bar = Optional.of(new Bar(unit, total));
            begin();
        }
    }

    @Override
    public synchronized void advance(long by) {
        bar.ifPresent(b -> b.count += by);
    }

    @Override
    public synchronized void phase(Problem what) {
        done();
        if (isWatched()) {
            phase = Optional.of(task + ": " + sentences.apply(what));
            isQuiet = false;
            begin();
        }
    }

    @Override
    public synchronized void quietPhase(Problem what) {
        phase(what);
        if (isWatched()) {
            isQuiet = true;
            // what the other program asks stands behind it
            String text = phase.orElseThrow() + " ";
            write(text.substring(0, Math.min(text.length(), width())), "");
        }
    }

    @Override
    public synchronized void done() {
        finishBar();
        phase = Optional.empty();
        clear();
    }

    private void finishBar() {
        bar.filter(b -> b.wasShown).ifPresent(b -> write(frame(b, true), "\n"));
        bar = Optional.empty();
    }

    /** Takes the line off the terminal, for other things to be written there. */
    synchronized void clear() {
        if (shown > 0) {
            write("", "\r");
        }
    }

    /** Ends it: a bar whose work was not done stays as it is. */
    @Override
    public synchronized void close() {
        bar.filter(b -> b.wasShown).ifPresent(b -> write(frame(b, false), "\n"));
        bar = Optional.empty();
        phase = Optional.empty();
        clear();
        isOpen = false;
        notifyAll();
    }

    private void begin() {
        since = System.nanoTime();
        if (writer.isEmpty()) {
            Thread thread = new Thread(this::writeAgainAndAgain, "progress");
            thread.setDaemon(true);
            thread.start();
            writer = Optional.of(thread);
        }
    }

    private synchronized void writeAgainAndAgain() {
        while (isOpen) {
            try {
                wait(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return; // nobody does that; without this thread the work goes on unseen
            }
            if (isOpen) {
                writeNow();
            }
        }
    }

    private void writeNow() {
        if (bar.isPresent() && bar.get().count > 0) {
            bar.get().wasShown = true;
            write(frame(bar.get(), false), "\r");
        } else if (phase.isPresent() && !isQuiet) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
            String text = phase.get() + ", " + seconds + " s";
            // what other programs have to say is written over it
            write(text.substring(0, Math.min(text.length(), width())), "\r");
        }
    }

    private String frame(Bar now, boolean isDone) {
        return new ProgressFrame(task, now.unit, now.count, now.total, isDone, System.nanoTime() - since).line(width());
    }

    /** The last column stays empty: some terminals go to the next line there. */
    private int width() {
        return columns.getAsInt() - 1;
    }

    private void write(String text, String end) {
        terminal.ifPresent(stream -> {
            stream.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())) + end);
            stream.flush();
        });
        shown = end.equals("\n") ? 0 : text.length();
    }
}
