package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.jzones.zonemove.ZonemoveCutIT.Run.ATTACH;
import static org.jzones.zonemove.ZonemoveCutIT.Run.BOOT;
import static org.jzones.zonemove.ZonemoveCutIT.Run.CLEAN;
import static org.jzones.zonemove.ZonemoveCutIT.Run.CONFIGURE;
import static org.jzones.zonemove.ZonemoveCutIT.Run.COPY;
import static org.jzones.zonemove.ZonemoveCutIT.Run.DETACH;
import static org.jzones.zonemove.ZonemoveCutIT.Run.FENCE;
import static org.jzones.zonemove.ZonemoveCutIT.Run.LIST;
import static org.jzones.zonemove.ZonemoveCutIT.Run.PREPARE;
import static org.jzones.zonemove.ZonemoveCutIT.Run.RELEASE;
import static org.jzones.zonemove.ZonemoveCutIT.Run.UNCONFIGURE;
import static org.jzones.zonemove.ZonemoveCutIT.Run.ZONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Program;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost.Result;
import org.jzones.support.TwoMachines;

/**
 * Moves that are cut off, on either machine or between them, in every step: they can be carried on with and taken back, and
 * the zone is never attached on both sides.
 */
@Tag("once")
class ZonemoveCutIT extends TwoMachines {
    /** What ssh is run for, told apart by what is asked of it. */
    enum Run {
        PREPARE("*mkdir -m 700*"),
        COPY("* rsync --server *"),
        LIST("*find . *"),
        ZONE("* list -cp"),
        CONFIGURE("*-f - >&2*"),
        ATTACH("*attach ?{4:+*"),
        BOOT("* boot"),
        RELEASE("*sync -f*"),
        DETACH("* detach"),
        FENCE("*set zonepath=*"),
        UNCONFIGURE("*delete -F*"),
        CLEAN("*rm -f .zonemove*");

        final String pattern;

        Run(String pattern) {
            this.pattern = pattern;
        }
    }

