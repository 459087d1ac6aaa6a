package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Comparison;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.text.MismatchReport;

/** Tells why an attach was refused: the report, an empty line, advice (spec 4.5). */
final class AttachReport {
    private AttachReport() {}

    static void tell(Comparison comparison, boolean dryRun, VerbContext context) {
        List<String> lines = new ArrayList<>(MismatchReport.lines(comparison));
        if (!dryRun) {
            String zone = context.zone().typed();
            Problem refused = Problem.of(Message.ATTACH_REFUSED);
            lines.add("");
            lines.addAll(context.console().messages().lines(List.of(refused), Zoneadm.prefix(context.zone()), zone));
        }
        context.console().tell(lines);
    }
}
