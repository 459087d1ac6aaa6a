package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Resources and properties that are stored as resource controls (spec 2.4, 2.5). */
class ResourcesTest {
    private static final ZoneConfig ZONE = ZoneConfig.blank(new ZoneName("z"));
    private static final Resource FIRST = Resource.of(ResourceType.DATASET).with("name", "tank");
    private static final Resource LAST = Resource.of(ResourceType.DATASET).with("name", "dozer");

    private static Resource memory(String... pairs) {
        Resource memory = Resource.of(ResourceType.CAPPED_MEMORY);
        for (int i = 0; i < pairs.length; i += 2) {
            memory = memory.with(pairs[i], pairs[i + 1]);
        }
        return memory;
    }

    private static Resource cpu(String ncpus) {
        return Resource.of(ResourceType.CAPPED_CPU).with("ncpus", ncpus);
    }

    private static Resource deny(String name, String limit) {
        return Resource.rctl(name, new RctlValue("privileged", limit, "deny"));
    }

    private static List<Resource> shown(ZoneConfig zone, ResourceType type) {
        return Resources.of(zone, type);
    }

    @ParameterizedTest
    @CsvSource({
        "CPU_SHARES, zone.cpu-shares, none",
        "MAX_LWPS, zone.max-lwps, deny",
        "MAX_PROCESSES, zone.max-processes, deny",
        "MAX_SHM_MEMORY, zone.max-shm-memory, deny",
        "MAX_SHM_IDS, zone.max-shm-ids, deny",
        "MAX_MSG_IDS, zone.max-msg-ids, deny",
        "MAX_SEM_IDS, zone.max-sem-ids, deny"
    })
    void anAliasIsStoredAsAResourceControl(RctlAlias alias, String rctl, String action) {
        ZoneConfig zone = Resources.withAlias(ZONE, alias, "10");
        assertEquals(List.of(Resource.rctl(rctl, new RctlValue("privileged", "10", action))), zone.resources());
        assertEquals(Optional.of("10"), Resources.alias(zone, alias));
        assertEquals(ZONE, Resources.withoutAlias(zone, alias));
        assertEquals(ZONE, Resources.withoutAlias(ZONE, alias));
        assertEquals(Optional.empty(), Resources.alias(ZONE, alias));
    }

    @Test
    void anAliasThatIsSetAgainKeepsItsPlace() {
        ZoneConfig zone = Resources.withAlias(ZONE, RctlAlias.MAX_LWPS, "10").adding(LAST);
        assertEquals(
                List.of(deny("zone.max-lwps", "20"), LAST),
                Resources.withAlias(zone, RctlAlias.MAX_LWPS, "20").resources());
    }

    @ParameterizedTest
    @CsvSource({"privileged, 10, deny, 10", "basic, 10, deny, ", "privileged, 10, none, ", "privileged, lots, deny, "})
    void onlyAPrivilegedLimitWithItsActionIsToldByAnAlias(String priv, String limit, String action, String told) {
        ZoneConfig zone = ZONE.adding(Resource.rctl("zone.max-lwps", new RctlValue(priv, limit, action)));
        assertEquals(Optional.ofNullable(told), Resources.alias(zone, RctlAlias.MAX_LWPS));
    }

    @Test
    void oneOfSeveralValuesIsToldByNoAlias() {
        Resource lwps = deny("zone.max-lwps", "10");
        ListItem item = lwps.items().get(0);
        ZoneConfig zone = ZONE.adding(lwps.withItems(List.of(item, ListItem.of("privileged", "20", "deny"))));
        assertEquals(Optional.empty(), Resources.alias(zone, RctlAlias.MAX_LWPS));
        assertEquals(Optional.empty(), Resources.alias(ZONE.adding(lwps.withItems(List.of())), RctlAlias.MAX_LWPS));
    }

    @Test
    void cappedCpuIsAHundredthOfItsLimit() {
        ZoneConfig zone = Resources.add(ZONE, cpu("1.5"));
        assertEquals(List.of(deny("zone.cpu-cap", "150")), zone.resources());
        assertEquals(List.of(cpu("1.50")), shown(zone, ResourceType.CAPPED_CPU));
        assertEquals(List.of("zone.cpu-cap"), Resources.rctlsBehind(cpu("1.5")));
        assertEquals(List.of(), shown(ZONE, ResourceType.CAPPED_CPU));
        ZoneConfig less = Resources.replace(zone.adding(LAST), cpu("1.50"), cpu("0.25"));
        assertEquals(List.of(deny("zone.cpu-cap", "25"), LAST), less.resources());
        assertEquals(List.of(LAST), Resources.remove(less, cpu("0.25")).resources());
    }

