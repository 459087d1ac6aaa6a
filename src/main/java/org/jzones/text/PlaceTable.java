package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.OneLine;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.place.Place.Answer;
import org.jzones.place.Placement;
import org.jzones.place.Placement.Extent;
import org.jzones.place.Placement.Status;

/** What {@code zoneplace} prints: one line a host, the lists of -v below it, the table of --matrix. */
public final class PlaceTable {
    private static final String BELOW = "  ";

    private final Messages messages;
    private final String zone;

    public PlaceTable(Messages messages, String zone) {
        this.messages = messages;
        this.zone = zone;
    }

    /** The answers about the zone of this number, in their order. */
    public List<String> lines(List<Answer> answers, int number, boolean verbose) {
        int width = width(answers);
        List<String> lines = new ArrayList<>();
        for (Answer answer : answers) {
            Placement placement = answer.placements().get(number);
            String head = padded(answer.host(), width) + "  "
                    + padded(placement.status().word(), 7) + "  " + padded(count(answer.zones(), "zone"), 8);
            lines.add((head + "  " + detail(placement)).stripTrailing());
            if (verbose) {
                below(placement).forEach(line -> lines.add(BELOW + line));
            }
        }
        return lines;
    }

    /** Zones down, hosts across. */
    public static List<String> matrix(List<String> zones, List<Answer> answers) {
        int first = Math.max(4, zones.stream().mapToInt(String::length).max().orElse(0));
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(padded("ZONE", first));
        answers.forEach(answer -> head.append("  ").append(padded(answer.host(), cell(answer))));
        lines.add(head.toString().stripTrailing());
        for (int i = 0; i < zones.size(); i++) {
            StringBuilder line = new StringBuilder(padded(zones.get(i), first));
            for (Answer answer : answers) {
                Status status = answer.placements().get(i).status();
                line.append("  ").append(padded(status.word(), cell(answer)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int cell(Answer answer) {
        return Math.max(7, answer.host().length());
    }

    private String detail(Placement placement) {
        List<String> parts = new ArrayList<>();
        Extent extent = placement.extent();
        switch (placement.status()) {
            case READY -> {}
            case UPDATE -> parts.add(changes(extent));
            case NEEDS -> parts.add(count(extent.packages(), "package") + ", " + count(extent.patches(), "patch"));
            case REFUSED -> parts.add(refusal(placement));
        }
        placement.unchecked().forEach(path -> parts.add("whether it has " + OneLine.of(path) + " is not known"));
        return String.join("; ", parts);
    }

    private static String changes(Extent extent) {
        if (extent.removed() + extent.replaced() + extent.added() == 0) {
            return "no package changes";
        }
        return count(extent.removed() + extent.replaced() + extent.added(), "package") + ": " + extent.removed()
                + " to remove, " + extent.replaced() + " to replace, " + extent.added() + " to add";
    }

    private String refusal(Placement placement) {
        if (placement.problems().isEmpty()) {
            return count(placement.extent().downgrades(), "downgrade");
        }
        String first = messages.sentence(placement.problems().get(0), zone);
        int more = placement.problems().size() - 1;
        return more == 0 ? first : first + " (and " + more + " more)";
    }

    private List<String> below(Placement placement) {
        List<String> lines = new ArrayList<>();
        placement.comparison().ifPresent(comparison -> lines.addAll(MismatchReport.lines(comparison)));
        placement.update().ifPresent(plan -> lines.addAll(update(plan)));
        if (placement.problems().size() > 1) {
            placement.problems().forEach(problem -> lines.add(messages.sentence(problem, zone)));
        }
        return lines;
    }

    private static List<String> update(UpdatePlan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.isRefused()) {
            plan.refusals().forEach(refusal -> lines.add(downgrade(refusal)));
        } else {
            plan.remove().forEach(pkg -> lines.add("remove " + pkg.name() + " (" + pkg.version() + ")"));
            plan.replace()
                    .forEach(pkg -> lines.add("replace " + replaced(pkg) + UpdateReport.neededBy(pkg.name(), plan)));
            plan.add()
                    .forEach(pkg -> lines.add("add " + pkg.name() + " (" + pkg.version() + ")"
                            + UpdateReport.neededBy(pkg.name(), plan)));
            plan.missing()
                    .forEach(missing ->
                            lines.add("missing " + missing.name() + UpdateReport.needed(missing.neededBy())));
        }
        return lines.stream().map(OneLine::of).toList();
    }

    private static String replaced(UpdatePlan.Replacement pkg) {
        return pkg.patches().isEmpty()
                ? pkg.name() + " (" + pkg.from() + ") by (" + pkg.to() + ")"
                : pkg.name() + " (" + pkg.to() + ") for " + String.join(" ", pkg.patches());
    }

    private static String downgrade(Refusal refusal) {
        if (refusal instanceof PackageDowngrade p) {
            return "downgrade of " + p.name() + " (" + p.source() + ") to (" + p.local() + ")";
        }
        if (refusal instanceof PatchDowngrade p) {
            return p.local()
                    .map(lower -> "downgrade of " + p.id() + " to (" + lower + ")")
                    .orElse(p.id() + " is neither here nor obsoleted");
        }
        throw new IllegalArgumentException("no downgrade: " + refusal);
    }

    private static int width(List<Answer> answers) {
        return answers.stream().mapToInt(answer -> answer.host().length()).max().orElse(0);
    }

    private static String count(int n, String what) {
        String plural = what.endsWith("ch") ? what + "es" : what + "s";
        return n + " " + (n == 1 ? what : plural);
    }

    private static String padded(String text, int width) {
        String line = OneLine.of(text);
        return line + " ".repeat(Math.max(0, width - line.length()));
    }
}
