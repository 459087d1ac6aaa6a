package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What {@code --debug} adds: why a file could not be read, down to the exception. */
class DebugIT {
    private static final String ZONECFG =
            Path.of("scripts/zonecfg").toAbsolutePath().toString();

    private static final String CREATE = "create -b; set zonepath=/zones/z";

    @TempDir
    Path directory = Path.of("");

    @Test
    void debugTellsWhatHasLedToAFailure() throws IOException, InterruptedException {
        TestHost host = TestHost.existing(directory);
        host.write("/etc/zones", "");
        String root = host.root().toString();
        Result plain = Program.of(ZONECFG, "-R", root, "-z", "z", CREATE).run();
        Result debug =
                Program.of(ZONECFG, "--debug", "-R", root, "-z", "z", CREATE).run();
        assertEquals(1, plain.status());
        assertEquals(1, plain.err().lines().count(), plain.err());
        assertFalse(plain.err().contains("Exception"), plain.err());
        assertEquals(1, debug.status());
        assertTrue(debug.err().contains("caused by java."), debug.err());
        assertTrue(debug.err().endsWith(plain.err()), debug.err());
    }
}
