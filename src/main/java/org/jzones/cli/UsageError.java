package org.jzones.cli;

/** Options that do not go together, in a way that picocli cannot say. */
final class UsageError extends RuntimeException {
    private final String problem;

    UsageError(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
