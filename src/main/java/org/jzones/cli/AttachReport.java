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
            lines.add("");
            lines.addAll(context.lines(Problem.of(Message.ATTACH_REFUSED)));
        }
        context.console().tell(lines);
    }
}
