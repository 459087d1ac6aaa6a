package org.jzones.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Steps;
import org.jzones.host.LocalTools;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.support.TestHost;

class RunStatesTest {
    private static final ZoneName ZONE = new ZoneName("z");

    @TempDir
    Path directory;

    private RunStates boot(String id) {
        return HostFiles.below(directory, () -> id, () -> 0, Steps.NONE, new LocalTools())
                .runStates();
    }

    private static void run(RunStates states) {
        states.update(all ->
                all.with(ZONE, new RunState(all.nextId(), ZoneState.RUNNING, 1159711680, "native", "-m verbose")));
    }

    @Test
    void whatIsKeptIsReadAgain() {
        run(boot("one"));
        assertEquals(
                Optional.of(new RunState(1, ZoneState.RUNNING, 1159711680, "native", "-m verbose")),
                boot("one").read().find(ZONE));
    }

    @Test
    void idsDoNotRepeatWithinABoot() {
        RunStates states = boot("one");
        for (int id = 1; id <= 3; id++) {
            run(states);
            assertEquals(id, states.read().find(ZONE).orElseThrow().id());
            states.update(all -> all.without(ZONE));
        }
    }

    @Test
    void afterAnotherBootOfTheMachineNothingIsUpAndIdsStartAgain() {
        run(boot("one"));
        assertEquals(Map.of(), boot("two").read().zones());
        run(boot("two"));
        assertEquals(1, boot("two").read().find(ZONE).orElseThrow().id());
    }

    @Test
    void theBrandAZoneRunsAsIsKeptWithIt() {
        RunStates states = boot("one");
        RunState linux = new RunState(1, ZoneState.RUNNING, 1159711680, "lx", "");
        states.update(all -> all.with(ZONE, linux));
        assertEquals(Optional.of(linux), boot("one").read().find(ZONE));
    }

    @Test
    void aFileWithoutBrandsIsOfNativeZones() {
        TestHost.existing(directory).write("/var/run/zones/states", "boot one 8\n7 running z 1159711680 -m verbose\n");
        RunStates.Snapshot read = boot("one").read();
        assertEquals(
                Optional.of(new RunState(7, ZoneState.RUNNING, 1159711680, "native", "-m verbose")), read.find(ZONE));
        assertEquals(8, read.nextId());
    }

    @Test
    void aFileThatSomebodyElseCanHavePutThereIsRefused() throws IOException {
        run(boot("one"));
        Path states = directory.resolve("var/run/zones/states");
        Files.createLink(directory.resolve("other"), states);
        assertRefused();
        Files.delete(directory.resolve("other"));
        Assumptions.assumeTrue(
                Integer.valueOf(0).equals(Files.getAttribute(states, "unix:uid")),
                "SKIPPED: giving files to others takes root");
        Files.setAttribute(states, "unix:uid", 4711);
        assertRefused();
    }

    private void assertRefused() {
        Failure failure = assertThrows(Failure.class, boot("one")::read);
        assertEquals(List.of(Problem.of(Message.FILE_NOT_OURS, "/var/run/zones/states")), failure.problems());
    }

    @Test
    void rubbishInTheFileCountsForNothing() {
        TestHost host = TestHost.existing(directory);
        for (String text : new String[] {
            "",
            "boot",
            "boot one x\n1 running z 0 \n",
            "\0\0\0",
            "boot one 2\n1 installed z 0 \n",
            "boot one 2\n1 running z then \n",
            "boot one 2\n1 running z -m verbose\n",
            "boot one 2\n1 running z 99999999999999999999 \n",
            "boot one 2 brands\n1 running z 0 native\n",
            "boot one 2 brands more\n1 running z 0 native \n",
            "boot one 2 others\n1 running z 0 native \n"
        }) {
            host.write("/var/run/zones/states", text);
            assertTrue(boot("one").read().zones().isEmpty(), text);
        }
    }
}
