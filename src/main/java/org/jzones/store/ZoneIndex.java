package org.jzones.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/**
 * The zone index, {@code name:state:zonepath:uuid} a line (spec 1.2), as a value: every line is kept byte for byte, those
 * it does not understand included, until the zone of that line changes.
 */
public final class ZoneIndex {
    /** What a host without an index has. */
    public static final ZoneIndex FRESH = parse("global:installed:/\n".getBytes(StandardCharsets.ISO_8859_1));

    private static final int UUID_LENGTH = 36;

    /** A line with its line end; bytes as ISO 8859-1. */
    private record Line(String raw, Optional<ZoneEntry> entry) {}

    private final List<Line> lines;

    private ZoneIndex(List<Line> lines) {
        this.lines = lines;
    }

    public static ZoneIndex parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            String raw = text.substring(start, end);
            lines.add(new Line(raw, entryOf(raw)));
            start = end;
        }
        return new ZoneIndex(lines);
    }

    /** The zones, global aside, in the order of their lines; of several lines with a name the first. */
    public List<ZoneEntry> entries() {
        List<ZoneEntry> entries = new ArrayList<>();
        java.util.Set<ZoneName> seen = new java.util.HashSet<>();
        for (Line line : lines) {
            if (line.entry().isPresent()) {
                ZoneEntry entry = line.entry().get();
                if (!entry.name().isGlobal() && seen.add(entry.name())) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** Their names, in the same order. */
    public List<String> names() {
        return entries().stream().map(entry -> entry.name().value()).toList();
    }

    public Optional<ZoneEntry> find(ZoneName name) {
        return entries().stream().filter(e -> e.name().equals(name)).findFirst();
    }

    public Optional<ZoneEntry> find(UUID uuid) {
        return entries().stream()
                .filter(e -> e.uuid().filter(uuid::equals).isPresent())
                .findFirst();
    }

    /** The index with this entry, in the place of the zone's line or appended. */
    public ZoneIndex with(ZoneEntry entry) {
        return replacing(entry.name(), entry);
    }

    /** The index with the zone's line now saying this, under a new name perhaps. */
    public ZoneIndex replacing(ZoneName name, ZoneEntry entry) {
        if (find(name).filter(entry::equals).isPresent()) {
            return this;
        }
        List<Line> changed = new ArrayList<>(lines);
        int place = placeOf(name);
        if (place >= 0) {
            String raw = format(entry, lines.get(place).raw());
            changed.set(place, new Line(raw, Optional.of(entry)));
        } else {
            endLastLine(changed);
            changed.add(new Line(format(entry, "\n"), Optional.of(entry)));
        }
        return new ZoneIndex(changed);
    }

    /** The index without any line of the zone. */
    public ZoneIndex without(ZoneName name) {
        return new ZoneIndex(lines.stream().filter(line -> !isOf(line, name)).toList());
    }

    public byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private int placeOf(ZoneName name) {
        for (int i = 0; i < lines.size(); i++) {
            if (isOf(lines.get(i), name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOf(Line line, ZoneName name) {
        return line.entry().filter(e -> e.name().equals(name)).isPresent();
    }

    private static void endLastLine(List<Line> lines) {
        if (!lines.isEmpty()) {
            Line last = lines.get(lines.size() - 1);
            if (!last.raw().endsWith("\n")) {
                lines.set(lines.size() - 1, new Line(last.raw() + "\n", last.entry()));
            }
        }
    }

    private static Optional<ZoneEntry> entryOf(String raw) {
        if (raw.startsWith("#")) {
            return Optional.empty();
        }
        List<String> fields = fields(raw.substring(0, contentLength(raw)));
        if (fields.size() < 3 || !ZoneName.isWellFormed(fields.get(0))) {
            return Optional.empty();
        }
        Optional<ZoneState> state = ZoneState.stored(fields.get(1));
        return state.map(s -> new ZoneEntry(
                new ZoneName(fields.get(0)),
                s,
                utf8(fields.get(2)),
                fields.size() > 3 ? uuid(fields.get(3)) : Optional.empty()));
    }

    /** The fields of a line; one that starts with a quote runs to the next quote. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int quote = line.startsWith("\"", at) ? line.indexOf('"', at + 1) : -1;
            int colon = line.indexOf(':', Math.max(quote, at));
            int end = colon < 0 ? line.length() : colon;
            fields.add(quote > 0 ? line.substring(at + 1, quote) : line.substring(at, end));
            if (colon < 0) {
                return fields;
            }
            at = colon + 1;
        }
    }

    /** The line for an entry, with the further fields and the line end of the old one. */
    private static String format(ZoneEntry entry, String oldRaw) {
        String content = oldRaw.substring(0, contentLength(oldRaw));
        String path = bytesOf(entry.zonepath());
        String quoted = path.indexOf(':') >= 0 || path.startsWith("\"") ? "\"" + path + "\"" : path;
        StringBuilder line =
                new StringBuilder(entry.name() + ":" + entry.state().word() + ":" + quoted + ":");
        entry.uuid().ifPresent(line::append);
        line.append(furtherFields(content));
        String end = oldRaw.substring(content.length());
        return line.append(end.isEmpty() ? "\n" : end).toString();
    }

    /** What follows the fourth field, its colon included. */
    private static String furtherFields(String content) {
        int at = 0;
        for (int field = 0; field < 4; field++) {
            int quote = content.startsWith("\"", at) ? content.indexOf('"', at + 1) : -1;
            int colon = content.indexOf(':', Math.max(quote, at));
            if (colon < 0) {
                return "";
            }
            at = colon + 1;
        }
        return content.substring(at - 1);
    }

    private static int contentLength(String raw) {
        int end = raw.length();
        if (raw.endsWith("\n")) {
            end--;
        }
        if (end > 0 && raw.charAt(end - 1) == '\r') {
            end--;
        }
        return end;
    }

    private static Optional<UUID> uuid(String field) {
        if (field.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(field.toLowerCase(Locale.ROOT));
            return uuid.toString().equalsIgnoreCase(field) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String utf8(String field) {
        return new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
