package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jzones.model.ListItem;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Property;
import org.jzones.model.ResourceType;
import org.jzones.model.ValueType;

/** What each kind of property takes and what it refuses (spec 2.4). */
class ValueRulesTest {
    private static final Property VALUE = ResourceType.RCTL.property("value").orElseThrow();
    private static final Property OPTIONS = ResourceType.FS.property("options").orElseThrow();
    private static final Property NAMED = ResourceType.NET.property("property").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ZONE_NAME my-zone",
                "ZONE_NAME 9_.-",
                "ZONE_NAME Global",
                "PATH /export/zones/z",
                "PATH /...",
                "TEXT ''",
                "TEXT 'any (text), #'",
                "DEVICE /dev/pts*",
                "DEVICE swap",
                "BOOLEAN true",
                "BOOLEAN false",
                "BRAND native",
                "BRAND anything-plain_1.0",
                "IP_TYPE shared",
                "IP_TYPE exclusive",
                "HOSTID 8",
                "HOSTID 80f0c086",
                "HOSTID 0xABCDEF09",
                "HOSTID 0X1",
                "FS_TYPE lofs",
                "FS_TYPE ...",
                "FS_TYPE u.fs",
                "FS_OPTION retry=3",
                "ADDRESS 10.0.0.1",
                "ADDRESS 10.0.0.1/24",
                "ADDRESS fe80::1/10",
                "ADDRESS web1/24",
                "ROUTER 10.0.0.1",
                "ROUTER fe80::1",
                "ROUTER router",
                "PHYSICAL bge0",
                "PHYSICAL e1000g0/1",
                "MAC_ADDRESS 8:0:20:AB:cd:ff",
                "MAC_ADDRESS 08:00:20:ab:cd:ef",
                "VLAN_ID 1",
                "VLAN_ID 4094",
                "RCTL_NAME zone.max-lwps",
                "RCTL_NAME project.x",
                "ATTR_NAME comment",
                "ATTR_NAME 9.a-Z",
                "ATTR_TYPE string",
                "ATTR_TYPE int",
                "ATTR_TYPE uint",
                "ATTR_TYPE boolean",
                "DATASET tank",
                "DATASET tank/a-b_c.d:e/09",
                "CPU_RANGE 1",
                "CPU_RANGE 1-3",
                "CPU_RANGE 4-4",
                "CPU_RANGE 999999999",
                "CPU_SHARE 0.01",
                "CPU_SHARE 1.5",
                "CPU_SHARE 2",
                "COUNT 0",
                "COUNT 18446744073709551615",
                "BYTES 512M",
                "BYTES 1.5g",
                "BYTES 0"
            })
    void isAccepted(ValueType type, String value) {
        assertEquals(Optional.empty(), ValueRules.problem(type, "it", value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ZONE_NAME '' VALUE_ZONE_NAME",
                "ZONE_NAME -z VALUE_ZONE_NAME",
                "ZONE_NAME z/z VALUE_ZONE_NAME",
                "ZONE_NAME global VALUE_ZONE_NAME_RESERVED",
                "ZONE_NAME SUNWdefault VALUE_ZONE_NAME_RESERVED",
                "BOOLEAN yes VALUE_CHOICE",
                "BOOLEAN TRUE VALUE_CHOICE",
                "BOOLEAN '' VALUE_CHOICE",
                "BRAND '' VALUE_BRAND",
                "BRAND 'two words' VALUE_BRAND",
                "BRAND -x VALUE_BRAND",
                "IP_TYPE both VALUE_CHOICE",
                "HOSTID '' VALUE_HOSTID",
                "HOSTID 0x VALUE_HOSTID",
                "HOSTID 123456789 VALUE_HOSTID",
                "HOSTID g VALUE_HOSTID",
                "FS_TYPE '' VALUE_FS_TYPE",
                "FS_TYPE a/b VALUE_FS_TYPE",
                "FS_TYPE /lofs VALUE_FS_TYPE",
                "FS_TYPE . VALUE_FS_TYPE",
                "FS_TYPE .. VALUE_FS_TYPE",
                "ADDRESS '' VALUE_ADDRESS",
                "ADDRESS 10.0.0.256 VALUE_ADDRESS",
                "ADDRESS fe80::1 VALUE_ADDRESS_PREFIX",
                "ROUTER 10.0.0.1/24 VALUE_ROUTER",
                "ROUTER '' VALUE_ROUTER",
                "PHYSICAL bge0:1 VALUE_PHYSICAL",
                "PHYSICAL :1 VALUE_PHYSICAL",
                "PHYSICAL ' bge0' VALUE_PHYSICAL",
                "PHYSICAL '' VALUE_PHYSICAL",
                "MAC_ADDRESS 8:0:20:ab:cd VALUE_MAC_ADDRESS",
                "MAC_ADDRESS 008:0:20:ab:cd:ef VALUE_MAC_ADDRESS",
                "MAC_ADDRESS random VALUE_MAC_ADDRESS",
                "VLAN_ID 4095 VALUE_VLAN_ID",
                "VLAN_ID 99999999999 VALUE_VLAN_ID",
                "VLAN_ID -1 VALUE_VLAN_ID",
                "RCTL_NAME bogus VALUE_RCTL_NAME",
                "RCTL_NAME zone. VALUE_RCTL_NAME",
                "RCTL_NAME project. VALUE_RCTL_NAME",
                "RCTL_NAME task.max-lwps VALUE_RCTL_NAME",
                "ATTR_NAME -a VALUE_ATTR_NAME",
                "ATTR_NAME a_b VALUE_ATTR_NAME",
                "ATTR_NAME '' VALUE_ATTR_NAME",
                "ATTR_TYPE text VALUE_CHOICE",
                "DATASET /tank VALUE_DATASET",
                "DATASET tank/ VALUE_DATASET",
                "DATASET tank//a VALUE_DATASET",
                "DATASET 9tank VALUE_DATASET",
                "DATASET tank@snap VALUE_DATASET",
                "CPU_RANGE 0 VALUE_CPU_RANGE",
                "CPU_RANGE 0-2 VALUE_CPU_RANGE",
                "CPU_RANGE 3-1 VALUE_CPU_RANGE",
                "CPU_RANGE 1- VALUE_CPU_RANGE",
                "CPU_RANGE -3 VALUE_CPU_RANGE",
                "CPU_RANGE 1.5 VALUE_CPU_RANGE",
                "CPU_RANGE 99999999999999999999 VALUE_CPU_RANGE",
                "CPU_RANGE 1-99999999999999999999 VALUE_CPU_RANGE",
                "CPU_SHARE 0 VALUE_CPU_SHARE",
                "CPU_SHARE 0.001 VALUE_CPU_SHARE",
                "CPU_SHARE 1-2 VALUE_CPU_SHARE",
                "COUNT -1 VALUE_COUNT",
                "COUNT 18446744073709551616 VALUE_COUNT",
                "COUNT 1K VALUE_COUNT",
                "BYTES '' VALUE_BYTES",
                "BYTES 1X VALUE_BYTES",
                "BYTES -1 VALUE_BYTES"
            })
    void isRefused(ValueType type, String value, Message message) {
        assertEquals(
                Optional.of(Problem.of(message, "it", value, String.join(", ", type.choices()))),
                ValueRules.problem(type, "it", value));
    }

    @ParameterizedTest
    @CsvSource({
        "export, PATH_NOT_ABSOLUTE",
        "/, PATH_IS_ROOT",
        "/a/../b, PATH_COMPONENT",
        "/a/./b, PATH_COMPONENT",
        "/a//b, PATH_COMPONENT",
        "/a/, PATH_COMPONENT"
    })
    void aPathIsTheOneToItsFile(String path, Message message) {
        assertEquals(Optional.of(Problem.of(message, "it", path)), ValueRules.problem(ValueType.PATH, "it", path));
    }

    @ParameterizedTest
    @EnumSource
    void noValueHasControlCharacters(ValueType type) {
        assertEquals(Optional.of(Problem.of(Message.VALUE_CONTROL, "it")), ValueRules.problem(type, "it", "/a\u0007"));
    }

    @Test
    void whatIsLongerThanItMayBeIsRefused() {
        assertLongest(ValueType.PATH, "/", 1023, Message.PATH_TOO_LONG);
        assertLongest(ValueType.DEVICE, "/", 1023, Message.PATH_TOO_LONG);
        assertLongest(ValueType.ZONE_NAME, "", 63, Message.VALUE_ZONE_NAME);
        assertLongest(ValueType.BRAND, "", 63, Message.VALUE_BRAND);
        assertLongest(ValueType.DATASET, "tank/", 255, Message.VALUE_DATASET);
    }

    private static void assertLongest(ValueType type, String start, int longest, Message message) {
        String value = start + "a".repeat(longest - start.length());
        assertEquals(Optional.empty(), ValueRules.problem(type, "it", value));
        assertEquals(
                Optional.of(message),
                ValueRules.problem(type, "it", value + "a").map(Problem::message));
    }

    @ParameterizedTest
    @CsvSource({
        "boolean, true, true",
        "boolean, false, true",
        "boolean, yes, false",
        "boolean, '', false",
        "int, 0, true",
        "int, -5, true",
        "int, +5, true",
        "int, 9223372036854775807, true",
        "int, 9223372036854775808, false",
        "int, -9223372036854775808, true",
        "int, -9223372036854775809, false",
        "int, 99999999999999999999, false",
        "int, -, false",
        "int, --5, false",
        "int, 5.0, false",
        "int, '', false",
        "uint, 0, true",
        "uint, 18446744073709551615, true",
        "uint, 18446744073709551616, false",
        "uint, -1, false",
        "uint, ten, false",
        "uint, '', false",
        "string, '', true",
        "string, -1 of 10, true"
    })
    void theValueOfAnAttrFitsItsType(String type, String value, boolean fits) {
        Optional<Problem> problem =
                fits ? Optional.empty() : Optional.of(Problem.of(Message.ATTR_VALUE, "a", value, type));
        assertEquals(problem, ValueRules.attrValue("a", type, value));
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES, 1G, 1073741824",
        "BYTES, 1.5k, 1536",
        "BYTES, lots, lots",
        "CPU_SHARE, 1.5, 1.50",
        "CPU_SHARE, .25, 0.25",
        "CPU_SHARE, 0, 0",
        "CPU_RANGE, 2-2, 2",
        "CPU_RANGE, 02-04, 2-4",
        "CPU_RANGE, 3-2, 3-2",
        "TEXT, 1G, 1G"
    })
    void aValueIsKeptInOneForm(ValueType type, String value, String kept) {
        assertEquals(kept, ValueRules.canonical(type, value));
    }

    @ParameterizedTest
    @CsvSource({
        "privileged, 10, deny, , ",
        "privileged, 18446744073709551615, none, , ",
        "basic, 10, deny, RCTL_PRIV, basic",
        "privileged, 18446744073709551616, deny, RCTL_LIMIT, 18446744073709551616",
        "privileged, 1K, deny, RCTL_LIMIT, 1K",
        "privileged, 10, signal, RCTL_ACTION, signal"
    })
    void aValueOfAnRctlIsPrivilegedWithALimitAndAnAction(
            String priv, String limit, String action, Message message, String told) {
        Optional<Problem> problem =
                message == null ? Optional.empty() : Optional.of(Problem.of(message, "rctl value", told));
        assertEquals(problem, ValueRules.problem(VALUE, "rctl value", ListItem.of(priv, limit, action)));
    }

    @Test
    void theNameOfAnItemIsNotEmptyAndNoFieldHasControlCharacters() {
        Optional<Problem> empty = Optional.of(Problem.of(Message.VALUE_EMPTY, "it"));
        Optional<Problem> control = Optional.of(Problem.of(Message.VALUE_CONTROL, "it"));
        assertEquals(Optional.empty(), ValueRules.problem(OPTIONS, "it", ListItem.of("ro")));
        assertEquals(empty, ValueRules.problem(OPTIONS, "it", ListItem.of("")));
        assertEquals(Optional.empty(), ValueRules.problem(NAMED, "it", ListItem.of("mtu", "")));
        assertEquals(empty, ValueRules.problem(NAMED, "it", ListItem.of("", "1500")));
        assertEquals(control, ValueRules.problem(NAMED, "it", ListItem.of("mtu", "\n")));
        assertEquals(Optional.empty(), ValueRules.problem(OPTIONS, "it", new ListItem(List.of("retry=3"))));
    }
}
