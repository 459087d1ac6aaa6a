package org.jzones.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one exception that ends a command as expected: it carries the problems, in the order they are told. */
public final class Failure extends RuntimeException {
    private final transient List<Problem> problems;

    public Failure(List<Problem> problems) {
        this(problems, null);
    }

    private Failure(List<Problem> problems, @Nullable Throwable cause) {
        super(null, cause, false, false);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failure without a problem");
        }
        this.problems = List.copyOf(problems);
    }

    public static Failure of(Message message, Object... details) {
        return new Failure(List.of(Problem.of(message, details)));
    }

    /** The same failure, with what has led to it for whoever looks for a fault. */
    public Failure causedBy(Throwable cause) {
        return new Failure(problems, cause);
    }

    /** Throws a failure if there is any problem. */
    public static void ifAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Failure(problems);
        }
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        return problems.toString();
    }
}
