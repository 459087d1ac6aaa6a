package org.jzones.cli;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jzones.host.Processes;
import org.jzones.model.Failure;

/**
 * How many columns the terminal of this process has: asked of stty when it matters, and again every other second, for windows
 * change; where nothing tells, COLUMNS, or else the usual 80.
 */
public final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final int LEAST = 2;
    private static final long SECONDS = 2;
    private static final String NUMBER = "[0-9]{1,4}";

    /** The terminal at standard error, or else the one that controls this process. */
    private static final List<String> ASK =
            List.of("sh", "-c", "stty size <&2 2>/dev/null || { stty size </dev/tty; } 2>/dev/null");

    private final Map<String, String> environment;
    private int columns;
    private long asked;

    public TerminalWidth(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int getAsInt() {
        long now = System.nanoTime();
        if (columns == 0 || now - asked > TimeUnit.SECONDS.toNanos(SECONDS)) {
            columns = ask().orElseGet(() -> given(environment).orElse(USUAL));
            asked = now;
        }
        return columns;
    }

    /** What COLUMNS says, if that is a number of columns that anything fits in. */
    static OptionalInt given(Map<String, String> environment) {
        String text = environment.getOrDefault("COLUMNS", "");
        return text.matches(NUMBER) ? wide(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private OptionalInt ask() {
        try {
            String size = new Processes().ask(ASK).text().strip();
            boolean told = size.matches(NUMBER + " " + NUMBER);
            return told ? wide(Integer.parseInt(size.substring(size.indexOf(' ') + 1))) : OptionalInt.empty();
        } catch (Failure e) {
            return OptionalInt.empty(); // a machine without these programs does not tell
        }
    }

    private static OptionalInt wide(int number) {
        return number > 0 ? OptionalInt.of(Math.max(LEAST, number)) : OptionalInt.empty();
    }
}
