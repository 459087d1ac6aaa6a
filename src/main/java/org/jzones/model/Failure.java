package org.jzones.model;

import java.util.List;

/** The one exception that ends a command as expected: it carries the problems, in the order they are told. */
public final class Failure extends RuntimeException {
    private final transient List<Problem> problems;

    public Failure(List<Problem> problems) {
        super(null, null, false, false);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failure without a problem");
        }
        this.problems = List.copyOf(problems);
    }

    public static Failure of(Message message, Object... details) {
        return new Failure(List.of(Problem.of(message, details)));
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
