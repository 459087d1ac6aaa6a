package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Mutation;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Damaged files of every kind: whatever they hold, each command succeeds or says in plain words why not, soon, and
 * writes nothing outside of the host root. {@code -Dfuzz.inputs=N} sets the number of inputs (the profile {@code long}
 * tries 12,000), {@code -Dfuzz.seed=S} the first seed; a failure names the seed to repeat it with.
 */
@Tag("once")
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 300);
    private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);
    private static final Duration HANG = Duration.ofSeconds(30);

    private static final String INDEX = "/etc/zones/index";
    private static final String CONFIG = "/etc/zones/z.xml";
    private static final String MANIFEST = "/export/zones/d/SUNWdetached.xml";
    private static final String PKGINFO = "/var/sadm/pkg/SUNWusr/pkginfo";
    private static final String CONTENTS = "/var/sadm/install/contents";
    private static final String STATES = "/var/run/zones/states";
    private static final String COMMANDS = "/tmp/commands";
    private static final List<String> TARGETS =
            List.of(INDEX, CONFIG, MANIFEST, MANIFEST, PKGINFO, CONTENTS, STATES, COMMANDS, COMMANDS);

    private static final String SCRIPT = "create; set zonepath=/export/zones/c; set autoboot=true\n"
            + "add fs; set dir=/opt/x; set special=/opt; set type=lofs; add options [ro,nodevices]; end\n"
            + "add net; set address=192.168.0.1/24; set physical=bge0; end\n"
            + "add rctl; set name=zone.max-lwps; add value (priv=privileged,limit=100,action=deny); end\n"
            + "add attr; set name=comment; set type=string; set value=\"a b; c\"; end\n"
            + "add dedicated-cpu; set ncpus=1-3; set importance=10; end\n"
            + "add capped-memory; set physical=512m; set swap=1g; end; # done\n"
            + "select net physical=bge0; set physical=e1000g0; end\nset max-msg-ids=10\n"
            + "set bootargs=\"-m verbose\"\ninfo\nverify\nexport\nremove fs dir=/opt/x\ncommit\n";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);
    private final Map<Path, byte[]> files = new TreeMap<>();
    private final Set<Path> directories = new HashSet<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** Zone z is installed, r running, d detached; the configurations hold a bit of everything. */
    @BeforeEach
    void makeHost() throws IOException {
        host = TestHost.empty(directory.resolve("outside/host"));
        Files.writeString(directory.resolve("outside/canary"), "alive");
        host.pkg(
                "SUNWusr",
                "NAME=Core",
                "VERSION=\"11.10.0,REV=2005.01.21.15.53\"",
                "PATCHLIST=118833-17 \\",
                "118844-26",
                "PATCH_INFO_118833-17=Installed: Mon From: mail Obsoletes: 1-1 Requires: 2-2 Incompatibles: 3-3");
        host.pkg("SUNWall", "SUNW_PKG_ALLZONES=true", "VERSION=1.0");
        host.contents(
                "# contents",
                "/opt d none 0755 root sys SUNWusr",
                "/usr d none 0755 root sys SUNWusr SUNWall",
                "/usr/bin/x f none 0755 root bin 7 2 3 +SUNWusr:class *SUNWall\\",
                "/usr/y=./bin/x s none SUNWusr",
                "/dev/z c none 13 2 0666 root sys SUNWall",
                "d none /usr/old SUNWusr");
        host.write("/tmp/commands", SCRIPT);
        for (String zone : List.of("z", "d", "r")) {
            host.require(host.zonecfg("-z", zone, "-f", host.at(scriptFor(zone)).toString()));
            host.require(host.zoneadm("-z", zone, "install"));
        }
        host.require(host.zoneadm("-z", "d", "detach"));
        host.require(host.zoneadm("-z", "r", "boot"));
        remember();
    }

    private String scriptFor(String zone) {
        host.write("/tmp/" + zone, SCRIPT.replace("/zones/c", "/zones/" + zone));
        return "/tmp/" + zone;
    }

    private void remember() throws IOException {
        try (Stream<Path> all = Files.walk(host.root())) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(path)) {
                    directories.add(path);
                } else {
                    files.put(path, Files.readAllBytes(path));
                }
            }
        }
    }

    /** Makes the host what it was. */
    private void restore() throws IOException {
        List<Path> now;
        try (Stream<Path> all = Files.walk(host.root())) {
            now = all.sorted(Comparator.reverseOrder()).toList();
        }
        Set<Path> good = new HashSet<>(directories);
        for (Path path : now) {
            byte[] bytes = files.get(path);
            if (bytes != null && java.util.Arrays.equals(bytes, Files.readAllBytes(path))) {
                good.add(path);
            } else if (!directories.contains(path)) {
                Files.delete(path);
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            if (!good.contains(file.getKey())) {
                Files.write(file.getKey(), file.getValue());
            }
        }
    }

    /** Everything but the host, and what lies at the top of this machine. */
    private List<String> outside() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> top = Files.list(Path.of("/"))) {
            top.sorted().forEach(path -> all.add(path.toString()));
        }
        Map<String, String> around = new HashMap<>(Snapshot.below(directory).files());
        around.keySet().removeIf(path -> path.startsWith("outside/host/"));
        all.add(new TreeMap<>(around).toString());
        return all;
    }

    @Test
    void everyInputIsTakenOrRefusedInPlainWords() throws IOException {
        List<String> before = outside();
        for (int i = 0; i < INPUTS; i++) {
            long seed = FIRST_SEED + i;
            Random random = new Random(seed);
            String target = TARGETS.get(random.nextInt(TARGETS.size()));
            String other = TARGETS.get(random.nextInt(TARGETS.size()));
            byte[] damaged = Mutation.of(bytes(target), bytes(other), random);
            host.write(target, damaged);
            String what = "fuzz.seed " + seed + ", " + target;
            assertTimeoutPreemptively(HANG, () -> runAll(what, target), what);
            assertEquals(before, outside(), what);
            restore();
        }
        System.out.println("fuzz: " + INPUTS + " inputs, commands by exit status: " + outcomes);
    }

    private byte[] bytes(String target) {
        return java.util.Objects.requireNonNull(files.get(host.at(target)));
    }

    private void runAll(String what, String target) {
        String manifest = host.at(MANIFEST).toString();
        if (target.equals(COMMANDS)) {
            String commands = host.at(COMMANDS).toString();
            check(what, () -> host.zonecfg("-z", "c", "-f", commands));
            check(what, () -> host.zonecfg("-z", "c", "info"));
            String text = new String(readCommands(), StandardCharsets.UTF_8);
            check(what, () -> host.zonecfgReading(text, "-z", "z"));
            check(what, () -> host.zonecfg("-z", "e", text));
            check(what, () -> host.zoneadm("list", "-cp"));
            return;
        }
        check(what, () -> host.zoneadm("list", "-cp"));
        check(what, () -> host.zoneadm("list", "-v"));
        check(what, () -> host.zonecfg("-z", "z", "info"));
        check(what, () -> host.zonecfg("-z", "z", "verify"));
        check(what, () -> host.zonecfg("-z", "z", "export"));
        check(what, () -> host.zoneadm("-z", "z", "verify"));
        check(what, () -> host.zoneadm("-z", "z", "detach", "-n"));
        check(what, () -> host.zoneadm("attach", "-n", manifest));
        check(what, () -> host.zoneadm("-z", "r", "reboot"));
        check(what, () -> host.zoneadm("-z", "z", "detach"));
        check(what, () -> host.zoneadm("-z", "z", "attach"));
        check(what, () -> host.zoneadm("-z", "d", "attach"));
        check(what, () -> host.zonecfg("-z", "n", "create -a /export/zones/d; info"));
        check(what, () -> host.zoneadm("list", "-cv"));
    }

    private byte[] readCommands() {
        try {
            return Files.readAllBytes(host.at(COMMANDS));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void check(String what, Supplier<Result> command) {
        Result result = command.get();
        String told = what + ": " + result;
        assertTrue(result.status() >= 0 && result.status() <= 2, told);
        Refusal.assertNoTrace(told);
        assertFalse(result.status() != 0 && result.err().isBlank(), told);
        boolean plain = result.err().chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c));
        assertTrue(plain, told);
        outcomes.merge(Integer.toString(result.status()), 1, Integer::sum);
    }
}
