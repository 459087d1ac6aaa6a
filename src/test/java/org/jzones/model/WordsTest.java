package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of verbs, states and properties (spec 1.4, 2.4, 3). */
class WordsTest {
    @Test
    void theVerbsOfZoneadm() {
        List<String> words = List.of(
                "list",
                "verify",
                "install",
                "uninstall",
                "clone",
                "move",
                "detach",
                "attach",
                "ready",
                "boot",
                "halt",
                "reboot",
                "shutdown",
                "mark",
                "inventory",
                "ended");
        assertEquals(words, Arrays.stream(Verb.values()).map(Verb::word).toList());
        for (Verb verb : Verb.values()) {
            assertEquals(Optional.of(verb), Verb.of(verb.word()));
        }
        assertEquals(Optional.empty(), Verb.of("Boot"));
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURED, configured, true",
        "INCOMPLETE, incomplete, true",
        "INSTALLED, installed, true",
        "READY, ready, false",
        "RUNNING, running, false",
        "SHUTTING_DOWN, shutting_down, false",
        "DOWN, down, false"
    })
    void theIndexStoresWhatOutlivesTheMachine(ZoneState state, String word, boolean stored) {
        assertEquals(word, state.word());
        assertEquals(stored, state.isStored());
        assertEquals(stored ? Optional.of(state) : Optional.empty(), ZoneState.stored(word));
    }

    @Test
    void noOtherWordIsAState() {
        assertEquals(Optional.empty(), ZoneState.stored("Installed"));
    }

    @Test
    void thePropertiesOfAZoneInTheOrderOfInfo() {
        List<String> words = List.of(
                "zonename",
                "zonepath",
                "brand",
                "autoboot",
                "bootargs",
                "pool",
                "limitpriv",
                "scheduling-class",
                "ip-type",
                "hostid",
                "fs-allowed");
        assertEquals(
                words,
                Arrays.stream(GlobalProperty.values()).map(GlobalProperty::word).toList());
        for (GlobalProperty property : GlobalProperty.values()) {
            assertEquals(Optional.of(property), GlobalProperty.of(property.word()));
        }
        assertEquals(Optional.empty(), GlobalProperty.of("name"));
    }

    @ParameterizedTest
    @EnumSource
    void someAreFixedByInstallSomeRequiredAndSomeAlwaysWritten(GlobalProperty property) {
        Set<GlobalProperty> fixed = EnumSet.of(GlobalProperty.ZONEPATH, GlobalProperty.BRAND, GlobalProperty.IP_TYPE);
        Set<GlobalProperty> required = EnumSet.of(GlobalProperty.ZONENAME, GlobalProperty.ZONEPATH);
        Set<GlobalProperty> inXml = EnumSet.of(GlobalProperty.ZONENAME, GlobalProperty.AUTOBOOT);
        Set<GlobalProperty> written =
                EnumSet.of(GlobalProperty.ZONENAME, GlobalProperty.ZONEPATH, GlobalProperty.AUTOBOOT);
        assertEquals(fixed.contains(property), property.isFixedByInstall());
        assertEquals(required.contains(property), property.isRequired());
        assertEquals(inXml.contains(property), property.isRequiredInXml());
        assertEquals(written.contains(property), property.isAlwaysWritten());
    }

    @ParameterizedTest
    @CsvSource({"BRAND, native, BRAND", "AUTOBOOT, false, BOOLEAN", "IP_TYPE, shared, IP_TYPE", "POOL, '', TEXT"})
    void aPropertyHasADefaultAndAKindOfValues(GlobalProperty property, String byDefault, ValueType type) {
        assertEquals(byDefault, property.byDefault());
        assertEquals(type, property.type());
    }

    @Test
    void everyAttributeOfTheZoneIsWrittenOnce() {
        assertEquals(EnumSet.allOf(GlobalProperty.class), EnumSet.copyOf(GlobalProperty.XML_ORDER));
        assertEquals(
                List.of(
                        "name",
                        "zonepath",
                        "autoboot",
                        "ip-type",
                        "pool",
                        "limitpriv",
                        "bootargs",
                        "brand",
                        "scheduling-class",
                        "hostid",
                        "fs-allowed"),
                GlobalProperty.XML_ORDER.stream().map(GlobalProperty::xmlName).toList());
    }

    @Test
    void anAliasIsFoundByItsWord() {
        for (RctlAlias alias : RctlAlias.values()) {
            assertEquals("zone." + alias.word(), alias.rctl());
            assertEquals(Optional.of(alias), RctlAlias.of(alias.word()));
            ValueType type = alias == RctlAlias.MAX_SHM_MEMORY ? ValueType.BYTES : ValueType.COUNT;
            assertEquals(type, alias.type());
        }
        assertEquals(Optional.empty(), RctlAlias.of("zone.max-lwps"));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, 'true, false'",
        "IP_TYPE, 'shared, exclusive'",
        "ATTR_TYPE, 'string, int, uint, boolean'",
        "COUNT, ''"
    })
    void someKindsOfValuesAreChoices(ValueType type, String choices) {
        assertEquals(choices, String.join(", ", type.choices()));
    }

    @ParameterizedTest
    @CsvSource({
        "DETACH, false, false",
        "COPY, false, false",
        "CONFIGURE, false, false",
        "ATTACH, true, false",
        "BOOT, true, false",
        "SETTLE, true, false",
        "BACK, false, true",
        "CLEAN, false, true"
    })
    void aTransferIsAskedForOrReturns(TransferStep step, boolean asked, boolean returning) {
        assertEquals(asked, step.isAsked());
        assertEquals(returning, step.isReturning());
    }
}
