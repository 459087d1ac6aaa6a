package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** Each row of the table of what does not go together: each half alone is fine, both are not. */
class TogetherTest {
    /** A row, its two halves, and what is told of both. */
    record Row(Together row, UnaryOperator<ZoneConfig> one, UnaryOperator<ZoneConfig> other, Problem told) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        Together.POOL_AND_DEDICATED_CPU,
                        set(GlobalProperty.POOL, "p"),
                        TogetherTest::dedicated,
                        notTogether("pool", "dedicated-cpu")),
                new Row(
                        Together.SHARES_AND_DEDICATED_CPU,
                        TogetherTest::shares,
                        TogetherTest::dedicated,
                        notTogether("cpu-shares", "dedicated-cpu")),
                new Row(
                        Together.CAPPED_AND_DEDICATED_CPU,
                        zone -> Resources.add(
                                zone, Resource.of(ResourceType.CAPPED_CPU).with("ncpus", "1.50")),
                        TogetherTest::dedicated,
                        notTogether("capped-cpu", "dedicated-cpu")),
                new Row(
                        Together.SHARES_AND_CLASS,
                        TogetherTest::shares,
                        set(GlobalProperty.SCHEDULING_CLASS, "TS"),
                        notTogether("cpu-shares", "scheduling-class=TS")),
                new Row(
                        Together.LOCKED_AND_PHYSICAL,
                        memory("locked", "1048577"),
                        memory("physical", "1048576"),
                        notTogether("capped-memory locked", "a physical that is less")),
                new Row(
                        Together.INHERITED_AND_BRAND,
                        zone -> zone.adding(
                                Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", "/usr")),
                        set(GlobalProperty.BRAND, "solaris10"),
                        notTogether("inherit-pkg-dir", "brand=solaris10")),
                new Row(
                        Together.LIMITPRIV_AND_BRAND,
                        set(GlobalProperty.LIMITPRIV, "default,!cap_net_raw,NET_ADMIN,proc_info"),
                        set(GlobalProperty.BRAND, "native"),
                        Problem.of(Message.PRIVILEGE_UNKNOWN, "limitpriv", "'!cap_net_raw', 'NET_ADMIN'")));
    }

    private static ZoneConfig dedicated(ZoneConfig zone) {
        return Resources.add(zone, Resource.of(ResourceType.DEDICATED_CPU).with("ncpus", "2"));
    }

    private static ZoneConfig shares(ZoneConfig zone) {
        return Resources.withAlias(zone, RctlAlias.CPU_SHARES, "5");
    }

    private static UnaryOperator<ZoneConfig> set(GlobalProperty property, String value) {
        return zone -> zone.with(property, value);
    }

    private static UnaryOperator<ZoneConfig> memory(String property, String bytes) {
        return zone -> {
            List<Resource> there = Resources.of(zone, ResourceType.CAPPED_MEMORY);
            Resource memory = there.isEmpty() ? Resource.of(ResourceType.CAPPED_MEMORY) : there.get(0);
            return Resources.add(zone, memory.with(property, bytes));
        };
    }

    private static Problem notTogether(String one, String other) {
        return Problem.of(Message.NOT_TOGETHER, one, other);
    }

    private static ZoneConfig zone(String brand) {
        return ZoneConfig.blank(new ZoneName("z"))
                .with(GlobalProperty.ZONEPATH, "/export/zones/z")
                .with(GlobalProperty.BRAND, brand);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothAreRefused(Row row) {
        ZoneConfig zone = zone("lx");
        assertEquals(List.of(), ConfigRules.problems(row.one().apply(zone)));
        assertEquals(List.of(), ConfigRules.problems(row.other().apply(zone)));
        assertEquals(
                List.of(row.told()),
                ConfigRules.problems(row.other().apply(row.one().apply(zone))));
    }

    @Test
    void thereIsARowForEach() {
        Set<Together> tested = EnumSet.noneOf(Together.class);
        rows().forEach(row -> tested.add(row.row()));
        assertEquals(EnumSet.allOf(Together.class), tested);
    }

    @Test
    void sharesGoTogetherWithTheirClassAndAsMuchCanBeLockedAsThereIs() {
        ZoneConfig fair = shares(zone("native")).with(GlobalProperty.SCHEDULING_CLASS, "FSS");
        assertEquals(List.of(), ConfigRules.problems(fair));
        ZoneConfig all = memory("physical", "18446744073709551615")
                .apply(memory("locked", "18446744073709551615").apply(zone("native")));
        assertEquals(List.of(), ConfigRules.problems(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "cluster", "labeled", "lx"})
    void zonesOfTheseBrandsCanInherit(String brand) {
        Resource usr = Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", "/usr");
        assertEquals(List.of(), ConfigRules.problems(zone(brand).adding(usr)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "default,!sys_mount,-proc_info",
                "basic,sys_time",
                "zone,!all",
                "all",
                "none",
                "DEFAULT,PRIV_SYS_TIME,!priv_net_rawaccess",
                "default,dtrace_proc,dtrace_user"
            })
    void namesOfPrivileges(String limitpriv) {
        assertEquals(List.of(), ConfigRules.problems(zone("native").with(GlobalProperty.LIMITPRIV, limitpriv)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default,", ",", "default sys_time", "default,!", "sys_tme", "!!sys_time", "cap_sys_time"})
    void noNamesOfPrivileges(String limitpriv) {
        List<Problem> problems = ConfigRules.problems(zone("native").with(GlobalProperty.LIMITPRIV, limitpriv));
        assertTrue(problems.stream().allMatch(p -> p.message() == Message.PRIVILEGE_UNKNOWN), problems.toString());
        assertEquals(1, problems.size());
    }
}
