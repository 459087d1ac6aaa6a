package org.jzones.cli;

import java.util.List;
import org.jzones.op.Boot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code zoneadm boot}. */
@Command(
        name = "boot",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Boots an installed or ready zone; ARGS are its boot arguments this time.")
final class BootCommand extends VerbCommand {
    @Parameters(arity = "0..*", paramLabel = "-- ARGS", description = "Boot arguments for this boot, after --.")
    List<String> arguments = List.of();

    @Override
    int run(VerbContext context) {
        new Boot(context.host()).apply(context.zone(), BootArguments.of(arguments));
        return ExitStatus.DONE;
    }
}
