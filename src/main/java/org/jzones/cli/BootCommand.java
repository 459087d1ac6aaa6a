package org.jzones.cli;

import java.util.List;
import org.jzones.op.Boot;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm boot}. */
final class BootCommand extends VerbCommand {
    private final OptionSpec single = flag("-s", "Boot to single user: the same as -- -s.");

    private final BootArguments arguments = new BootArguments(this);

    BootCommand() {
        super("boot", "Boots an installed or ready zone; ARGS are its boot arguments this time.");
    }

    @Override
    List<String> ours(List<String> words) {
        return arguments.take(words);
    }

    @Override
    void check(boolean zoneGiven) {
        arguments.check();
    }

    @Override
    int run(VerbContext context) {
        List<String> inFront = given(single) ? List.of("-s") : List.of();
        new Boot(context.host()).apply(context.zone(), arguments.text(inFront));
        return ExitStatus.DONE;
    }
}
