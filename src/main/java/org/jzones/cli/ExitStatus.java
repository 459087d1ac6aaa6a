package org.jzones.cli;

import org.jzones.model.ProblemKind;

/** The exit statuses of all commands (spec 2.1, 3). */
public final class ExitStatus {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    /** With --exit-codes: what was named is missing or broken. */
    private static final int INPUT = 3;

    /** With --exit-codes: there is no host root, or no software database in it. */
    private static final int HOST = 4;

    private ExitStatus() {}

    /** With --exit-codes: what a command ends with that has failed for this. */
    static int of(ProblemKind kind) {
        return switch (kind) {
            case REFUSED, STATE, BUSY -> FAILED;
            case INPUT -> INPUT;
            case HOST -> HOST;
        };
    }
}
