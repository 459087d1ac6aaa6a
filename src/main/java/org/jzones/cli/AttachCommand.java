package org.jzones.cli;

import java.util.List;
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

    @Option(names = "-u", description = "Bring the packages of the zone to the level of this host first.")
    boolean update;

    @Option(
            names = "-b",
            paramLabel = "PATCHID",
            description = "With -u: ignore this patch of the source, which need not be here; may be repeated.")
    List<String> ignored = List.of();

    @Option(names = "--dry-run", description = "Only say what attach would find, or with -u do, and change nothing.")
    boolean dryRun;

    @Override
    void check(boolean zoneGiven) {
        String other = manifest != null ? "-n" : update ? "-u" : "--dry-run";
        if (force && (manifest != null || update || dryRun)) {
            throw new UsageError("-F and " + other + " do not go together");
        }
        if (!ignored.isEmpty() && !update) {
            throw new UsageError("-b goes with -u only");
        }
    }

    @Override
    int run(VerbContext context) {
        Attach attach = new Attach(context.host());
        if (update) {
            return new AttachUpdate(context, ignored).run(manifest, dryRun);
        }
        if (force) {
            attach.force(context.zone());
            return ExitStatus.DONE;
        }
        Comparison comparison = compare(attach, context);
        if (comparison.isCompatible()) {
            return ExitStatus.DONE;
        }
        AttachReport.tell(comparison, manifest != null, context);
        return ExitStatus.FAILED;
    }

    private Comparison compare(Attach attach, VerbContext context) {
        if (manifest == null) {
            return dryRun ? attach.plan(context.zone()) : attach.apply(context.zone());
        }
        try (UserFile opened = UserFile.open(manifest, context.console().io())) {
            return attach.plan(opened.stream(), opened.name());
        }
    }
}
