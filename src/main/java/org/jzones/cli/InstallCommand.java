package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Problem;
import org.jzones.op.Install;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm install}. */
final class InstallCommand extends VerbCommand {
    private final OptionSpec without = option("-x", "nodataset", "Accepted for scripts; there are no datasets here.");

    private final OptionSpec directory =
            option("-d", "DIR", "Copy DIR, the root of a Linux such as debootstrap makes; for zones of brand lx.");

    InstallCommand() {
        super("install", "Makes the zone's files from what this host has, or from a directory.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (given(without) && !text(without).equals("nodataset")) {
            throw new UsageError("-x takes nodataset only, not '" + text(without) + "'");
        }
    }

    @Override
    int run(VerbContext context) {
        List<Problem> notes = new ArrayList<>();
        try (ProgressLine progress = context.console().progress("install")) {
            new Install(context.host(), notes::add).apply(context.zone(), value(directory), progress);
        }
        notes.forEach(context::note);
        return ExitStatus.DONE;
    }
}
