package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Verb;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneRow;
import org.jzones.model.ZoneState;
import org.jzones.op.AllZones;
import org.jzones.op.Attach;
import org.jzones.op.Boot;
import org.jzones.op.CloneZone;
import org.jzones.op.Detach;
import org.jzones.op.Halt;
import org.jzones.op.HostRoot;
import org.jzones.op.Install;
import org.jzones.op.ListZones;
import org.jzones.op.Mark;
import org.jzones.op.Move;
import org.jzones.op.Ready;
import org.jzones.op.Reboot;
import org.jzones.op.Shutdown;
import org.jzones.op.Uninstall;
import org.jzones.op.Verify;
import org.jzones.op.ZoneSelector;
import org.jzones.op.ZoneStates;
import org.jzones.support.RecordingRuntime;
import org.jzones.support.RecordingRuntime.Killed;
import org.jzones.support.TestHost;

/** Every verb with a second runtime beside the native one: who is asked to do what, and what is left when that dies. */
class RuntimeSeamTest {
    private static final ZoneSelector ZONE = ZoneSelector.ofName("s8");
    private static final ZoneSelector NATIVE = ZoneSelector.ofName("n");

    @TempDir
    Path directory;

    private TestHost files;
    private RecordingRuntime runtime;
    private HostRoot host;

    /** A zone of a brand that only the second runtime runs, and a native one; both installed. */
    @BeforeEach
    void twoZones() {
        files = TestHost.empty(directory.resolve("host"));
        HostRoot opened = files.opened();
        runtime = new RecordingRuntime("solaris8", opened.files().runStates());
        NativeRuntime tracking = new NativeRuntime(opened.files().runStates(), opened.machine());
        Runtimes both = new Runtimes(opened.files().runStates())
                .with(NativeRuntime.BRANDS, () -> tracking)
                .with(List.of("solaris8"), () -> runtime);
        host = new HostRoot(opened.files(), opened.software(), both, opened.machine());
        configure("s8", "solaris8");
        configure("n", "native");
        new Install(host, note -> {}).apply(ZONE, Optional.empty(), Progress.SILENT);
        new Install(host, note -> {}).apply(NATIVE, Optional.empty(), Progress.SILENT);
    }

    private void configure(String zone, String brand) {
        files.require(files.zonecfg(
                "-z",
                zone,
                "create -b; set brand=" + brand + "; set autoboot=true; set bootargs=-v; set zonepath=/export/zones/"
                        + zone));
    }

    private ZoneState state() {
        return new ZoneStates(host)
                .of(host.files().index().read().find(new ZoneName("s8")).orElseThrow());
    }

    private List<String> listed() {
        return new ListZones(host)
                .plan(new ListZones.Request(true, false, true)).stream()
                        .map(row -> row.name() + " " + row.state().word())
                        .toList();
    }

    @Test
    void eachZoneRunsByTheRuntimeOfItsBrand() {
        new Boot(host).apply(ZONE, Optional.empty());
        new Boot(host).apply(NATIVE, Optional.empty());
        assertEquals(List.of("boot s8 -v"), runtime.calls());
        assertEquals(List.of("s8 running", "n running"), listed());
        new Halt(host).apply(NATIVE);
        assertEquals(List.of(), runtime.calls());
        assertEquals(List.of("s8 running", "n installed"), listed());
    }

    @Test
    void everyVerbAsksForWhatItNeedsAndNothingElse() {
        new Ready(host).apply(ZONE);
        new Ready(host).apply(ZONE);
        new Boot(host).apply(ZONE, Optional.of("-s"));
        new Boot(host).apply(ZONE, Optional.empty());
        int id = row().id().orElseThrow();
        new Reboot(host).apply(ZONE, Optional.empty());
        assertTrue(row().id().orElseThrow() > id);
        new Shutdown(host).reboot(ZONE, Shutdown.PATIENCE, Optional.of("-m"));
        new Shutdown(host).apply(ZONE, Shutdown.PATIENCE);
        new Halt(host).apply(ZONE);
        assertEquals(
                List.of("ready s8", "boot s8 -s", "reboot s8 -v", "shutdown s8", "boot s8 -m", "shutdown s8"),
                runtime.calls());
        assertEquals(List.of(), new Verify(host).plan(ZONE));
        assertEquals(ZoneState.INSTALLED, state());
    }

    private ZoneRow row() {
        return new ListZones(host).plan(ZONE);
    }

    private static void requireRefused(Message message, Consumer<ZoneSelector> verb) {
        assertEquals(
                message,
                assertThrows(Failure.class, () -> verb.accept(ZONE))
                        .problems()
                        .get(0)
                        .message());
    }

    @Test
    void verbsOfFilesKeepAwayFromAZoneThatRuns() {
        new Boot(host).apply(ZONE, Optional.empty());
        requireRefused(Message.STATE_RUNNING, zone -> new Detach(host).apply(zone));
        requireRefused(
                Message.STATE_RUNNING, zone -> new Move(host).apply(zone, "/export/zones/elsewhere", Progress.SILENT));
        requireRefused(Message.STATE_IN_USE, zone -> new Uninstall(host).plan(zone));
        requireRefused(Message.STATE_IN_USE, zone -> new Mark(host).apply(zone));
        runtime.calls();
        new Halt(host).apply(ZONE);
        new Move(host).apply(ZONE, "/export/zones/elsewhere", Progress.SILENT);
        new Detach(host).apply(ZONE);
        new Attach(host, warning -> {}, note -> {}).force(ZONE);
        configure("copy", "solaris8");
        new CloneZone(host, note -> {}).apply(ZoneSelector.ofName("copy"), ZONE, Optional.empty(), Progress.SILENT);
        new Uninstall(host).apply(new Uninstall(host).plan(ZONE), Progress.SILENT);
        assertEquals(ZoneState.CONFIGURED, state());
        assertEquals(List.of("halt s8"), runtime.calls());
    }

