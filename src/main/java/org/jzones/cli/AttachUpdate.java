package org.jzones.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.UpdatePlan;
import org.jzones.op.UpdateAttach;
import org.jzones.op.UpdateAttach.Preview;
import org.jzones.text.JsonReport;
import org.jzones.text.UpdateReport;

/** {@code zoneadm attach -u}, and its two rehearsals. */
final class AttachUpdate {
    private final VerbContext context;
    private final boolean json;
    private final List<Problem> notes = new ArrayList<>();
    private final UpdateAttach attach;

    AttachUpdate(VerbContext context, List<String> ignored, boolean json) {
        this.json = json;
        this.context = context;
        this.attach = new UpdateAttach(context.host(), new HashSet<>(ignored), context::tell, notes::add);
    }

    /** @param manifest of a zone from elsewhere; none for the zone that was named */
    int run(Optional<String> manifest, boolean dryRun) {
        if (manifest.isEmpty() && !dryRun) {
            return apply();
        }
        return rehearsed(
                manifest.isEmpty() ? attach.plan(context.zone()) : fromFile(manifest.get()), manifest.isEmpty());
    }

    /**
     * Tells what would be done.
     *
     * @param ofZone false of a zone from elsewhere
     */
    int rehearsed(Preview preview, boolean ofZone) {
        if (json) {
            String zone = context.zone().typed();
            context.console().show(List.of(JsonReport.update(zone, preview.packages(), preview.extent())));
            return preview.packages().isRefused() ? ExitStatus.FAILED : ExitStatus.DONE;
        }
        context.console().show(UpdateReport.plan(preview.packages(), preview.extent()));
        return verdict(preview.packages(), ofZone);
    }

    private int apply() {
        UpdatePlan plan;
        try (ProgressLine progress = context.console().progress("update")) {
            plan = attach.apply(context.zone(), progress);
        }
        notes.forEach(context::note);
        return done(plan);
    }

    /** Tells what has been done, or why not. */
    int done(UpdatePlan plan) {
        if (!plan.isRefused()) {
            plan.missing()
                    .forEach(missing ->
                            context.tell(Problem.of(Message.UPDATE_NEEDS, missing.neededBy(), missing.name())));
        }
        return verdict(plan, true);
    }

    private Preview fromFile(String manifest) {
        try (UserFile opened = UserFile.manifest(manifest, context.console().io())) {
            return attach.plan(opened.stream(), opened.name());
        }
    }

    /** The refusals, an empty line and advice, if there are any. */
    private int verdict(UpdatePlan plan, boolean ofZone) {
        if (!plan.isRefused()) {
            return ExitStatus.DONE;
        }
        List<String> lines = new ArrayList<>(UpdateReport.refusals(plan));
        if (ofZone) {
            lines.add("");
            lines.addAll(context.lines(List.of(Problem.of(Message.UPDATE_REFUSED))));
        }
        context.console().tellTrouble(lines);
        return ExitStatus.FAILED;
    }
}
