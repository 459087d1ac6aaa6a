package org.jzones.cli;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jzones.file.Progress;

/** A progress bar on standard error, if that is a terminal; nothing at all otherwise (spec 3). */
final class ProgressLine implements Progress, AutoCloseable {
    private static final int WIDTH = 79;
    private static final long MEGABYTE = 1L << 20;
    /** Less is done before anybody could read a bar. */
    private static final long WORTH_A_BAR = 8 * MEGABYTE;

    private final Optional<PrintStream> terminal;
    private final String task;
    private Optional<ProgressBar> bar = Optional.empty();

    ProgressLine(Optional<PrintStream> terminal, String task) {
        this.terminal = terminal;
        this.task = task;
    }

    @Override
    public boolean isWatched() {
        return terminal.isPresent();
    }

    @Override
    public void expect(String unit, long total) {
        close();
        boolean worthIt = total >= (unit.equals("bytes") ? WORTH_A_BAR : 1);
        bar = terminal.filter(stream -> worthIt).map(stream -> {
            ProgressBarBuilder builder = ProgressBar.builder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH));
            return (unit.equals("bytes") ? builder.setUnit(" MB", MEGABYTE).showSpeed() : builder).build();
        });
    }

    @Override
    public void advance(long by) {
        bar.ifPresent(b -> b.stepBy(by));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
