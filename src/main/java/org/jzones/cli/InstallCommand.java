package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.Install;
import org.jzones.op.Install.Installed;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm install}. */
final class InstallCommand extends VerbCommand {
    private final OptionSpec without = option("-x", "nodataset", "Accepted for scripts; there are no datasets here.");

    InstallCommand() {
        super("install", "Makes the zone's files from the packages of this host.");
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
        Installed installed;
        try (ProgressLine progress = context.console().progress("install")) {
            installed = new Install(context.host(), notes::add).apply(context.zone(), progress);
        }
        notes.add(Problem.of(Message.INSTALL_COUNTS, installed.packages(), installed.copied(), installed.absent()));
        notes.forEach(context::note);
        return ExitStatus.DONE;
    }
}
