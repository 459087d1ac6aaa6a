package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.OneLine;
import org.jzones.model.ZoneRow;
import org.jzones.model.ZoneStatus;

/** What {@code zoneadm list} prints: names, the table of -v, the fields of -p (spec 3.1). */
public final class ZoneTable {
    private static final int[] WIDTHS = {-4, 16, 10, 30, 8, 6};

    private static final String HEADER = columns("ID", "NAME", "STATUS", "PATH", "BRAND", "IP");

    private ZoneTable() {}

    /** Names, one a line. */
    public static List<String> plain(List<ZoneRow> rows) {
        return rows.stream().map(row -> row.name().value()).toList();
    }

    /** Header and aligned columns. */
    public static List<String> verbose(List<ZoneRow> rows, Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        rows.forEach(row -> lines.add(columns(row, paint)));
        return lines;
    }

    /** The same with a last column that says what the state does not: detached, moving to HOST. */
    public static List<String> withNotes(List<ZoneStatus> zones, Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER + " NOTE");
        zones.forEach(zone -> lines.add(columns(zone.row(), paint) + " " + note(zone)));
        return lines;
    }

    private static String note(ZoneStatus zone) {
        List<String> notes = new ArrayList<>();
        if (zone.detached()) {
            notes.add("detached");
        }
        zone.movingTo().ifPresent(there -> notes.add("moving to " + there));
        zone.comingBackFrom().ifPresent(there -> notes.add("coming back from " + there));
        return notes.isEmpty() ? "-" : OneLine.of(String.join(", ", notes));
    }

    private static String columns(ZoneRow row, Paint paint) {
        String state = row.state().word();
        String padding = " ".repeat(Math.max(0, WIDTHS[2] - state.length()));
        return columns(
                id(row),
                row.name().value(),
                paint.state(row.state(), state) + padding,
                OneLine.of(row.zonepath()),
                row.brand().orElse("-"),
                ipType(row));
    }

    /** Seven fields a zone, with {@code :} in the path as {@code \:}. */
    public static List<String> parseable(List<ZoneRow> rows) {
        List<String> lines = new ArrayList<>();
        for (ZoneRow row : rows) {
            lines.add(String.join(
                    ":",
                    id(row),
                    row.name().value(),
                    row.state().word(),
                    OneLine.of(row.zonepath()).replace(":", "\\:"),
                    row.uuid(),
                    row.brand().orElse("-"),
                    ipType(row)));
        }
        return lines;
    }

    private static String ipType(ZoneRow row) {
        return row.ipType()
                .map(type -> type.equals("exclusive") ? "excl" : type)
                .orElse("-");
    }

    private static String id(ZoneRow row) {
        return row.id().map(String::valueOf).orElse("-");
    }

    /** {@code %4s %-16s %-10s %-30s %-8s %-6s}. */
    private static String columns(String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(Math.max(0, Math.abs(WIDTHS[i]) - cells[i].length()));
            line.append(i == 0 ? "" : " ").append(WIDTHS[i] < 0 ? padding + cells[i] : cells[i] + padding);
        }
        return line.toString();
    }
}
