package org.jzones.cli;

import org.jzones.op.Halt;
import picocli.CommandLine.Command;

/** {@code zoneadm halt}. */
@Command(name = "halt", sortOptions = false, synopsisHeading = "usage: ", description = "Halts a zone at once.")
final class HaltCommand extends VerbCommand {
    @Override
    int run(VerbContext context) {
        new Halt(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
