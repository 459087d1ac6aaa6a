package org.jzones.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jzones.model.MoveChoice;
import org.jzones.model.RemoteMove;
import org.jzones.op.MovePlan;
import org.jzones.op.MoveResult;

/** Plans and results of moves to another machine, for people and as JSON. */
public final class MoveText {
    private MoveText() {}

    /** What a move would do. */
    public static List<String> lines(MovePlan plan) {
        RemoteMove move = plan.move();
        List<String> lines = new ArrayList<>();
        lines.add("zone '" + move.zone() + "' can move to " + move.host()
                + (move.newName().equals(move.zone()) ? "" : " as '" + move.newName() + "'"));
        lines.add(OneLine.of("  files    " + move.zonepath() + " to " + move.newZonepath() + ", " + plan.way()));
        String free = plan.freeKilobytes()
                .map(kb -> ", " + kb / 1024 + " MB free there")
                .orElse("");
        lines.add("  room     " + (plan.kilobytes() + 1023) / 1024 + " MB" + free);
        lines.add("  steps    " + String.join(", ", steps(plan)));
        return lines;
    }

    /** What has become of a move. */
    public static List<String> lines(MoveResult result) {
        RemoteMove move = result.move();
        if (!result.isThere()) {
            return List.of("zone '" + move.zone() + "' is attached here again");
        }
        String name = move.newName().equals(move.zone()) ? "" : " as '" + move.newName() + "'";
        String files = result.copied()
                .map(c -> ": " + c.files() + " files, " + megabytes(c.bytes()) + " MB, by " + c.way())
                .orElse("");
        return List.of("zone '" + move.zone() + "' is on " + move.host() + " now" + name + files);
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) / (1 << 20);
    }

    private static List<String> steps(MovePlan plan) {
        RemoteMove move = plan.move();
        List<String> steps = new ArrayList<>();
        if (move.has(MoveChoice.HALT)) {
            steps.add("halt");
        }
        steps.add("detach");
        if (!move.has(MoveChoice.SHARED)) {
            steps.add("copy");
        }
        steps.add("configure");
        steps.add(move.has(MoveChoice.UPDATE) ? "attach -u" : move.has(MoveChoice.FORCE) ? "attach -F" : "attach");
        if (move.has(MoveChoice.BOOT)) {
            steps.add("boot");
        }
        steps.add(move.has(MoveChoice.DELETE) ? "delete with files" : "delete");
        return steps;
    }

    /** The plan as one JSON object. */
    public static String json(MovePlan plan) {
        Map<String, Object> object = about(plan.move());
        object.put("way", plan.way());
        object.put("bytes", plan.kilobytes() * 1024);
        plan.freeKilobytes().ifPresent(kb -> object.put("free", kb * 1024));
        object.put("steps", steps(plan));
        return value(object);
    }

    /** The result as one JSON object. */
    public static String json(MoveResult result) {
        Map<String, Object> object = about(result.move());
        object.put("result", result.isThere() ? "moved" : "back");
        result.copied().ifPresent(copied -> {
            object.put("way", copied.way());
            object.put("files", copied.files());
            object.put("bytes", copied.bytes());
        });
        return value(object);
    }

    private static Map<String, Object> about(RemoteMove move) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("zone", move.zone().value());
        object.put("host", move.host());
        object.put("newname", move.newName().value());
        object.put("zonepath", move.zonepath());
        object.put("newzonepath", move.newZonepath());
        return object;
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> string(String.valueOf(e.getKey())) + ":" + value(e.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MoveText::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number ? value.toString() : string(String.valueOf(value));
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
