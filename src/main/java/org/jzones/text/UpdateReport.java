package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.OneLine;
import org.jzones.model.Pkg;
import org.jzones.model.UpdateExtent;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.model.UpdatePlan.Replacement;

/** What {@code attach -u} would do, and why it does not, in the manner of the report of a refused attach. */
public final class UpdateReport {
    private UpdateReport() {}

    /** The packages to remove, replace and add, and what that means for the zone's files where that is known. */
    public static List<String> plan(UpdatePlan plan, Optional<UpdateExtent> extent) {
        List<String> lines = new ArrayList<>();
        section(lines, "packages to remove", plan.remove(), plan);
        if (!plan.replace().isEmpty()) {
            lines.add("packages to replace");
            plan.replace().forEach(pkg -> replacement(lines, pkg, neededBy(pkg.name(), plan)));
        }
        section(lines, "packages to add", plan.add(), plan);
        if (!plan.missing().isEmpty()) {
            lines.add("packages needed that are not on the local host");
            plan.missing().forEach(missing -> lines.add(entry(missing.name() + needed(missing.neededBy()))));
        }
        extent.ifPresent(e -> {
            lines.add("files");
            lines.add("\t" + e.removed() + " to remove");
            lines.add("\t" + e.taken() + " to take from this host, " + e.bytes() + " bytes");
        });
        if (lines.isEmpty() && !plan.isRefused()) {
            lines.add("no packages to update");
        }
        return lines;
    }

    /** Every package and patch that would be a downgrade. */
    public static List<String> refusals(UpdatePlan plan) {
        List<String> packages = new ArrayList<>();
        List<String> patches = new ArrayList<>();
        for (Refusal refusal : plan.refusals()) {
            if (refusal instanceof PackageDowngrade p) {
                packages.add(entry(p.name() + " (" + p.source() + ") is newer than the one here"));
                packages.add("\t" + entry("(" + p.local() + ")"));
            } else if (refusal instanceof PatchDowngrade p) {
                patches.add(entry(p.id() + " is neither here nor obsoleted"));
                p.local().ifPresent(lower -> patches.add("\t" + entry("(" + lower + ")")));
            }
        }
        List<String> lines = new ArrayList<>();
        if (!packages.isEmpty()) {
            lines.add("source host packages newer than those of the local host");
            lines.addAll(packages);
        }
        if (!patches.isEmpty()) {
            lines.add("source host patches missing on the local host");
            lines.addAll(patches);
        }
        return lines;
    }

    private static void section(List<String> lines, String head, List<Pkg> packages, UpdatePlan plan) {
        if (!packages.isEmpty()) {
            lines.add(head);
            packages.forEach(
                    pkg -> lines.add(entry(pkg.name() + " (" + pkg.version() + ")" + neededBy(pkg.name(), plan))));
        }
    }

    /** Why a package is in the plan that does not matter to the zone. */
    static String neededBy(String name, UpdatePlan plan) {
        return plan.neededBy(name).map(UpdateReport::needed).orElse("");
    }

    static String needed(String by) {
        return ", needed by " + by;
    }

    private static void replacement(List<String> lines, Replacement pkg, String neededBy) {
        if (pkg.from().equals(pkg.to())) {
            String patches = pkg.patches().isEmpty() ? "" : " for " + String.join(" ", pkg.patches());
            lines.add(entry(pkg.name() + " (" + pkg.to() + ")" + patches + neededBy));
        } else {
            lines.add(entry(pkg.name() + " (" + pkg.from() + ")" + neededBy));
            lines.add("\t" + entry("(" + pkg.to() + ")"));
        }
    }

    /** Names and versions come from other hosts, and may hold what a terminal takes for more than text. */
    private static String entry(String text) {
        return "\t" + OneLine.of(text);
    }
}
