package org.jzones.cli;

import java.time.Duration;
import java.util.List;
import org.jzones.model.Numbers;
import org.jzones.model.Problem;
import org.jzones.op.Shutdown;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm shutdown}. */
final class ShutdownCommand extends VerbCommand {
    /** In seconds: a day. */
    private static final int LONGEST = 86_400;

    private final OptionSpec patience =
            option("-t", "SECONDS", "Give the zone so long before it is brought down at once; 60 if not given.");

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
        if (given(patience) && !isTime(text(patience))) {
            throw new UsageError("-t takes seconds, from 0 to " + LONGEST + ", not '" + text(patience) + "'");
        }
    }

    private static boolean isTime(String text) {
        return Numbers.isDigits(text) && text.length() < 9 && Integer.parseInt(text) <= LONGEST;
    }

    @Override
    int run(VerbContext context) {
        Shutdown shutdown = new Shutdown(context.host());
        Duration time = given(patience) ? Duration.ofSeconds(Integer.parseInt(text(patience))) : Shutdown.PATIENCE;
        List<Problem> notes = given(reboot)
                ? shutdown.reboot(context.zone(), time, arguments.text(List.of()))
                : shutdown.apply(context.zone(), time);
        notes.forEach(context::tell);
        return ExitStatus.DONE;
    }
}
