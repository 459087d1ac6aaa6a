package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** {@code zonemove -c} tries the edits on the configuration of the zone that moves, whatever other zones there are. */
class EditsTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(Path.of("target/nowhere"));

    @BeforeEach
    void aZoneToMove() {
        host = TestHost.empty(directory.resolve("host"));
        host.installed(
                "z", "create -b; set zonepath=/export/zones/z; add net; set physical=bge0; set address=10.0.0.1; end");
    }

    /** Plans the move to a machine that cannot be reached, which is found out after the edits have been tried. */
    private Result plan(String edits, String target) {
        return host.run(
                List.of("zonemove", "-R", host.root().toString(), "-n", "--ssh", "false", "-c", edits, "z", target),
                "");
    }

    private static void assertPassed(Result result) {
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("zonemove: zone 'z': there has no zoneadm\n"), result.err());
    }

    @Test
    void zonesOfAnyOtherNameDoNotMatter() {
        String edits = "select net physical=bge0; set physical=e1000g0; end";
        assertPassed(plan(edits, "there"));
        host.installed("zonemove-trial", "create -b");
        assertPassed(plan(edits, "there"));
        assertPassed(plan(edits, "zonemove-trial@there"));
        assertEquals("installed", host.state("zonemove-trial"));
    }

    @Test
    void theTokenForTheNameStandsForTheNewOne() {
        String edits = "add fs; set dir=/data; set special=/export/%{zonename}; set type=lofs; end; "
                + "select fs special=/export/w; set dir=/more; end";
        assertPassed(plan(edits, "w@there"));
    }

    @Test
    void whatWouldNotWorkThereIsSaidHere() {
        Result result = plan("select net physical=nosuch", "there");
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("zonemove: zone 'z': there is no net resource with physical=nosuch\n"));
    }
}
