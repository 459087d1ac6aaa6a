package org.jzones.cli;

import java.util.List;
import org.jzones.model.Problem;
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
        List<Problem> warnings;
        try (ProgressLine progress = context.console().progress("move")) {
            warnings = new Move(context.host()).apply(context.zone(), text(newPath), progress);
        }
        warnings.forEach(context::tell);
        return ExitStatus.DONE;
    }
}
