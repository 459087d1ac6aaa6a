package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jzones.model.OneLine;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.transfer.ListMoves.Begun;
import org.jzones.transfer.TransferPlan;
import org.jzones.transfer.TransferResult;

/** Plans and results of moves to another machine, for people. */
public final class TransferText {
    private TransferText() {}

    /** What a move would do. */
    public static List<String> lines(TransferPlan plan) {
        TransferNote move = plan.move();
        List<String> lines = new ArrayList<>();
        lines.add(
                "zone '" + move.zone().name() + "' can move to " + move.target().host()
                        + (move.target().name().equals(move.zone().name())
                                ? ""
                                : " as '" + move.target().name() + "'"));
        lines.add(OneLine.of(
                "  files    " + move.zone().zonepath() + " to " + move.target().zonepath() + ", " + plan.way()
                        + (plan.hasBase() ? ", onto its own old copy there" : "")));
        String free = plan.freeKilobytes()
                .map(kb -> ", " + kb / 1024 + " MB free there")
                .orElse("");
        lines.add("  room     " + (plan.kilobytes() + 1023) / 1024 + " MB" + free);
        lines.add("  steps    " + String.join(", ", plan.steps()));
        if (plan.needsHalt()) {
            String state = plan.up().orElseThrow().word();
            lines.add("  state    " + state + "; the move needs --halt");
        }
        return lines;
    }

    /** What has become of a move. */
    public static List<String> lines(TransferResult result) {
        TransferNote move = result.move();
        if (!result.isThere()) {
            return List.of("zone '" + move.zone().name() + "' is attached here again");
        }
        String name = move.target().name().equals(move.zone().name())
                ? ""
                : " as '" + move.target().name() + "'";
        String files = result.copied()
                .map(c -> ": " + c.files() + " files, " + megabytes(c.bytes()) + " MB, by " + c.way())
                .orElse("");
        List<String> lines = new ArrayList<>();
        lines.add("zone '" + move.zone().name() + "' is on " + move.target().host() + " now" + name + files);
        result.downtime()
                .ifPresent(down -> lines.add(String.format(
                        Locale.ROOT,
                        "  it was down for %.1f seconds, from its halt here to its boot there",
                        down.toMillis() / 1000.0)));
        result.left()
                .ifPresent(left -> lines.add(OneLine.of("  " + megabytes(left.bytes()) + " MB of it still lie here, in "
                        + left.zonepath() + "; a move back starts from them")));
        return lines;
    }

    /** A move that has begun and not ended: where it is, and the commands that go on. */
    public static List<String> lines(Begun begun) {
        TransferNote move = begun.move().orElseThrow();
        String there = move.target().host();
        List<String> lines = new ArrayList<>();
        lines.add("zone '" + begun.zone() + "' to " + there + ": "
                + (begun.isUnderWay() ? "under way, " : "stopped while ") + step(move.step(), there));
        if (begun.isUnderWay()) {
            return lines;
        }
        begun.commands().resume().ifPresent(command -> lines.add("  to go on with it: " + command));
        begun.commands()
                .abort()
                .ifPresent(command ->
                        lines.add((move.step() == TransferStep.CLEAN ? "  to end it: " : "  to bring the zone back: ")
                                + command));
        return lines;
    }

    private static String step(TransferStep step, String there) {
        return switch (step) {
            case BULK -> "copying its files a first time; it is here as it was";
            case DETACH -> "detaching it here";
            case COPY -> "copying its files";
            case CONFIGURE -> "configuring it there";
            case ATTACH -> "attaching it there; whether it is attached has to be asked of " + there;
            case BOOT -> "booting it there; it is attached there";
            case SETTLE -> "forgetting it here; it is attached there";
            case BACK -> "attaching it here again";
            case CLEAN -> "removing from " + there + " what was made there; it is attached here";
        };
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) / (1 << 20);
    }
}
