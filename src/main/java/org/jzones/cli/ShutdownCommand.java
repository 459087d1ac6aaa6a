package org.jzones.cli;

import java.util.List;
import org.jzones.op.Shutdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zoneadm shutdown}. */
@Command(
        name = "shutdown",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Shuts a running zone down; with -r boots it again.")
final class ShutdownCommand extends VerbCommand {
    @Option(names = "-r", description = "Boot the zone again, with ARGS as its boot arguments.")
    boolean reboot;

    @Parameters(arity = "0..*", paramLabel = "-- ARGS", description = "Boot arguments for this boot, after --.")
    List<String> arguments = List.of();

    @Override
    void check(boolean zoneGiven) {
        if (!reboot && !arguments.isEmpty()) {
            throw new UsageError("boot arguments need -r");
        }
    }

    @Override
    int run(VerbContext context) {
        Shutdown shutdown = new Shutdown(context.host());
        if (reboot) {
            shutdown.reboot(context.zone(), BootArguments.of(arguments));
        } else {
            shutdown.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
