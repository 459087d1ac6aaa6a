package org.jzones.cli;

import picocli.CommandLine.Option;

/** Options every command takes in front. */
final class HostOptions {
    @Option(names = "-R", paramLabel = "DIR", description = "Work on the host whose root is DIR, an absolute path.")
    @org.jspecify.annotations.Nullable
    String root;

    @Option(
            names = {"-?", "--help"},
            help = true,
            description = "Show this help.")
    boolean help;

    @Option(names = "--debug", description = "Log what goes on, for finding faults.")
    boolean debug;
}
