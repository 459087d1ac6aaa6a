package org.jzones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The completion scripts that the build makes, in a real shell. */
class CompletionIT {
    private static final Path SCRIPTS = Path.of("target/completion").toAbsolutePath();

    @TempDir
    Path directory = Path.of("");

    /** What bash offers for the last of the words, sorted. */
    private List<String> offered(String... words) throws IOException, InterruptedException {
        String quoted = Arrays.stream(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String script = "source " + SCRIPTS.resolve(words[0]) + "\n"
                + "COMP_WORDS=(" + quoted + ")\nCOMP_CWORD=" + (words.length - 1) + "\n"
                + "_complete_" + words[0] + "\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        Result result = Program.of("bash", "--norc", "-c", script)
                .with(Map.of("ZONES_ROOT", directory.resolve("host").toString()))
                .run();
        assertEquals(0, result.status(), result.out()); // compopt complains outside a completion, on standard error
        return result.out().lines().filter(line -> !line.isBlank()).sorted().toList();
    }

    @Test
    void zoneadmCompletesSubcommandsAndTheirOptions() throws IOException, InterruptedException {
        assertEquals(List.of("attach"), offered("zoneadm", "-z", "z", "at"));
        assertEquals(List.of("list"), offered("zoneadm", "li"));
        assertEquals(List.of("uninstall"), offered("zoneadm", "-R", "/x", "-z", "z", "un"));
        assertEquals(List.of("ready", "reboot"), offered("zoneadm", "help", "re"));
        assertTrue(offered("zoneadm", "-z", "z", "attach", "-").containsAll(List.of("-F", "-n")));
        assertTrue(offered("zoneadm", "-").containsAll(List.of("-R", "-u", "-z")));
    }

    @Test
    void zonecfgCompletesTheFirstCommandAndWhatFollowsIt() throws IOException, InterruptedException {
        assertEquals(List.of("export"), offered("zonecfg", "-z", "z", "exp"));
        assertEquals(List.of("-F", "-a", "-b", "-t"), offered("zonecfg", "-z", "z", "create", "-"));
        assertEquals(List.of("capped-cpu", "capped-memory"), offered("zonecfg", "-z", "z", "add", "cap"));
        assertEquals(List.of("autoboot="), offered("zonecfg", "-z", "z", "set", "au"));
        assertTrue(offered("zonecfg", "-").containsAll(List.of("-R", "-f", "-u", "-z")));
    }

    @Test
    void zonesAreThoseOfTheHost() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        assertEquals(List.of(), offered("zoneadm", "-z", ""));
        host.write("/etc/zones/index", "# zones\nglobal:installed:/\nweb1:configured:/a:\nweb-2:installed:\"/b:c\":\n");
        assertEquals(List.of("global", "web-2", "web1"), offered("zoneadm", "-z", ""));
        assertEquals(List.of("web-2", "web1"), offered("zonecfg", "-z", "we"));
    }

    @Test
    void zshReadsTheScriptsToo() throws IOException, InterruptedException {
        for (String command : List.of("zoneadm", "zonecfg")) {
            String script = Files.readString(SCRIPTS.resolve(command), StandardCharsets.UTF_8);
            assertTrue(script.contains("bashcompinit"), command);
        }
    }
}
