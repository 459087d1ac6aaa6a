package org.jzones.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.Usage;
import org.jzones.model.Usage.Limit;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneUsage;
import org.jzones.support.Documents;

/** The table of zonestat, its fields for programs, and its document. */
class UsageTableTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private static OptionalLong of(long number) {
        return OptionalLong.of(number);
    }

    private static final ZoneUsage DB = new ZoneUsage(
            new ZoneName("db"),
            OptionalDouble.of(137.449),
            new Usage(
                    1,
                    of(TimeUnit.HOURS.toNanos(51) + TimeUnit.SECONDS.toNanos(312)),
                    1,
                    of(1),
                    of(412L << 20),
                    Limit.of(512L << 20),
                    of(38),
                    Limit.of(200),
                    of(9_961_472),
                    of(21L << 20)));

    private static final ZoneUsage WEB = new ZoneUsage(
            new ZoneName("web"),
            OptionalDouble.of(0),
            new Usage(1, of(999_999_999), 1, of(1), of(0), Limit.NONE, of(1), Limit.NONE, of(0), of(1023)));

    private static final ZoneUsage DARK = new ZoneUsage(
            new ZoneName("dark"),
            OptionalDouble.empty(),
            new Usage(1, UNKNOWN, 1, UNKNOWN, UNKNOWN, Limit.UNKNOWN, UNKNOWN, Limit.UNKNOWN, UNKNOWN, UNKNOWN));

    @Test
    void theTableTellsUnknownFromNone() {
        assertEquals("""
                NAME               CPU% MEMORY  LIMIT  PROCS  LIMIT     IN    OUT     UPTIME
                dark                  -      -      -      -      -      -      -          -
                db                137.4   412M   512M     38    200   9.5M    21M 2-03:05:12
                web                 0.0      0   none      1   none      0   1023      00:00
                """, String.join("\n", UsageTable.table(List.of(DARK, DB, WEB))) + "\n");
        assertEquals(1, UsageTable.table(List.of()).size());
    }

    @Test
    void programsGetWholeNumbers() {
        assertEquals(
                List.of(
                        "dark:-:-:-:-:-:-:-:-",
                        "db:137.4:432013312:536870912:38:200:9961472:22020096:183912",
                        "web:0.0:0:none:1:none:0:1023:0"),
                UsageTable.parseable(List.of(DARK, DB, WEB)));
    }

    @Test
    void theDocumentFitsTheSchema() throws IOException {
        JsonNode zones = new Documents()
                .read("usage", UsageJson.usage(1_000_000_000, List.of(DARK, DB, WEB)))
                .path("zones");
        assertEquals(
                "{\"name\":\"dark\",\"cpuPercent\":null,\"memory\":null,\"memoryLimit\":null,\"processes\":null,"
                        + "\"processLimit\":null,\"bytesIn\":null,\"bytesOut\":null,\"uptime\":null}",
                zones.path(0).toString());
        assertEquals(
                "{\"name\":\"db\",\"cpuPercent\":137.4,\"memory\":432013312,\"memoryLimit\":536870912,\"processes\":38,"
                        + "\"processLimit\":200,\"bytesIn\":9961472,\"bytesOut\":22020096,\"uptime\":183912}",
                zones.path(1).toString());
        assertEquals("none", zones.path(2).path("memoryLimit").asText(""));
        assertEquals("none", zones.path(2).path("processLimit").asText(""));
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1.0K",
        "1536, 1.5K",
        "10188, 9.9K",
        "10189, 10K",
        "1048063, 1023K",
        "1048064, 1.0M",
        "104857600, 100M",
        "9223372036854775807, 8.0E",
    })
    void sizesHaveTheUnitThatFits(long bytes, String shown) {
        Usage usage = new Usage(1, UNKNOWN, 1, UNKNOWN, of(bytes), Limit.NONE, UNKNOWN, Limit.NONE, UNKNOWN, UNKNOWN);
        String line = UsageTable.table(List.of(new ZoneUsage(new ZoneName("z"), OptionalDouble.empty(), usage)))
                .get(1);
        assertEquals(shown, line.split(" +")[2]);
    }

    @ParameterizedTest
    @CsvSource({"59, 00:59", "60, 01:00", "3599, 59:59", "3600, 01:00:00", "86399, 23:59:59", "8640000, 100-00:00:00"})
    void agesAreThoseOfPs(long seconds, String shown) {
        Usage usage = new Usage(
                1,
                of(TimeUnit.SECONDS.toNanos(seconds)),
                1,
                UNKNOWN,
                UNKNOWN,
                Limit.NONE,
                UNKNOWN,
                Limit.NONE,
                UNKNOWN,
                UNKNOWN);
        String line = UsageTable.table(List.of(new ZoneUsage(new ZoneName("z"), OptionalDouble.empty(), usage)))
                .get(1);
        assertEquals(shown, line.split(" +")[8]);
    }

    @Test
    void aLongNameMovesTheColumnsOfAll() {
        ZoneUsage longest = new ZoneUsage(new ZoneName("z".repeat(63)), WEB.load(), WEB.usage());
        List<String> table = UsageTable.table(List.of(WEB, longest));
        assertEquals(1, table.stream().map(String::length).distinct().count());
    }
}