    @Test
    void startAndStopOfTheMachineReachBothRuntimes() {
        assertEquals(Map.of(), new AllZones(host).start());
        assertEquals(List.of("s8 running", "n running"), listed());
        assertEquals(Map.of(), new AllZones(host).stop());
        assertEquals(List.of("boot s8 -v", "shutdown s8"), runtime.calls());
        assertEquals(List.of("s8 installed", "n installed"), listed());
    }

    @Test
    void aZoneIsBroughtDownByItsRuntimeWhateverHasBecomeOfItsDocument() throws IOException {
        new Boot(host).apply(ZONE, Optional.empty());
        Files.delete(files.at("/etc/zones/s8.xml"));
        runtime.calls();
        new Halt(host).apply(ZONE);
        assertEquals(List.of("halt s8 without configuration"), runtime.calls());
        assertEquals(ZoneState.INSTALLED, state());
    }

    @Test
    void zonesOnTheirWayDownAreHalted() {
        for (ZoneState state : List.of(ZoneState.SHUTTING_DOWN, ZoneState.DOWN)) {
            runtime.put(new ZoneName("s8"), state);
            assertEquals(state, state());
            new Halt(host).apply(ZONE);
            assertEquals(List.of("halt s8"), runtime.calls());
        }
    }

    @Test
    void withoutTheSecondRuntimeTheBrandIsRefusedWithTheBrandsThatRun() {
        HostRoot alone = files.opened();
        for (Verb verb : List.of(Verb.READY, Verb.BOOT)) {
            Failure failure = assertThrows(Failure.class, () -> {
                if (verb == Verb.READY) {
                    new Ready(alone).apply(ZONE);
                } else {
                    new Boot(alone).apply(ZONE, Optional.empty());
                }
            });
            assertEquals(Message.BRAND_DOES_NOT_RUN, failure.problems().get(0).message());
            assertEquals(
                    List.of("solaris8", verb.word(), "native, cluster, labeled and lx"),
                    failure.problems().get(0).details());
        }
        new Halt(alone).apply(ZONE);
    }

    /** A verb that uses the runtime, the calls it may die in, and the state it starts from. */
    private record Deadly(String verb, ZoneState from, Consumer<HostRoot> run, List<String> calls) {}

    @TestFactory
    List<DynamicTest> afterACommandHasDiedTheNextOneGetsOn() {
        List<Deadly> verbs = List.of(
                new Deadly("ready", ZoneState.INSTALLED, h -> new Ready(h).apply(ZONE), List.of("ready")),
                new Deadly(
                        "boot", ZoneState.INSTALLED, h -> new Boot(h).apply(ZONE, Optional.empty()), List.of("boot")),
                new Deadly("boot", ZoneState.READY, h -> new Boot(h).apply(ZONE, Optional.empty()), List.of("boot")),
                new Deadly(
                        "reboot",
                        ZoneState.RUNNING,
                        h -> new Reboot(h).apply(ZONE, Optional.empty()),
                        List.of("reboot")),
                new Deadly("halt", ZoneState.RUNNING, h -> new Halt(h).apply(ZONE), List.of("halt")),
                new Deadly("halt", ZoneState.DOWN, h -> new Halt(h).apply(ZONE), List.of("halt")),
                new Deadly(
                        "shutdown",
                        ZoneState.RUNNING,
                        h -> new Shutdown(h).apply(ZONE, Shutdown.PATIENCE),
                        List.of("shutdown")),
                new Deadly(
                        "shutdown -r",
                        ZoneState.RUNNING,
                        h -> new Shutdown(h).reboot(ZONE, Shutdown.PATIENCE, Optional.empty()),
                        List.of("shutdown", "boot")));
        List<DynamicTest> tests = new ArrayList<>();
        for (Deadly verb : verbs) {
            for (String call : verb.calls()) {
                for (boolean after : new boolean[] {false, true}) {
                    String name =
                            verb.verb() + " from " + verb.from().word() + " dies " + (after ? "after " : "before ");
                    tests.add(DynamicTest.dynamicTest(name + call, () -> dies(verb, call, after)));
                }
            }
        }
        return tests;
    }

    private void dies(Deadly verb, String call, boolean after) {
        new Halt(host).apply(ZONE);
        if (verb.from() != ZoneState.INSTALLED) {
            runtime.put(new ZoneName("s8"), verb.from());
        }
        runtime.dieAt(call, after);
        assertThrows(Killed.class, () -> verb.run().accept(host));
        new Halt(host).apply(ZONE);
        assertEquals(ZoneState.INSTALLED, state());
        new Boot(host).apply(ZONE, Optional.empty());
        assertEquals(ZoneState.RUNNING, state());
        new Shutdown(host).apply(ZONE, Shutdown.PATIENCE);
        assertEquals(ZoneState.INSTALLED, state());
    }
}
