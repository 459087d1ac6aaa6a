package org.jzones.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jzones.model.OneLine;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.place.Place.Answer;
import org.jzones.place.Placement;
import org.jzones.place.Placement.Extent;
import org.jzones.place.Placement.Status;

/** What {@code zoneplace} prints: one line a host, and the lists of -v below it. */
public final class PlaceTable {
    private static final String BELOW = "  ";
    private static final int LONGEST_WORD = 7;

    private final Messages messages;
    private final String zone;
    private final Paint paint;

    public PlaceTable(Messages messages, String zone, Paint paint) {
        this.messages = messages;
        this.zone = zone;
        this.paint = paint;
    }

    /** The answers about the zone of this number, in their order. */
    public List<String> lines(List<Answer> answers, int number) {
        int width = width(answers);
        return answers.stream().map(answer -> line(answer, number, width)).toList();
    }

    /** The same with what differs, or what an update would do; hosts of which the same is to be said stand together. */
    public List<String> details(List<Answer> answers, int number) {
        int width = width(answers);
        Map<Placement, List<Answer>> alike = new LinkedHashMap<>();
        for (Answer answer : answers) {
            alike.computeIfAbsent(answer.placements().get(number), p -> new ArrayList<>())
                    .add(answer);
        }
        List<String> lines = new ArrayList<>();
        alike.forEach((placement, hosts) -> {
            hosts.forEach(host -> lines.add(line(host, number, width)));
            below(placement).forEach(line -> lines.add(BELOW + line));
        });
        return lines;
    }

    private String line(Answer answer, int number, int width) {
        Placement placement = answer.placements().get(number);
        String word = placement.status().word();
        String padding = " ".repeat(Math.max(0, LONGEST_WORD - word.length()));
        String line = padded(answer.host(), width) + "  " + painted(paint, placement.status(), word) + padding + "  "
                + padded(count(answer.zones(), "zone"), 8);
        return (line + "  " + detail(placement)).stripTrailing();
    }

    /** A text of the colour that goes with the status. */
    static String painted(Paint paint, Status status, String text) {
        return switch (status) {
            case READY -> paint.good(text);
            case UPDATE -> paint.fair(text);
            case NEEDS, REFUSED -> paint.bad(text);
        };
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
        if (extent.changed() == 0) {
            return "no package changes";
        }
        return count(extent.changed(), "package") + ": " + extent.removed() + " to remove, " + extent.replaced()
                + " to replace, " + extent.added() + " to add";
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
