package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.host.Machine;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost.Result;

/** The note of a move names a program: whoever carries on with the move sees it, and runs none that others have named. */
class NoteTest extends TwoHosts {
    private static final String NOTE = "/etc/zones/z.zonemove";

    @BeforeEach
    void aMoveIsCutOff() throws IOException {
        cutAMoveOff();
    }

    private Result run(String... args) {
        List<String> all =
                new java.util.ArrayList<>(List.of("zonemove", "-R", host.root().toString()));
        all.addAll(List.of(args));
        return host.run(all, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--resume", "--abort"})
    void theProgramIsToldBeforeItIsRun(String how) throws IOException {
        Result result = run("--json", how, "z");
        assertEquals(0, result.status(), result.toString());
        assertEquals(
                "zonemove: zone 'z': elsewhere is reached as the note of the move says: " + there.ssh() + "\n",
                result.err());
        assertTrue(result.out().startsWith("{"), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"writable", "linked", "owner"})
    void oneThatSomebodyElseCanHaveNamedIsNotRun(String how) throws IOException {
        Path note = host.at(NOTE);
        switch (how) {
            case "writable" -> Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-rw-r--"));
            case "linked" -> Files.createLink(directory.resolve("other"), note);
            default -> {
                boolean isRoot = new Machine(Path.of("/proc")).callerUid() == 0;
                Assumptions.assumeTrue(isRoot, "SKIPPED: only root can give files away");
                Files.setAttribute(note, "unix:uid", 54321);
            }
        }
        Files.writeString(
                note, Files.readString(note).replace("ssh " + there.ssh(), "ssh touch\nssh " + directory + "/ran"));
        Snapshot before = Snapshot.of(host);
        for (String option : List.of("--resume", "--abort")) {
            Result result = run(option, "z");
            assertEquals(
                    new Result(
                            1,
                            "",
                            "zonemove: zone 'z': somebody else can have written " + NOTE
                                    + ", and the program it names is not run: touch " + directory + "/ran\n"
                                    + "  look into it; if all else in it is right, name the program with --ssh COMMAND\n"),
                    result);
        }
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
        assertFalse(Files.exists(directory.resolve("ran")));
        assertEquals(0, there.zonemove(host, "--abort", "z").status());
        assertEquals("installed", host.state("z"));
    }

    @Test
    void aLinkIsNoNote() throws IOException {
        Files.move(host.at(NOTE), directory.resolve("note"));
        Files.createSymbolicLink(host.at(NOTE), directory.resolve("note"));
        Result result = run("--resume", "z");
        assertEquals(1, result.status());
        assertTrue(result.err().contains(NOTE + " is a symbolic link; a regular file is needed there"), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "host elsewhere, host -oProxyCommand=touch",
        "newname z, newname global",
        "newname z, newname ../z",
        "/export/zones/z, /export/zones/../z",
        "'\nzonepath /export/zones/z', '\nzonepath /etc/zones'",
        "root /, root ",
        "token , token x",
        "choices , choices SHARED DELETE",
        "choices , choices UPDATE FORCE",
        "choices , choices ALL",
        "step ATTACH, step DONE",
    })
    void whatNoMoveWouldHaveNotedIsNoNote(String from, String to) throws IOException {
        String note = host.read(NOTE);
        String changed = note.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"));
        assertFalse(changed.equals(note), note);
        host.write(NOTE, changed);
        Snapshot before = Snapshot.of(host);
        Result result = run("--resume", "z");
        assertEquals(1, result.status());
        assertTrue(
                result.err().startsWith("zonemove: zone 'z': " + NOTE + " is not the note of a move\n"), result.err());
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @Test
    void editsAreTriedAgain() throws IOException {
        host.write(NOTE, host.read(NOTE).replace("edits ", "edits delete -F").replace("step ATTACH", "step COPY"));
        Result result = run("--resume", "z");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("-c: 'delete -F' is not for an edit"), result.err());
    }
}
