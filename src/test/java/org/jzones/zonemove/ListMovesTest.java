package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.file.Locks;
import org.jzones.model.ZoneName;
import org.jzones.support.Documents;
import org.jzones.support.Program;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost.Result;

/** A move that has stopped is found again: {@code zonemove --list}, and what {@code zoneadm list} says of its zone. */
class ListMovesTest extends TwoHosts {
    private static final String NOTE = "/etc/zones/z.zonemove";

    @BeforeEach
    void anotherZoneIsDetached() {
        host.detached("away", "create -b");
    }

    private Result list(String... more) {
        List<String> all =
                new java.util.ArrayList<>(List.of("zonemove", "-R", host.root().toString(), "--list"));
        all.addAll(List.of(more));
        return host.run(all, "");
    }

    private JsonNode listed(String zone) throws IOException {
        Result result = host.zoneadm("-z", zone, "list", "--json");
        assertEquals(0, result.status(), result.toString());
        return new Documents().read("list", result.out()).path("zones").path(0);
    }

    @Test
    void whereNothingMovesNothingIsListed() throws IOException {
        assertEquals(new Result(0, "", ""), list());
        Result json = list("--json");
        assertEquals(0, new Documents().read("moves", json.out()).path("moves").size());
        Program.sh("rm -r \"$1\"", host.at("/etc/zones"));
        assertEquals(new Result(0, "", ""), list());
    }

    @Test
    void aStoppedMoveIsListedWithBothCommandsThatGoOn() throws IOException {
        cutAMoveOff();
        Snapshot before = Snapshot.of(host);
        String zonemove = "zonemove -R " + host.root();
        assertEquals(
                new Result(
                        0,
                        "zone 'z' to elsewhere: stopped while attaching it there; whether it is attached has to be asked of"
                                + " elsewhere\n  to go on with it: " + zonemove
                                + " --resume z\n  to bring the zone back: "
                                + zonemove + " --abort z\n",
                        ""),
                list());
        JsonNode move = new Documents()
                .read("moves", list("--json").out())
                .path("moves")
                .path(0);
        assertEquals("attach", move.path("step").asText());
        assertEquals(zonemove + " --abort z", move.path("abort").asText());
        assertFalse(move.path("underWay").asBoolean(true));
        assertEquals("elsewhere", listed("z").path("movingTo").asText());
        assertTrue(listed("away").path("movingTo").isMissingNode());
        assertTrue(listed("away").path("detached").asBoolean());
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
        assertEquals(0, there.zonemove(host, "--abort", "z").status());
        assertEquals(new Result(0, "", ""), list());
    }

    @Test
    void theTableHasANoteIfThatIsWantedAndIsAsEverOtherwise() throws IOException {
        String verbose = host.zoneadm("list", "-cv").out();
        String parseable = host.zoneadm("list", "-cp").out();
        cutAMoveOff();
        assertEquals(
                verbose.replaceFirst("installed ( *\\S*/export/zones/z )", "configured$1"),
                host.zoneadm("list", "-cv").out());
        assertEquals(
                parseable.replaceFirst("z:installed:/export/zones/z:[^:]*", "z:configured:/export/zones/z:"),
                host.zoneadm("list", "-cp").out());
        for (String options : List.of("-c -o note", "-cv -o note")) {
            List<String> args = new java.util.ArrayList<>(List.of("list"));
            args.addAll(List.of(options.split(" ")));
            Result result = host.zoneadm(args.toArray(String[]::new));
            assertEquals("", result.err());
            List<String> lines = result.out().lines().toList();
            assertTrue(lines.get(0).endsWith(" IP     NOTE"), result.out());
            assertTrue(lines.get(1).endsWith(" shared -"), result.out());
            assertTrue(lines.get(2).endsWith(" shared detached, moving to elsewhere"), result.out());
            assertTrue(lines.get(3).endsWith(" shared detached"), result.out());
        }
        assertEquals(2, host.zoneadm("list", "-o", "brand").status());
        assertEquals(2, host.zoneadm("list", "-p", "-o", "note").status());
        assertEquals(2, host.zoneadm("list", "--json", "-o", "note").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "COPY | stopped while copying its files | true | true",
                "BOOT | stopped while booting it there; it is attached there | true | true",
                "SETTLE | stopped while forgetting it here; it is attached there | true | false",
                "BACK | stopped while attaching it here again | false | true",
                "CLEAN | stopped while removing from elsewhere what was made there | false | true",
            })
    void everyStepIsSaidInPlainWords(String step, String words, boolean resume, boolean abort) throws IOException {
        cutAMoveOff();
        host.write(NOTE, host.read(NOTE).replace("step ATTACH", "step " + step));
        Result result = list();
        assertTrue(result.out().contains(words), result.out());
        assertEquals(resume, result.out().contains("--resume z"), result.out());
        assertEquals(abort, result.out().contains("--abort z"), result.out());
        assertEquals(resume, listed("z").has("movingTo"));
        assertEquals(step.equals("BACK"), listed("z").has("comingBackFrom"));
    }

    @Test
    void aZoneThatTheIndexDoesNotKnowAnyMoreIsListedToo() throws IOException {
        cutAMoveOff();
        host.write("/etc/zones/index", "");
        assertTrue(list().out().startsWith("zone 'z' to elsewhere: "), list().toString());
    }

    @Test
    void aMoveThatAProgramIsAtIsUnderWay() throws IOException {
        cutAMoveOff();
        try (Locks.Held lock = host.files().locks().transfer(new ZoneName("z"))) {
            assertTrue(list().out().startsWith("zone 'z' to elsewhere: under way, attaching it there"), list().out());
            assertFalse(list().out().contains("--abort"), list().out());
        }
        assertTrue(list().out().contains("stopped while"), list().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "fifo", "link", "directory", "huge"})
    void aHostileNoteIsToldAndBreaksNothing(String how) throws IOException, InterruptedException {
        cutAMoveOff();
        Path note = host.at(NOTE);
        switch (how) {
            case "garbage" -> Files.write(note, new byte[] {0, 1, (byte) 0xff, '\n', 'x'});
            case "fifo" -> Program.sh("rm \"$1\"; mkfifo \"$1\"", note);
            case "link" -> Program.sh("rm \"$1\"; ln -s /dev/zero \"$1\"", note);
            case "directory" -> Program.sh("rm \"$1\"; mkdir \"$1\"", note);
            default -> Program.sh("truncate -s 100M \"$1\"", note);
        }
        host.write("/etc/zones/..zonemove", "no name");
        Result result = list();
        assertEquals(1, result.status(), result.toString());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("zonemove: zone 'z': "), result.err());
        JsonNode moves = new Documents().read("moves", list("--json").out()).path("moves");
        assertEquals(1, moves.size());
        assertEquals(1, moves.path(0).path("problems").size());
        assertTrue(host.zoneadm("list", "-cv").err().isEmpty());
        Result table = host.zoneadm("list", "-co", "note");
        assertEquals(0, table.status());
        assertEquals(4, table.out().lines().count(), table.out());
        assertTrue(table.err().startsWith("zoneadm: zone 'z': "), table.err());
        assertFalse(listed("z").has("movingTo"));
    }

    @Test
    void itGoesAlone() {
        assertEquals(2, list("z", "host").status());
        assertEquals(2, list("--halt").status());
        assertEquals(2, list("--resume", "z").status());
        assertEquals(2, list("-p", "22").status());
    }
}
