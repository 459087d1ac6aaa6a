package org.jzones.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * Commands as processes: killed with SIGKILL and SIGINT at any moment, and sixteen at once. Rounds: system property
 * {@code processes.rounds}.
 */
class KilledIT {
    private static final int ROUNDS = Integer.getInteger("processes.rounds", 3);
    private static final Path ZONEADM = Path.of("scripts/zoneadm").toAbsolutePath();
    private static final Path ZONECFG = Path.of("scripts/zonecfg").toAbsolutePath();

    @TempDir
    Path directory = Path.of("");

    private Process start(Path script, TestHost host, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(script.toString(), "-R", host.root().toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(Files.createTempFile(directory, "err", "").toFile())
                .start();
    }

    @Test
    void aCommandKilledAtAnyMomentLeavesAZoneThatCanBePutRight() throws IOException, InterruptedException {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        for (int i = 0; i < 400; i++) {
            host.write("/opt/big/file" + i, new byte[20_000]);
        }
        StringBuilder contents = new StringBuilder(host.read("/var/sadm/install/contents"));
        for (int i = 0; i < 400; i++) {
            contents.append("/opt/big/file" + i + " f none 0644 root root 20000 1 1 SUNWzoneu\n");
        }
        host.write("/var/sadm/install/contents", contents.toString());
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        host.require(host.zonecfg("-z", "y", "create -b; set zonepath=/export/zones/y"));
        Random random = new Random(4);
        String at = "/export/zones/z";
        for (int round = 0; round < ROUNDS * 5; round++) {
            String other = at.endsWith("/z") ? "/export/far/z2" : "/export/zones/z";
            List<String[]> commands = List.of(
                    new String[] {"-z", "z", "install"},
                    new String[] {"-z", "z", "move", other},
                    new String[] {"-z", "y", "clone", "z"},
                    new String[] {"-z", "z", "detach"},
                    new String[] {"-z", "z", "uninstall", "-F"});
            String[] command = commands.get(round % commands.size());
            Process process = start(ZONEADM, host, command);
            Thread.sleep(150 + random.nextInt(450));
            // TERM as a user's Ctrl-C or a shutdown would, KILL as the kernel would
            if (random.nextBoolean()) {
                process.destroy();
            } else {
                process.destroyForcibly();
            }
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
            String about = "round " + round + ": " + String.join(" ", command);
            putRight(host, "y", "configured", about);
            putRight(host, "z", round % commands.size() == commands.size() - 1 ? "configured" : "installed", about);
            at = host.zoneadm("-z", "z", "list", "-p").out().split(":")[3];
            assertFalse(
                    Files.exists(host.at("/export/zones/z")) && Files.exists(host.at("/export/far/z2")),
                    about + ": files in two places");
        }
    }

    private static void putRight(TestHost host, String zone, String wanted, String about) {
        String state = host.state(zone);
        if (state.equals("incomplete") || (wanted.equals("configured") && !state.equals("configured"))) {
            must(host.zoneadm("-z", zone, "uninstall", "-F"), about);
        } else if (state.equals("installed")) {
            must(host.zoneadm("-z", zone, "boot"), about);
            must(host.zoneadm("-z", zone, "halt"), about);
        }
        if (wanted.equals("installed") && host.state(zone).equals("configured")) {
            Result attach = host.zoneadm("-z", zone, "attach");
            if (attach.status() != 0) {
                must(host.zoneadm("-z", zone, "install"), about);
            }
        }
        assertEquals(wanted, host.state(zone), about);
    }

    private static void must(Result result, String about) {
        assertEquals(0, result.status(), about + ": " + result.err());
    }

    @Test
    void sixteenProcessesAtOnceLeaveAWholeIndex() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("crowd"));
        for (int i = 0; i < 4; i++) {
            host.installed("z" + i, "create -b");
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> crowd = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String zone = "z" + i % 4;
                crowd.add(
                        switch (i / 4) {
                            case 0 -> start(ZONEADM, host, "-z", zone, "detach");
                            case 1 -> start(ZONEADM, host, "-z", zone, "attach");
                            case 2 -> start(ZONECFG, host, "-z", zone, "set autoboot=" + (round % 2 == 0));
                            default ->
                                start(
                                        ZONECFG,
                                        host,
                                        "-z",
                                        "n" + round + i,
                                        "create -b; set zonepath=/export/zones/n" + i);
                        });
            }
            for (Process process : crowd) {
                assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
                assertTrue(process.exitValue() <= 1, "status " + process.exitValue());
            }
            for (int i = 0; i < 4; i++) {
                host.require(host.zonecfg("-z", "z" + i, "info"));
                host.require(host.zonecfg("-z", "n" + round + (12 + i), "info"));
                if (host.state("z" + i).equals("configured")) {
                    host.require(host.zoneadm("-z", "z" + i, "attach"));
                }
            }
        }
        List<String> names =
                host.read("/etc/zones/index").lines().map(l -> l.split(":")[0]).toList();
        assertEquals(1 + 4 + 4 * ROUNDS, names.size(), names.toString());
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("err"))
                    .toList()) {
                assertFalse(Files.readString(file, StandardCharsets.UTF_8).contains("\tat "), file.toString());
            }
        }
    }
}
