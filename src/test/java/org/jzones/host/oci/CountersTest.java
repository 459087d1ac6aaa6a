package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.host.Machine;
import org.jzones.model.Usage;
import org.jzones.model.Usage.Limit;

/** What the kernel's files come to, in each of the three ways in which a machine may have control groups. */
class CountersTest {
    private static final ContainerId ID = new ContainerId("web-0123abcd");
    private static final Bundle.Init FIRST = new Bundle.Init(77, 5_000);

    @TempDir
    Path directory;

    private Path groups;
    private Path proc;

    @BeforeEach
    void directories() throws IOException {
        groups = Files.createDirectory(directory.resolve("cgroup"));
        proc = Files.createDirectory(directory.resolve("proc"));
        put(proc, "uptime", "62.50 120.00\n");
        put(proc, "77/net/dev", """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo: 9999999      12    0    0    0     0          0         0  9999999      12    0    0    0     0       0          0
                  net0:    1296      16    0    0    0     0          0         0     1006      13    0    0    0     0       0          0
                  net1:4096000000    16    0    0    0     0          0         0 8192000000   13    0    0    0     0       0          0
                """);
    }

    private static void put(Path top, String file, String text) throws IOException {
        Path path = top.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Puts a file into the container's group of a hierarchy; the one there is has no name. */
    private void put(String hierarchy, String file, String text) throws IOException {
        put(groups.resolve(hierarchy).resolve("zones").resolve(ID.value()), file, text);
    }

    private Usage read() {
        return new Counters(new Cgroups(ID, groups), new Machine(proc)).read(FIRST);
    }

    private void versionOne() throws IOException {
        put("cpu", "cpu.stat", "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n");
        put("cpuacct", "cpuacct.usage", "1250000000\n");
        put("memory", "memory.usage_in_bytes", "4096000\n");
        put("memory", "memory.limit_in_bytes", "50331648\n");
        put("pids", "pids.current", "3\n");
        put("pids", "pids.max", "20\n");
        put("systemd", "cgroup.procs", "77\n");
    }

    private static void assertLimited(Usage usage) {
        assertEquals(5_000, usage.began());
        assertEquals(OptionalLong.of(12_500_000_000L), usage.age());
        assertEquals(OptionalLong.of(1_250_000_000), usage.computed());
        assertEquals(OptionalDouble.of(10), usage.load(Optional.empty()));
        assertEquals(OptionalLong.of(4_096_000), usage.memory());
        assertEquals(Limit.of(50_331_648), usage.memoryLimit());
        assertEquals(OptionalLong.of(3), usage.processes());
        assertEquals(Limit.of(20), usage.processLimit());
        assertEquals(OptionalLong.of(4_096_001_296L), usage.received());
        assertEquals(OptionalLong.of(8_192_001_006L), usage.sent());
    }

    @Test
    void groupsOfVersionOne() throws IOException {
        versionOne();
        assertLimited(read());
        put("memory", "memory.limit_in_bytes", "9223372036854771712\n");
        put("pids", "pids.max", "max\n");
        assertEquals(Limit.NONE, read().memoryLimit());
        assertEquals(Limit.NONE, read().processLimit());
    }

    @Test
    void processorsCountedInOneHierarchyWithTheirShares() throws IOException {
        versionOne();
        Files.delete(groups.resolve("cpuacct/zones/" + ID + "/cpuacct.usage"));
        put("cpu,cpuacct", "cpuacct.usage", "1250000000\n");
        Files.createSymbolicLink(groups.resolve("cpuacct2"), Path.of("cpu,cpuacct"));
        assertLimited(read());
    }

    @Test
    void groupsOfVersionTwo() throws IOException {
        put(groups, "cgroup.controllers", "cpuset cpu io memory pids\n");
        put("", "cgroup.events", "populated 1\nfrozen 0\n");
        put("", "cpu.stat", "usage_usec 1250000\nuser_usec 1000000\nsystem_usec 250000\n");
        put("", "memory.current", "4096000\n");
        put("", "memory.max", "50331648\n");
        put("", "pids.current", "3\n");
        put("", "pids.max", "20\n");
        assertLimited(read());
        put("", "memory.max", "max\n");
        assertEquals(Limit.NONE, read().memoryLimit());
    }

    /** The group that counts nothing, for nothing is in it, does not tell what the container takes. */
    @Test
    void groupsOfVersionOneBesideAnEmptyOneOfVersionTwo() throws IOException {
        versionOne();
        put("unified", "cgroup.events", "populated 0\nfrozen 0\n");
        put("unified", "cpu.stat", "usage_usec 0\nuser_usec 0\nsystem_usec 0\n");
        put("unified", "pids.current", "0\n");
        put("unified", "pids.max", "max\n");
        assertLimited(read());
        Files.delete(groups.resolve("cpuacct/zones/" + ID + "/cpuacct.usage"));
        assertEquals(OptionalLong.empty(), read().computed());
        assertEquals(OptionalDouble.empty(), read().load(Optional.empty()));
    }

    @Test
    void somethingOfBoth() throws IOException {
        versionOne();
        Files.delete(groups.resolve("cpuacct/zones/" + ID + "/cpuacct.usage"));
        Files.delete(groups.resolve("pids/zones/" + ID + "/pids.current"));
        Files.delete(groups.resolve("pids/zones/" + ID + "/pids.max"));
        put("unified", "cgroup.events", "populated 1\nfrozen 0\n");
        put("unified", "cpu.stat", "usage_usec 1250000\nuser_usec 1000000\nsystem_usec 250000\n");
        put("unified", "pids.current", "3\n");
        put("unified", "pids.max", "20\n");
        assertLimited(read());
    }

    @Test
    void whatIsNotToldIsNotKnown() throws IOException {
        Files.delete(proc.resolve("uptime"));
        Files.delete(proc.resolve("77/net/dev"));
        Usage nothing = read();
        for (OptionalLong number : new OptionalLong[] {
            nothing.age(), nothing.computed(), nothing.memory(), nothing.processes(), nothing.received(), nothing.sent()
        }) {
            assertEquals(OptionalLong.empty(), number);
        }
        assertEquals(Limit.UNKNOWN, nothing.memoryLimit());
        assertEquals(Limit.UNKNOWN, nothing.processLimit());
        for (String odd : new String[] {"", "-1\n", "many\n", "99999999999999999999\n", "18446744073709551615\n"}) {
            put("memory", "memory.usage_in_bytes", odd);
            put("memory", "memory.limit_in_bytes", odd);
            assertEquals(OptionalLong.empty(), read().memory(), odd);
            assertEquals(Limit.UNKNOWN, read().memoryLimit(), odd);
        }
        for (String odd :
                new String[] {"", "one line\n", "\n\nno colon\n", "\n\nnet0: 1 2 3\n", "\n\nnet0: x 2 3 4 5 6 7 8 9\n"
                }) {
            put(proc, "77/net/dev", odd);
            assertEquals(OptionalLong.empty(), read().received(), odd);
        }
        put(proc, "uptime", "long\n");
        assertEquals(OptionalLong.empty(), read().age());
    }

    @Test
    void aNetworkOfLoAloneHasSeenNothing() throws IOException {
        put(proc, "77/net/dev", "head\nhead\n    lo: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0\n");
        assertEquals(OptionalLong.of(0), read().received());
        assertEquals(OptionalLong.of(0), read().sent());
    }
}
