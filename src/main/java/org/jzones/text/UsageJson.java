package org.jzones.text;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jzones.model.Usage;
import org.jzones.model.Usage.Limit;
import org.jzones.model.ZoneUsage;

/** What {@code zonestat --json} prints, as docs/json.md describes it. */
public final class UsageJson {
    private UsageJson() {}

    /** @param time in seconds since 1970 */
    public static String usage(long time, List<ZoneUsage> zones) {
        JsonText json = new JsonText("usage");
        json.put("time", Instant.ofEpochSecond(time).toString());
        json.put("zones", zones, zone -> {
            Usage usage = zone.usage();
            json.put("name", zone.zone().value());
            zone.load()
                    .ifPresentOrElse(
                            load -> json.put("cpuPercent", UsageTable.rounded(load)), () -> json.putNull("cpuPercent"));
            put(json, "memory", usage.memory());
            put(json, "memoryLimit", usage.memoryLimit());
            put(json, "processes", usage.processes());
            put(json, "processLimit", usage.processLimit());
            put(json, "bytesIn", usage.received());
            put(json, "bytesOut", usage.sent());
            usage.age()
                    .ifPresentOrElse(
                            age -> json.put("uptime", TimeUnit.NANOSECONDS.toSeconds(age)),
                            () -> json.putNull("uptime"));
        });
        return json.end();
    }

    private static void put(JsonText json, String name, OptionalLong number) {
        number.ifPresentOrElse(value -> json.put(name, value), () -> json.putNull(name));
    }

    private static void put(JsonText json, String name, Limit limit) {
        if (limit.isKnown() && limit.most().isEmpty()) {
            json.put(name, UsageTable.NO_LIMIT);
        } else {
            put(json, name, limit.most());
        }
    }
}
