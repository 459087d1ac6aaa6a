package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.file.Steps;
import org.jzones.host.Machine;
import org.jzones.model.Usage;
import org.jzones.model.Usage.Limit;
import org.jzones.model.ZoneUsage;
import org.jzones.op.HostRoot;
import org.jzones.op.Stat;
import org.jzones.support.Documents;
import org.jzones.support.LinuxHost;
import org.jzones.support.Program;
import org.jzones.support.Pty;
import org.jzones.support.TestHost.Result;

/** What zonestat says of zones that run, against what others say: ps, the control groups, and bytes that were counted. */
class ZonestatIT {
    private static final String SLEEP = "sleep 1000000";
    private static final long MEGABYTE = 1L << 20;

    @TempDir
    Path directory = Path.of("");

    private static Result zonestat(LinuxHost host, String... words) {
        return LinuxHost.require(LinuxHost.run(host.ours("zonestat", words).toArray(String[]::new)));
    }

    /** The fields of one zone's line, of the look of this number. */
    private static List<String> fields(Result result, String zone, int look) {
        return List.of(result.out()
                .lines()
                .filter(line -> line.startsWith(zone + ":"))
                .toList()
                .get(look)
                .split(":"));
    }

    /** What a file of the zone's control groups says that the first of these names has; groups of both versions. */
    private static String group(LinuxHost host, String zone, String... names) throws IOException {
        String id = Files.readString(host.bundle(zone).resolve("id")).strip();
        try (Stream<Path> tops = Files.list(Path.of("/sys/fs/cgroup"))) {
            List<Path> all = new ArrayList<>(tops.sorted().toList());
            all.add(Path.of("/sys/fs/cgroup"));
            for (String name : names) {
                for (Path top : all) {
                    Path file = top.resolve("zones").resolve(id).resolve(name);
                    if (Files.isReadable(file)) {
                        return Files.readString(file).strip();
                    }
                }
            }
        }
        throw new AssertionError("no control group of " + id + " has any of " + List.of(names));
    }

    /** Nanoseconds that a zone has computed for. */
    private static double computed(LinuxHost host, String zone) throws IOException {
        String text = group(host, zone, "cpuacct.usage", "cpu.stat");
        return text.startsWith("usage_usec ")
                ? 1000
                        * Double.parseDouble(
                                text.lines().findFirst().orElseThrow().split(" ")[1])
                : Double.parseDouble(text);
    }

