package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Documents;
import org.jzones.support.Program;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;
import org.jzones.support.TwoMachines;

/**
 * A zone that moves away and comes back knows the files it has left by the token of the move, and starts from them; whatever
 * else is at its place stays as it is.
 */
@Tag("once")
class ThereAndBackIT extends TwoMachines {
    private static final String PLACE = "/export/zones/z";

    private Result back(String... args) throws IOException, InterruptedException {
        return between(target, source, args);
    }

    private Result between(TestHost from, TestHost to, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                "-w",
                ZONEMOVE,
                "-R",
                from.root().toString(),
                "--ssh",
                ssh().ssh(),
                "--remote-root",
                to.root().toString(),
                "--remote-zoneadm",
                ZONEADM));
        command.addAll(List.of(args));
        return run(command);
    }

    private void noRsync() throws IOException {
        Path norsync = Files.createDirectories(directory.resolve("norsync"));
        Files.writeString(norsync.resolve("rsync"), "#!/bin/sh\nexit 127\n");
        Files.setPosixFilePermissions(norsync.resolve("rsync"), PosixFilePermissions.fromString("rwxr-xr-x"));
        ssh().prefix("PATH=" + norsync + ":$PATH; export PATH; ");
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private static String mark(TestHost host) {
        return host.read(PLACE + "/.zonemove").strip();
    }

    private static void done(Result result) {
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
    }

    /** What changes in a zone in a while. */
    private static void live(TestHost host, String round) {
        Path root = host.at(PLACE + "/root");
        Program.sh(
                "cd \"$1\" && mkdir -p var/live && echo new >var/live/new-" + round + " && echo " + round
                        + " >>etc/passwd && rm -rf opt/swap opt/gone && "
                        + (round.equals("1") || round.equals("3")
                                ? "mkdir -p opt/swap/in && echo x >opt/swap/in/file"
                                : "echo file >opt/swap && ln -s /etc opt/gone"),
                root);
    }

    private Path before() throws IOException, InterruptedException {
        furnished("create");
        Path root = source.at(PLACE + "/root");
        Program.sh("cd \"$1\" && echo plain >opt/swap && mkdir -p opt/gone/deep && echo x >opt/gone/deep/er", root);
        Program.sh("head -c 3000000 /dev/urandom >\"$1\"/opt/large; ln \"$1\"/opt/large \"$1\"/opt/larger", root);
        return root;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsync", "tar"})
    void itStartsFromWhatItHasLeftTwice(String way) throws IOException, InterruptedException {
        before();
        if (way.equals("tar")) {
            noRsync();
        }
        Result there = moves("z", "127.0.0.1");
        done(there);
        assertTrue(
                there.out()
                        .matches("zone 'z' is on .*, by " + way + "\n  \\d+ MB of it still lie here, in " + PLACE
                                + "; a move back starts from them\n"),
                there.out());
        for (String round : List.of("1", "2", "3")) {
            boolean home = !round.equals("2");
            TestHost from = home ? target : source;
            TestHost to = home ? source : target;
            live(from, round);
            Object large = inode(to.at(PLACE + "/root/opt/large"));
            Object changed = inode(to.at(PLACE + "/root/etc/passwd"));
            Result plan = between(from, to, "-n", "--json", "z", "127.0.0.1");
            done(plan);
            assertTrue(
                    new Documents().read("movePlan", plan.out()).path("oldCopy").asBoolean(), plan.out());
            Result result = between(from, to, "--checksum", "z", "127.0.0.1");
            done(result);
            assertSameTrees(from.at(PLACE), to.at(PLACE));
            assertEquals("installed", state(to, "z"));
            assertEquals("unknown", state(from, "z"));
            assertTrue(mark(from).endsWith(" left z"), mark(from));
            assertTrue(mark(to).contains(" came z "), mark(to));
            if (way.equals("rsync")) {
                assertEquals(large, inode(to.at(PLACE + "/root/opt/large")), "it was sent again");
                assertNotEquals(changed, inode(to.at(PLACE + "/root/etc/passwd")));
            }
        }
    }

    @Test
    void littleIsSentTheSecondTime() throws IOException, InterruptedException {
        Path root = before();
        Program.sh("head -c 20000000 /dev/urandom >\"$1\"/opt/huge", root);
        Path log = directory.resolve("sent");
        Path programs = Files.createDirectories(directory.resolve("programs"));
        Files.writeString(
                programs.resolve("rsync"),
                "#!/bin/sh\ncase $* in -a*) exec /usr/bin/rsync --stats --log-file='" + log
                        + "' \"$@\" ;; esac\nexec /usr/bin/rsync \"$@\"\n");
        Files.setPosixFilePermissions(programs.resolve("rsync"), PosixFilePermissions.fromString("rwxr-xr-x"));
        done(Program.of(movesCommand("z", "127.0.0.1"))
                .with(java.util.Map.of("PATH", programs + ":" + System.getenv("PATH")))
                .run());
        long first = sent(log);
        live(target, "1");
        List<String> command = new ArrayList<>(
                List.of(ZONEMOVE, "-R", target.root().toString(), "--ssh", ssh().ssh(), "--remote-root"));
        command.addAll(List.of(source.root().toString(), "--remote-zoneadm", ZONEADM, "z", "127.0.0.1"));
        done(Program.of(command)
                .with(java.util.Map.of("PATH", programs + ":" + System.getenv("PATH")))
                .run());
        long second = sent(log) - first;
        assertTrue(first > 20_000_000, first + " bytes sent");
        assertTrue(second < 1_000_000, second + " bytes sent");
    }

    /** What all runs of rsync have sent, as they say. */
    private static long sent(Path log) {
        return Long.parseLong(Program.sh(
                        "awk '/Total bytes sent/ { gsub(/,/, \"\"); s += $NF } END { printf \"%.0f\", s }' \"$1\"", log)
                .strip());
    }

    @Test
    void aThirdMachineGivesItBackToTheFirst() throws IOException, InterruptedException {
        before();
        TestHost third = TestHost.example(directory.resolve("third"), "host1");
        done(moves("z", "127.0.0.1"));
        done(between(target, third, "z", "127.0.0.1"));
        live(third, "1");
        Object large = inode(source.at(PLACE + "/root/opt/large"));
        done(between(third, source, "z", "127.0.0.1"));
        assertEquals(large, inode(source.at(PLACE + "/root/opt/large")));
        assertSameTrees(third.at(PLACE), source.at(PLACE));
    }

    @Test
    void withDeleteNothingIsLeftAndTheOldCopyIsTakenAllTheSame() throws IOException, InterruptedException {
        before();
        done(moves("z", "127.0.0.1"));
        Object large = inode(source.at(PLACE + "/root/opt/large"));
        Result result = back("--delete", "--json", "z", "127.0.0.1");
        done(result);
        JsonNode moved = new Documents().read("move", result.out());
        assertTrue(moved.path("left").isMissingNode(), result.out());
        assertFalse(Files.exists(target.at(PLACE)));
        assertEquals(large, inode(source.at(PLACE + "/root/opt/large")));
        JsonNode again =
                new Documents().read("move", moves("--json", "z", "127.0.0.1").out());
        assertEquals(PLACE, again.path("left").path("zonepath").asText());
        assertTrue(again.path("left").path("bytes").asLong() > 3_000_000, again.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsync", "tar"})
    void aMoveBackThatFailsLeavesTheOldCopyTheOldCopy(String way) throws IOException, InterruptedException {
        before();
        if (way.equals("tar")) {
            noRsync();
        }
        done(moves("z", "127.0.0.1"));
        String left = mark(source);
        live(target, "1");
        // the copying dies there, then the comparison fails, then the other machine refuses
        for (String asked :
                List.of(way.equals("tar") ? "*tar -xpf*" : "* rsync --server *", "*find . *", "*-f - >&2*")) {
            ssh().fault(asked, "dies-there");
            if (way.equals("tar")) {
                noRsync();
            }
            Result cut = back("z", "127.0.0.1");
            assertEquals(1, cut.status(), cut.toString());
            assertTrue(ssh().hasFailed(), asked);
            assertEquals("installed", state(target, "z"), cut.toString());
            assertEquals("unknown", state(source, "z"));
            assertEquals(left, mark(source), cut.toString());
        }
        ssh().calm();
        if (way.equals("tar")) {
            noRsync();
        }
        done(back("z", "127.0.0.1"));
        assertSameTrees(target.at(PLACE), source.at(PLACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--resume", "--abort"})
    void aMoveBackThatIsKilledGoesOnAndBack(String how) throws IOException, InterruptedException {
        before();
        done(moves("z", "127.0.0.1"));
        String left = mark(source);
        live(target, "1");
        for (String asked : List.of("*mkdir -m 700*", "* rsync --server *", "*-f - >&2*", "*sync -f*")) {
            for (String when : List.of("kill-before", "kill-after")) {
                if (asked.contains("sync -f") && how.equals("--abort")) {
                    continue; // it is too late for that
                }
                ssh().fault(asked, when);
                assertNotEquals(0, back("z", "127.0.0.1").status(), asked);
                assertTrue(ssh().hasFailed(), asked);
                ssh().calm();
                Result ended = run(List.of(ZONEMOVE, "-R", target.root().toString(), "--ssh", ssh().ssh(), how, "z"));
                assertEquals(0, ended.status(), asked + " " + when + ": " + ended);
                if (how.equals("--abort")) {
                    assertEquals("installed", state(target, "z"));
                    assertEquals(left, mark(source));
                } else {
                    assertEquals("installed", state(source, "z"));
                    assertSameTrees(target.at(PLACE), source.at(PLACE));
                    assertTrue(mark(source).contains(" came z "), mark(source));
                    assertTrue(mark(target).endsWith(" left z"), mark(target));
                    done(moves("z", "127.0.0.1"));
                    left = mark(source);
                }
            }
        }
    }

    @Test
    void whatIsNotItsOwnOldCopyIsRefusedAsEver() throws IOException, InterruptedException {
        before();
        done(moves("z", "127.0.0.1"));
        String left = mark(source);
        // that of another move
        source.write(PLACE + "/.zonemove", left.replaceFirst("^.{4}", "0000") + "\n");
        Snapshot there = Snapshot.of(source);
        Result other = back("z", "127.0.0.1");
        assertEquals(1, other.status());
        assertTrue(
                other.err().contains(PLACE + " on 127.0.0.1 holds what a move of its zone 'z' has left there"),
                other.err());
        // none at all, nonsense, a link
        for (String mark : List.of("", "nonsense", left.replace("left", "came"), left.replace("left", "made"))) {
            source.write(PLACE + "/.zonemove", mark + "\n");
            Result result = back("z", "127.0.0.1");
            assertTrue(result.err().contains(PLACE + " exists already on 127.0.0.1"), result.err());
        }
        Files.delete(source.at(PLACE + "/.zonemove"));
        assertTrue(back("z", "127.0.0.1").err().contains("exists already on 127.0.0.1"));
        source.write("/mark", left + "\n");
        Files.createSymbolicLink(source.at(PLACE + "/.zonemove"), source.at("/mark"));
        assertTrue(back("z", "127.0.0.1").err().contains("exists already on 127.0.0.1"));
        Files.delete(source.at(PLACE + "/.zonemove"));
        source.write(PLACE + "/.zonemove", left.replaceFirst("^.{4}", "0000") + "\n");
        Files.delete(source.at("/mark"));
        assertEquals(List.of(), Snapshot.of(source).changesSince(there));
        assertEquals("installed", state(target, "z"));
    }

    @Test
    void filesThatWereTakenUpAgainAreNoOldCopy() throws IOException, InterruptedException {
        before();
        done(moves("z", "127.0.0.1"));
        source.require(source.zonecfg("-z", "again", "create -b; set zonepath=" + PLACE));
        source.require(source.zoneadm("-z", "again", "attach", "-F"));
        assertFalse(Files.exists(source.at(PLACE + "/.zonemove")));
        Snapshot there = Snapshot.of(source);
        Result result = back("z", "127.0.0.1");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("overlaps the zonepath of its zone 'again'"), result.err());
        assertEquals(List.of(), Snapshot.of(source).changesSince(there));
        source.require(source.zoneadm("-z", "again", "detach"));
        source.require(source.zonecfg("-z", "again", "delete -F"));
        assertTrue(back("z", "127.0.0.1").err().contains("exists already on 127.0.0.1"));
    }

    @Test
    void theMarkGoesWithTheZone() throws IOException, InterruptedException {
        before();
        done(moves("z", "127.0.0.1"));
        target.require(target.zoneadm("-z", "z", "move", "/export/zones/elsewhere"));
        assertTrue(Files.exists(target.at("/export/zones/elsewhere/.zonemove")));
        target.require(target.zoneadm("-z", "z", "detach"));
        target.require(target.zoneadm("-z", "z", "attach"));
        assertTrue(Files.exists(target.at("/export/zones/elsewhere/.zonemove")));
        target.require(target.zonecfg("-z", "twin", "create; set zonepath=/export/zones/twin"));
        target.require(target.zoneadm("-z", "twin", "clone", "z"));
        assertFalse(Files.exists(target.at("/export/zones/twin/.zonemove")));
        Object large = inode(source.at(PLACE + "/root/opt/large"));
        done(between(target, source, "--zonepath", PLACE, "z", "127.0.0.1"));
        assertEquals(large, inode(source.at(PLACE + "/root/opt/large")));
        source.require(source.zoneadm("-z", "z", "uninstall", "-F"));
        assertFalse(Files.exists(source.at(PLACE)));
    }

    @Test
    void nothingThatIsMountedInTheOldCopyIsTouched() throws IOException, InterruptedException {
        before();
        done(moves("z", "127.0.0.1"));
        Path place = Files.createDirectory(source.at(PLACE + "/root/opt/a mount"));
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("precious"), "data");
        Result mounted = run(List.of("mount", "--bind", data.toString(), place.toString()));
        org.junit.jupiter.api.Assumptions.assumeTrue(
                mounted.status() == 0, "SKIPPED: nothing can be mounted here: " + mounted.err());
        try {
            Result result = back("z", "127.0.0.1");
            assertEquals(1, result.status(), result.toString());
            assertTrue(result.err().contains("and file systems are mounted in it"), result.err());
            assertTrue(Files.exists(data.resolve("precious")));
            assertEquals("installed", state(target, "z"));
        } finally {
            run(List.of("umount", place.toString()));
        }
        done(back("z", "127.0.0.1"));
    }
}
