package org.jzones.cli;

import org.jzones.op.Boot;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm boot}. */
final class BootCommand extends VerbCommand {
    private final PositionalParamSpec arguments = operands("-- ARGS", "Boot arguments for this boot, after --.");

    BootCommand() {
        super("boot", "Boots an installed or ready zone; ARGS are its boot arguments this time.");
    }

    @Override
    int run(VerbContext context) {
        new Boot(context.host()).apply(context.zone(), BootArguments.of(texts(arguments)));
        return ExitStatus.DONE;
    }
}
