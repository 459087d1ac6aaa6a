package org.jzones.cli;

import org.jzones.op.Reboot;

/** {@code zoneadm reboot}. */
final class RebootCommand extends BootingCommand {
    RebootCommand() {
        super("reboot", "Halts a running zone and boots it again, under a new id.");
    }

    @Override
    int run(VerbContext context) {
        new Reboot(context.host()).apply(context.zone(), bootArguments());
        return ExitStatus.DONE;
    }
}
