package org.jzones.cli;

import java.util.List;
import org.jzones.op.Shutdown;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm shutdown}. */
final class ShutdownCommand extends VerbCommand {
    private final OptionSpec reboot = flag("-r", "Boot the zone again, with ARGS as its boot arguments.");

    private final BootArguments arguments = new BootArguments(this);

    ShutdownCommand() {
        super("shutdown", "Shuts a running zone down; with -r boots it again.");
    }

    @Override
    List<String> ours(List<String> words) {
        return arguments.take(words);
    }

    @Override
    void check(boolean zoneGiven) {
        arguments.check();
        if (!given(reboot) && arguments.areGiven()) {
            throw new UsageError("boot arguments need -r");
        }
    }

    @Override
    int run(VerbContext context) {
        Shutdown shutdown = new Shutdown(context.host());
        if (given(reboot)) {
            shutdown.reboot(context.zone(), arguments.text(List.of()));
        } else {
            shutdown.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
