package org.jzones.cli;

import org.jzones.op.Detach;
import org.jzones.store.ManifestStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zoneadm detach}. */
@Command(
        name = "detach",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Writes what the zone depends on into its zonepath and lets go of it, so that it can be moved.")
final class DetachCommand extends VerbCommand {
    @Option(names = "-n", description = "Print the manifest and change nothing; the zone may be in any state.")
    boolean dryRun;

    @Override
    int run(VerbContext context) {
        Detach detach = new Detach(context.host());
        if (dryRun) {
            byte[] manifest = ManifestStore.bytes(detach.plan(context.zone()));
            context.console().io().out().write(manifest, 0, manifest.length);
        } else {
            detach.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
