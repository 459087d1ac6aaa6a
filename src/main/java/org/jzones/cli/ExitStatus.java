package org.jzones.cli;

/** The exit statuses of all commands (spec 2.1, 3). */
public final class ExitStatus {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    private ExitStatus() {}
}
