package org.jzones.text;

import org.jzones.model.ZoneState;

/**
 * The colours of states and verdicts: green for what is well, yellow for what is on its way or needs a step more, red for
 * what is not. Widths are those of the text alone, so a text is painted after it has been measured, and padded outside.
 */
public final class Paint {
    /** Adds nothing. */
    public static final Paint NONE = new Paint(false);

    /** Those of a terminal that has colours. */
    public static final Paint COLOURS = new Paint(true);

    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;

    private final boolean wanted;

    private Paint(boolean wanted) {
        this.wanted = wanted;
    }

    /** A text that tells the state of a zone. */
    public String state(ZoneState state, String text) {
        if (!wanted) {
            return text;
        }
        return switch (state) {
            case RUNNING -> good(text);
            case READY, SHUTTING_DOWN, DOWN -> fair(text);
            case INCOMPLETE -> bad(text);
            case CONFIGURED, INSTALLED -> text;
        };
    }

    /** A verdict that says yes. */
    public String good(String text) {
        return painted(GREEN, text);
    }

    /** A verdict that says yes, after a step more. */
    public String fair(String text) {
        return painted(YELLOW, text);
    }

    /** A verdict that says no. */
    public String bad(String text) {
        return painted(RED, text);
    }

    private String painted(int colour, String text) {
        return wanted && !text.isEmpty() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
