package org.jzones.cli;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jzones.model.Comparison;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.UpdatePlan;
import org.jzones.op.ArchiveAttach;
import org.jzones.op.ArchiveAttach.Found;
import org.jzones.op.UpdateAttach.Preview;
import org.jzones.text.JsonReport;

/** {@code zoneadm attach -a}, with and without {@code -u}, and the rehearsals of both. */
final class AttachArchive {
    private final VerbContext context;
    private final String archive;
    private final InputStream in;
    private final boolean isRehearsal;
    private final boolean json;
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private final ArchiveAttach attach;

    AttachArchive(VerbContext context, String archive, boolean isRehearsal, boolean json) {
        this.context = context;
        this.archive = archive;
        this.in = context.console().io().in();
        this.isRehearsal = isRehearsal;
        this.json = json;
        this.attach = new ArchiveAttach(context.host(), warnings::add, notes::add);
    }

    int run() {
        Found found;
        try (ProgressLine progress = context.console().progress("attach")) {
            found = isRehearsal
                    ? attach.plan(context.zone(), archive, in, progress)
                    : attach.apply(context.zone(), archive, in, progress);
        }
        tellWarnings();
        Comparison comparison = found.comparison();
        if (json) {
            context.console().show(List.of(JsonReport.attach(context.zone().typed(), comparison)));
        } else if (!comparison.isCompatible()) {
            List<Problem> why =
                    found.directories().isEmpty() ? List.of(Problem.of(Message.ARCHIVE_REFUSED)) : found.directories();
            AttachReport.tell(comparison, why, context);
        }
        return comparison.isCompatible() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    /** @param ignored ids of patches of the archive that need not be here */
    int update(Set<String> ignored) {
        UpdatePlan plan;
        try (ProgressLine progress = context.console().progress("attach")) {
            plan = isRehearsal
                    ? attach.planUpdate(context.zone(), archive, in, ignored, progress)
                    : attach.applyUpdate(context.zone(), archive, in, ignored, progress);
        }
        tellWarnings();
        AttachUpdate update = new AttachUpdate(context, List.of(), json);
        return isRehearsal ? update.rehearsed(new Preview(plan, Optional.empty()), true) : update.done(plan);
    }

    private void tellWarnings() {
        warnings.forEach(context::tell);
        notes.forEach(context::note);
    }
}
