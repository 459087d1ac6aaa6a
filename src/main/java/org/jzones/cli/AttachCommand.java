package org.jzones.cli;

import java.util.List;
import org.jzones.model.Comparison;
import org.jzones.op.Attach;
import org.jzones.text.JsonReport;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm attach}. */
final class AttachCommand extends VerbCommand {
    private final OptionSpec force =
            flag("-F", "Attach without comparing anything; a manifest is kept as SUNWattached.xml.");

    private final OptionSpec manifest = option(
            "-n", "FILE", "Only check the manifest in FILE (- for standard input) against this host; needs no zone.");

    private final OptionSpec json = jsonOption();

    AttachCommand() {
        super(
                "attach",
                "Takes up a detached zone, after checking that this host has the packages and patches it depends on.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (given(force) && given(manifest)) {
            throw new UsageError("-F and -n do not go together");
        }
        if (given(json) && !given(manifest)) {
            throw new UsageError("--json goes with -n only");
        }
    }

    @Override
    int run(VerbContext context) {
        Attach attach = new Attach(context.host());
        if (given(force)) {
            attach.force(context.zone());
            return ExitStatus.DONE;
        }
        Comparison comparison =
                given(manifest) ? dryRun(attach, text(manifest), context.console()) : attach.apply(context.zone());
        if (given(json)) {
            context.console().show(List.of(JsonReport.attach("", comparison)));
            return comparison.isCompatible() ? ExitStatus.DONE : ExitStatus.FAILED;
        }
        if (comparison.isCompatible()) {
            return ExitStatus.DONE;
        }
        AttachReport.tell(comparison, given(manifest), context);
        return ExitStatus.FAILED;
    }

    private static Comparison dryRun(Attach attach, String file, Console console) {
        try (UserFile opened = UserFile.open(file, console.io())) {
            return attach.plan(opened.stream(), opened.name());
        }
    }
}
