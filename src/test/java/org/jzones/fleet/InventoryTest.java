package org.jzones.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.software.InventoryFiles;
import org.jzones.software.InventoryMaker;
import org.jzones.software.json.InventoryReader;
import org.jzones.support.RandomHosts;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Inventories say what their host says, and broken ones are refused in one line. */
class InventoryTest {
    private static final int HOSTS = Integer.getInteger("inventory.hosts", 25);

    @TempDir
    Path directory = Path.of("");

    private static HostInventory inventory(TestHost host) {
        HostInventory made = new InventoryMaker(host.files().layout(), host.software()).make(0, Progress.SILENT);
        return InventoryReader.read(new ByteArrayInputStream(InventoryFiles.bytes(made)), "test");
    }

    @Test
    void forAnyDirectoriesTheSamePackagesMatterAsByContents() {
        int delivering = 0;
        for (int seed = 0; seed < HOSTS; seed++) {
            TestHost host = new RandomHosts(seed).make(directory.resolve("h" + seed), 10);
            HostInventory inventory = inventory(host);
            Random random = new Random(seed);
            for (int i = 0; i < 60; i++) {
                List<String> dirs = List.of(RandomHosts.directory(random), RandomHosts.directory(random));
                List<String> there =
                        dirs.stream().filter(dir -> isThere(host, dir)).toList();
                for (String dir : dirs) {
                    assertEquals(there.contains(dir), inventory.directories().holds(dir), seed + " " + dir);
                }
                List<HostPackage> expected = host.software().software(there).relevant();
                assertEquals(expected, inventory.software(there).relevant(), seed + " " + there);
                assertEquals(host.software().needs(inventory.packages()), inventory.needs());
                delivering += expected.size()
                                > host.software().software(List.of()).relevant().size()
                        ? 1
                        : 0;
            }
        }
        assertTrue(delivering > HOSTS * 20, "only " + delivering + " sets of directories made a difference");
    }

    /** On disk, or delivered with nothing on disk in its place. */
    private static boolean isThere(TestHost host, String dir) {
        Layout layout = host.files().layout();
        Path resolved = layout.resolve(dir);
        return Files.exists(resolved, LinkOption.NOFOLLOW_LINKS)
                ? Files.isDirectory(resolved)
                : !host.software()
                        .delivered(new HashSet<>(List.of(dir, layout.shown(resolved))))
                        .isEmpty();
    }

    @Test
    void theSameHostGivesTheSameBytes() {
        TestHost host = new RandomHosts(1).make(directory.resolve("host"), 10);
        Path one = directory.resolve("one");
        host.require(host.zoneadm("inventory", "-o", one.toString()));
        host.require(host.zoneadm("inventory", "-o", directory.resolve("two").toString()));
        assertArrayEquals(bytes(one), bytes(directory.resolve("two")));
    }

    @Test
    void packagesKeepTheirPatchesWithWhatTheyObsolete() {
        TestHost host = new RandomHosts(2).make(directory.resolve("host"), 0);
        assertEquals(host.software().packages(), inventory(host).packages());
    }

    @Test
    void theHostIsNamedByItself() {
        TestHost host = TestHost.empty(directory.resolve("root"));
        assertEquals("root", inventory(host).host());
        host.write("/etc/nodename", "host7\n");
        assertEquals("host7", inventory(host).host());
    }

    @Test
    void onlyARegularFileIsReplaced() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("root"));
        for (String place : List.of("/dev/null", directory.toString())) {
            Result result = host.zoneadm("inventory", "-o", place);
            assertEquals(1, result.status());
            assertTrue(result.err().startsWith("zoneadm: " + place + " is "), result.err());
        }
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void brokenInventoriesAreRefusedInOneLine() throws IOException {
        TestHost host = new RandomHosts(3).make(directory.resolve("host"), 10);
        Path good = directory.resolve("good");
        host.require(host.zoneadm("inventory", "-o", good.toString()));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z; commit"));
        byte[] bytes = bytes(good);
        String json =
                new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);

        Map<String, byte[]> broken = new LinkedHashMap<>();
        broken.put("empty", new byte[0]);
        broken.put("half", Arrays.copyOf(bytes, bytes.length / 2));
        broken.put("cut", Arrays.copyOf(bytes, bytes.length - 1));
        broken.put("plain", json.getBytes(StandardCharsets.UTF_8));
        broken.put("text", "hello\n".getBytes(StandardCharsets.UTF_8));
        broken.put("list", zip("[]"));
        broken.put("other", zip("{\"format\":\"zip\"}"));
        broken.put("early", zip(json.substring(0, json.length() / 2)));
        broken.put("more", zip(json + "{}"));
        broken.put("later", zip(json.replace("\"version\":1,\"host\"", "\"version\":2,\"host\"")));
        broken.put("huge number", zip(json.replace("\"zones\":0", "\"zones\":99999999999")));
        broken.put("patch", zip(json.replaceFirst("\"patches\":\\[[0-9]", "\"patches\":[-1")));
        broken.put("depth", zip(json.replaceFirst("\\[\\[1,", "[[2,")));
        broken.put("deep", zip("{\"format\":\"jzones-inventory\",\"version\":1,\"x\":" + "[".repeat(100_000)));
        broken.put("fewer than none", zip(json.replace("\"zones\":0", "\"zones\":-1")));
        broken.put("too many zones", zip(json.replace("\"zones\":0", "\"zones\":2000000000")));
        broken.put("packages", zip(json.replaceFirst("\"packages\":\\[", "$0" + "{\"name\":\"A\"},".repeat(100_001))));
        broken.put("patches", zip(json.replaceFirst("\"patches\":\\[", "$0" + "{\"id\":\"1-1\"},".repeat(100_001))));
        broken.put(
                "names",
                zip(json.replaceFirst("\"host\"", "\"host\":\"" + "h".repeat(1 << 20) + "\",".repeat(17) + "$0")));
        broken.put("bomb", bomb());
        for (Map.Entry<String, byte[]> file : broken.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.write(path, file.getValue());
            Result result = host.run(
                    List.of("zoneplace", "-R", host.root().toString(), "-z", "z", good.toString(), path.toString()),
                    "");
            assertEquals(1, result.status(), file.getKey());
            assertEquals(1, result.out().lines().count(), result.out());
            assertTrue(result.err().startsWith("zoneplace: " + path + " is "), file.getKey() + ": " + result.err());
            assertTrue(result.err().lines().count() <= 2, result.err());
        }
    }

    @Test
    void damagedInventoriesNeverGetFurtherThanAMessage() throws IOException {
        TestHost host = new RandomHosts(4).make(directory.resolve("host"), 10);
        HostInventory made = new InventoryMaker(host.files().layout(), host.software()).make(0, Progress.SILENT);
        byte[] json = new GZIPInputStream(new ByteArrayInputStream(InventoryFiles.bytes(made))).readAllBytes();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bytes = json.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = json[random.nextInt(json.length)];
            }
            try {
                InventoryReader.read(new ByteArrayInputStream(zip(bytes)), "test")
                        .software(List.of("/usr", "/lib/a"));
            } catch (org.jzones.model.Failure e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "only " + refused);
    }

    private static byte[] zip(String text) throws IOException {
        return zip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Small, and of any size once it is unpacked. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write("{\"format\":\"jzones-inventory\",\"version\":1,".getBytes(StandardCharsets.UTF_8));
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 80; i++) {
                zip.write(blanks);
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
