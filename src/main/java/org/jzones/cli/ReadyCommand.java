package org.jzones.cli;

import org.jzones.op.Ready;
import picocli.CommandLine.Command;

/** {@code zoneadm ready}. */
@Command(
        name = "ready",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Makes an installed zone ready: it has an id, but runs nothing.")
final class ReadyCommand extends VerbCommand {
    @Override
    int run(VerbContext context) {
        new Ready(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
