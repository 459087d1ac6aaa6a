package org.jzones.cli;

import org.jzones.op.Shutdown;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm shutdown}. */
final class ShutdownCommand extends BootingCommand {
    private final OptionSpec reboot = flag("-r", "Boot the zone again, with ARGS as its boot arguments.");

    ShutdownCommand() {
        super("shutdown", "Shuts a running zone down; with -r boots it again.");
    }

    @Override
    void check(boolean zoneGiven) {
        super.check(zoneGiven);
        if (!given(reboot) && hasBootArguments()) {
            throw new UsageError("boot arguments need -r");
        }
    }

    @Override
    int run(VerbContext context) {
        Shutdown shutdown = new Shutdown(context.host());
        if (given(reboot)) {
            shutdown.reboot(context.zone(), bootArguments());
        } else {
            shutdown.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
