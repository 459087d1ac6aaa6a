package org.jzones.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.text.Paint;

/** Whether there are colours: the one place that decides, by --color, NO_COLOR and what the terminal is. */
final class Colours {
    /** The values of --color. */
    static final List<String> WHEN = List.of("auto", "always", "never");

    private Colours() {}

    /**
     * The colours of a stream.
     *
     * @param when the value of --color; without it as with auto
     * @param terminal whether the stream is one
     * @throws UsageError if --color has no such value
     */
    static Paint of(Optional<String> when, boolean terminal, Map<String, String> environment) {
        return switch (when.orElse("auto")) {
            case "always" -> Paint.COLOURS;
            case "never" -> Paint.NONE;
            case "auto" -> terminal && hasColours(environment) ? Paint.COLOURS : Paint.NONE;
            default ->
                throw new UsageError("--color is one of " + String.join(", ", WHEN) + ", not '" + when.get() + "'");
        };
    }

    private static boolean hasColours(Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", "");
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !terminal.isEmpty() && !terminal.equals("dumb");
    }
}
