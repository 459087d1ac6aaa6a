package org.jzones.cli;

import org.jzones.op.Shutdown;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm shutdown}. */
final class ShutdownCommand extends VerbCommand {
    private final OptionSpec reboot = flag("-r", "Boot the zone again, with ARGS as its boot arguments.");

    private final PositionalParamSpec arguments = operands("-- ARGS", "Boot arguments for this boot, after --.");

    ShutdownCommand() {
        super("shutdown", "Shuts a running zone down; with -r boots it again.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (!given(reboot) && !texts(arguments).isEmpty()) {
            throw new UsageError("boot arguments need -r");
        }
    }

    @Override
    int run(VerbContext context) {
        Shutdown shutdown = new Shutdown(context.host());
        if (given(reboot)) {
            shutdown.reboot(context.zone(), BootArguments.of(texts(arguments)));
        } else {
            shutdown.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
