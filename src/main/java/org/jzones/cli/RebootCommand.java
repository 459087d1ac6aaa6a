package org.jzones.cli;

import java.util.List;
import org.jzones.op.Reboot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code zoneadm reboot}. */
@Command(
        name = "reboot",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Halts a running zone and boots it again, under a new id.")
final class RebootCommand extends VerbCommand {
    @Parameters(arity = "0..*", paramLabel = "-- ARGS", description = "Boot arguments for this boot, after --.")
    List<String> arguments = List.of();

    @Override
    int run(VerbContext context) {
        new Reboot(context.host()).apply(context.zone(), BootArguments.of(arguments));
        return ExitStatus.DONE;
    }
}