    private void fault(Run run, String how) throws IOException {
        ssh().fault(run.pattern, how);
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARE, cut-before",
        "COPY, cut-before",
        "COPY, cut-after",
        "COPY, interrupt",
        "COPY, dies-there",
        "LIST, dies-there",
        "CONFIGURE, cut-after",
        "CONFIGURE, dies-there"
    })
    void whatFailsBeforeTheAttachIsUndoneAtOnce(Run run, String how) throws IOException, InterruptedException {
        furnished("create");
        source.require(source.zoneadm("-z", "z", "boot"));
        Snapshot there = Snapshot.of(target);
        fault(run, how);
        Result result = moves("--halt", "z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("it is attached here again, as it was"), result.err());
        assertEquals("running", state(source, "z"), result.err());
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")), result.err());
        assertEquals("unknown", state(target, "z"));
        assertFalse(Files.exists(target.at("/export/zones/z")));
        assertEquals(
                List.of(),
                Snapshot.of(target).changesSince(there).stream()
                        // a host that never had a zone has an index and templates from now on
                        .filter(change ->
                                !change.matches("etc/zones/(index|SUNWblank\\.xml|SUNWdefault\\.xml): null .*"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARE, cut-before",
        "COPY, cut-before",
        "COPY, cut-after",
        "COPY, interrupt",
        "COPY, dies-there",
        "COPY, kill-there 0.05"
    })
    void whatFailsInAFirstCopyLeavesTheZoneAlone(Run run, String how) throws IOException, InterruptedException {
        furnished("create");
        source.require(source.zoneadm("-z", "z", "boot"));
        fault(run, how);
        Result result = moves("--live", "z", "127.0.0.1");
        assertTrue(ssh().hasFailed());
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().endsWith("nothing has happened to it here\n"), result.err());
        assertStayed();
    }

    /** It runs as it did, and nothing is left of the move. */
    private void assertStayed() {
        assertEquals("running", state(source, "z"));
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        assertFalse(Files.exists(source.at("/export/zones/z/SUNWdetached.xml")));
        assertEquals("unknown", state(target, "z"));
        assertFalse(Files.exists(target.at("/export/zones/z")));
    }

    static Stream<Arguments> killingsInAFirstCopy() {
        return Stream.of(PREPARE, COPY)
                .flatMap(run -> Stream.of("kill-before", "kill-after")
                        .flatMap(how -> Stream.of("resume", "abort").map(then -> Arguments.of(run, how, then))));
    }

    @ParameterizedTest
    @MethodSource("killingsInAFirstCopy")
    void aFirstCopyIsNoZoneAndCanBeCarriedOnWithOrTakenBack(Run run, String how, String then)
            throws IOException, InterruptedException {
        Path here = furnished("create");
        source.require(source.zoneadm("-z", "z", "boot"));
        fault(run, how);
        assertEquals(137, moves("--live", "z", "127.0.0.1").status());
        assertEquals("running", state(source, "z"));
        ssh().calm();
        Result list = run(List.of(ZONEMOVE, "-R", source.root().toString(), "--list"));
        assertTrue(list.out().contains("stopped while copying its files a first time"), list.toString());
        assertEquals("unknown", state(target, "z"));
        Result create = target.zonecfg("-z", "z", "create -a /export/zones/z");
        assertEquals(1, create.status(), create.toString());
        assertEquals(1, source.zonecfg("-z", "z", "delete", "-F").status());
        assertEquals(1, moves("--live", "z", "127.0.0.1").status());
        // what has changed since, without another size or time
        Path file = here.resolve("root/opt/kinds/it's \"quoted\"");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "X" + Files.readString(file).substring(1));
        Files.setLastModifiedTime(file, time);
        Result result = zonemove("--" + then, "z");
        assertEquals(0, result.status(), result.toString());
        if (then.equals("abort")) {
            assertStayed();
        } else {
            assertEquals("running", state(target, "z"));
            assertEquals("unknown", state(source, "z"));
            assertSameTrees(here, target.at("/export/zones/z"));
            assertHasComeThere();
        }
    }

    @Test
    void aZoneThatWasReadyIsReadyAgain() throws IOException, InterruptedException {
        source.installed("z", "create");
        source.require(source.zoneadm("-z", "z", "ready"));
        fault(CONFIGURE, "cut-before");
        assertEquals(1, moves("--halt", "z", "127.0.0.1").status());
        assertEquals("ready", state(source, "z"));
    }

    @Test
    void aZoneOfABrandThatCannotBeComparedComesBackToo() throws IOException, InterruptedException {
        source.require(source.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z; set brand=solaris8"));
        Files.createDirectories(source.at("/export/zones/z/root"));
        Files.createDirectories(source.at("/export/zones/z/dev"));
        source.require(source.zoneadm("-z", "z", "attach", "-F"));
        assertTrue(refused("z", "127.0.0.1").err().contains("zones of brand 'solaris8' cannot be compared"));
        fault(CONFIGURE, "cut-before");
        Result result = moves("-F", "z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("it is attached here again, as it was"), result.err());
        assertEquals("installed", state(source, "z"));
        ssh().calm();
        assertEquals(0, moves("-F", "z", "127.0.0.1").status());
        assertEquals("installed", state(target, "z"));
        assertEquals("unknown", state(source, "z"));
    }

    @Test
    void aDiskThatFillsUpThereIsNoLoss() throws IOException, InterruptedException {
        furnished("create");
        Path place = target.at("/export/zones");
        Result mount = run(List.of("mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", place.toString()));
        Assumptions.assumeTrue(mount.status() == 0, "nothing can be mounted here: " + mount.err());
        try {
            Files.write(place.resolve("big"), new byte[6 << 20]);
            byte[] noHole = new byte[4 << 20];
            Arrays.fill(noHole, (byte) 1);
            Files.write(source.at("/export/zones/z/root/big"), noHole);
            assertTrue(refused("z", "127.0.0.1").err().contains("there is not enough room"));
            Files.delete(place.resolve("big"));
            ssh().hook(PREPARE.pattern, "head -c 6000000 /dev/zero >" + place + "/filler");
            Result result = moves("z", "127.0.0.1");
            assertEquals(1, result.status(), result.toString());
            assertTrue(result.err().contains("its files could not be copied to 127.0.0.1"), result.err());
            assertTrue(result.err().contains("it is attached here again"), result.err());
            assertEquals("installed", state(source, "z"));
            assertFalse(Files.exists(place.resolve("z")));
        } finally {
            run(List.of("umount", place.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rm F, ./root/opt/kinds/it's",
        "chmod 600 F, ./root/opt/kinds/it's",
        "cp F G; printf x >>G; touch -r F G; mv G F, ./root/opt/kinds/it's",
        "cp -p F G; printf x | dd of=G conv=notrunc status=none; touch -r F G; mv G F, ./root/opt/kinds/it's",
        "mkdir G, ./root/opt/kinds"
    })
    void whatHasArrivedOtherwiseIsNoticed(String change, String told) throws IOException, InterruptedException {
        furnished("create");
        String kinds = target.at("/export/zones/z/root/opt/kinds").toString();
        String script =
                change.replace("F", "\"" + kinds + "/it's \\\"quoted\\\"\"").replace("G", "\"" + kinds + "/other\"");
        ssh().hook(LIST.pattern, script);
        Result result = moves("--checksum", "z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("what has arrived on 127.0.0.1 is not what is here: "), result.err());
        assertTrue(result.err().contains(told), result.err());
        assertIsBack();
    }

    @Test
    void whatSomebodyElsePutsThereInTheMeantimeStays() throws IOException, InterruptedException {
        source.installed("z", "create");
        Path place = target.at("/export/zones/z");
        ssh().hook(PREPARE.pattern, "mkdir " + place + "; echo theirs >" + place + "/file");
        Result result = moves("z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("/export/zones/z cannot be made on 127.0.0.1"), result.err());
        assertTrue(result.err().contains("is not what this move has put there, and stays"), result.err());
        assertEquals("installed", state(source, "z"));
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        assertEquals("theirs\n", Files.readString(place.resolve("file")));
    }

    static Stream<Arguments> killings() {
        return Stream.of(PREPARE, COPY, LIST, ZONE, CONFIGURE, ATTACH, BOOT, RELEASE)
                .flatMap(run -> Stream.of("kill-before", "kill-after")
                        .flatMap(how -> Stream.of("resume", "abort").map(then -> Arguments.of(run, how, then))));
    }

    @ParameterizedTest
    @MethodSource("killings")
    void aMoverThatIsKilledCanBeFollowedByAnother(Run run, String how, String then)
            throws IOException, InterruptedException {
        Path here = furnished("create");
        fault(run, how);
        Result killed = moves("--boot", "z", "127.0.0.1");
        assertEquals(137, killed.status(), killed.toString());
        assertNotOnBoth();
        assertTrue(Files.exists(source.at("/etc/zones/z.zonemove")));
        Result attach = source.zoneadm("-z", "z", "attach");
        assertTrue(attach.err().contains("it is on its way to 127.0.0.1"), attach.err());
        assertEquals(1, source.zoneadm("-z", "z", "attach", "-F").status());
        assertEquals(1, source.zonecfg("-z", "z", "delete", "-F").status());
        assertEquals(1, moves("z", "127.0.0.1").status());
        ssh().calm();
        boolean isUpThere = run == RELEASE || (run == BOOT && how.equals("kill-after"));
        if (isUpThere && then.equals("abort")) {
            Result abort = zonemove("--abort", "z");
            assertEquals(1, abort.status(), abort.toString());
            assertTrue(abort.err().contains("127.0.0.1 has it, and it is"), abort.err());
            assertNotOnBoth();
            settles(here, "resume", "running");
        } else {
            settles(here, then, "running");
        }
    }

    private void settles(Path here, String then, String stateThere) throws IOException, InterruptedException {
        Result result = zonemove("--" + then, "z");
        assertEquals(0, result.status(), result.toString());
        assertNotOnBoth();
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        if (then.equals("resume")) {
            assertEquals(stateThere, state(target, "z"));
            assertEquals("unknown", state(source, "z"));
            assertSameTrees(here, target.at("/export/zones/z"));
            assertHasComeThere();
        } else {
            assertIsBack();
        }
    }

    /** Both machines say of the files that they have whose they are. */
    private void assertHasComeThere() {
        String came = target.read("/export/zones/z/.zonemove");
        assertTrue(came.matches("[0-9a-f]{16} came z\n"), came);
        assertEquals(came.replace("came", "left"), source.read("/export/zones/z/.zonemove"));
    }

    private void assertIsBack() {
        assertEquals("installed", state(source, "z"));
        assertEquals("unknown", state(target, "z"));
        assertFalse(Files.exists(target.at("/export/zones/z")));
        assertFalse(Files.exists(source.at("/export/zones/z/SUNWdetached.xml")));
    }

    /** It is on one machine, and nothing is left of it or of the move on the other. */
    private void assertOnOne() {
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        if (isAttached(source, "z")) {
            assertIsBack();
        } else {
            assertTrue(isAttached(target, "z"), "attached nowhere");
            assertEquals("unknown", state(source, "z"));
            assertHasComeThere();
        }
    }

    @Test
    void whatAKilledMoverWasCopyingWithEndsToo() throws IOException, InterruptedException {
        source.installed("z", "create");
        fault(COPY, "kill-during");
        assertEquals(137, moves("z", "127.0.0.1").status());
        for (int i = 0; i < 40 && isCopying(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertFalse(isCopying());
    }

    private boolean isCopying() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .anyMatch(line -> line.startsWith("/usr/bin/rsync")
                        && line.contains(target.root().toString()));
    }

    static Stream<Arguments> killingsOnTheWayBack() {
        return Stream.of(ZONE, DETACH, FENCE, UNCONFIGURE, CLEAN)
                .flatMap(run -> Stream.of("kill-before", "kill-after").map(how -> Arguments.of(run, how)));
    }

    @ParameterizedTest
    @MethodSource("killingsOnTheWayBack")
    void alsoOnItsWayBackAKilledMoverCanBeFollowed(Run run, String how) throws IOException, InterruptedException {
        furnished("create");
        fault(ATTACH, "kill-after");
        assertEquals(137, moves("z", "127.0.0.1").status());
        assertEquals("installed", state(target, "z"));
        fault(run, how);
        Result killed = zonemove("--abort", "z");
        assertEquals(137, killed.status(), killed.toString());
        assertNotOnBoth();
        ssh().calm();
        Result resumed = zonemove("--" + (how.equals("kill-before") ? "resume" : "abort"), "z");
        assertTrue(resumed.status() <= 1, resumed.toString());
        assertNotOnBoth();
        assertOnOne();
    }

    static Stream<Arguments> deathsThere() {
        return Stream.of(
                        Stream.of("0.05", "0.1").map(seconds -> Arguments.of(COPY, "kill-there " + seconds)),
                        Stream.of("0.05", "0.15").map(seconds -> Arguments.of(CONFIGURE, "kill-there " + seconds)),
                        Stream.of("0.05", "0.1", "0.15", "0.2", "0.3")
                                .map(seconds -> Arguments.of(ATTACH, "kill-there " + seconds)),
                        Stream.of("0.05", "0.1").map(seconds -> Arguments.of(BOOT, "kill-there " + seconds)),
                        Stream.of(ATTACH, BOOT, RELEASE).map(run -> Arguments.of(run, "dies-there")))
                .flatMap(deaths -> deaths)
                .flatMap(death ->
                        Stream.of("resume", "abort").map(then -> Arguments.of(death.get()[0], death.get()[1], then)));
    }

    @ParameterizedTest
    @MethodSource("deathsThere")
    void whateverIsKilledThereTheZoneHasOneOwner(Run run, String how, String then)
            throws IOException, InterruptedException {
        furnished("create");
        fault(run, how);
        Result result = moves("--boot", "z", "127.0.0.1");
        assertTrue(ssh().hasFailed());
        assertNotOnBoth();
        if (Files.exists(source.at("/etc/zones/z.zonemove"))) {
            assertEquals(1, result.status(), result.toString());
            assertTrue(result.err().contains("--resume z"), result.err());
            Result next = zonemove("--" + then, "z");
            if (next.status() != 0) {
                assertTrue(next.err().contains("127.0.0.1 has it"), next.err());
                assertEquals(0, zonemove("--resume", "z").status());
            }
        }
        assertNotOnBoth();
        assertOnOne();
    }

    @Test
    void anAttachThatComesLateFindsNothingToAttach() throws IOException, InterruptedException {
        source.installed("z", "create");
        fault(ATTACH, "late 5");
        Result result = moves("z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertEquals("installed", state(source, "z"), result.err());
        TimeUnit.SECONDS.sleep(6);
        assertIsBack();
    }

    @Test
    void whereverChanceCutsAMoveOffTheZoneHasOneOwner() throws IOException, InterruptedException {
        long seed = Long.getLong("random.seed", System.nanoTime());
        Random random = new Random(seed);
        source.installed("z", "create");
        for (int round = 0; round < Integer.getInteger("move.rounds", 5); round++) {
            String told = "round " + round + ", -Drandom.seed=" + seed;
            List<String> last = List.of();
            List<String> command = movesCommand("--boot", "z", "127.0.0.1");
            for (int tries = 0; tries < 20; tries++) {
                boolean killed = tries < 4;
                last = killed ? List.of("killed") : List.of("left alone");
                Result result = killed
                        ? Program.of(command).runAndKill(Duration.ofMillis(random.nextInt(2500)), random.nextBoolean())
                        : run(command);
                assertFalse(isAttached(source, "z") && isAttached(target, "z"), told + ": on both after " + result);
                if (!Files.exists(source.at("/etc/zones/z.zonemove"))) {
                    break;
                }
                command = zonemoveCommand(tries < 18 && random.nextBoolean() ? "--abort" : "--resume", "z");
            }
            assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")), told + ": not settled, " + last);
            if (!isAttached(source, "z")) {
                assertTrue(isAttached(target, "z"), told + ": attached nowhere");
                goesHome();
            }
            assertIsBack();
        }
    }

    /** The zone as it was before, for the next round. */
    private void goesHome() throws IOException {
        target.zoneadm("-z", "z", "halt");
        target.require(target.zoneadm("-z", "z", "uninstall", "-F"));
        target.require(target.zonecfg("-z", "z", "delete", "-F"));
        source.require(source.zonecfg("-z", "z", "create -a /export/zones/z"));
        source.require(source.zoneadm("-z", "z", "attach"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "abort"})
    void whetherItWasAttachedOnlyTheOtherMachineCanTell(String then) throws IOException, InterruptedException {
        Path here = furnished("create");
        // the answer to the attach is lost, and so is that to the question after it
        ssh().fault(ATTACH.pattern, "twice");
        Result plain = moves("z", "127.0.0.1");
        assertEquals(1, plain.status(), plain.toString());
        assertTrue(plain.err().contains("whether that has happened is not known"), plain.err());
        String root = "zonemove -R " + source.root();
        assertTrue(plain.err().contains("'" + root + " --resume z'"), plain.err());
        assertTrue(plain.err().contains("'" + root + " --abort z'"), plain.err());
        assertEquals("configured", state(source, "z"));
        assertNotOnBoth();
        ssh().fault("*", "cut-before");
        assertEquals(1, zonemove("--" + then, "z").status());
        assertEquals("configured", state(source, "z"), "nothing is done without an answer");
        ssh().calm();
        settles(here, then, "installed");
    }

    @Test
    void aZoneThatRunsThereIsNotTakenBack() throws IOException, InterruptedException {
        furnished("create");
        ssh().fault(ATTACH.pattern, "kill-after");
        moves("z", "127.0.0.1");
        ssh().calm();
        target.require(target.zoneadm("-z", "z", "boot"));
        Result abort = zonemove("--abort", "z");
        assertEquals(1, abort.status(), abort.toString());
        assertTrue(abort.err().contains("127.0.0.1 has it, and it is running there"), abort.err());
        assertNotOnBoth();
        assertEquals(0, zonemove("--resume", "z").status());
        assertEquals("running", state(target, "z"));
    }

    @Test
    void anAttachThatIsRefusedBringsTheZoneBack() throws IOException, InterruptedException {
        source.installed("z", "create");
        // the other machine loses a package between the question and the attach
        ssh().hook(ATTACH.pattern, "rm -rf " + target.at("/var/sadm/pkg/SUNWcsr"));
        Result result = moves("z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("127.0.0.1 has refused to attach it"), result.err());
        assertEquals("installed", state(source, "z"));
        assertEquals("unknown", state(target, "z"));
        assertFalse(Files.exists(target.at("/export/zones/z")));
    }
}
