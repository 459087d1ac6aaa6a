package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Comparison;
import org.jzones.model.Difference;
import org.jzones.model.Difference.PackageExtra;
import org.jzones.model.Difference.PackageMismatch;
import org.jzones.model.Difference.PackageMissing;
import org.jzones.model.Difference.PatchExtra;
import org.jzones.model.Difference.PatchMismatch;
import org.jzones.model.Difference.PatchMissing;
import org.jzones.model.OneLine;

/** The report of a refused attach (PSARC 2006/030, spec 4.5): four sections, those without entries left out. */
public final class MismatchReport {
    private MismatchReport() {}

    public static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        if (comparison.counted() > 0) {
            lines.add(counts(comparison));
        }
        section(lines, "source host packages inconsistent with local host", comparison.sourcePackages());
        section(lines, "local host packages inconsistent with source host", comparison.localPackages());
        section(lines, "source host patches inconsistent with local host", comparison.sourcePatches());
        section(lines, "local host patches inconsistent with source host", comparison.localPatches());
        return lines;
    }

    /** For a comparison of so many packages that the sections do not tell how much it is. */
    private static String counts(Comparison comparison) {
        long missing = comparison.sourcePackages().stream()
                .filter(PackageMissing.class::isInstance)
                .count();
        return "of " + comparison.counted() + " packages of the source host " + missing + " are not installed and "
                + (comparison.sourcePackages().size() - missing) + " have another version; "
                + comparison.localPackages().size() + " of this host were not installed";
    }

    private static void section(List<String> lines, String head, List<Difference> differences) {
        if (!differences.isEmpty()) {
            lines.add(head);
            List<String> entries = new ArrayList<>();
            differences.forEach(difference -> entry(entries, difference));
            entries.forEach(line -> lines.add(indented(line)));
        }
    }

    /** Names and versions come from other hosts, and may hold what a terminal takes for more than text. */
    private static String indented(String line) {
        int tabs = line.startsWith("\t\t") ? 2 : 1;
        return line.substring(0, tabs) + OneLine.of(line.substring(tabs));
    }

    private static void entry(List<String> lines, Difference difference) {
        if (difference instanceof PackageMismatch p) {
            lines.add("\t" + p.name() + " (" + p.source() + ") version mismatch");
            lines.add("\t\t(" + p.local() + ")");
        } else if (difference instanceof PackageMissing p) {
            lines.add("\t" + p.name() + " (" + p.version() + ") is not installed");
        } else if (difference instanceof PackageExtra p) {
            lines.add("\t" + p.name() + " (" + p.version() + ") was not installed");
        } else if (difference instanceof PatchMismatch p) {
            lines.add("\t" + p.base() + " (" + p.revision() + ") version mismatch");
            lines.add("\t\t(" + p.local() + ")");
        } else if (difference instanceof PatchMissing p) {
            lines.add("\t" + p.id() + " is not installed");
        } else if (difference instanceof PatchExtra p) {
            lines.add("\t" + p.id() + " was not installed");
        }
    }
}
