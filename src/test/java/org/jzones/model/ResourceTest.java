package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One resource, and what it is called (spec 2.4). */
class ResourceTest {
    private static final Property VALUE = ResourceType.RCTL.property("value").orElseThrow();
    private static final Property NAME = ResourceType.RCTL.property("name").orElseThrow();
    private static final Resource LWPS = Resource.rctl("zone.max-lwps", new RctlValue("privileged", "10", "deny"));
    private static final Kept STORAGE =
            new Kept(List.of(new Kept.Attribute("storage", "nfs://h/v")), List.of(), List.of());

    @ParameterizedTest
    @CsvSource({
        "NET, address, 10.0.0.1, net '10.0.0.1'",
        "NET, physical, bge0, net 'bge0'",
        "NET, defrouter, r, net",
        "FS, dir, /mnt, fs '/mnt'",
        "FS, special, /mnt, fs",
        "FS, physical, bge0, fs",
        "ATTR, name, '', attr",
        "ADMIN, user, jo, admin"
    })
    void isNamedByItsKeyAndANetWithoutAnAddressByItsInterface(
            ResourceType type, String property, String text, String label) {
        assertEquals(label, Resource.of(type).with(property, text).label());
    }

    @Test
    void aNetWithAnAddressIsNamedByThat() {
        Resource net = Resource.of(ResourceType.NET).with("physical", "bge0").with("address", "10.0.0.1");
        assertEquals("net '10.0.0.1'", net.label());
    }

    @Test
    void aPropertyIsSetAndCleared() {
        Resource fs = Resource.of(ResourceType.FS).with("dir", "/a").with("dir", "/b");
        assertEquals(Optional.of("/b"), fs.text("dir"));
        assertEquals("/b", fs.get("dir"));
        assertEquals(Resource.of(ResourceType.FS), fs.without("dir"));
        assertEquals(Optional.empty(), fs.without("dir").text("dir"));
        assertThrows(NoSuchElementException.class, () -> fs.get("raw"));
    }

    @Test
    void aResourceControlHasItsValuesAsItems() {
        assertEquals(Map.of("name", "zone.max-lwps"), LWPS.texts());
        assertEquals(List.of(ListItem.of("privileged", "10", "deny")), LWPS.items());
        assertEquals(
                new RctlValue("privileged", "10", "deny"),
                RctlValue.of(LWPS.items().get(0)));
    }

    @Test
    void onlyOnePropertyOfItIsLeft() {
        assertEquals(Resource.of(ResourceType.RCTL).withItems(LWPS.items()), LWPS.only(VALUE));
        assertEquals(Resource.of(ResourceType.RCTL).with("name", "zone.max-lwps"), LWPS.only(NAME));
        assertEquals(Resource.of(ResourceType.RCTL), LWPS.without("name").only(NAME));
    }

    @Test
    void aPropertyHasAValueOrItems() {
        assertEquals(true, LWPS.has(NAME));
        assertEquals(true, LWPS.has(VALUE));
        assertEquals(false, Resource.of(ResourceType.RCTL).has(NAME));
        assertEquals(false, LWPS.withItems(List.of()).has(VALUE));
    }

    @Test
    void onlyADeviceWithAStorageAndNoMatchIsNamedByIt() {
        Resource device = Resource.of(ResourceType.DEVICE);
        assertEquals(true, device.withKept(STORAGE).isStorage());
        assertEquals(false, device.isStorage());
        assertEquals(false, device.with("match", "/dev/a").withKept(STORAGE).isStorage());
        assertEquals(false, Resource.of(ResourceType.DATASET).withKept(STORAGE).isStorage());
    }

    @Test
    void whatIsKeptStaysWhenAPropertyChanges() {
        Resource device = Resource.of(ResourceType.DEVICE).withKept(STORAGE);
        assertEquals(
                STORAGE,
                device.with("match", "/dev/a")
                        .without("match")
                        .withItems(List.of())
                        .kept());
    }

    @Test
    void anUnknownElementIsKeptWhole() {
        Resource unknown = Resource.unknown("future", "<future a='1'/>");
        assertEquals(ResourceType.UNKNOWN, unknown.type());
        assertEquals(
                List.of(new Kept.Element(0, "future", "<future a='1'/>")),
                unknown.kept().elements());
    }
}
