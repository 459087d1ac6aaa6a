package org.jzones.cli;

import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneEntry;
import org.jzones.op.Uninstall;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm uninstall}. */
final class UninstallCommand extends VerbCommand {
    private final OptionSpec force = flag("-F", "Do not ask.");

    UninstallCommand() {
        super("uninstall", "Removes the zone's files; asks first.");
    }

    @Override
    int run(VerbContext context) {
        Console console = context.console();
        String zone = context.zone().typed();
        Uninstall uninstall = new Uninstall(context.host());
        ZoneEntry entry = uninstall.plan(context.zone());
        if (!given(force) && !confirmed(console, zone)) {
            return ExitStatus.DONE;
        }
        Optional<Problem> stays;
        try (ProgressLine progress = console.progress("uninstall")) {
            stays = uninstall.apply(entry, progress);
        }
        stays.ifPresent(context::tell);
        return ExitStatus.DONE;
    }

    private static boolean confirmed(Console console, String zone) {
        return console.ask(Problem.of(Message.ASK_UNINSTALL), zone)
                .orElseThrow(() -> Failure.of(Message.UNINSTALL_NEEDS_FORCE));
    }
}