    private static String pid(LinuxHost host, String zone) throws IOException {
        return Files.readString(host.bundle(zone).resolve("pid")).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theNumbersAreThoseOfOthers(String engine) throws IOException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), engine)) {
            // one works half of the time that there is, and has limits; the other does nothing, and has none
            host.zone("busy", "/bin/sh /srv/init", """
                    set max-lwps=30; add capped-memory; set physical=64m; end; add capped-cpu; set ncpus=0.5; end;
                    """.strip() + LinuxHost.net("10.77.0.5"));
            Files.writeString(host.in("busy", "/srv/init"), "sleep 999 & sleep 999 & while :; do :; done\n");
            host.zone("idle", SLEEP, "");
            host.zone("off", SLEEP, "");
            host.zone("waits", SLEEP, "");
            for (String zone : List.of("busy", "idle")) {
                LinuxHost.require(host.zoneadm("-z", zone, "boot"));
            }
            LinuxHost.require(host.zoneadm("-z", "waits", "ready"));
            LinuxHost.require(host.inside("busy", "dd if=/dev/zero of=/run/file bs=1M count=20"));

            List<String> names = new ArrayList<>();
            zonestat(host, "-p").out().lines().forEach(line -> names.add(line.split(":")[0]));
            assertEquals(List.of("busy", "idle"), names);

            double computedBefore = computed(host, "busy");
            long began = System.nanoTime();
            Result looks = zonestat(host, "-p", "2", "2");
            double percent = 100 * (computed(host, "busy") - computedBefore) / (System.nanoTime() - began);
            List<String> busy = fields(looks, "busy", 1);
            double load = Double.parseDouble(busy.get(1));
            assertNear(percent, load, 20);
            assertTrue(load > 1 && load < 60, busy.toString());
            long memory = Long.parseLong(busy.get(2));
            assertTrue(memory > 20 * MEGABYTE && memory < 64 * MEGABYTE, busy.toString());
            assertNear(
                    Long.parseLong(group(host, "busy", "memory.usage_in_bytes", "memory.current")) / (double) MEGABYTE,
                    memory / (double) MEGABYTE,
                    4);
            assertEquals(Long.toString(64 * MEGABYTE), busy.get(3));
            long processes = LinuxHost.run("ps", "-eo", "cgroup=")
                    .out()
                    .lines()
                    .filter(line -> line.contains("/zones/busy-"))
                    .count();
            assertEquals(3, processes);
            assertEquals(List.of("3", "30"), busy.subList(4, 6));
            List<String> idle = fields(looks, "idle", 1);
            assertNear(0, Double.parseDouble(idle.get(1)), 1);
            assertEquals(List.of("none", "1", "none", "0", "0"), idle.subList(3, 8));
            // the average since it runs: what the control group has counted, by what ps says of its age
            List<String> first = fields(looks, "busy", 0);
            double computed = Double.parseDouble(LinuxHost.run("ps", "-o", "cputimes=", "-p", pid(host, "busy"))
                    .out()
                    .strip());
            double age = Double.parseDouble(LinuxHost.run("ps", "-o", "etimes=", "-p", pid(host, "busy"))
                    .out()
                    .strip());
            assertNear(100 * computed / age, Double.parseDouble(first.get(1)), 25);
            assertNear(age, Double.parseDouble(busy.get(8)), 3);
            assertTrue(Long.parseLong(busy.get(8)) >= Long.parseLong(first.get(8)) + 1, looks.out());
        }
    }

    private static void assertNear(double expected, double actual, double tolerance) {
        assertTrue(Math.abs(expected - actual) <= tolerance, actual + " is not " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void bytesThatGoThroughAreCounted(String engine) throws IOException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), engine)) {
            host.zone("web", "busybox httpd -f -h /srv/www", LinuxHost.net("10.77.0.5"));
            LinuxHost.require(host.zoneadm("-z", "web", "boot"));
            LinuxHost.require(host.inside(
                    "web",
                    "mkdir -p /srv/www; dd if=/dev/zero of=/srv/www/index.html bs=1M count=5; "
                            + "busybox wget -q -O /dev/null http://127.0.0.1/"));
            List<String> before = fields(zonestat(host, "-p"), "web", 0);
            assertEquals(
                    5 * MEGABYTE,
                    LinuxHost.require(host.fetch("10.77.0.5")).out().length());
            List<String> after = fields(zonestat(host, "-p"), "web", 0);
            long in = Long.parseLong(after.get(6)) - Long.parseLong(before.get(6));
            long out = Long.parseLong(after.get(7)) - Long.parseLong(before.get(7));
            // headers and acknowledgements besides; what went through lo is in neither
            assertTrue(out > 5 * MEGABYTE && out < 6 * MEGABYTE, out + " bytes out");
            assertTrue(in > 0 && in < MEGABYTE, in + " bytes in");
            assertTrue(Long.parseLong(before.get(7)) < MEGABYTE, before.toString());
            JsonNode zone = new Documents()
                    .read("usage", zonestat(host, "--json").out())
                    .path("zones")
                    .path(0);
            assertEquals("web", zone.path("name").asText());
            assertTrue(zone.path("bytesOut").asLong() >= Long.parseLong(after.get(7)), zone.toString());
            assertEquals("none", zone.path("memoryLimit").asText());
            String table = zonestat(host).out();
            assertTrue(table.matches("(?s)NAME .*\nweb +[0-9.]+ .* 5\\.[0-9]M +0[0-9]:[0-9][0-9]\n"), table);
        }
    }

    @Test
    void aTerminalShowsWhatChangesInItsPlace() throws IOException, InterruptedException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), "crun")) {
            host.zone("one", SLEEP, "");
            host.zone("two", SLEEP, "");
            LinuxHost.require(host.zoneadm("-z", "one", "boot"));
            Map<String, String> environment =
                    Map.of("ZONES_JAVA_HOME", String.valueOf(System.getProperty("java.home")));
            List<String> command = host.ours("zonestat", "1");
            try (Pty pty = Pty.start(directory, environment, command.toArray(String[]::new))) {
                pty.await("NAME");
                pty.await("\none ");
                LinuxHost.require(host.zoneadm("-z", "two", "boot"));
                pty.await("\ntwo ");
                LinuxHost.require(host.zoneadm("-z", "one", "halt"));
                String seen = "";
                do {
                    pty.await("NAME");
                    seen = pty.await("\ntwo ");
                } while (seen.contains("one"));
                pty.type("\003");
                assertEquals(130, pty.status());
                List<Pty.Chunk> chunks = pty.chunks();
                long frames = chunks.stream()
                        .filter(chunk -> chunk.text().contains("\u001b[HNAME"))
                        .count();
                assertTrue(frames >= 2, chunks.toString());
                long scrolled = chunks.stream()
                        .filter(chunk -> chunk.text().contains("\n\r\n\r\n"))
                        .count();
                assertEquals(1, scrolled, "what was there before is scrolled away once");
            }
            // without one, and where a terminal can do nothing, they come one below the other
            Map<String, String> dumb = Map.of("ZONES_JAVA_HOME", environment.get("ZONES_JAVA_HOME"), "TERM", "dumb");
            try (Pty pty =
                    Pty.start(directory, dumb, host.ours("zonestat", "1", "2").toArray(String[]::new))) {
                assertEquals(0, pty.status());
                assertFalse(
                        pty.chunks().toString().contains("\u001b"), pty.chunks().toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void zonesThatComeAndGoAreSeenWholeOrNotAtAll(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), engine)) {
            host.zone("z", SLEEP, "");
            Stat stat = new Stat(
                    HostRoot.at(host.root(), new Machine(Path.of("/proc")), Map.of(), debug -> {}, Steps.NONE));
            List<ZoneUsage> seen = new ArrayList<>();
            int nothing = 0;
            for (String words : List.of("boot", "reboot", "halt", "ready", "boot", "shutdown")) {
                Process command = host.start(host.ours("zoneadm", "-z", "z", words), Map.of());
                while (command.isAlive()) {
                    List<ZoneUsage> now = stat.look();
                    seen.addAll(now);
                    nothing += now.isEmpty() ? 1 : 0;
                }
                assertEquals(0, command.waitFor(), words);
                assertEquals(words.endsWith("boot") ? 1 : 0, stat.look().size(), words);
            }
            assertTrue(seen.size() > 10 && nothing > 10, seen.size() + " and " + nothing);
            for (ZoneUsage zone : seen) {
                Usage usage = zone.usage();
                for (OptionalLong number :
                        List.of(usage.computed(), usage.memory(), usage.processes(), usage.received(), usage.age())) {
                    assertTrue(number.isPresent(), zone.toString());
                }
                assertEquals(Limit.NONE, usage.memoryLimit());
                assertEquals(Limit.NONE, usage.processLimit());
            }
            assertTrue(
                    seen.stream().map(zone -> zone.usage().began()).distinct().count() >= 3);
        }
    }

    @Test
    void aReaderThatHasHadEnoughEndsIt() throws IOException, InterruptedException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), "crun")) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "{ \"$@\"; echo $? >&2; } | head -n 1", "sh"));
            command.addAll(host.ours("zonestat", "1"));
            Result result = Program.of(command).run();
            assertTrue(result.out().startsWith("NAME "), result.out());
            assertEquals("1\n", result.err());
        }
    }

    @Test
    void othersThanRootAreToldSo() throws IOException, InterruptedException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), "crun")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--clear-groups"));
            command.addAll(List.of(
                    Path.of("scripts/zonestat").toAbsolutePath().toString(),
                    "-R",
                    host.root().toString()));
            Result result = LinuxHost.run(command.toArray(String[]::new));
            assertEquals(
                    new Result(
                            1,
                            "",
                            "zonestat: looking into zones that run needs root\n  the same as root: sudo zonestat\n"),
                    result);
        }
    }
}
