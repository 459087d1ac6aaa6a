package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** {@code set zonename} moves document and index line as one step, also when it is cut off (spec 1.3, 2.3). */
class RenameTest {
    private static final Result DONE = new Result(0, "", "");

    @TempDir
    Path directory = Path.of("");

    /** What is in etc/zones, templates aside. */
    private static List<String> files(TestHost host) {
        try (Stream<Path> all = Files.list(host.at("/etc/zones"))) {
            return all.map(f -> String.valueOf(f.getFileName()))
                    .filter(name -> !name.startsWith("SUNW"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anInstalledZoneIsRenamedAndItsZonepathStays() {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.installed("first", "create -b");
        host.installed("old", "create -b");
        host.installed("last", "create -b");
        String index = host.read("/etc/zones/index");
        assertEquals(DONE, host.zonecfg("-z", "old", "set zonename=new"));
        assertEquals(index.replace("\nold:", "\nnew:"), host.read("/etc/zones/index"));
        assertEquals(List.of("first.xml", "index", "last.xml", "new.xml"), files(host));
        assertEquals(
                "zonename: new\nzonepath: /export/zones/old\n",
                host.zonecfg("-z", "new", "info zonename; info zonepath").out());
        assertEquals(DONE, host.zoneadm("-z", "new", "boot"));
        assertEquals(1, host.zonecfg("-z", "old", "info").status());
        Result running = host.zonecfg("-z", "new", "set zonename=newer");
        assertEquals(1, running.status());
        assertTrue(running.err().contains("a zone that is running cannot be renamed to 'newer'"), running.err());
        assertEquals("running", host.state("new"));
    }

    @Test
    void aNameThatIsTakenOrReservedIsRefused() {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.installed("one", "create -b");
        host.installed("other", "create -b");
        String index = host.read("/etc/zones/index");
        for (String name : List.of("other", "global", "SUNWx", "a/b", "..", "\"\"")) {
            Result refused = host.zonecfg("-z", "one", "set zonename=" + name);
            assertEquals(1, refused.status(), name);
            assertTrue(refused.err().contains("zonename: "), refused.err());
        }
        assertEquals(index, host.read("/etc/zones/index"));
        assertEquals(List.of("index", "one.xml", "other.xml"), files(host));
    }

    @Test
    void aNewZoneCanGetAnotherNameBeforeItIsSaved() {
        TestHost host = TestHost.empty(directory.resolve("host"));
        assertEquals(DONE, host.zonecfg("-z", "old", "create -b; set zonepath=/export/zones/z; set zonename=new"));
        assertEquals("global\nnew\n", host.zoneadm("list", "-c").out());
        assertEquals(List.of("index", "new.xml"), files(host));
    }

    /** After each step of the journal: note, new document, index line, old document; then the note goes. */
    @TestFactory
    Stream<DynamicTest> aRenameThatWasCutOffIsFinishedOrUndone() {
        return IntStream.rangeClosed(1, 4)
                .boxed()
                .flatMap(step -> Stream.of(
                                "zoneadm",
                                "what is advised",
                                "zonecfg",
                                "zonecfg by the other name",
                                "rename to the other name")
                        .map(next -> DynamicTest.dynamicTest(
                                "after step " + step + ", then " + next, () -> cutOff(step, next))));
    }

    private void cutOff(int steps, String next) {
        TestHost host = TestHost.empty(directory.resolve(steps + next));
        host.installed("old", "create -b");
        host.write("/etc/zones/old.rename", "new\n");
        if (steps >= 2) {
            host.write("/etc/zones/new.xml", host.read("/etc/zones/old.xml").replace("name=\"old\"", "name=\"new\""));
        }
        if (steps >= 3) {
            host.write("/etc/zones/index", host.read("/etc/zones/index").replace("\nold:", "\nnew:"));
        }
        if (steps >= 4) {
            assertTrue(host.at("/etc/zones/old.xml").toFile().delete());
        }
        String name = steps < 3 ? "old" : "new";
        String other = steps < 3 ? "new" : "old";
        Snapshot before = Snapshot.of(host);
        assertEquals("global\n" + name + "\n", host.zoneadm("list", "-c").out());
        Result info = host.zonecfg("-z", name, "info zonepath");
        assertEquals("zonepath: /export/zones/old\n", info.out());
        Refusal.assertOneProblem(info.err(), "its rename from 'old' to 'new' is under way or was cut off");
        assertTrue(info.err().contains("zonecfg -z " + name + " commit"), info.err());
        assertEquals("installed", host.state(name));
        assertEquals(List.of(), Snapshot.of(host).changesSince(before), "changed by looking");
        switch (next) {
            case "zoneadm" -> {
                host.require(host.zoneadm("-z", name, "boot"));
                assertEquals(List.of("index", name + ".xml"), files(host));
            }
            case "what is advised" -> {
                host.require(host.zonecfg("-z", name, "commit"));
                assertEquals(List.of("index", name + ".xml"), files(host));
            }
            case "zonecfg" -> {
                host.require(host.zonecfg("-z", name, "set autoboot=true"));
                assertEquals(List.of("index", name + ".xml"), files(host));
            }
            case "rename to the other name" -> {
                host.require(host.zonecfg("-z", name, "set zonename=" + other));
                assertEquals(List.of("index", other + ".xml"), files(host));
                assertEquals("installed", host.state(other));
            }
            default -> {
                host.require(host.zonecfg("-z", other, "create -b; set zonepath=/export/zones/z"));
                assertEquals(
                        Stream.of("index", name + ".xml", other + ".xml")
                                .sorted()
                                .toList(),
                        files(host));
                assertEquals("installed", host.state(name));
                assertEquals("configured", host.state(other));
                assertEquals(
                        "zonepath: /export/zones/z\n",
                        host.zonecfg("-z", other, "info zonepath").out());
                assertEquals(
                        "zonepath: /export/zones/old\n",
                        host.zonecfg("-z", name, "info zonepath").out());
            }
        }
        assertFalse(Files.exists(host.at("/etc/zones/old.rename")));
    }
}
