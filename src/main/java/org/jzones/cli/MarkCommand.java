package org.jzones.cli;

import org.jzones.op.Mark;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm mark}. */
final class MarkCommand extends VerbCommand {
    private final PositionalParamSpec state = operand("incomplete", "The state to mark it with.");

    MarkCommand() {
        super("mark", "Marks an installed zone as incomplete, so that it has to be uninstalled.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (!text(state).equals("incomplete")) {
            throw new UsageError("a zone can be marked incomplete only, not '" + text(state) + "'");
        }
    }

    @Override
    int run(VerbContext context) {
        new Mark(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
