package org.jzones.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jzones.model.Usage;
import org.jzones.model.Usage.Limit;
import org.jzones.model.ZoneUsage;

/** What {@code zonestat} prints: a table for people, and the fields of -p. */
public final class UsageTable {
    private static final String UNKNOWN = "-";
    /** How a limit is shown that there is not. */
    static final String NO_LIMIT = "none";

    private static final int SHORTEST_NAME = 16;
    private static final int[] WIDTHS = {6, 6, 6, 6, 6, 6, 6, 10};
    private static final String UNITS = "KMGTPE";
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);
    private static final BigDecimal WITH_DECIMAL = new BigDecimal("9.95");

    private UsageTable() {}

    /** Header and aligned columns. */
    public static List<String> table(List<ZoneUsage> zones) {
        int name = zones.stream().mapToInt(zone -> zone.zone().value().length()).reduce(SHORTEST_NAME, Math::max);
        List<String> lines = new ArrayList<>();
        lines.add(columns(name, "NAME", "CPU%", "MEMORY", "LIMIT", "PROCS", "LIMIT", "IN", "OUT", "UPTIME"));
        for (ZoneUsage zone : zones) {
            Usage usage = zone.usage();
            lines.add(columns(
                    name,
                    zone.zone().value(),
                    load(zone.load()),
                    shown(usage.memory(), UsageTable::size),
                    limit(usage.memoryLimit(), UsageTable::size),
                    shown(usage.processes(), Long::toString),
                    limit(usage.processLimit(), Long::toString),
                    shown(usage.received(), UsageTable::size),
                    shown(usage.sent(), UsageTable::size),
                    shown(usage.age(), UsageTable::age)));
        }
        return lines;
    }

    /** Nine fields a zone, none of which can hold a {@code :}; bytes and seconds in full. */
    public static List<String> parseable(List<ZoneUsage> zones) {
        List<String> lines = new ArrayList<>();
        for (ZoneUsage zone : zones) {
            Usage usage = zone.usage();
            lines.add(String.join(
                    ":",
                    zone.zone().value(),
                    load(zone.load()),
                    shown(usage.memory(), Long::toString),
                    limit(usage.memoryLimit(), Long::toString),
                    shown(usage.processes(), Long::toString),
                    limit(usage.processLimit(), Long::toString),
                    shown(usage.received(), Long::toString),
                    shown(usage.sent(), Long::toString),
                    shown(usage.age(), nanos -> Long.toString(TimeUnit.NANOSECONDS.toSeconds(nanos)))));
        }
        return lines;
    }

    private static String shown(OptionalLong number, LongFunction<String> text) {
        return number.isPresent() ? text.apply(number.getAsLong()) : UNKNOWN;
    }

    private static String limit(Limit limit, LongFunction<String> text) {
        return limit.isKnown() && limit.most().isEmpty() ? NO_LIMIT : shown(limit.most(), text);
    }

    private static String load(OptionalDouble percent) {
        return percent.isPresent() ? rounded(percent.getAsDouble()).toPlainString() : UNKNOWN;
    }

    /** To one decimal. */
    static BigDecimal rounded(double percent) {
        return BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_UP);
    }

    /** At most five characters: {@code 512}, {@code 9.5M}, {@code 300G}. */
    private static String size(long bytes) {
        BigDecimal number = BigDecimal.valueOf(bytes);
        int unit = -1;
        while (number.setScale(0, RoundingMode.HALF_UP).compareTo(STEP) >= 0) {
            number = number.divide(STEP);
            unit++;
        }
        int decimals = unit >= 0 && number.compareTo(WITH_DECIMAL) < 0 ? 1 : 0;
        return number.setScale(decimals, RoundingMode.HALF_UP) + (unit < 0 ? "" : UNITS.substring(unit, unit + 1));
    }

    /** As ps(1) has it: {@code 05:12}, {@code 03:05:12}, {@code 2-03:05:12}. */
    private static String age(long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        long days = TimeUnit.SECONDS.toDays(seconds);
        long hours = TimeUnit.SECONDS.toHours(seconds) % 24;
        String rest = two(TimeUnit.SECONDS.toMinutes(seconds) % 60) + ":" + two(seconds % 60);
        return days > 0 ? days + "-" + two(hours) + ":" + rest : hours > 0 ? two(hours) + ":" + rest : rest;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    private static String columns(int name, String first, String... cells) {
        StringBuilder line = new StringBuilder(first).append(" ".repeat(Math.max(0, name - first.length())));
        for (int i = 0; i < cells.length; i++) {
            line.append(' ')
                    .append(" ".repeat(Math.max(0, WIDTHS[i] - cells[i].length())))
                    .append(cells[i]);
        }
        return line.toString();
    }
}
