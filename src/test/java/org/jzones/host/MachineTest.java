package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Progress;
import org.jzones.file.Steps;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.op.HostRoot;
import org.jzones.op.Move;
import org.jzones.op.Uninstall;
import org.jzones.op.ZoneSelector;
import org.jzones.support.TestHost;

/** What is mounted where, whatever names mounts elsewhere have; and what is not done where nobody knows. */
class MachineTest {
    @TempDir
    Path directory;

    private Path zone;
    private Path proc;
    private Machine machine;

    @BeforeEach
    void directories() throws IOException {
        zone = Files.createDirectories(directory.resolve("zönes/z"));
        proc = directory.resolve("proc");
        Files.createDirectories(proc.resolve("self"));
        machine = new Machine(proc);
    }

    private void mounts(String... points) throws IOException {
        StringBuilder table = new StringBuilder();
        for (String point : points) {
            table.append("36 35 98:0 / ").append(point).append(" rw,noatime - ext4 /dev/root rw\n");
        }
        byte[] bytes = table.toString().replace("BAD", "\u00ff").getBytes(StandardCharsets.UTF_8);
        // the two bytes of that character become one that no UTF-8 text has
        String one = new String(bytes, StandardCharsets.ISO_8859_1).replace("\u00c3\u00bf", "\u00ff");
        Files.write(proc.resolve("self/mountinfo"), one.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aNameThatIsNotUtf8HidesNoOtherMount() throws IOException {
        String real = zone.toRealPath().toString();
        mounts("/", "/mnt/BAD", real, real + "/root/a\\040b", real + "/dev", real + "x");
        assertEquals(Optional.of(List.of(real + "/dev", real + "/root/a b")), machine.mountsBelow(zone));
    }

    @Test
    void aMountBelowMayHaveSuchANameItself() throws IOException {
        mounts(zone.toRealPath() + "/root/BAD");
        assertEquals(1, machine.mountsBelow(zone).orElseThrow().size());
    }

    @Test
    void nothingIsMountedBelowWhatIsNotThere() throws IOException {
        mounts("/");
        assertEquals(Optional.of(List.of()), machine.mountsBelow(zone.resolve("missing")));
    }

    @Test
    void whatCannotBeReadIsUnknownAndNotNone() {
        assertEquals(Optional.empty(), machine.mountsBelow(zone));
    }

    @Test
    void verbsThatRemoveRefuseWhereMountsAreUnknown() {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.installed("z", "create -b; set zonepath=/export/zones/z");
        HostRoot blind = HostRoot.at(host.root(), machine, java.util.Map.of(), debug -> {}, Steps.NONE);
        ZoneSelector selector = ZoneSelector.ofName("z");
        for (Failure refused : List.of(
                assertThrows(Failure.class, () -> new Uninstall(blind).plan(selector)),
                assertThrows(
                        Failure.class, () -> new Move(blind).apply(selector, "/export/zones/y", Progress.SILENT)))) {
            assertEquals(Message.MOUNTS_UNKNOWN, refused.problems().get(0).message());
        }
        assertEquals("installed", host.state("z"));
    }

    @Test
    void aProcessThatHasBegunToEndIsSaidToBeEnding() throws IOException {
        String stat = "7 (a) b) %s 1 7 7 0 -1 %d 60 0 0 0 0 0 0 0 20 0 1 0 4711 1 1\n";
        Files.createDirectories(proc.resolve("7"));
        Files.writeString(proc.resolve("7/stat"), stat.formatted("S", 0x400100));
        assertEquals(Optional.of(new Machine.Running('S', 4711, false)), machine.process(7));
        Files.writeString(proc.resolve("7/stat"), stat.formatted("R", 0x400104));
        assertEquals(Optional.of(new Machine.Running('R', 4711, true)), machine.process(7));
    }
}
