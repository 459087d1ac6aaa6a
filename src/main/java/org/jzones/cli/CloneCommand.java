package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.CloneZone;
import org.jzones.op.ZoneSelector;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm clone}. */
final class CloneCommand extends VerbCommand {
    private final OptionSpec method = option("-m", "copy", "How to clone; there is only copy.");

    private final OptionSpec snapshot = option("-s", "SNAPSHOT", "A ZFS snapshot to clone from, which needs ZFS.");

    private final OptionSpec sysidcfg = option(
            "-c",
            "FILE",
            "Copy FILE to etc/sysidcfg of the new zone: the answers to what it asks when it boots first.");

    private final PositionalParamSpec source = operand("SOURCE", "The zone to copy.");

    CloneCommand() {
        super("clone", "Installs the zone as a copy of SOURCE, an installed zone that is not running.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (given(method) && !text(method).equals("copy")) {
            throw new UsageError("-m takes copy only, not '" + text(method) + "'");
        }
    }

    @Override
    int run(VerbContext context) {
        if (given(snapshot)) {
            throw Failure.of(Message.CLONE_SNAPSHOT);
        }
        Optional<byte[]> answers = given(sysidcfg) ? Optional.of(UserFile.bytes(text(sysidcfg))) : Optional.empty();
        List<Problem> notes = new ArrayList<>();
        List<Problem> warnings;
        try (ProgressLine progress = context.console().progress("clone")) {
            warnings = new CloneZone(context.host(), notes::add)
                    .apply(context.zone(), ZoneSelector.ofName(text(source)), answers, progress);
        }
        notes.forEach(context::note);
        warnings.forEach(context::tell);
        return ExitStatus.DONE;
    }
}
