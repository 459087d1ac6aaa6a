package org.jzones.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.LoopDisk;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Several processes at once do to a few zones on two disks what comes to their minds, while some are killed, the power
 * goes, or a disk is full. Afterwards each zone is whole at exactly one place, and nothing beside has been touched. Rounds:
 * system property {@code chaos.rounds}; a round is the same again each time, as
 * far as the machine lets it.
 */
class ChaosIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 5);
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final int PROCESSES = 4;
    private static final int MEGABYTES = 48;

    private static final List<String> ZONES = List.of("z0", "z1", "z2");
    private static final String CLONE = "c";
    private static final List<String> PLACES =
            List.of("/export/zones/", "/export/other/", "/export/zones/deep/er/", "/export/other/deep/er/");
    private static final String GUARD = "/export/guard";

    @TempDir
    Path directory;

    private final List<LoopDisk> mounted = new ArrayList<>();
    private TestHost host = TestHost.existing(Path.of("/nowhere"));
    private int disks;
    private int done;
    private int kills;
    private int cuts;
    private int full;

    /** What happens while the commands of a round run. */
    private enum Event {
        NOTHING,
        KILL,
        POWER_CUT,
        FULL_DISK
    }

    @Test
    void zonesStayWholeAtOnePlaceEach() throws IOException, InterruptedException {
        makeHost();
        Map<String, String> guarded = contents(GUARD);
        for (int round = 0; round < ROUNDS; round++) {
            String about = "round " + round;
            Random random = new Random(round * SEED);
            Event event = Event.values()[round % Event.values().length];
            try {
                List<String> commands = run(random, event);
                about += ", " + event + ": " + commands;
                for (String zone : ZONES) {
                    putRight(zone);
                    requireWhole(zone, about);
                }
                removeClone(about);
                assertEquals(guarded, contents(GUARD), about + ": what is beside the zones");
                assertNoNotes(about);
                requireNoFault();
            } catch (AssertionError e) {
                throw new AssertionError(about + "\n" + said(), e);
            }
        }
        System.out.println("ChaosIT: " + ROUNDS + " rounds of " + PROCESSES + " processes, " + done
                + " of which succeeded, " + kills + " kills, " + cuts + " power cuts, " + full + " full disks");
    }

    private void makeHost() throws IOException {
        mount(List.of());
        host = TestHost.empty(host.root());
        host.makeDirectory("/export/other");
        mounted.add(LoopDisk.fresh(disk("other"), host.at("/export/other"), MEGABYTES));
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        host.write(GUARD + "/file", "guarded");
        host.write(GUARD + "/below/file", "guarded too");
        for (String zone : ZONES) {
            host.installed(zone, "create -b");
            for (int i = 0; i < 30; i++) {
                host.write("/export/zones/" + zone + "/root/own/" + zone + i, (zone + i).repeat(5000));
            }
            for (String link : List.of("out", "own/out")) {
                Files.createSymbolicLink(host.at("/export/zones/" + zone + "/root/" + link), host.at(GUARD));
            }
        }
        host.require(host.zonecfg("-z", CLONE, "create -b; set zonepath=/export/other/" + CLONE));
        Program.sh("sync");
    }

    private Path disk(String name) {
        return directory.resolve(name + disks++);
    }

    /** Mounts these disks, or a new one for the system if there are none. */
    private void mount(List<Path> images) {
        Path at = directory.resolve("host" + disks);
        host = TestHost.existing(at);
        if (images.isEmpty()) {
            mounted.add(LoopDisk.fresh(disk("system"), at, MEGABYTES));
        } else {
            mounted.add(LoopDisk.again(images.get(0), at));
            mounted.add(LoopDisk.again(images.get(1), host.at("/export/other")));
        }
    }

    @AfterEach
    void unmount() {
        for (int i = mounted.size() - 1; i >= 0; i--) {
            mounted.get(i).close();
        }
        mounted.clear();
    }

    private List<String> run(Random random, Event event) throws IOException, InterruptedException {
        Path filler = host.at(random.nextBoolean() ? "/export/other/filler" : "/export/filler");
        if (event == Event.FULL_DISK) {
            full++;
            Program.sh(
                    "dd if=/dev/zero of=\"$1\" bs=1M 2>/dev/null; truncate -s -" + random.nextInt(400_000) + " \"$1\"",
                    filler);
        }
        List<String> commands = new ArrayList<>();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            List<String> command = command(random);
            commands.add(String.join(" ", command));
            processes.add(start(command));
        }
        if (event == Event.KILL || event == Event.POWER_CUT) {
            Thread.sleep(random.nextInt(900));
            for (Process process : processes) {
                if (process.isAlive() && (event == Event.POWER_CUT || random.nextBoolean())) {
                    kills++;
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
        }
        if (event == Event.POWER_CUT) {
            cutPower(processes);
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
            done += process.exitValue() == 0 ? 1 : 0;
        }
        if (event == Event.FULL_DISK) {
            Files.delete(filler);
        }
        return commands;
    }

    /** The machine comes up with what is on the disks by now. */
    private void cutPower(List<Process> processes) throws InterruptedException {
        cuts++;
        for (Process process : processes) {
            process.waitFor();
        }
        List<Path> images = new ArrayList<>();
        for (LoopDisk disk : mounted) {
            images.add(disk.cut(disk("after")));
        }
        List<LoopDisk> before = List.copyOf(mounted);
        unmount();
        before.forEach(LoopDisk::discard);
        mount(images);
    }

    private static List<String> command(Random random) {
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        String place = PLACES.get(random.nextInt(PLACES.size())) + zone;
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> List.of("zoneadm", "-z", zone, "move", place);
            case 4 -> List.of("zoneadm", "-z", zone, "boot");
            case 5 -> List.of("zoneadm", "-z", zone, "detach");
            case 6 -> List.of("zoneadm", "-z", zone, "attach");
            case 7 -> List.of("zoneadm", "-z", CLONE, "clone", zone);
            case 8 -> List.of("zoneadm", "-z", CLONE, "uninstall", "-F");
            default -> List.of("zonecfg", "-z", zone, "set autoboot=" + random.nextBoolean());
        };
    }

    private Process start(List<String> command) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.set(0, Path.of("scripts", command.get(0)).toAbsolutePath().toString());
        words.addAll(1, List.of("-R", host.root().toString()));
        Path said = Files.createTempFile(directory, "said", ".txt");
        Files.writeString(said, "$ " + String.join(" ", command) + "\n");
        return new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
    }

    /** The natural next commands of an administrator who wants the zone to be installed. */
    private void putRight(String zone) {
        String state = host.state(zone);
        if (state.equals("running")) {
            host.require(host.zoneadm("-z", zone, "halt"));
        } else if (state.equals("configured")) {
            host.require(host.zoneadm("-z", zone, "attach"));
        } else {
            host.require(host.zoneadm("-z", zone, "boot"));
            host.require(host.zoneadm("-z", zone, "halt"));
        }
        assertEquals("installed", host.state(zone));
    }

    private void requireWhole(String zone, String about) {
        String place =
                host.require(host.zoneadm("-z", zone, "list", "-p")).out().split(":")[3];
        Map<String, String> files = contents(place + "/root/own");
        assertEquals(31, files.size(), about + ": " + zone + " at " + place);
        for (int i = 0; i < 30; i++) {
            assertEquals((zone + i).repeat(5000), files.get(zone + i), about + ": " + zone + i);
        }
        for (String other : PLACES) {
            boolean isThere = Files.exists(host.at(other + zone), LinkOption.NOFOLLOW_LINKS);
            assertEquals(place.equals(other + zone), isThere, about + ": " + other + zone + ", it is at " + place);
        }
    }

    private void removeClone(String about) {
        String state = host.state(CLONE);
        if (state.equals("installed")) {
            Map<String, String> files = contents("/export/other/" + CLONE + "/root/own");
            assertEquals(31, files.size(), about + ": the clone");
            files.forEach((name, text) -> assertTrue(
                    name.equals("out") || text.equals(name.repeat(5000)), about + ": " + name + " of the clone"));
        }
        if (!state.equals("configured")) {
            host.require(host.zoneadm("-z", CLONE, "uninstall", "-F"));
        }
        assertFalse(Files.exists(host.at("/export/other/" + CLONE)), about + ": the clone");
    }

    private void assertNoNotes(String about) throws IOException {
        Result list = host.zoneadm("list", "-cp");
        assertEquals(0, list.status(), about);
        assertEquals(2 + ZONES.size(), list.out().lines().count(), about + list.out());
        assertEquals("", list.err(), about);
        try (Stream<Path> files = Files.list(host.at("/etc/zones"))) {
            assertEquals(
                    List.of(),
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".move") || name.endsWith(".rename"))
                            .toList(),
                    about);
        }
    }

    /** No command has met a fault of its own; what they have said is forgotten. */
    private void requireNoFault() throws IOException {
        assertFalse(said().contains("\tat "), "a stack trace");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
                Files.delete(file);
            }
        }
    }

    private String said() {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The files below a directory, by name, with what is in them or where they lead to. */
    private Map<String, String> contents(String inRoot) {
        Map<String, String> contents = new TreeMap<>();
        Path top = host.at(inRoot);
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = top.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    contents.put(name, "a link");
                } else if (Files.isRegularFile(file)) {
                    contents.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
