package org.jzones.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.CloneZone;
import org.jzones.op.ZoneSelector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zoneadm clone}. */
@Command(
        name = "clone",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Installs the zone as a copy of SOURCE, an installed zone that is not running.")
final class CloneCommand extends VerbCommand {
    @Option(names = "-m", paramLabel = "copy", description = "How to clone; there is only copy.")
    @Nullable
    String method;

    @Option(names = "-s", paramLabel = "SNAPSHOT", description = "A ZFS snapshot to clone from, which needs ZFS.")
    @Nullable
    String snapshot;

    @Parameters(arity = "1", paramLabel = "SOURCE", description = "The zone to copy.")
    String source = "";

    @Override
    void check(boolean zoneGiven) {
        if (method != null && !method.equals("copy")) {
            throw new UsageError("-m takes copy only, not '" + method + "'");
        }
    }

    @Override
    int run(VerbContext context) {
        if (snapshot != null) {
            throw Failure.of(Message.CLONE_SNAPSHOT);
        }
        List<Problem> warnings;
        try (ProgressLine progress = context.console().progress("clone")) {
            warnings = new CloneZone(context.host()).apply(context.zone(), ZoneSelector.ofName(source), progress);
        }
        String zone = context.zone().typed();
        warnings.forEach(warning -> context.console().tell(warning, Zoneadm.prefix(context.zone()), zone));
        return ExitStatus.DONE;
    }
}
