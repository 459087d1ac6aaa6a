package org.jzones.text;

import java.util.List;
import java.util.Locale;
import org.jzones.model.TransferNote;
import org.jzones.transfer.ListMoves.Begun;
import org.jzones.transfer.TransferPlan;
import org.jzones.transfer.TransferResult;

/** What {@code zonemove --json} prints, as docs/json.md describes it. */
public final class TransferJson {
    private final Messages messages;

    public TransferJson(Messages messages) {
        this.messages = messages;
    }

    /** {@code zonemove -n --json}: what a move would do. */
    public String plan(TransferPlan plan) {
        JsonText json = about("movePlan", plan.move());
        json.put("way", plan.way());
        json.put("oldCopy", plan.hasBase());
        json.put("bytes", plan.kilobytes() * 1024);
        plan.freeKilobytes().ifPresent(free -> json.put("free", free * 1024));
        json.put("steps", plan.steps());
        plan.up().ifPresent(state -> json.put("state", state.word()));
        json.put("needsHalt", plan.needsHalt());
        return json.end();
    }

    /** What has become of a move. */
    public String result(TransferResult result) {
        JsonText json = about("move", result.move());
        json.put("result", result.isThere() ? "moved" : "back");
        result.copied().ifPresent(copied -> {
            json.put("way", copied.way());
            json.put("files", copied.files());
            json.put("bytes", copied.bytes());
        });
        result.downtime().ifPresent(down -> json.put("downtimeMilliseconds", down.toMillis()));
        result.left()
                .ifPresent(left -> json.put("left", () -> {
                    json.put("zonepath", left.zonepath());
                    json.put("bytes", left.bytes());
                }));
        JsonReport.problems(json, result.warnings(), result.move().zone().name().value(), messages);
        return json.end();
    }

    /** {@code zonemove --list --json}: the moves that have begun and not ended. */
    public String moves(List<Begun> moves) {
        JsonText json = new JsonText("moves");
        json.put("moves", moves, begun -> {
            json.put("zone", begun.zone().value());
            json.put("underWay", begun.isUnderWay());
            begun.move().ifPresent(move -> {
                json.put("host", move.target().host());
                json.put("newName", move.target().name().value());
                json.put("zonepath", move.zone().zonepath());
                json.put("newZonepath", move.target().zonepath());
                json.put("step", move.step().name().toLowerCase(Locale.ROOT));
            });
            begun.commands().resume().ifPresent(command -> json.put("resume", command));
            begun.commands().abort().ifPresent(command -> json.put("abort", command));
            if (!begun.problems().isEmpty()) {
                JsonReport.problems(json, begun.problems(), begun.zone().value(), messages);
            }
        });
        return json.end();
    }

    private static JsonText about(String kind, TransferNote move) {
        JsonText json = new JsonText(kind);
        json.put("zone", move.zone().name().value());
        json.put("host", move.target().host());
        json.put("newName", move.target().name().value());
        json.put("zonepath", move.zone().zonepath());
        json.put("newZonepath", move.target().zonepath());
        return json;
    }
}
