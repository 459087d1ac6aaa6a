package org.jzones.zonemove;

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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Documents;
import org.jzones.support.Pty;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;
import org.jzones.support.TwoMachines;

/**
 * Moves between two host roots over a real sshd: they arrive whole, are refused before anything has changed, and wherever
 * they are cut off can be carried on with and taken back, the zone never being attached on both sides.
 */
class ZonemoveIT extends TwoMachines {
    @Test
    void aSparseZoneArrivesWhole() throws IOException, InterruptedException {
        Path here = furnished("create");
        Result result = moves("--boot", "z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        assertTrue(
                result.out()
                        .matches("zone 'z' is on 127\\.0\\.0\\.1 now: \\d+ files, \\d+ MB, by rsync\n"
                                + "  \\d+ MB of it still lie here, in /export/zones/z; a move back starts from them\n"),
                result.out());
        assertEquals("running", state(target, "z"));
        assertEquals("unknown", state(source, "z"));
        assertSameTrees(here, target.at("/export/zones/z"));
        assertFalse(Files.exists(source.at("/etc/zones/z.xml")));
        assertFalse(Files.exists(source.at("/etc/zones/z.zonemove")));
        assertTrue(target.read("/export/zones/z/.zonemove").endsWith(" came z\n"));
        assertSparse(target.at("/export/zones/z/root/opt/kinds/sparse"));
        assertEquals(Files.exists(here.resolve("dev/zero")), Files.exists(target.at("/export/zones/z/dev/zero")));
    }

