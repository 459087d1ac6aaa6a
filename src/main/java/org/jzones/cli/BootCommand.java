package org.jzones.cli;

import org.jzones.op.Boot;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm boot}. */
final class BootCommand extends BootingCommand {
    private final OptionSpec single = flag("-s", "Boot to single user: the same as -- -s.");

    BootCommand() {
        super("boot", "Boots an installed or ready zone; ARGS are its boot arguments this time.");
    }

    @Override
    int run(VerbContext context) {
        new Boot(context.host()).apply(context.zone(), given(single) ? bootArguments("-s") : bootArguments());
        return ExitStatus.DONE;
    }
}
