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
import org.jzones.place.Answer;
import org.jzones.place.Placement;
import org.jzones.place.Placement.Extent;
import org.jzones.place.Placement.Status;

/** What {@code zoneplace} prints: one line a host, and the lists of -v below it. */
public final class PlaceTable {
    private static final String BELOW = "  ";
    /** How wide the column of the status is at least. */
    private static final int USUAL_WORD = 7;

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
        Widths widths = Widths.of(answers, number);
        return answers.stream().map(answer -> line(answer, number, widths)).toList();
    }

    /** The same with what differs, or what an update would do; hosts of which the same is to be said stand together. */
    public List<String> details(List<Answer> answers, int number) {
        Widths widths = Widths.of(answers, number);
        Map<Placement, List<Answer>> alike = new LinkedHashMap<>();
        for (Answer answer : answers) {
            alike.computeIfAbsent(answer.placements().get(number), p -> new ArrayList<>())
                    .add(answer);
        }
        List<String> lines = new ArrayList<>();
        alike.forEach((placement, hosts) -> {
            hosts.forEach(host -> lines.add(line(host, number, widths)));
            below(placement).forEach(line -> lines.add(BELOW + line));
        });
        return lines;
    }

    /** How wide the columns are. */
    private record Widths(int host, int word) {
        private static Widths of(List<Answer> answers, int number) {
            int host = answers.stream()
                    .mapToInt(answer -> answer.host().length())
                    .max()
                    .orElse(0);
            int word = answers.stream()
                    .mapToInt(answer ->
                            answer.placements().get(number).status().word().length())
                    .max()
                    .orElse(0);
            return new Widths(host, Math.max(USUAL_WORD, word));
        }
    }

    private String line(Answer answer, int number, Widths widths) {
        Placement placement = answer.placements().get(number);
        String word = placement.status().word();
        String padding = " ".repeat(widths.word() - word.length());
        String line = padded(answer.host(), widths.host()) + "  " + painted(paint, placement.status(), word) + padding
                + "  " + padded(zones(answer), 8);
        return (line + "  " + detail(placement)).stripTrailing();
    }

    /** How many it has, if that is known. */
    private static String zones(Answer answer) {
        return answer.zones().isPresent() ? count(answer.zones().getAsInt(), "zone") : "";
    }

    /** A text of the colour that goes with the status. */
    static String painted(Paint paint, Status status, String text) {
        return switch (status) {
            case READY -> paint.good(text);
            case UPDATE, PROBABLY -> paint.fair(text);
            case NEEDS, REFUSED, OTHER_PACKAGING -> paint.bad(text);
        };
    }

    private String detail(Placement placement) {
        List<String> parts = new ArrayList<>();
        Extent extent = placement.extent();
        switch (placement.status()) {
            case READY -> {}
            case PROBABLY -> parts.add("what else it has is not known");
            case UPDATE -> parts.add(changes(extent));
            case NEEDS -> parts.add(count(extent.packages(), "package") + ", " + count(extent.patches(), "patch"));
            case REFUSED, OTHER_PACKAGING -> parts.add(refusal(placement));
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

    private static String count(int n, String what) {
        String plural = what.endsWith("ch") ? what + "es" : what + "s";
        return n + " " + (n == 1 ? what : plural);
    }

    private static String padded(String text, int width) {
        String line = OneLine.of(text);
        return line + " ".repeat(Math.max(0, width - line.length()));
    }
}
