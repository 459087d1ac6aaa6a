package org.jzones.cli;

import org.jzones.op.Mark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code zoneadm mark}. */
@Command(
        name = "mark",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Marks an installed zone as incomplete, so that it has to be uninstalled.")
final class MarkCommand extends VerbCommand {
    @Parameters(arity = "1", paramLabel = "incomplete", description = "The state to mark it with.")
    String state = "";

    @Override
    void check(boolean zoneGiven) {
        if (!state.equals("incomplete")) {
            throw new UsageError("a zone can be marked incomplete only, not '" + state + "'");
        }
    }

    @Override
    int run(VerbContext context) {
        new Mark(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
