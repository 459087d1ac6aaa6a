package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Every verb in every state, cell by cell: the state afterwards, or - where the verb is refused (zoneadm(1M), spec 3). */
class StatesTest {
    private static final List<String> STATES =
            List.of("configured", "incomplete", "installed", "ready", "running", "shutting_down", "down");

    /** A row a verb, a column a state of {@link #STATES}. */
    private static final String TABLE = """
            list             configured incomplete installed ready   running shutting_down down
            verify           configured -          installed ready   running shutting_down down
            install          installed  -          -         -       -       -             -
            uninstall -F     -          configured configured -      -       -             -
            clone other      installed  -          -         -       -       -             -
            move /export/new -          -          installed -       -       -             -
            detach           -          -          configured -      -       -             -
            detach -n        configured incomplete installed ready   running shutting_down down
            attach           -          -          -         -       -       -             -
            attach -u        -          -          -         -       -       -             -
            attach -F        -          -          -         -       -       -             -
            ready            -          -          ready     ready   -       -             ready
            boot             -          -          running   running running -             running
            halt             -          -          installed installed installed installed installed
            reboot           -          -          -         -       running -             -
            shutdown         -          -          -         -       installed -           -
            shutdown -r      -          -          -         -       running -             -
            mark incomplete  -          -          incomplete -      -       -             -
            """;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> everyVerbInEveryState() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String row : TABLE.lines().toList()) {
            List<String> cells = Arrays.asList(row.strip().split(" +"));
            int words = cells.size() - STATES.size();
            List<String> verb = cells.subList(0, words);
            for (int i = 0; i < STATES.size(); i++) {
                String state = STATES.get(i);
                String expected = cells.get(words + i);
                String name = String.join(" ", verb) + ", " + state;
                tests.add(DynamicTest.dynamicTest(name, () -> check(name, verb, state, expected)));
            }
        }
        return tests.stream();
    }

    @Test
    void aDetachedZoneCanBeAttached() {
        for (List<String> verb : List.of(List.of("attach"), List.of("attach", "-F"))) {
            TestHost host = host("detached" + verb.size(), "installed");
            host.require(host.zoneadm("-z", "z", "detach"));
            host.require(run(host, "z", verb));
            assertEquals("installed", host.state("z"));
        }
    }

    private void check(String name, List<String> verb, String state, String expected) {
        TestHost host = host(name.replace('/', '_'), state);
        Result result = run(host, "z", verb);
        if (expected.equals("-")) {
            assertEquals(1, result.status(), result.toString());
            assertEquals("", result.out());
            assertTrue(result.err().startsWith("zoneadm: zone 'z': "), result.err());
            boolean bitsMissing = verb.get(0).equals("attach") && state.equals("configured");
            assertTrue(bitsMissing || result.err().contains("this one is " + state), result.err());
            assertEquals(state, host.state("z"));
        } else {
            assertEquals(0, result.status(), result.toString());
            assertEquals("", result.err());
            assertEquals(expected, host.state("z"));
        }
    }

    @TestFactory
    Stream<DynamicTest> globalAndTemplatesAreRefusedForAllVerbsButList() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String row : TABLE.lines().skip(1).toList()) {
            List<String> cells = Arrays.asList(row.strip().split(" +"));
            List<String> verb = cells.subList(0, cells.size() - STATES.size());
            for (String zone : List.of("global", "SUNWdefault")) {
                tests.add(DynamicTest.dynamicTest(verb + " " + zone, () -> {
                    TestHost host = TestHost.empty(directory.resolve(zone + verb.size() + verb.get(0)));
                    Result result = run(host, zone, verb);
                    assertEquals(1, result.status());
                    assertEquals("", result.out());
                    assertTrue(result.err().contains("the name '" + zone + "' is reserved"), result.err());
                }));
            }
        }
        return tests.stream();
    }

    private static Result run(TestHost host, String zone, List<String> verb) {
        List<String> args = new ArrayList<>(List.of("-z", zone));
        args.addAll(verb);
        return host.zoneadm(args.toArray(String[]::new));
    }

    private TestHost host(String name, String state) {
        TestHost host = TestHost.empty(directory.resolve(name));
        host.installed("other", "create -b");
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        if (!state.equals("configured")) {
            host.require(host.zoneadm("-z", "z", "install"));
        }
        switch (state) {
            case "incomplete" -> host.require(host.zoneadm("-z", "z", "mark", "incomplete"));
            case "ready" -> host.require(host.zoneadm("-z", "z", "ready"));
            case "running" -> host.require(host.zoneadm("-z", "z", "boot"));
            case "shutting_down" -> leave(host, ZoneState.SHUTTING_DOWN);
            case "down" -> leave(host, ZoneState.DOWN);
            default -> {}
        }
        assertEquals(state, host.state("z"));
        return host;
    }

    /** Leaves the zone in a state that it passes through on its way out. */
    private static void leave(TestHost host, ZoneState state) {
        HostFiles files = host.files();
        files.runStates()
                .update(all -> all.with(new ZoneName("z"), new RunState(all.nextId(), state, 0, "native", "")));
        assertEquals(
                Optional.of(state),
                files.runStates().read().find(new ZoneName("z")).map(RunState::state));
    }
}
