package org.jzones.cli;

import org.jzones.op.Ready;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm ready}. */
final class ReadyCommand extends VerbCommand {
    private final OptionSpec only = flag("-n", "Print what the zone would be made of, and do nothing.");

    ReadyCommand() {
        super("ready", "Makes an installed zone ready: it has an id, but runs nothing.");
    }

    @Override
    int run(VerbContext context) {
        Ready ready = new Ready(context.host());
        if (given(only)) {
            context.console().show(ready.plan(context.zone()).lines().toList());
        } else {
            ready.apply(context.zone());
        }
        return ExitStatus.DONE;
    }
}
