package org.jzones.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.host.Processes;
import org.jzones.model.Failure;

/** How many columns the terminal at standard error has: asked of stty again every other second, for windows change. */
final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final int LEAST = 2;
    private static final long SECONDS = 2;
    private static final Pattern SIZE = Pattern.compile("\\d{1,4} (\\d{1,4})\\s*");

    private final Processes processes = new Processes();
    private int columns;
    private long asked;

    @Override
    public int getAsInt() {
        long now = System.nanoTime();
        if (columns == 0 || now - asked > TimeUnit.SECONDS.toNanos(SECONDS)) {
            columns = Math.max(LEAST, ask());
            asked = now;
        }
        return columns;
    }

    private int ask() {
        try {
            Matcher size = SIZE.matcher(processes
                    .ask(List.of("sh", "-c", "stty size <&2 2>/dev/null"))
                    .text());
            int answer = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            return answer > 0 ? answer : USUAL;
        } catch (Failure e) {
            return USUAL; // a machine without these programs has terminals of the usual width, we hope
        }
    }
}