    @Test
    void withoutRsyncTarBringsAWholeRootZoneToAnotherNameAndPlace() throws IOException, InterruptedException {
        Path here = furnished("create -b; add net; set physical=bge0; set address=10.0.0.1; end");
        Path copy = directory.resolve("copy");
        run(List.of("cp", "-a", here.toString(), copy.toString()));
        String place = "/export/zones/it's $(touch gone) a;b \"h\u00f6hle\"";
        withoutRsync();
        Result plan = moves("-n", "--json", "--zonepath", place, "z", "w@127.0.0.1");
        JsonNode document = new Documents().read("movePlan", plan.out());
        assertEquals("tar", document.path("way").asText());
        assertTrue(document.path("free").isNumber());
        assertEquals(
                "[\"detach\",\"copy\",\"configure\",\"attach\",\"delete\"]",
                document.path("steps").toString());
        Result result = moves(
                "--zonepath",
                place,
                "--checksum",
                "--delete",
                "--json",
                "-c",
                "select net physical=bge0; set physical=e1000g0; end\n"
                        + "add attr; set name=note; set type=string; set value=\"'; touch gone; $(touch gone)\"; end",
                "z",
                "w@127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        JsonNode moved = new Documents().read("move", result.out());
        assertEquals(List.of("moved", "tar", "w", place), texts(moved, "result", "way", "newName", "newZonepath"));
        assertTrue(moved.path("files").asInt() > 10, result.out());
        assertEquals("installed", state(target, "w"));
        assertSameTrees(copy, target.at(place));
        assertSparse(target.at(place + "/root/opt/kinds/sparse"));
        assertFalse(Files.exists(here));
        String info = target.zonecfg("-z", "w", "export").out();
        assertTrue(info.contains("set physical=e1000g0"), info);
        assertTrue(info.contains("; touch gone; $(touch gone)"), info);
        assertFalse(Files.exists(Path.of(System.getProperty("user.home"), "gone")));
    }

    private static List<String> texts(JsonNode document, String... members) {
        return Stream.of(members).map(member -> document.path(member).asText()).toList();
    }

    @Test
    void twoCopiesNeedRsyncOnBothMachines() throws IOException, InterruptedException {
        source.installed("z", "create");
        source.require(source.zoneadm("-z", "z", "boot"));
        Result plan = moves("-n", "--json", "--live", "z", "127.0.0.1");
        assertEquals(
                "[\"first copy\",\"halt\",\"detach\",\"copy\",\"configure\",\"attach\",\"boot\",\"delete\"]",
                new Documents().read("movePlan", plan.out()).path("steps").toString());
        withoutRsync();
        Result result = refused("--live", "z", "127.0.0.1");
        assertEquals(
                "zonemove: zone 'z': --live needs rsync on both machines, and 127.0.0.1 has none\n"
                        + "  install it there, for instance with: apt-get install rsync;"
                        + " without --live the zone moves by tar\n",
                result.err());
        assertEquals("running", state(source, "z"));
    }

    /** A directory with the programs of busybox for a PATH. */
    private Path busybox() throws IOException, InterruptedException {
        Optional<Path> program = Stream.of("/usr/bin/busybox", "/bin/busybox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "SKIPPED: there is no busybox here");
        Path programs = Files.createDirectory(directory.resolve("busybox"));
        Path copy = Files.copy(program.orElseThrow(), directory.resolve("busybox-itself"));
        for (String applet : run(List.of(copy.toString(), "--list")).out().split("\n")) {
            Files.createSymbolicLink(programs.resolve(applet), copy);
        }
        Path cksum = programs.resolve("cksum"); // POSIX has it, not every busybox
        if (!Files.exists(cksum)) {
            Files.copy(Path.of("/usr/bin/cksum"), cksum);
        }
        return programs;
    }

    @Test
    void aMachineWithoutGnuProgramsGetsTheZoneToo() throws IOException, InterruptedException {
        Path here = furnished("create");
        if (!isRoot()) {
            // that tar sets no set-uid bits then
            Files.setAttribute(here.resolve("root/opt/kinds/a b"), "unix:mode", 0100755);
        }
        ssh().prefix("PATH=" + busybox() + "; export PATH; ");
        Result result = moves("--checksum", "z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().contains(", by tar"), result.out());
        assertEquals("installed", state(target, "z"));
        // that tar gives links no times, and directories theirs before it fills them
        assertSameTrees("-naHOJ", here, target.at("/export/zones/z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsync", "tar"})
    void accessControlListsComeAlong(String way) throws IOException, InterruptedException {
        Path file = furnished("create").resolve("root/opt/kinds/a b");
        Result set = run(List.of("setfacl", "-m", "u:54321:rwx,g:12345:r--", file.toString()));
        Assumptions.assumeTrue(set.status() == 0, "SKIPPED: there are no access control lists here: " + set.err());
        if (way.equals("tar")) {
            withoutRsync();
        }
        Result result = moves("z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        String inZone = "/export/zones/z/root/opt/kinds/a b";
        String there =
                run(List.of("getfacl", "-nc", target.at(inZone).toString())).out();
        assertEquals(run(List.of("getfacl", "-nc", file.toString())).out(), there);
        assertTrue(there.contains("user:54321:rwx"), there);
        assertSameTrees(source.at("/export/zones/z"), target.at("/export/zones/z"));
    }

    private void withoutRsync() throws IOException {
        Path norsync = Files.createDirectories(directory.resolve("norsync"));
        Files.writeString(norsync.resolve("rsync"), "#!/bin/sh\nexit 127\n");
        Files.setPosixFilePermissions(norsync.resolve("rsync"), PosixFilePermissions.fromString("rwxr-xr-x"));
        ssh().prefix("PATH=" + norsync + ":$PATH; export PATH; ");
    }

    @Test
    void aMoveThatCannotBeIsADocumentToo() throws IOException, InterruptedException {
        source.installed("z", "create");
        Result result = refused("--json", "z", "SUNWw@127.0.0.1");
        assertEquals("", result.err());
        JsonNode error = new Documents().read("error", result.out());
        assertEquals(List.of("zonemove", "z"), texts(error, "command", "zone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsync", "tar"})
    void nothingInTheNamesOfRootAndProgramThereIsRun(String way) throws IOException, InterruptedException {
        Path hostile =
                Files.createDirectory(directory.resolve("it's $(touch gone) `touch gone`;touch gone \"\n#&|<>*"));
        target = TestHost.example(hostile.resolve("root"), "host1");
        for (String program : List.of("zoneadm", "zonecfg")) {
            Path script = hostile.resolve(program);
            Path real = Path.of(ZONEADM).resolveSibling(program);
            Files.writeString(script, "#!/bin/sh\nexec '" + real + "' \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        source.installed("z", "create");
        if (way.equals("tar")) {
            withoutRsync();
        }
        Result result = zonemove(
                "--remote-root",
                target.root().toString(),
                "--remote-zoneadm",
                hostile.resolve("zoneadm").toString(),
                "z",
                "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().contains(", by " + way), result.out());
        assertEquals("installed", state(target, "z"));
        for (Path place : List.of(directory, Path.of(System.getProperty("user.home")), Path.of(""))) {
            assertFalse(Files.exists(place.resolve("gone")), place.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"# holes;", "two\nlines", "two\rlines", " blanks and 'quotes' "})
    void holesStayHolesWhateverTheNameOfTheFile(String name) throws IOException, InterruptedException {
        source.installed("z", "create");
        Path file = source.at("/export/zones/z/root").resolve(name);
        Files.createFile(file);
        run(List.of("truncate", "-s", "64M", file.toString()));
        Result result = moves("--checksum", "z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertSparse(target.at("/export/zones/z/root").resolve(name));
        assertSameTrees(source.at("/export/zones/z"), target.at("/export/zones/z"));
    }

    @Test
    void theUserLogsInOnce() throws IOException, InterruptedException {
        source.installed("z", "create");
        int before = ssh().logins();
        Result result = run(withSystemSsh("z", "127.0.0.1"));
        assertEquals(new Result(0, result.out(), ""), result);
        assertEquals("installed", state(target, "z"));
        assertEquals(1, ssh().logins() - before);
    }

    /** zonemove with the system's own ssh, which may say what it has to say. */
    private List<String> withSystemSsh(String... args) {
        List<String> command =
                new ArrayList<>(List.of(ZONEMOVE, "-R", source.root().toString(), "-o", "LogLevel=INFO"));
        command.addAll(ssh().options());
        command.addAll(List.of("--remote-root", target.root().toString(), "--remote-zoneadm", ZONEADM));
        command.addAll(List.of(args));
        return command;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n", "--json"})
    void sshSaysNothingOfTerminalsInAPipe(String option) throws IOException, InterruptedException {
        source.installed("z", "create");
        Result result = run(withSystemSsh(option, "z", "127.0.0.1"));
        assertEquals(new Result(0, result.out(), ""), result);
        assertEquals(option.equals("-n") ? "unknown" : "installed", state(target, "z"));
    }

    @Test
    void sshSaysNothingOfTerminalsAtOne() throws IOException, InterruptedException {
        source.installed("z", "create");
        try (Pty pty = Pty.start(directory, withSystemSsh("z", "127.0.0.1").toArray(String[]::new))) {
            pty.await("is on 127.0.0.1 now");
            assertEquals(0, pty.status());
            assertFalse(pty.screen().toLowerCase(Locale.ROOT).contains("terminal"), pty.screen());
        }
        assertEquals("installed", state(target, "z"));
    }

    @Test
    void aMismatchIsShownBeforeAnythingHasChanged() throws IOException, InterruptedException {
        target = TestHost.example(directory.resolve("other"), "host2");
        source.installed("z", "create");
        Result result = refused("z", "127.0.0.1");
        assertTrue(result.err().contains("source host packages inconsistent with local host"), result.err());
        assertTrue(result.err().contains("127.0.0.1 would not attach it"), result.err());
        assertEquals(0, moves("-F", "z", "127.0.0.1").status());
        assertEquals("installed", state(target, "z"));
    }

    @Test
    void theBestOfSeveralHostsIsChosenAndOneThatDoesNotAnswerIsTold() throws IOException, InterruptedException {
        source.installed("z", "create");
        Result result = moves("--to-best", "z", "no-such-host.invalid", "w@127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.err().contains("no-such-host.invalid could not be reached by ssh"), result.err());
        assertEquals("installed", state(target, "w"));
    }

    @Test
    void ofSeveralHostsThatCanTakeTheZoneTheOneWithTheFewestZonesGetsIt() throws IOException, InterruptedException {
        Path fleet = Files.createDirectory(directory.resolve("fleet"));
        TestHost.example(fleet.resolve("other"), "host2");
        TestHost.example(fleet.resolve("busy"), "host1").installed("one", "create");
        TestHost idle = TestHost.example(fleet.resolve("idle"), "host1");
        source.installed("z", "create");
        ssh().roots(fleet);
        withoutRsync();
        String root = fleet.resolve("root").toString();
        Result result = zonemove(
                "--remote-root", root, "--remote-zoneadm", ZONEADM, "--to-best", "z", "other", "busy", "w@idle");
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().startsWith("zone 'z' is on idle now as 'w': "), result.out());
        assertEquals("installed", state(idle, "w"));
        assertEquals("unknown", state(source, "z"));
    }

    @Test
    void ifNoHostCanTakeTheZoneEachSaysWhyAndNothingChanges() throws IOException, InterruptedException {
        target = TestHost.example(directory.resolve("other"), "host2");
        source.installed("z", "create");
        Result result = refused("--to-best", "z", "127.0.0.1");
        assertTrue(result.err().contains("none of the hosts can take the zone"), result.err());
        assertTrue(result.err().contains("needs"), result.err());
    }

    @Test
    void theOtherMachineUpdatesTheZoneIfAsked() throws IOException, InterruptedException {
        source.installed("z", "create");
        String pkginfo = "/var/sadm/pkg/SUNWaudf/pkginfo";
        String newer = target.read(pkginfo).replace("REV=2005.12.13.01.06", "REV=2006.01.03.00.45");
        target.write(pkginfo, newer);
        assertTrue(refused("z", "127.0.0.1").err().contains("SUNWaudf"));
        Result result = moves("-u", "--to-best", "z", "127.0.0.1");
        assertEquals(0, result.status(), result.toString());
        assertEquals("installed", state(target, "z"));
        assertEquals(newer, target.read("/export/zones/z/root" + pkginfo));
    }

    @Test
    void whatCannotWorkIsRefusedBeforeAnythingHasChanged() throws IOException, InterruptedException {
        source.installed("z", "create");
        target.zonecfg("-z", "z", "create; set zonepath=/export/zones/elsewhere; commit");
        target.zonecfg("-z", "near", "create; set zonepath=/export/zones/place/in; commit");
        target.write("/export/zones/used/file", "");
        assertTrue(refused("z", "127.0.0.1").err().contains("127.0.0.1 has a zone 'z' already"));
        assertTrue(refused("--zonepath", "/export/zones/used", "z", "w@127.0.0.1")
                .err()
                .contains("/export/zones/used exists already on 127.0.0.1"));
        assertTrue(refused("--zonepath", "/export/zones/place", "z", "w@127.0.0.1")
                .err()
                .contains("overlaps the zonepath of its zone 'near'"));
        assertTrue(refused("--zonepath", "/export/no/place", "z", "w@127.0.0.1")
                .err()
                .contains("/export/no, above the zonepath, is no directory"));
        ssh().calm();
        assertTrue(refused("-c", "select net physical=bge0; end", "z", "w@127.0.0.1")
                .err()
                .contains("there is no net resource"));
        assertTrue(refused("-c", "commit; delete -F", "z", "w@127.0.0.1").err().contains("is not for an edit"));
        assertTrue(refused("z", "--", "-oProxyCommand=touch gone").err().contains("is not the name of a host"));
        assertTrue(refused("z", "w@$(touch gone)").err().contains("is not the name of a host"));
        assertTrue(refused("z", "SUNWw@127.0.0.1").err().contains("is reserved"));
        assertEquals(0, ssh().runs(), "these are known without asking");
        assertTrue(refused("--remote-zoneadm", "/no/such/zoneadm", "z", "w@127.0.0.1")
                .err()
                .contains("127.0.0.1 has no /no/such/zoneadm"));
        source.zoneadm("-z", "z", "boot");
        assertTrue(refused("z", "w@127.0.0.1").err().contains("--halt z 127.0.0.1"));
    }

    @Test
    void troubleWithTheHostKeyIsToldInTheWordsOfSsh() throws IOException, InterruptedException {
        source.installed("z", "create");
        ssh().forgetHostKey(true);
        try {
            Result result = refused("z", "127.0.0.1");
            assertTrue(result.err().contains("Host key verification failed"), result.err());
            assertTrue(result.err().contains("127.0.0.1 could not be reached by ssh"), result.err());
        } finally {
            ssh().forgetHostKey(false);
        }
    }

    @Test
    void onSharedStorageNothingIsCopied() throws IOException, InterruptedException {
        source.installed("z", "create");
        Path there = target.at("/export/zones/z");
        Files.createDirectory(there);
        Result mount =
                run(List.of("mount", "--bind", source.at("/export/zones/z").toString(), there.toString()));
        Assumptions.assumeTrue(mount.status() == 0, "nothing can be mounted here: " + mount.err());
        try {
            Result result = moves("--shared", "z", "127.0.0.1");
            assertEquals(0, result.status(), result.toString());
            assertEquals("installed", state(target, "z"));
            assertEquals("unknown", state(source, "z"));
            assertTrue(Files.exists(source.at("/export/zones/z/root")));
        } finally {
            run(List.of("umount", there.toString()));
        }
    }

    @Test
    void whatWasRefusedAsSharedIsAttachedHereAgain() throws IOException, InterruptedException {
        source.installed("z", "create");
        target.makeDirectory("/export/zones/z/root");
        Result result = moves("--shared", "z", "127.0.0.1");
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("does not hold the files that are here"), result.err());
        assertEquals("installed", state(source, "z"));
        assertTrue(Files.exists(target.at("/export/zones/z/root")));
    }
}
