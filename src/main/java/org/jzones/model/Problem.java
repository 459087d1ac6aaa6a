package org.jzones.model;

import java.util.List;

/** One thing that is wrong: which message, and what it is about. The wording is made in {@code text}. */
public record Problem(Message message, List<String> details) {
    public Problem {
        details = List.copyOf(details);
    }

    public static Problem of(Message message, Object... details) {
        return new Problem(
                message, java.util.Arrays.stream(details).map(String::valueOf).toList());
    }
}
