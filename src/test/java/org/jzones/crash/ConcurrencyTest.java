package org.jzones.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Sixteen writers at once, each with stores of its own, on the same zones and on others. Rounds: system property
 * {@code concurrency.rounds}; the seed of a failing round is in the message.
 */
class ConcurrencyTest {
    private static final int WRITERS = 16;
    private static final int ROUNDS = Integer.getInteger("concurrency.rounds", 5);

    /** What a command may say that came at the wrong moment. */
    private static final Pattern LATE = Pattern.compile(
            "(?s)zone(adm|cfg): zone '\\w+': .*(needs a zone that is|was changed|has changed|changed|lock on|No such zone|exists already).*");

    @TempDir
    Path directory;

    @Test
    void theIndexStaysWellFormedAndCompleteUnderSixteenWriters() throws Exception {
        TestHost host = TestHost.empty(directory.resolve("host"));
        for (int i = 0; i < 4; i++) {
            host.installed("shared" + i, "create -b");
        }
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long seed = 1000L + round;
                List<Callable<Void>> tasks = new ArrayList<>();
                for (int w = 0; w < WRITERS; w++) {
                    Random random = new Random(seed * WRITERS + w);
                    int writer = w;
                    tasks.add(() -> {
                        work(TestHost.existing(host.root()), writer, random);
                        return null;
                    });
                }
                for (Future<Void> future : writers.invokeAll(tasks)) {
                    future.get();
                }
                check(host, seed);
            }
        } finally {
            writers.shutdownNow();
        }
        System.out.println("ConcurrencyTest: " + ROUNDS + " rounds of " + WRITERS + " threads");
    }

    private static void work(TestHost host, int writer, Random random) {
        String own = "own" + writer;
        String shared = "shared" + random.nextInt(4);
        may(host.zonecfg("-z", own, "create -b; set zonepath=/export/zones/" + own));
        may(host.zoneadm("-z", shared, random.nextBoolean() ? "detach" : "attach"));
        may(host.zonecfg("-z", shared, "set autoboot=" + random.nextBoolean()));
        may(host.zoneadm("-z", own, "install"));
        may(host.zoneadm("-z", shared, random.nextBoolean() ? "boot" : "halt"));
        may(host.zoneadm("-z", own, "boot"));
        may(host.zoneadm("list", "-cp"));
        if (random.nextBoolean()) {
            must(host.zoneadm("-z", own, "halt"));
            must(host.zoneadm("-z", own, "uninstall", "-F"));
            must(host.zonecfg("-z", own, "delete -F"));
        }
    }

    private static void may(Result result) {
        if (result.status() != 0) {
            assertEquals(1, result.status(), result.err());
            assertTrue(LATE.matcher(result.err()).matches(), result.err());
        }
    }

    private static void must(Result result) {
        assertEquals(0, result.status(), result.err());
    }

    private static void check(TestHost host, long seed) {
        Result list = host.zoneadm("list", "-cp");
        assertEquals(0, list.status(), "seed " + seed + ": " + list.err());
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> ids = new TreeSet<>();
        for (String line : list.out().lines().toList()) {
            String[] fields = line.split(":", -1);
            assertEquals(7, fields.length, "seed " + seed + ": " + line);
            assertTrue(names.add(fields[1]), "seed " + seed + ": twice: " + line);
            assertTrue(fields[0].equals("-") || ids.add(fields[0]), "seed " + seed + ": id twice: " + line);
            if (!fields[1].equals("global")) {
                must(host.zonecfg("-z", fields[1], "info"));
                assertEquals(
                        1,
                        host.read("/etc/zones/index")
                                .lines()
                                .filter(l -> l.startsWith(fields[1] + ":"))
                                .count());
            }
        }
        for (int i = 0; i < 4; i++) {
            assertTrue(names.contains("shared" + i), "seed " + seed + ": lost: shared" + i);
        }
    }
}