    @Test
    void cappedMemoryIsAnElementAndTwoResourceControls() {
        Resource all = memory("physical", "1024", "swap", "2048", "locked", "512");
        ZoneConfig zone = Resources.add(ZONE, all);
        assertEquals(
                List.of(
                        memory("physical", "1024"),
                        deny("zone.max-swap", "2048"),
                        deny("zone.max-locked-memory", "512")),
                zone.resources());
        assertEquals(List.of(all), shown(zone, ResourceType.CAPPED_MEMORY));
        assertEquals(List.of("zone.max-swap", "zone.max-locked-memory"), Resources.rctlsBehind(all));
        assertEquals(List.of("zone.max-locked-memory"), Resources.rctlsBehind(memory("locked", "1")));
        assertEquals(ZONE, Resources.remove(zone, all));
        assertEquals(List.of(), shown(ZONE, ResourceType.CAPPED_MEMORY));
    }

    @Test
    void eachPartOfCappedMemoryChangesByItself() {
        ZoneConfig zone = Resources.add(ZONE.adding(FIRST), memory("physical", "1", "swap", "2"))
                .adding(LAST);
        assertEquals(
                List.of(FIRST, memory("physical", "9"), deny("zone.max-swap", "2"), LAST),
                Resources.replace(zone, memory(), memory("physical", "9", "swap", "2"))
                        .resources());
        assertEquals(
                List.of(FIRST, memory("physical", "1"), LAST, deny("zone.max-locked-memory", "3")),
                Resources.replace(zone, memory(), memory("physical", "1", "locked", "3"))
                        .resources());
        assertEquals(
                List.of(FIRST, deny("zone.max-swap", "8"), LAST),
                Resources.replace(zone, memory(), memory("swap", "8")).resources());
    }

    @Test
    void aResourceControlInAFormOfItsOwnIsNoPartOfCappedMemory() {
        Resource swap = Resource.rctl("zone.max-swap", new RctlValue("privileged", "1", "none"));
        ZoneConfig zone = Resources.add(ZONE.adding(swap), memory("physical", "5"));
        assertEquals(List.of(memory("physical", "5")), shown(zone, ResourceType.CAPPED_MEMORY));
        assertEquals(
                List.of(swap), Resources.remove(zone, memory("physical", "5")).resources());
    }

    @Test
    void whatIsKeptOfCappedMemoryStaysWithIt() {
        Kept kept = new Kept(List.of(new Kept.Attribute("a", "b")), List.of(), List.of());
        ZoneConfig zone = ZONE.adding(memory("physical", "1").withKept(kept));
        assertEquals(
                List.of(memory("physical", "2").withKept(kept)),
                Resources.add(zone, memory("physical", "2")).resources());
    }

    @Test
    void partsOfCappedMemoryThatExportWritesAsResourceControlsAreNoSecondOne() {
        ZoneConfig swap = ZONE.adding(deny("zone.max-swap", "7"));
        assertEquals(Optional.of(memory("swap", "7")), Resources.part(swap, ResourceType.CAPPED_MEMORY));
        assertEquals(false, Resources.isThere(swap, ResourceType.CAPPED_MEMORY));
        ZoneConfig both = swap.adding(memory("physical", "1"));
        assertEquals(Optional.empty(), Resources.part(both, ResourceType.CAPPED_MEMORY));
        assertEquals(true, Resources.isThere(both, ResourceType.CAPPED_MEMORY));
        assertEquals(Optional.empty(), Resources.part(ZONE, ResourceType.CAPPED_MEMORY));
        assertEquals(Optional.empty(), Resources.part(swap, ResourceType.CAPPED_CPU));
    }

    @ParameterizedTest
    @EnumSource(
            value = ResourceType.class,
            names = {"CAPPED_CPU", "CAPPED_MEMORY"},
            mode = EnumSource.Mode.EXCLUDE)
    void anyOtherIsStoredAsItIs(ResourceType type) {
        Resource old = Resource.of(type).with("a", "1");
        Resource changed = Resource.of(type).with("a", "2");
        ZoneConfig zone = Resources.add(ZONE, old).adding(LAST);
        assertEquals(true, shown(zone, type).contains(old));
        assertEquals(true, Resources.isThere(zone, type));
        assertEquals(
                List.of(changed, LAST), Resources.replace(zone, old, changed).resources());
        assertEquals(List.of(LAST), Resources.remove(zone, old).resources());
        assertEquals(List.of(), Resources.rctlsBehind(old));
        assertEquals(false, Resources.isThere(ZONE, type));
    }
}
