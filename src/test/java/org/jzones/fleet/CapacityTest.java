package org.jzones.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.host.CapacityFiles;
import org.jzones.model.HostCapacity;
import org.jzones.model.HostInventory;
import org.jzones.model.ZoneDemand;
import org.jzones.software.InventoryFiles;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** How large hosts are is known where they tell it, carried by inventories, and used for the order of equal ones. */
class CapacityTest {
    @TempDir
    Path directory = Path.of("");

    private Path said(String... namesAndTexts) throws IOException {
        Path files = Files.createTempDirectory(directory, "said");
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            Path file = files.resolve(namesAndTexts[i]);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, namesAndTexts[i + 1]);
        }
        return files;
    }

    private static HostCapacity capacity(String architecture, int cpus, long memory) {
        return new HostCapacity(
                architecture,
                cpus == 0 ? OptionalInt.empty() : OptionalInt.of(cpus),
                memory == 0 ? OptionalLong.empty() : OptionalLong.of(memory));
    }

    private static String psrinfo(int cpus) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cpus; i++) {
            text.append("Status of virtual processor ").append(i).append(" as of: 11/01/2026 02:03:04\n");
            text.append("  on-line since 10/01/2026 00:00:00.\n  The sparcv9 processor operates at 1165 MHz,\n");
        }
        return text.toString();
    }

    @Test
    void whatHostsTellIsRead() throws IOException {
        assertEquals(
                capacity("sparc", 8, 16384L << 20),
                new CapacityFiles(said(
                                "prtconf", "Memory size: 16384 Megabytes\n",
                                "psrinfo-v", psrinfo(8),
                                "psrinfo-p", "1\n",
                                "uname-a", "SunOS sun1 5.10 Generic_147147-26 sun4v sparc SUNW,T5240\n"))
                        .read());
        assertEquals(capacity("", 2, 0), new CapacityFiles(said("psrinfo-p", "2\n")).read());
        assertEquals(
                capacity("x86_64", 2, 2048L << 10),
                new CapacityFiles(said(
                                "meminfo", "MemTotal:        2048 kB\nMemFree: 1 kB\n",
                                "cpuinfo", "processor\t: 0\nflags\t: a\n\nprocessor\t: 1\n",
                                "sys/kernel/arch", "x86_64\n"))
                        .read());
    }

    /** Whatever stands there, it is a number that a machine may have, or not known. */
    @Test
    void whatIsOddIsNotKnown() throws IOException {
        assertEquals(HostCapacity.UNKNOWN, new CapacityFiles(directory.resolve("nothing")).read());
        for (String odd :
                List.of("", "\n", "Memory size: 99999999999999999999 Megabytes\n", "-1\n", "x".repeat(1 << 20))) {
            Path files = said("prtconf", odd, "psrinfo-v", odd, "psrinfo-p", odd, "meminfo", odd, "uname-a", odd);
            assertEquals(
                    HostCapacity.UNKNOWN, new CapacityFiles(files).read(), odd.substring(0, Math.min(9, odd.length())));
        }
        Path linked = said();
        Files.createSymbolicLink(
                linked.resolve("meminfo"), said("meminfo", "MemTotal: 9 kB\n").resolve("meminfo"));
        assertEquals(HostCapacity.UNKNOWN, new CapacityFiles(linked).read());
        assertEquals(
                Map.of("a", "running"),
                new CapacityFiles(said("zoneadm-list-cp", "x\n1:a:running:/a::\n::\n")).states());
    }

    /** This machine, as its kernel tells it. */
    @Test
    void thisMachineIsKnown() {
        HostCapacity here = new CapacityFiles(Path.of("/proc")).read();
        assertTrue(here.memory().orElse(0) > 64L << 20, here.toString());
        assertTrue(here.cpus().orElse(0) >= Runtime.getRuntime().availableProcessors(), here.toString());
    }

    private TestHost host(String name, int zones) {
        TestHost host = TestHost.example(directory.resolve(name), "host1");
        host.write("/etc/nodename", name + "\n");
        for (int i = 0; i < zones; i++) {
            host.installed("z" + i, "create -b");
        }
        return host;
    }

    /** As if commands had been asked on it. */
    private static void tell(TestHost host, String name, String text) {
        host.write("/jzones-capture/cmd/" + name, text);
    }

    private Path packed(TestHost host) {
        Path file = directory.resolve(host.root().getFileName() + ".tar");
        host.write(
                "/jzones-capture/about",
                "format=jzones-capture-1\nhost=" + host.root().getFileName() + "\nby=root\n");
        Program.sh("cd \"$1\" && tar cf \"$2\" jzones-capture etc var", host.root(), file);
        return file;
    }

    private String inventory(TestHost host) {
        Path file = directory.resolve(host.root().getFileName() + ".inventory");
        host.require(host.zoneadm("inventory", "-o", file.toString()));
        return file.toString();
    }

    private List<String> order(TestHost source, String... hosts) {
        List<String> words =
                new ArrayList<>(List.of("zoneplace", "-R", source.root().toString(), "-z", "z0"));
        words.addAll(List.of(hosts));
        Result said = source.run(words, "");
        assertEquals(0, said.status(), said.toString());
        return said.out()
                .lines()
                .map(line -> line.split(" ", 2)[0].replaceFirst(".*/", ""))
                .toList();
    }

    @Test
    void ofEqualHostsTheOneWithMostForAZoneComesFirstIfAllTell() {
        TestHost source = host("source", 1);
        TestHost small = host("a-small", 0);
        TestHost large = host("b-large", 2);
        String[] roots = {small.root().toString(), large.root().toString()};
        assertEquals(List.of("a-small", "b-large"), order(source, roots), "as ever");
        tell(large, "prtconf", "Memory size: 65536 Megabytes\n");
        assertEquals(List.of("a-small", "b-large"), order(source, roots), "of one nobody knows");
        tell(small, "prtconf", "Memory size: 4096 Megabytes\n");
        for (List<String> inputs : List.of(
                List.of(roots),
                List.of(packed(small).toString(), packed(large).toString()),
                List.of(inventory(small), inventory(large)))) {
            assertEquals(
                    List.of("b-large", "a-small"), order(source, inputs.toArray(String[]::new)), inputs.toString());
        }
        tell(large, "prtconf", "Memory size: 12000 Megabytes\n");
        tell(large, "zoneadm-list-cp", "1:z0:running:/z0::\n2:z1:running:/z1::\n");
        assertEquals(List.of("a-small", "b-large"), order(source, roots), "4,000 for each of three, and 4,096 for one");
        tell(large, "zoneadm-list-cp", "1:z0:running:/z0::\n-:z1:installed:/z1::\n");
        assertEquals(List.of("b-large", "a-small"), order(source, roots), "6,000 for each of two");
    }

    @Test
    void inventoriesCarryItAndWhatZonesMayTake() throws IOException {
        TestHost host = host("host", 1);
        host.require(host.zonecfg(
                "-z",
                "z0",
                "set cpu-shares=20; add capped-memory; set physical=2g; end; add capped-cpu; set ncpus=1.5; end"));
        host.require(host.zonecfg("-z", "z1", "create -b; set zonepath=/export/zones/z1"));
        host.require(host.zonecfg("-z", "z2", "create -b; set zonepath=/export/zones/z2"));
        host.write("/etc/zones/z2.xml", "broken");
        tell(host, "prtconf", "Memory size: 4096 Megabytes\n");
        tell(host, "psrinfo-v", psrinfo(3));
        tell(host, "zoneadm-list-cp", "0:global:running:/::\n3:z0:running:/export/zones/z0::\n");
        for (Path file : List.of(Path.of(inventory(host)), packed(host))) {
            Path made = file;
            if (file.toString().endsWith(".tar")) {
                made = directory.resolve("made");
                host.require(host.run(
                        List.of("zoneadm", "inventory", "--from", file.toString(), "-o", made.toString()), ""));
            }
            HostInventory inventory = InventoryFiles.read(made);
            assertEquals(capacity("", 3, 4096L << 20), inventory.capacity());
            List<ZoneDemand> demands = inventory.demands().orElseThrow();
            assertEquals(
                    List.of(
                            new ZoneDemand(
                                    "z0",
                                    "running",
                                    Optional.of(Map.of(
                                            "capped-cpu", "1.50",
                                            "capped-memory", Long.toString(2L << 30),
                                            "cpu-shares", "20"))),
                            new ZoneDemand("z1", "configured", Optional.of(Map.of())),
                            new ZoneDemand("z2", "configured", Optional.empty())),
                    demands);
            assertFalse(inventory.directories().holds("/jzones-capture"));
        }
    }

    @Test
    void whatAnInventoryDoesNotTellIsNotKnownAndWhatIsOddIsRefused() throws IOException {
        TestHost host = host("host", 1);
        tell(host, "prtconf", "Memory size: 4096 Megabytes\n");
        Path file = Path.of(inventory(host));
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int start = text.indexOf("\"memory\"");
        int end = text.indexOf("\"patches\"");
        write(file, text.substring(0, start) + text.substring(end));
        HostInventory older = InventoryFiles.read(file);
        assertEquals(HostCapacity.UNKNOWN, older.capacity());
        assertEquals(Optional.empty(), older.demands());
        for (String odd : List.of(
                "\"memory\":-1,",
                "\"memory\":0,",
                "\"memory\":\"much\",",
                "\"memory\":99999999999999999999999,",
                "\"memory\":9223372036854775808,",
                "\"cpus\":4000000000,",
                "\"cpus\":1.5,",
                "\"demands\":{},",
                "\"demands\":[[]],",
                "\"demands\":[{\"name\":1}],",
                "\"demands\":[{\"limits\":{\"a\":1}}],")) {
            write(file, text.substring(0, start) + odd + text.substring(end));
            Result said = host.run(List.of("zoneplace", "-R", host.root().toString(), "-z", "z0", file.toString()), "");
            assertEquals(1, said.status(), odd);
            assertEquals(2, said.err().lines().count(), odd + said.err());
            assertTrue(said.err().contains(file + " is no inventory that can be read"), odd + said.err());
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
