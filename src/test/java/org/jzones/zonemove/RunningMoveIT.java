package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Documents;
import org.jzones.support.LinuxHost;
import org.jzones.support.Program;
import org.jzones.support.RunningProbe;
import org.jzones.support.TestHost.Result;
import org.jzones.support.TwoLinuxMachines;
import org.jzones.zonemove.ZonemoveCutIT.Run;

/** Zones of Linux that run, moved between two machines, with what they serve. */
class RunningMoveIT {
    private static final String ADDRESS = "10.77.0.5";

    @TempDir
    Path directory = Path.of("");

    /** A web server that runs on the first machine. */
    private static void serve(TwoLinuxMachines both) throws IOException {
        LinuxHost a = both.a();
        a.zone("web", "busybox httpd -f -h /srv/www", LinuxHost.net(ADDRESS));
        Files.createDirectories(a.in("web", "/srv/www"));
        LinuxHost.require(a.zoneadm("-z", "web", "boot"));
    }

    private static JsonNode json(Result result) throws IOException {
        return new Documents().read("move", result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aWebServerGoesOnThere(String engine) throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, engine)) {
            serve(both);
            LinuxHost.require(both.a().inside("web", "echo written last > /srv/www/index.html"));
            Result result = LinuxHost.require(both.move("web", "--halt", "--boot"));
            assertEquals("", result.err());
            assertEquals("running", both.b().state("web"));
            assertEquals("written last\n", both.b().fetch(ADDRESS).out());
            assertEquals("unknown", both.a().zoneadm("-z", "web", "list", "-p").status() == 0 ? "known" : "unknown");
            LinuxHost.require(both.b().inside("web", "echo and home again > /srv/www/index.html"));
            LinuxHost.require(both.moveBack("web", "--halt", "--boot"));
            assertEquals("and home again\n", both.a().fetch(ADDRESS).out());
            LinuxHost.require(both.a().zoneadm("-z", "web", "halt"));
            both.assertNothingRuns();
            assertTrue(result.out().contains("zone 'web' is on 10.78.0.2 now"), result.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--halt --boot", "--live"})
    void itAnswersHereUntilItAnswersThere(String how) throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            serve(both);
            LinuxHost.require(both.a().inside("web", "echo hello > /srv/www/index.html"));
            List<String> options = new ArrayList<>(List.of(how.split(" ")));
            options.add("--json");
            try (RunningProbe probe = RunningProbe.of(both, "web", directory).asking(ADDRESS)) {
                while (probe.answersOf(both.a()).isEmpty()) {
                    Thread.sleep(10);
                }
                long begun = probe.answersOf(both.a()).size();
                Result result = LinuxHost.require(both.move("web", options.toArray(String[]::new)));
                assertEquals("", result.err());
                while (probe.answersOf(both.b()).isEmpty()) {
                    Thread.sleep(10);
                }
                List<Long> here = probe.answersOf(both.a());
                List<Long> there = probe.answersOf(both.b());
                assertTrue(here.size() > begun + 3, "it answers while the move asks: " + here.size());
                long last = here.get(here.size() - 1);
                long first = there.get(0);
                assertTrue(last < first, last + " " + first);
                long told = json(result).path("downtimeMilliseconds").asLong();
                long seen = (first - last) / 1_000_000;
                System.err.println(
                        how + ": down for " + told + " ms by its own account, " + seen + " ms to whoever asks");
                assertTrue(told > 0, result.out());
                assertTrue(probe.looks() > 1000, "looks: " + probe.looks());
                probe.assertNeverOnBoth();
            }
            assertEquals("hello\n", both.b().fetch(ADDRESS).out());
        }
    }

