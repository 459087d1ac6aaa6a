package org.jzones.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** States and verdicts have colours on a terminal that has some, and nowhere else. */
class ColourTest {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void aHost() {
        host = TestHost.example(directory.resolve("host"), "host1");
        host.installed("up", "create -b");
        host.installed("half", "create -b");
        host.require(host.zoneadm("-z", "up", "boot"));
        host.require(host.zoneadm("-z", "half", "mark", "incomplete"));
    }

    private Result run(boolean terminal, Map<String, String> environment, String... words) {
        List<String> all = new ArrayList<>(List.of("zoneadm", "-R", host.root().toString()));
        all.addAll(List.of(words));
        return host.run(all, "", environment, terminal, () -> 0);
    }

    private static String withoutColours(String text) {
        return text.replaceAll("\u001b\\[[0-9]*m", "");
    }

    @Test
    void statesHaveColoursThatTheColumnsDoNotCount() {
        Map<String, String> terminal = Map.of("TERM", "xterm");
        String shown = run(true, terminal, "list", "-cv").out();
        assertTrue(shown.contains(" " + GREEN + "running" + PLAIN + "    /export/zones/up "), shown);
        assertTrue(shown.contains(" " + RED + "incomplete" + PLAIN + " /export/zones/half "), shown);
        assertEquals(host.zoneadm("list", "-cv").out(), withoutColours(shown));
    }

    @Test
    void verdictsHaveThemAndAdviceHasNot() {
        host.require(host.zonecfg("-z", "bare", "create -b; set zonepath=/nowhere/bare; commit"));
        Map<String, String> terminal = Map.of("TERM", "xterm");
        String told = run(true, terminal, "-z", "bare", "verify").err();
        assertTrue(told.startsWith(RED + "zoneadm: zone 'bare': ") && told.contains(PLAIN + "\n  "), told);
        assertEquals(host.zoneadm("-z", "bare", "verify").err(), withoutColours(told));
    }

    @Test
    void theReportOfAttachHasColouredHeads() {
        TestHost other = TestHost.example(directory.resolve("host2"), "host2");
        other.installed("z", "create");
        String manifest =
                other.require(other.zoneadm("-z", "z", "detach", "-n")).out();
        host.write("/tmp/manifest", manifest);
        String file = host.at("/tmp/manifest").toString();
        String told = run(true, Map.of("TERM", "xterm"), "attach", "-n", file).err();
        assertTrue(
                told.startsWith(RED + "source host packages inconsistent with local host" + PLAIN + "\n\tSUNW"), told);
        assertEquals(host.zoneadm("attach", "-n", file).err(), withoutColours(told));
    }

    @Test
    void theyAreWantedOrNot() {
        Map<String, String> terminal = Map.of("TERM", "xterm");
        assertTrue(hasColours(true, terminal));
        assertTrue(hasColours(true, Map.of("TERM", "xterm", "NO_COLOR", "")));
        assertFalse(hasColours(true, Map.of("TERM", "xterm", "NO_COLOR", "1")));
        assertFalse(hasColours(true, Map.of("TERM", "dumb")));
        assertFalse(hasColours(true, Map.of()));
        assertFalse(hasColours(false, terminal));
        assertTrue(hasColours(false, Map.of("NO_COLOR", "1"), "--color=always"));
        assertTrue(hasColours(false, Map.of(), "--color", "always"));
        assertFalse(hasColours(false, terminal, "--color=auto"));
        assertFalse(hasColours(true, terminal, "--color=never"));
    }

    private boolean hasColours(boolean isTerminal, Map<String, String> environment, String... color) {
        List<String> words = new ArrayList<>(List.of("list", "-cv"));
        words.addAll(List.of(color));
        return run(isTerminal, environment, words.toArray(String[]::new)).out().contains("\u001b");
    }

    @Test
    void programsGetNone() {
        Map<String, String> terminal = Map.of("TERM", "xterm");
        for (String format : List.of("-cp", "-c")) {
            assertEquals(host.zoneadm("list", format), run(true, terminal, "list", "--color=always", format), format);
        }
        assertEquals(
                host.zoneadm("list", "-c", "--json"), run(true, terminal, "list", "-c", "--color=always", "--json"));
    }

    @Test
    void anotherValueIsAMistake() {
        Result result = run(false, Map.of(), "list", "--color=sometimes");
        assertEquals(2, result.status());
        assertTrue(
                result.err().startsWith("zoneadm: --color is one of auto, always, never, not 'sometimes'\nusage: "),
                result.err());
        assertTrue(run(false, Map.of(), "list", "--color").err().startsWith("zoneadm: --color needs WHEN\n"));
    }
}
