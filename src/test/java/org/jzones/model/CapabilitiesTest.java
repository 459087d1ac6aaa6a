package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What limitpriv makes of the default set of capabilities (spec 5, 10.1). */
class CapabilitiesTest {
    private static final List<String> DEFAULT = List.of(
            "CAP_CHOWN",
            "CAP_DAC_OVERRIDE",
            "CAP_FOWNER",
            "CAP_FSETID",
            "CAP_KILL",
            "CAP_NET_BIND_SERVICE",
            "CAP_SETFCAP",
            "CAP_SETGID",
            "CAP_SETPCAP",
            "CAP_SETUID",
            "CAP_SYS_CHROOT");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "default", "basic", "ZONE", "default,zone", "chown,cap_kill", "default,!net_raw", "!none"})
    void theDefaultSet(String limitpriv) {
        assertEquals(new Capabilities(DEFAULT, List.of()), Capabilities.of(limitpriv));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sys_time", "default,SYS_TIME", "cap_sys_time", "CAP_SYS_TIME,sys_time", "!sys_time,sys_time"})
    void whatIsNamedIsAdded(String limitpriv) {
        List<String> with = new ArrayList<>(DEFAULT);
        with.add("CAP_SYS_TIME");
        assertEquals(new Capabilities(with, List.of()), Capabilities.of(limitpriv));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!setuid,!SETGID", "-cap_setuid,-setgid", "default,setuid,!setuid,!CAP_SETGID"})
    void whatIsNegatedIsTakenAway(String limitpriv) {
        List<String> without = new ArrayList<>(DEFAULT);
        without.removeAll(List.of("CAP_SETUID", "CAP_SETGID"));
        assertEquals(new Capabilities(without, List.of()), Capabilities.of(limitpriv));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"none; ''", "NONE,kill,chown; CAP_CHOWN CAP_KILL", "none,kill,!kill; ''", "none,default; ''"})
    void noneAtTheBeginningTakesThePlaceOfTheDefaultSet(String limitpriv, String names) {
        assertEquals(names, String.join(" ", Capabilities.of(limitpriv).names()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "default,none"})
    void elsewhereItAddsNothing(String limitpriv) {
        assertEquals(List.of(), Capabilities.of(limitpriv).unknown());
        assertEquals(
                limitpriv.startsWith("none") ? List.of() : DEFAULT,
                Capabilities.of(limitpriv).names());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "all; all",
                "default,!all; !all",
                "proc_info; proc_info",
                "default,PRIV_sys_time,!dtrace_proc; PRIV_sys_time !dtrace_proc",
                "sys_tme,kill; sys_tme",
                "!!kill; !!kill",
                "cap_; cap_",
                "cap_cap_kill; cap_cap_kill"
            })
    void otherWordsAreToldAsTheyAreWritten(String limitpriv, String unknown) {
        Capabilities capabilities = Capabilities.of(limitpriv);
        assertEquals(unknown, String.join(" ", capabilities.unknown()));
        assertEquals(DEFAULT, capabilities.names());
    }

    @Test
    void emptyWordsAreUnknown() {
        assertEquals(List.of(""), Capabilities.of("default,").unknown());
        assertEquals(List.of("", ""), Capabilities.of(",").unknown());
        assertEquals(List.of("-"), Capabilities.of("-").unknown());
    }

    /** The kernel prints the set of a container of podman as 800405fb. */
    @Test
    void setsOfBits() {
        List<String> podman = new ArrayList<>(DEFAULT);
        assertEquals(podman, List.copyOf(Capabilities.ofBits(0x800405fbL)));
        assertEquals(41, Capabilities.ofBits(-1).size());
        assertEquals(List.of("CAP_CHECKPOINT_RESTORE", "CAP_CHOWN"), List.copyOf(Capabilities.ofBits(1L << 40 | 1)));
        assertEquals(List.of(), List.copyOf(Capabilities.ofBits(0)));
    }

    @Test
    void namesAreInSmallLetters() {
        assertTrue(Capabilities.isName("cap_net_raw"));
        assertTrue(Capabilities.isName("bpf"));
        assertFalse(Capabilities.isName("NET_RAW"));
        assertFalse(Capabilities.isName("proc_info"));
    }
}