    @Test
    void whatChangesWhileItIsCopiedArrivesAsItIsInTheEnd() throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            LinuxHost a = both.a();
            // grows a file, makes and removes others, and changes one whose size and time stay the same
            Files.writeString(directory.resolve("busy"), """
                    cd /srv; i=0
                    while :; do
                        i=$((i + 1))
                        echo line $i >>log
                        mkdir -p d$((i % 7)); echo $i >d$((i % 7))/f; rm -rf d$(((i + 3) % 7))
                        printf %08d $i >same.new; touch -d @1000000000 same.new; cat same.new >same; touch -d @1000000000 same
                    done
                    """);
            a.zone("busy", "sh /srv/busy", LinuxHost.net(ADDRESS));
            Files.copy(directory.resolve("busy"), a.in("busy", "/srv/busy"));
            Files.write(a.in("busy", "/srv/large"), new byte[20 << 20]);
            LinuxHost.require(a.zoneadm("-z", "busy", "boot"));
            Result result = LinuxHost.require(both.move("busy", "--live", "--json"));
            // files that are gone when rsync comes to them are no news
            assertEquals("", result.err());
            assertEquals("rsync", json(result).path("way").asText());
            assertEquals("running", both.b().state("busy"));
            LinuxHost.require(both.b().zoneadm("-z", "busy", "halt"));
            // the source is as it was halted; it has gone on there since, from there
            String last = Program.sh("tail -n 1 \"$1\"", a.in("busy", "/srv/log"));
            assertTrue(
                    Files.readString(both.b().in("busy", "/srv/log"))
                            .startsWith(Files.readString(a.in("busy", "/srv/log")) + "line 1\n"),
                    last);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COPY, kill-before, resume",
        "COPY, kill-after, abort",
        "CONFIGURE, kill-before, abort",
        "ATTACH, kill-before, resume",
        "ATTACH, kill-after, abort",
        "BOOT, kill-after, resume",
        "COPY, interrupt, none",
        "LIST, dies-there, none"
    })
    void whereverAMoveIsCutOffTheZoneRunsOnOneMachineAtMost(Run run, String how, String then)
            throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            serve(both);
            LinuxHost.require(both.a().inside("web", "echo hello > /srv/www/index.html"));
            try (RunningProbe probe = RunningProbe.of(both, "web", directory)) {
                both.ssh().fault(run.pattern, how);
                Result cut = both.move("web", "--live");
                assertTrue(both.ssh().hasFailed());
                both.ssh().calm();
                if (then.equals("none")) {
                    assertEquals(1, cut.status(), cut.toString());
                } else {
                    assertEquals(137, cut.status(), cut.toString());
                    if (run == Run.COPY) {
                        assertEquals("hello\n", both.a().fetch(ADDRESS).out());
                        assertEquals("", both.b().zoneadm("list", "-c").out().replace("global\n", ""));
                    }
                    Result next = both.run(both.zonemove("--" + then, "web"));
                    assertEquals(0, next.status(), next.toString());
                }
                assertIsOn(then.equals("resume") ? both.b() : both.a(), both, cut);
                assertTrue(probe.looks() > 1000, "looks: " + probe.looks());
                probe.assertNeverOnBoth();
            }
        }
    }

    @Test
    void underAnotherNameItCallsItselfByThat() throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            serve(both);
            LinuxHost.require(both.move("web", "--live", "--name", "shop"));
            assertEquals("running", both.b().state("shop"));
            Result inside = LinuxHost.require(both.b()
                    .inside("shop", "hostname; cat /etc/hostname; grep -c shop /etc/hosts; grep web /etc/hosts || :"));
            assertEquals("shop\nshop\n1\n", inside.out());
            // what has been left here is as it was
            assertEquals("web\n", Files.readString(both.a().in("web", "/etc/hostname")));
        }
    }

    /** The zone runs on that machine with its data, and the other one knows nothing of it. */
    private static void assertIsOn(LinuxHost owner, TwoLinuxMachines both, Result cut) throws IOException {
        LinuxHost other = owner == both.a() ? both.b() : both.a();
        assertEquals("running", owner.state("web"), cut.toString());
        assertEquals("hello\n", owner.fetch(ADDRESS).out());
        assertEquals("global\n", other.zoneadm("list", "-c").out());
        assertEquals(owner == both.b(), Files.exists(both.b().at("/zones/web")));
    }

    /** Writes a large file again and again: never a shorter one while it is copied, for then rsync would be run once more. */
    private static void keepBusy(TwoLinuxMachines both) {
        String writing =
                "cd /srv/www; while :; do dd if=/dev/urandom of=next bs=1M count=2; mv next large; sleep 0.2; done";
        LinuxHost.require(both.a().inside("web", "(" + writing + ") </dev/null >/dev/null 2>&1 &"));
    }

    @ParameterizedTest
    @CsvSource({"kill-inside, resume", "kill-inside, abort", "cut-inside, none"})
    void aSecondCopyThatIsCutOffIsCarriedOnWithOrTakenBack(String how, String then)
            throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            serve(both);
            LinuxHost.require(both.a().inside("web", "echo hello > /srv/www/index.html"));
            keepBusy(both);
            both.ssh().secondFault(Run.COPY.pattern, how);
            Result cut = both.move("web", "--live");
            assertTrue(both.ssh().hasFailed(), cut.toString());
            both.ssh().calm();
            if (then.equals("none")) {
                assertEquals(1, cut.status(), cut.toString());
            } else {
                assertEquals(137, cut.status(), cut.toString());
                assertEquals("configured", both.a().state("web"));
                assertEquals("global\n", both.b().zoneadm("list", "-c").out());
                Result next = both.run(both.zonemove("--json", "--" + then, "web"));
                assertEquals(0, next.status(), next.toString());
                // how long it was down is known, for the note says when it was halted
                assertEquals(
                        then.equals("resume"),
                        json(next).path("downtimeMilliseconds").asLong() > 0,
                        next.out());
            }
            assertIsOn(then.equals("resume") ? both.b() : both.a(), both, cut);
            if (then.equals("resume")) {
                assertEquals(
                        "",
                        Program.sh(
                                "cmp \"$1\" \"$2\" 2>&1 || :",
                                both.a().in("web", "/srv/www/large"),
                                both.b().in("web", "/srv/www/large")));
            }
        }
    }

    @Test
    void aZoneThatDoesNotRunIsMovedOnceAndNotBooted() throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            serve(both);
            LinuxHost.require(both.a().zoneadm("-z", "web", "halt"));
            Result result = LinuxHost.require(both.move("web", "--live"));
            assertEquals("zonemove: zone 'web': it is not running, and is moved as without --live\n", result.err());
            assertFalse(result.out().contains("down for"), result.out());
            assertEquals("installed", both.b().state("web"));
        }
    }

    @Test
    void aLinkThatADirectoryBecomesMeanwhileLeadsNowhere() throws IOException, InterruptedException {
        try (TwoLinuxMachines both = TwoLinuxMachines.in(directory, "crun")) {
            // what the zone would like to have of the machine it leaves
            Path secrets = Files.createDirectory(directory.resolve("secrets"));
            Files.writeString(secrets.resolve("file"), "of the host\n");
            both.a().zone("evil", "sh /srv/evil", LinuxHost.net(ADDRESS));
            Files.writeString(both.a().in("evil", "/srv/evil"), """
                    cd /srv; mkdir d; echo of the zone >d/file; ln -s SECRETS l
                    i=0; while [ $i -lt 300 ]; do mkdir e$i; echo >e$i/f; i=$((i + 1)); done
                    while :; do mv d d.aside; mv l d; mv d l; mv d.aside d; done
                    """.replace("SECRETS", secrets.toString()));
            LinuxHost.require(both.a().zoneadm("-z", "evil", "boot"));
            LinuxHost.require(both.move("evil", "--live"));
            LinuxHost.require(both.b().zoneadm("-z", "evil", "halt"));
            String found =
                    Program.sh("grep -rl 'of the host' \"$1\" || :", both.b().at("/zones/evil"));
            assertEquals("", found);
        }
    }
}
