package org.jzones.cli;

import org.jzones.op.Move;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code zoneadm move}. */
@Command(
        name = "move",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Moves an installed zone to NEWPATH on this host.")
final class MoveCommand extends VerbCommand {
    @Parameters(arity = "1", paramLabel = "NEWPATH", description = "The new zonepath: absolute, and unused so far.")
    String newPath = "";

    @Override
    int run(VerbContext context) {
        try (ProgressLine progress = context.console().progress("move")) {
            new Move(context.host()).apply(context.zone(), newPath, progress);
        }
        return ExitStatus.DONE;
    }
}
