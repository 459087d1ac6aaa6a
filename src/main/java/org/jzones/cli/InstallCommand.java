package org.jzones.cli;

import org.jspecify.annotations.Nullable;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.Install;
import org.jzones.store.ZoneFiller.Filled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zoneadm install}. */
@Command(
        name = "install",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Makes the zone's files from the packages of this host.")
final class InstallCommand extends VerbCommand {
    @Option(names = "-x", paramLabel = "nodataset", description = "Accepted for scripts; there are no datasets here.")
    @Nullable
    String without;

    @Override
    void check(boolean zoneGiven) {
        if (without != null && !without.equals("nodataset")) {
            throw new UsageError("-x takes nodataset only, not '" + without + "'");
        }
    }

    @Override
    int run(VerbContext context) {
        Filled filled;
        try (ProgressLine progress = context.console().progress("install")) {
            filled = new Install(context.host()).apply(context.zone(), progress);
        }
        if (context.console().io().errIsTerminal()) {
            Problem counts = Problem.of(Message.INSTALL_COUNTS, filled.packages(), filled.copied(), filled.absent());
            context.console()
                    .tell(counts, Zoneadm.prefix(context.zone()), context.zone().typed());
        }
        return ExitStatus.DONE;
    }
}
