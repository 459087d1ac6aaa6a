package org.jzones.cli;

import picocli.CommandLine.Option;

/** A subcommand of zoneadm: its options, and the one operation it asks for. */
abstract class VerbCommand {
    @Option(
            names = {"-?", "--help"},
            help = true,
            description = "Show this help.")
    boolean help;

    /**
     * Refuses options that do not go together.
     *
     * @param zoneGiven whether -z or -u was given
     * @throws UsageError saying what is wrong
     */
    void check(boolean zoneGiven) {}

    /** Does the work and returns the exit status. */
    abstract int run(VerbContext context);
}
