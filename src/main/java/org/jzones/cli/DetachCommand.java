package org.jzones.cli;

import java.util.List;
import org.jzones.op.Detach;
import org.jzones.store.ManifestStore;
import org.jzones.text.JsonReport;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm detach}. */
final class DetachCommand extends VerbCommand {
    private final OptionSpec dryRun =
            flag("-n", "Print the manifest and change nothing; the zone may be in any state.");

    private final OptionSpec json = jsonOption();

    DetachCommand() {
        super(
                "detach",
                "Writes what the zone depends on into its zonepath and lets go of it, so that it can be moved.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (given(json) && !given(dryRun)) {
            throw new UsageError("--json goes with -n only");
        }
    }

    @Override
    boolean onlyReads() {
        return given(dryRun);
    }

    @Override
    int run(VerbContext context) {
        if (given(dryRun)) {
            context.tellUnfinished();
        }
        Detach detach = new Detach(context.host());
        if (given(json)) {
            context.console().show(List.of(JsonReport.detach(detach.plan(context.zone()))));
        } else if (given(dryRun)) {
            byte[] manifest = ManifestStore.bytes(detach.plan(context.zone()));
            context.console().io().out().write(manifest, 0, manifest.length);
        } else {
            detach.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
