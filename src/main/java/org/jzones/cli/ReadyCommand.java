package org.jzones.cli;

import org.jzones.op.Ready;

/** {@code zoneadm ready}. */
final class ReadyCommand extends VerbCommand {
    ReadyCommand() {
        super("ready", "Makes an installed zone ready: it has an id, but runs nothing.");
    }

    @Override
    int run(VerbContext context) {
        new Ready(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
