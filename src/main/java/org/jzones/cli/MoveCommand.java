package org.jzones.cli;

import org.jzones.op.Move;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm move}. */
final class MoveCommand extends VerbCommand {
    private final PositionalParamSpec newPath = operand("NEWPATH", "The new zonepath: absolute, and unused so far.");

    MoveCommand() {
        super("move", "Moves an installed zone to NEWPATH on this host.");
    }

    @Override
    int run(VerbContext context) {
        try (ProgressLine progress = context.console().progress("move")) {
            new Move(context.host()).apply(context.zone(), text(newPath), progress);
        }
        return ExitStatus.DONE;
    }
}
