package org.jzones.cli;

import java.util.List;
import org.jzones.op.Reboot;

/** {@code zoneadm reboot}. */
final class RebootCommand extends VerbCommand {
    private final BootArguments arguments = new BootArguments(this);

    RebootCommand() {
        super("reboot", "Halts a running zone and boots it again, under a new id.");
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
        new Reboot(context.host()).apply(context.zone(), arguments.text(List.of()));
        return ExitStatus.DONE;
    }
}
