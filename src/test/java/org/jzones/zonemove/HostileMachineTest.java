package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.file.Steps;
import org.jzones.support.TestHost.Result;

/** What the other machine says is input: whatever that is, the zone comes back, or the user knows the command for it. */
class HostileMachineTest extends TwoHosts {
    @Test
    void anHonestMachineGetsTheZone() {
        Result result = there.moves(host, "z", "elsewhere");
        assertEquals(0, result.status(), result.toString());
        assertEquals("", host.zoneadm("list", "-c").out().replace("global\n", ""));
        assertTrue(Files.isDirectory(there.at("/export/zones/z/root")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "~end | printf 'f 644 0 0 99999999999999999999 1 ./a\\0~end\\0' | what has arrived on elsewhere",
                "~end | printf 'f \\0files x\\0bytes \\0~end\\0' | what has arrived on elsewhere",
                "~end | printf 'd 755 0 0 1 ./dev\\0' | elsewhere cannot tell what is in its files",
                "~end | tr '\\0' x </dev/zero | elsewhere cannot tell what is in its files",
                "list -cp | cat /dev/zero | elsewhere answers with more than 16 MB",
                "list -cp | tr '\\0' : </dev/zero | elsewhere answers with more than 16 MB",
                "list -cp | echo hello | elsewhere cannot tell which zones it has",
                "list -cp | echo 0:global:running:/; echo 1:z:sleeping:/export/zones/z | a state there that no zone",
                "-f - | yes | elsewhere answers with more than 16 MB",
                "-f - | printf '1:z\\n:::\\n::::::\\n' | it could not be configured on elsewhere",
            })
    void whatCannotBeUnderstoodIsToldInOneLineAndUndone(String asked, String answer, String told) throws IOException {
        there.lie(asked.strip(), "case \"$*\" in *'listed yes'*) exec sh -c \"$*\" ;; esac; " + answer);
        Result result = there.moves(host, "z", "elsewhere");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains(told), result.err());
        assertFalse(result.err().contains("fault in jzones"), result.err());
        assertEquals("installed", host.state("z"), result.err());
        if (Files.exists(host.at("/etc/zones/z.zonemove"))) {
            assertTrue(result.err().contains(" --abort z"), result.err());
            there.tellsTheTruth();
            assertEquals(0, there.zonemove(host, "--abort", "z").status());
        }
        assertFalse(Files.exists(host.at("/etc/zones/z.zonemove")));
        assertFalse(Files.exists(there.at("/export/zones/z")), result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "echo 1:z:sleeping:/export/zones/z:: | a state there that no zone can be in",
                "cat /dev/zero | elsewhere answers with more than 16 MB",
            })
    void whoeverWasAskedToAttachAndRamblesIsAskedAgain(String answer, String told) throws IOException {
        there.lie("attach ${4:+", answer);
        Result result = there.moves(host, "z", "elsewhere");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains(told), result.err());
        assertTrue(result.err().contains(" --resume z' asks and carries on"), result.err());
        assertEquals("configured", host.state("z"));
        there.tellsTheTruth();
        assertEquals(0, there.zonemove(host, "--abort", "z").status());
        assertEquals("installed", host.state("z"));
    }

    @Test
    void aZoneThatIsAttachedElsewhereThereIsNotOurs() throws IOException {
        there.lie("attach ${4:+", "echo 1:z:installed:/export/zones/other::");
        Result result = there.moves(host, "z", "elsewhere");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("elsewhere has refused to attach it"), result.err());
        assertEquals("installed", host.state("z"), result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "zoneadm yes | echo zoneadm yes; echo listed yes; echo zone 0:global:running:/; echo 'df / 1 1 "
                        + "99999999999999999999999 1%' | 0",
                "zoneadm yes | echo zoneadm yes; echo listed yes; echo zone 1:a:running:/a; echo trouble | 1",
                "zoneadm yes | yes 'rsync ' | 1",
            })
    void whatItTellsOfItselfIsLookedAtBeforeAnythingChanges(String asked, String answer, int status)
            throws IOException {
        there.lie(asked.strip(), answer);
        Result result = there.moves(host, "-n", "z", "elsewhere");
        assertEquals(status, result.status(), result.toString());
        assertFalse(result.err().contains("fault in jzones"), result.err());
        assertEquals("installed", host.state("z"));
    }

    @Test
    void afterAFaultOfOurOwnTheUserKnowsHowToGoOn() {
        host.watchedBy((change, path) -> {
            if (path.toString().endsWith("SUNWdetached.xml")) {
                throw new IllegalStateException("a fault");
            }
        });
        Result result = there.moves(host, "z", "elsewhere");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("a move of it to elsewhere has begun and not ended"), result.err());
        assertTrue(result.err().contains(" --abort z' brings the zone back"), result.err());
        assertTrue(result.err().contains("IllegalStateException: a fault"), result.err());
        host.watchedBy(Steps.NONE);
        assertEquals(0, there.zonemove(host, "--abort", "z").status());
        assertEquals("installed", host.state("z"));
    }
}
