package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.host.Machine;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** zlogin says what is wrong with its words, or with the zone, before anything is run. */
class ZloginTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg("-z", "web", "create -b; set brand=lx; set zonepath=/export/zones/web; commit"));
        host.installed("sol", "create -b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | ZONE is missing",
                "-C web true | -C goes with the zone, -E, -e and -Q only",
                "-C -l ann web | -C goes with the zone, -E, -e and -Q only",
                "-C -S web | -C goes with the zone, -E, -e and -Q only",
                "-S -l ann web | -S is always root, and does not go together with -l",
                "-i -n web true | -i and -n do not go together",
                "-n web | -i and -n need COMMAND",
                "-e xy -C web | -e needs one character of ASCII",
                "-l '' web | -l needs the name of a user",
                "-l | -l needs USER",
                "-x web | unknown option '-x'",
            })
    void wordsThatDoNotGoTogetherAreUsageErrors(String words, String problem) {
        String[] given =
                words == null ? new String[0] : words.replace("''", "@").split(" ");
        for (int i = 0; i < given.length; i++) {
            given[i] = given[i].replace("@", "");
        }
        Result result = host.zlogin(given);
        assertEquals(2, result.status(), result.err());
        assertTrue(result.err().startsWith("zlogin: " + problem + "\nusage: zlogin [-R DIR] "), result.err());
    }

    @Test
    void whatStandsBehindTheZoneIsTheCommands() {
        TestHost.assumeRoot();
        assertEquals(1, host.zlogin("web", "ls", "-x", "-C", "--help").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "-C web", "-S web", "web true"})
    void aZoneThatDoesNotRunIsToldWithTheNextStep(String words) {
        TestHost.assumeRoot();
        Result result = host.zlogin(words.split(" "));
        assertEquals(1, result.status());
        assertTrue(
                result.err()
                        .matches("zlogin: zone 'web': zlogin( -C)? needs a zone that is (running|installed), "
                                + "this one is configured\n  'zoneadm list -cv' shows the states of all zones\n"),
                result.err());
        host.write("/etc/zones/index", host.read("/etc/zones/index").replace("web:configured", "web:installed"));
        if (!words.startsWith("-C")) {
            assertEquals(
                    "zlogin: zone 'web': zlogin needs a zone that is running, this one is installed\n"
                            + "  boot it first: zoneadm -z web boot\n",
                    host.zlogin(words.split(" ")).err());
        }
    }

    @Test
    void zonesThatAreTrackedHaveNothingToGoInto() {
        TestHost.assumeRoot();
        host.require(host.zoneadm("-z", "sol", "boot"));
        String told = "zlogin: zone 'sol': zones of brand 'native' are kept track of only: nothing runs in them\n";
        for (String[] words : new String[][] {{"sol"}, {"sol", "true"}, {"-C", "sol"}, {"1"}}) {
            Result result = host.zlogin(words);
            assertEquals(1, result.status());
            assertTrue(
                    result.err()
                            .startsWith(told.replace(
                                    "'sol'", "'" + words[words.length > 1 && words[0].equals("-C") ? 1 : 0] + "'")),
                    result.err());
        }
    }

    @Test
    void otherNamesAreNoZones() {
        TestHost.assumeRoot();
        assertEquals(
                "zlogin: zone 'wbe': No such zone configured\n"
                        + "  did you mean 'web'? 'zoneadm list -c' shows the zones of this host\n",
                host.zlogin("wbe").err());
        for (String global : List.of("global", "0")) {
            assertEquals(
                    "zlogin: zone '" + global + "': zlogin goes into zones other than the global one\n"
                            + "  'zoneadm list' shows the zones that run\n",
                    host.zlogin(global).err());
        }
    }

    @Test
    void whoIsNotRootIsToldSoFirst() {
        assumeTrue(new Machine(Path.of("/proc")).callerUid() > 0, "SKIPPED: this is root");
        assertEquals(
                "zlogin: zone 'nosuch': running something in a zone needs root\n  the same as root: sudo zlogin nosuch\n",
                host.zlogin("nosuch").err());
    }
}
