package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Comparison;
import org.jzones.model.Problem;
import org.jzones.text.MismatchReport;

/** Tells why an attach was refused: the report, an empty line, advice (spec 4.5). */
final class AttachReport {
    private AttachReport() {}

    /** @param why what is said below the report; with nothing there is no empty line either */
    static void tell(Comparison comparison, List<Problem> why, VerbContext context) {
        List<String> lines = new ArrayList<>(MismatchReport.lines(comparison));
        if (!why.isEmpty()) {
            lines.add("");
            lines.addAll(context.lines(why));
        }
        context.console().tellTrouble(lines);
    }
}
