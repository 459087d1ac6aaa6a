package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A configuration as its document stores it (spec 1.2: defaults are not, children keep their order and place). */
class ZoneConfigTest {
    private static final ZoneConfig ZONE = ZoneConfig.blank(new ZoneName("z"));
    private static final Resource A = dataset("a");
    private static final Resource B = dataset("b");
    private static final Resource C = dataset("c");

    private static Resource dataset(String name) {
        return Resource.of(ResourceType.DATASET).with("name", name);
    }

    private static Resource dir(String dir) {
        return Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", dir);
    }

    @Test
    void aDefaultIsNotStored() {
        ZoneConfig zone = ZONE.with(GlobalProperty.AUTOBOOT, "true").with(GlobalProperty.BRAND, "native");
        assertEquals(Map.of(GlobalProperty.ZONENAME, "z", GlobalProperty.AUTOBOOT, "true"), zone.properties());
        assertEquals(true, zone.isSet(GlobalProperty.AUTOBOOT));
        assertEquals(false, zone.isSet(GlobalProperty.BRAND));
        assertEquals("native", zone.get(GlobalProperty.BRAND));
        assertEquals("true", zone.get(GlobalProperty.AUTOBOOT));
        assertEquals(ZONE, zone.with(GlobalProperty.AUTOBOOT, "false"));
    }

    @Test
    void aZoneHasANameAndMayLackAZonepath() {
        assertEquals("z", ZONE.zonename());
        assertEquals("", ZONE.zonepath());
        assertEquals("/z", ZONE.with(GlobalProperty.ZONEPATH, "/z").zonepath());
        assertEquals("y", ZONE.named(new ZoneName("y")).zonename());
    }

    @Test
    void resourcesKeepTheirOrderAndAChangedOneItsPlace() {
        ZoneConfig zone = ZONE.adding(A).adding(dir("/usr")).adding(B);
        assertEquals(List.of(A, B), zone.stored(ResourceType.DATASET));
        assertEquals(List.of(C, dir("/usr"), B), zone.replacing(A, C).resources());
        assertEquals(List.of(A, B), zone.removing(dir("/usr")).resources());
        assertThrows(IllegalArgumentException.class, () -> zone.removing(C));
        assertThrows(IllegalArgumentException.class, () -> zone.replacing(C, A));
    }

    @Test
    void inheritedDirectoriesAreInTheirOrder() {
        assertEquals(
                List.of("/usr", "/lib"),
                ZONE.adding(dir("/usr")).adding(A).adding(dir("/lib")).inheritedDirs());
    }

    @Test
    void aResourceControlIsFoundByItsName() {
        RctlValue value = new RctlValue("privileged", "1", "deny");
        Resource lwps = Resource.rctl("zone.max-lwps", value);
        ZoneConfig zone = ZONE.adding(Resource.of(ResourceType.RCTL))
                .adding(Resource.rctl("zone.a", value))
                .adding(lwps);
        assertEquals(Optional.of(lwps), zone.rctl("zone.max-lwps"));
        assertEquals(Optional.empty(), zone.rctl("zone.cpu-cap"));
    }

    @Test
    void whatIsKeptIsNamedOnceAndAllOfItTold() {
        Kept ofZone = new Kept(List.of(new Kept.Attribute("color", "red")), List.of(), List.of());
        Kept ofNet = new Kept(List.of(new Kept.Attribute("mac-learn", "on")), List.of(), List.of());
        Resource net = Resource.of(ResourceType.NET).withKept(ofNet);
        ZoneConfig zone =
                new ZoneConfig(ZONE.properties(), List.of(net, Resource.unknown("future", "<future/>"), net), ofZone);
        assertEquals(List.of("zone color", "network mac-learn", "<future>"), zone.keptNames());
        assertEquals(4, zone.keptParts().size());
        assertEquals(new Kept.Named("network mac-learn", "on"), zone.keptParts().get(3));
        assertEquals(
                ofZone,
                zone.with(GlobalProperty.POOL, "p")
                        .adding(A)
                        .replacing(A, B)
                        .removing(B)
                        .kept());
    }
}
