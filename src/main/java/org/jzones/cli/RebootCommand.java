package org.jzones.cli;

import org.jzones.op.Reboot;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm reboot}. */
final class RebootCommand extends VerbCommand {
    private final PositionalParamSpec arguments = operands("-- ARGS", "Boot arguments for this boot, after --.");

    RebootCommand() {
        super("reboot", "Halts a running zone and boots it again, under a new id.");
    }

    @Override
    int run(VerbContext context) {
        new Reboot(context.host()).apply(context.zone(), BootArguments.of(texts(arguments)));
        return ExitStatus.DONE;
    }
}
