package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What the other machine says is input: whatever that is, the zone comes back, or the user knows the command for it. */
class HostileMachineTest {
    /** Runs everything here, but answers otherwise where {@code lie} has a program for what is asked. */
    private static final String SSH = """
            #!/bin/sh
            shift
            d='DIR'
            if [ -f "$d/asked" ]; then
                case "$*" in *"$(cat "$d/asked")"*) . "$d/lie"; exit ;; esac
            fi
            exec sh -c "$*"
            """;

    /** zoneadm and zonecfg there, which know of one zone: $d/zone holds its state and zonepath. */
    private static final String ZONEADM = """
            #!/bin/sh
            z='DIR/zone'
            case "$*" in
            *" list -cp") echo '0:global:running:/::native:shared' ;;
            *" -n -") cat >/dev/null ;;
            *" attach") sed 's/^configured/installed/' "$z" >"$z.new" && mv "$z.new" "$z" ;;
            *" detach") sed 's/^installed/configured/' "$z" >"$z.new" && mv "$z.new" "$z" ;;
            esac
            case "$*" in *" list "*) [ ! -f "$z" ] || echo "1:z:$(cat "$z")::native:shared" ;; esac
            """;

    private static final String ZONECFG = """
            #!/bin/sh
            z='DIR/zone'
            case "$*" in
            *" -f -") cat >/dev/null; echo configured:/export/zones/z >"$z" ;;
            *zonepath=*) echo "configured:$(printf '%s\\n' "$*" | sed 's/.*zonepath="\\(.*\\)".*/\\1/')" >"$z" ;;
            *delete*) rm -f "$z" ;;
            esac
            """;

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeBothMachines() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path there = Files.createDirectories(directory.resolve("there/export/zones"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));
        program("ssh", SSH);
        program("zoneadm", ZONEADM);
        program("zonecfg", ZONECFG);
        host = TestHost.empty(directory.resolve("here"));
        host.pkg("SUNWa", "PKG=SUNWa", "VERSION=1", "SUNW_PKG_ALLZONES=true");
        host.installed("z", "create -b");
    }

    private void program(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text.replace("DIR", directory.toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What is answered from now on by a shell program, when something with these words is asked. */
    private void lie(String asked, String answer) throws IOException {
        Files.writeString(directory.resolve("asked"), asked);
        Files.writeString(directory.resolve("lie"), answer);
    }

    private Result zonemove(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "zonemove",
                "-R",
                host.root().toString(),
                "--ssh",
                directory.resolve("ssh").toString()));
        all.addAll(List.of(args));
        return host.run(all, "");
    }

    private Result moves() {
        return zonemove(
                "--remote-root",
                directory.resolve("there").toString(),
                "--remote-zoneadm",
                directory.resolve("zoneadm").toString(),
                "z",
                "elsewhere");
    }

    @Test
    void anHonestMachineGetsTheZone() {
        Result result = moves();
        assertEquals(0, result.status(), result.toString());
        assertEquals("", host.zoneadm("list", "-c").out().replace("global\n", ""));
        assertTrue(Files.isDirectory(directory.resolve("there/export/zones/z/root")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "~end | printf 'f 644 0 0 99999999999999999999 1 ./a\\0~end\\0' | what has arrived on elsewhere",
                "~end | printf 'f \\0files x\\0bytes \\0~end\\0' | what has arrived on elsewhere",
                "~end | printf 'd 755 0 0 1 ./dev\\0' | elsewhere cannot tell what is in its files",
                "~end | tr '\\0' x </dev/zero | elsewhere cannot tell what is in its files",
                "list -cp | cat /dev/zero | elsewhere answers with more than 16 MB",
                "list -cp | tr '\\0' : </dev/zero | elsewhere answers with more than 16 MB",
                "list -cp | echo hello | elsewhere cannot tell which zones it has",
                "list -cp | echo 0:global:running:/; echo 1:z:sleeping:/export/zones/z | a state there that no zone",
                "-f - | yes | elsewhere answers with more than 16 MB",
                "-f - | printf '1:z\\n:::\\n::::::\\n' | it could not be configured on elsewhere",
            })
    void whatCannotBeUnderstoodIsToldInOneLineAndUndone(String asked, String answer, String told) throws IOException {
        lie(asked.strip(), "case \"$*\" in *'listed yes'*) exec sh -c \"$*\" ;; esac; " + answer);
        Result result = moves();
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains(told), result.err());
        assertFalse(result.err().contains("fault in jzones"), result.err());
        assertEquals("installed", host.state("z"), result.err());
        if (Files.exists(host.at("/etc/zones/z.zonemove"))) {
            assertTrue(result.err().contains(" --abort z"), result.err());
            Files.delete(directory.resolve("asked"));
            assertEquals(0, zonemove("--abort", "z").status());
        }
        assertFalse(Files.exists(host.at("/etc/zones/z.zonemove")));
        assertFalse(Files.exists(directory.resolve("there/export/zones/z")), result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "echo 1:z:sleeping:/export/zones/z:: | a state there that no zone can be in",
                "cat /dev/zero | elsewhere answers with more than 16 MB",
            })
    void whoeverWasAskedToAttachAndRamblesIsAskedAgain(String answer, String told) throws IOException {
        lie("attach ${4:+", answer);
        Result result = moves();
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains(told), result.err());
        assertTrue(result.err().contains(" --resume z' asks and carries on"), result.err());
        assertEquals("configured", host.state("z"));
        Files.delete(directory.resolve("asked"));
        assertEquals(0, zonemove("--abort", "z").status());
        assertEquals("installed", host.state("z"));
    }

    @Test
    void aZoneThatIsAttachedElsewhereThereIsNotOurs() throws IOException {
        lie("attach ${4:+", "echo 1:z:installed:/export/zones/other::");
        Result result = moves();
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("elsewhere has refused to attach it"), result.err());
        assertEquals("installed", host.state("z"), result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "zoneadm yes | echo zoneadm yes; echo listed yes; echo zone 0:global:running:/; echo 'df / 1 1 "
                        + "99999999999999999999999 1%' | 0",
                "zoneadm yes | echo zoneadm yes; echo listed yes; echo zone 1:a:running:/a; echo trouble | 1",
                "zoneadm yes | yes 'rsync ' | 1",
            })
    void whatItTellsOfItselfIsLookedAtBeforeAnythingChanges(String asked, String answer, int status)
            throws IOException {
        lie(asked.strip(), answer);
        Result result = zonemove(
                "-n",
                "--remote-root",
                directory.resolve("there").toString(),
                "--remote-zoneadm",
                directory.resolve("zoneadm").toString(),
                "z",
                "elsewhere");
        assertEquals(status, result.status(), result.toString());
        assertFalse(result.err().contains("fault in jzones"), result.err());
        assertEquals("installed", host.state("z"));
    }

    @Test
    void afterAFaultOfOurOwnTheUserKnowsHowToGoOn() {
        host.watchedBy((change, path) -> {
            if (path.toString().endsWith("SUNWdetached.xml")) {
                throw new IllegalStateException("a fault");
            }
        });
        Result result = moves();
        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("a move of it to elsewhere has begun and not ended"), result.err());
        assertTrue(result.err().contains(" --abort z' brings the zone back"), result.err());
        assertTrue(result.err().contains("IllegalStateException: a fault"), result.err());
        host.watchedBy(org.jzones.file.Steps.NONE);
        assertEquals(0, zonemove("--abort", "z").status());
        assertEquals("installed", host.state("z"));
    }
}
