package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.TestHost.Result;

/** What people type where the host stands: what means something else to ssh is refused with the option that says it. */
class WhereToTest extends TwoHosts {
    private Result rehearsed(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "-n";
        System.arraycopy(args, 0, all, 1, args.length);
        return there.moves(host, all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "root@host2 | would call the zone 'root' on host2, and 'root' is a login | zonemove -l root z host2",
                "root@host2 | is a login | zonemove --name root z host2",
                "daemon@host2 | is a login | zonemove -l daemon z host2",
                "host2:22 | is a host and a port | zonemove -p 22 z host2",
                "w@host2:2222 | 'host2:2222' is a host and a port | zonemove -p 2222 z host2",
                "[::1]:22 | is a host and a port | zonemove -p 22 z ::1",
                "10.0.0.1:22 | is a host and a port | zonemove -p 22 z 10.0.0.1",
                "host2:/zones/z | is a host and a path | zonemove --zonepath /zones/z z host2",
                "ssh://root@host2:22 | is a URL | zonemove -l USER -p PORT z HOST",
            })
    void whatMeansSomethingElseIsRefusedWithTheWayToSayIt(String operand, String told, String advice) {
        for (String[] args : new String[][] {{"z", operand}, {"--to-best", "z", "host3", operand}}) {
            Result result = rehearsed(args);
            assertEquals(1, result.status(), result.toString());
            assertTrue(result.err().contains(told), result.err());
            assertTrue(result.err().contains(advice), result.err());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere",
                "w@elsewhere",
                "z@elsewhere",
                "::1",
                "fe80::1%eth0",
                "w@2001:db8::22",
                "1000@elsewhere"
            })
    void namesOfZonesAndAddressesStayWhatTheyAre(String operand) {
        Result result = rehearsed("z", operand);
        assertEquals(0, result.status(), result.toString());
        assertTrue(
                result.out().startsWith("zone 'z' can move to " + operand.substring(operand.indexOf('@') + 1)),
                result.out());
    }

    @Test
    void theNameOfTheZoneIsAnOptionToo() {
        assertTrue(rehearsed("--name", "root", "z", "elsewhere")
                .out()
                .startsWith("zone 'z' can move to elsewhere as 'root'\n"));
        assertEquals(0, rehearsed("--name", "root", "z", "root@elsewhere").status());
        Result other = rehearsed("--name", "w", "z", "v@elsewhere");
        assertEquals(2, other.status());
        assertTrue(other.err().contains("--name w and 'v@elsewhere' give the zone different names"), other.err());
        assertTrue(rehearsed("--name", "w", "z", "root@elsewhere").err().contains("zonemove -l root z elsewhere"));
        assertTrue(rehearsed("--name", "SUNWw", "z", "elsewhere").err().contains("is reserved"));
        assertTrue(rehearsed("--name", "a b", "z", "elsewhere").err().contains("'a b'"));
        assertEquals(2, there.moves(host, "--name", "w", "--resume", "z").status());
    }

    @Test
    void aZoneThatIsCalledLikeALoginKeepsItsName() {
        host.require(host.zonecfg("-z", "z", "set zonename=daemon"));
        Result result = rehearsed("daemon", "daemon@elsewhere");
        assertEquals(0, result.status(), result.toString());
    }

    @ParameterizedTest
    @CsvSource({"ready,ready,-n", "boot,running,-n", "boot,running,--dry-run"})
    void theMoveOfAZoneThatIsUpIsRehearsed(String verb, String state, String option) throws IOException {
        host.require(host.zoneadm("-z", "z", verb));
        Result plan = there.moves(host, option, "z", "elsewhere");
        assertEquals(0, plan.status(), plan.toString());
        assertEquals("", plan.err());
        assertTrue(plan.out().contains("  steps    halt, detach, copy,"), plan.out());
        assertTrue(plan.out().endsWith("  state    " + state + "; the move needs --halt\n"), plan.out());
        assertTrue(!rehearsed("--halt", "z", "elsewhere").out().contains("needs"));
        assertEquals(state, host.state("z"));
        // all else that speaks against the move is still told
        Files.createDirectories(there.at("/export/zones/z/file"));
        Result used = rehearsed("z", "elsewhere");
        assertEquals(1, used.status());
        assertTrue(used.err().contains("exists already on elsewhere"), used.err());
    }

    @Test
    void aZoneThatIsUpIsNotMovedUnlessItMayBeHalted() {
        host.require(host.zoneadm("-z", "z", "boot"));
        Result result = there.moves(host, "z", "elsewhere");
        assertEquals(1, result.status());
        String root = host.root().toString();
        assertEquals(
                "zonemove: zone 'z': it is running, and a zone that is up does not move\n"
                        + "  to halt it and move it: zonemove -R " + root + " --halt z elsewhere; "
                        + "to see first what that would do: zonemove -R " + root + " -n z elsewhere\n",
                result.err());
        assertEquals("running", host.state("z"));
        assertEquals(0, there.moves(host, "--halt", "z", "elsewhere").status());
    }
}
