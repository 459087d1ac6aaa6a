package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of resources (spec 1.2, 2.4, 2.5). */
class ResourceTypeTest {
    /** A resource: its element, its key, whether there is one at most, what it needs and what it may have besides. */
    record Row(String word, String element, String key, boolean single, List<String> required, List<String> optional) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row("inherit-pkg-dir", "inherited-pkg-dir", "dir", false, List.of("dir"), List.of()),
                new Row("fs", "filesystem", "dir", false, List.of("dir", "special", "type"), List.of("raw", "options")),
                new Row(
                        "net",
                        "network",
                        "address",
                        false,
                        List.of("address", "physical"),
                        List.of("allowed-address", "defrouter", "global-nic", "mac-addr", "property", "vlan-id")),
                new Row("device", "device", "match", false, List.of("match"), List.of("property")),
                new Row("rctl", "rctl", "name", false, List.of("name", "value"), List.of()),
                new Row("attr", "attr", "name", false, List.of("name", "type", "value"), List.of()),
                new Row("dataset", "dataset", "name", false, List.of("name"), List.of()),
                new Row("dedicated-cpu", "pset", "", true, List.of("ncpus"), List.of("importance")),
                new Row("capped-cpu", "", "", true, List.of("ncpus"), List.of()),
                new Row("capped-memory", "mcap", "", true, List.of(), List.of("physical", "swap", "locked")),
                new Row("admin", "admin", "", false, List.of("user", "auths"), List.of()),
                new Row("security-flags", "security-flags", "", true, List.of(), List.of("lower", "default", "upper")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aResourceIsFoundByItsWordAndHasItsProperties(Row row) {
        ResourceType type = ResourceType.of(row.word()).orElseThrow();
        assertEquals(row.word(), type.word());
        assertEquals(row.element(), type.element());
        assertEquals(row.key(), type.key().orElse(""));
        assertEquals(row.single(), type.isSingle());
        assertEquals(row.required(), names(type, true));
        assertEquals(row.optional(), names(type, false));
        for (Property property : type.properties()) {
            assertEquals(Optional.of(property), type.property(property.name()));
        }
        assertEquals(Optional.empty(), type.property("none"));
    }

    @Test
    void theWordsOfTheLanguageAreInTheOrderOfInfo() {
        assertEquals(
                rows().map(Row::word).toList(),
                ResourceType.words().stream().map(ResourceType::word).toList());
        assertEquals(Optional.empty(), ResourceType.of(""));
        assertEquals(Optional.empty(), ResourceType.of("network"));
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem, FS",
        "inherited-pkg-dir, INHERIT_PKG_DIR",
        "network, NET",
        "deleted-device, DELETED_DEVICE",
        "mcap, CAPPED_MEMORY",
        "pset, DEDICATED_CPU",
        "future, ",
        "fs, "
    })
    void anElementIsAResource(String element, ResourceType type) {
        assertEquals(Optional.ofNullable(type), ResourceType.ofElement(element));
    }

    @ParameterizedTest
    @CsvSource({"FS, options", "NET, property", "DEVICE, property", "RCTL, value", "ATTR, ", "UNKNOWN, "})
    void onePropertyAtMostTakesSeveralValues(ResourceType type, String list) {
        assertEquals(Optional.ofNullable(list), type.list().map(Property::name));
    }

    @ParameterizedTest
    @CsvSource({
        "FS, special raw directory type",
        "NET, address allowed-address defrouter global-nic mac-addr physical vlan-id",
        "ATTR, name type value",
        "ADMIN, user auths",
        "CAPPED_CPU, "
    })
    void attributesAreWrittenInTheirOrder(ResourceType type, String attributes) {
        assertEquals(attributes == null ? List.of() : List.of(attributes.split(" ")), type.xmlAttributes());
    }

    @ParameterizedTest
    @CsvSource({
        "FS, options, 'name', VALUE, true, false",
        "RCTL, value, 'priv limit action', '(priv=privileged,limit=NUMBER,action=none|deny)', true, true",
        "NET, property, 'name value', '(name=NAME,value=\"VALUE\")', true, true",
        "FS, raw, , VALUE, false, false"
    })
    void theItemsOfAListHaveFields(
            ResourceType type, String name, String fields, String form, boolean list, boolean complex) {
        Property property = type.property(name).orElseThrow();
        assertEquals(fields == null ? List.of() : List.of(fields.split(" ")), property.fields());
        assertEquals(form, property.form());
        assertEquals(list, property.isList());
        assertEquals(complex, property.isComplex());
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheValueOfAnAttrMayBeEmpty(ResourceType type) {
        List<String> empty = type.properties().stream()
                .filter(Property::mayBeEmpty)
                .map(Property::name)
                .toList();
        assertEquals(type == ResourceType.ATTR ? List.of("value") : List.of(), empty);
    }

    private static List<String> names(ResourceType type, boolean required) {
        return type.properties().stream()
                .filter(property -> property.isRequired() == required)
                .map(Property::name)
                .toList();
    }
}
