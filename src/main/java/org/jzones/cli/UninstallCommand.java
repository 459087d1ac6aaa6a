package org.jzones.cli;

import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneEntry;
import org.jzones.op.Uninstall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zoneadm uninstall}. */
@Command(
        name = "uninstall",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Removes the zone's files; asks first.")
final class UninstallCommand extends VerbCommand {
    @Option(names = "-F", description = "Do not ask.")
    boolean force;

    @Override
    int run(VerbContext context) {
        Console console = context.console();
        String zone = context.zone().typed();
        Uninstall uninstall = new Uninstall(context.host());
        ZoneEntry entry = uninstall.plan(context.zone());
        if (!force && !confirmed(console, zone)) {
            return ExitStatus.DONE;
        }
        List<String> stayed;
        try (ProgressLine progress = console.progress("uninstall")) {
            stayed = uninstall.apply(entry, progress);
        }
        if (!stayed.isEmpty()) {
            Problem left = Problem.of(Message.UNINSTALL_LEFT, entry.zonepath(), String.join(", ", stayed));
            console.tell(left, Zoneadm.prefix(context.zone()), zone);
        }
        return ExitStatus.DONE;
    }

    private static boolean confirmed(Console console, String zone) {
        return console.ask(Problem.of(Message.ASK_UNINSTALL), zone)
                .orElseThrow(() -> Failure.of(Message.UNINSTALL_NEEDS_FORCE));
    }
}
