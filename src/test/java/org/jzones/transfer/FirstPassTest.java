package org.jzones.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.host.Processes;
import org.jzones.host.ShellProgram;
import org.jzones.support.Program;
import org.jzones.support.TestHost.Result;

/** The files of a zone that runs are read where no link in them leads anywhere. */
class FirstPassTest {
    @TempDir
    Path directory = Path.of("");

    private Result guarded(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Processes.script(
                ShellProgram.of(FirstPass.class, "guarded"),
                directory.resolve("zone").toString()));
        words.addAll(List.of(command));
        return Program.of(words).run();
    }

    @Test
    void aLinkInTheZoneLeadsNowhere() throws IOException, InterruptedException {
        Path zone = Files.createDirectory(directory.resolve("zone"));
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("file"), "of the host\n");
        Files.writeString(zone.resolve("file"), "of the zone\n");
        Files.createSymbolicLink(zone.resolve("link"), secrets);
        Result able = guarded("true");
        assumeTrue(able.status() == 0, "SKIPPED: links cannot be kept from being followed here: " + able.err());
        assertEquals("of the host\n", Program.sh("cat \"$1\"", zone.resolve("link/file")));
        assertNotEquals(0, guarded("cat", zone.resolve("link/file").toString()).status());
        assertEquals(
                "of the zone\n", guarded("cat", zone.resolve("file").toString()).out());
        assertEquals(
                secrets + "\n",
                guarded("readlink", zone.resolve("link").toString()).out());
        assertNotEquals(0, guarded("touch", zone.resolve("new").toString()).status());
        assertEquals(3, guarded("sh", "-c", "exit 3").status());
    }
}
