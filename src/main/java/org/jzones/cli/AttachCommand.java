package org.jzones.cli;

import org.jspecify.annotations.Nullable;
import org.jzones.model.Comparison;
import org.jzones.op.Attach;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zoneadm attach}. */
@Command(
        name = "attach",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description =
                "Takes up a detached zone, after checking that this host has the packages and patches it depends on.")
final class AttachCommand extends VerbCommand {
    @Option(names = "-F", description = "Attach without comparing anything; a manifest is kept as SUNWattached.xml.")
    boolean force;

    @Option(
            names = "-n",
            paramLabel = "FILE",
            description = "Only check the manifest in FILE (- for standard input) against this host; needs no zone.")
    @Nullable
    String manifest;

    @Override
    void check(boolean zoneGiven) {
        if (force && manifest != null) {
            throw new UsageError("-F and -n do not go together");
        }
    }

    @Override
    int run(VerbContext context) {
        Attach attach = new Attach(context.host());
        if (force) {
            attach.force(context.zone());
            return ExitStatus.DONE;
        }
        Comparison comparison =
                manifest == null ? attach.apply(context.zone()) : dryRun(attach, manifest, context.console());
        if (comparison.isCompatible()) {
            return ExitStatus.DONE;
        }
        AttachReport.tell(comparison, manifest != null, context);
        return ExitStatus.FAILED;
    }

    private static Comparison dryRun(Attach attach, String file, Console console) {
        try (UserFile opened = UserFile.open(file, console.io())) {
            return attach.plan(opened.stream(), opened.name());
        }
    }
}
