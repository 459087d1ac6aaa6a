package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Two commands on one zone at the same time: one succeeds, the other says why not (spec 1.3). */
class TwoDetachesTest {
    private static final int ROUNDS = 25;

    @TempDir
    Path directory = Path.of("");

    @Test
    void oneSucceedsAndTheOtherSaysWhyNot() throws Exception {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        host.installed("z", "create");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String manifest = bothAtOnce(threads, host, "detach", "configured");
                String again = bothAtOnce(threads, host, "attach", "installed");
                assertEquals("", manifest + again, "round " + round);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String bothAtOnce(ExecutorService threads, TestHost host, String verb, String state)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Result> command = () -> {
            start.await();
            return host.zoneadm("-z", "z", verb);
        };
        List<Future<Result>> running = new ArrayList<>(List.of(threads.submit(command), threads.submit(command)));
        List<Result> results =
                new ArrayList<>(List.of(running.get(0).get(), running.get(1).get()));
        results.sort(java.util.Comparator.comparingInt(Result::status));
        assertEquals(new Result(0, "", ""), results.get(0));
        assertEquals(1, results.get(1).status());
        Refusal.assertOneProblem(
                results.get(1).err(), "zone 'z'", verb + " needs a zone that is", "this one is " + state);
        assertEquals(state, host.state("z"));
        boolean manifest = java.nio.file.Files.exists(host.at("/export/zones/z/SUNWdetached.xml"));
        assertTrue(manifest == verb.equals("detach"), verb);
        return results.get(1).out();
    }
}
