package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;

/** An index with lines it does not understand, CR LF, or no last newline: the zones work and the lines stay (spec 1.2). */
class BadIndexTest {
    private static final String INDEX = "/etc/zones/index";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void installZone() {
        host = TestHost.example(directory.resolve("host"), "host1");
        host.installed("z", "create");
    }

    /** Puts lines around the zone's and sees what detach and attach make of them. */
    private void survives(String before, String after, String lineEnd) {
        String line = host.read(INDEX)
                .lines()
                .filter(l -> l.startsWith("z:"))
                .findFirst()
                .orElseThrow();
        String uuid = line.substring(line.lastIndexOf(':') + 1);
        write(before + line + lineEnd + after);
        assertTrue(host.zoneadm("list", "-c").out().contains("z\n"));
        host.require(host.zoneadm("-z", "z", "detach"));
        assertEquals(before + "z:configured:/export/zones/z:" + (lineEnd.isEmpty() ? "\n" : lineEnd) + after, read());
        host.require(host.zoneadm("-z", "z", "attach"));
        assertEquals("installed", host.state("z"));
        host.require(host.zonecfg("-z", "new", "create -b; set zonepath=/export/zones/new"));
        String glue = after.isEmpty() || after.endsWith("\n") ? "" : "\n";
        assertTrue(read().endsWith(after + glue + "new:configured:/export/zones/new:\n"), read());
        assertTrue(read().startsWith(before + "z:installed:/export/zones/z:"), read());
        assertEquals(36, uuid.length());
    }

    private void write(String text) {
        host.write(INDEX, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String read() {
        try {
            return Files.readString(host.at(INDEX), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void linesItDoesNotUnderstandAreKept() {
        survives(
                "# comment \u00FC\n\n   \n:::\nglobal:installed:/\nx\ny:flying:/y:\n\0\0:\u0001\n" + "n".repeat(64)
                        + ":installed:/n:\n",
                "../x:installed:/export/../../x:\n\"quoted:installed:/q\n-a:configured:/a:\nz:configured:/elsewhere:\n"
                        + "\u00FF\u00FE:installed:/b:\n",
                "\n");
    }

    @Test
    void carriageReturnsAreKept() {
        survives("global:installed:/\r\n#\r\n\r\n", "# end\r\n", "\r\n");
    }

    @Test
    void aLastLineWithoutANewlineCounts() {
        survives("global:installed:/\n", "", "");
    }

    @Test
    void aLastLineItDoesNotUnderstandIsNotGluedTo() {
        survives("", "# the end", "\n");
    }

    @Test
    void furtherFieldsAndQuotesAreKept() {
        write("global:installed:/\n\"z\":\"installed\":\"/export/zones/z\"::more:\"a:b\":\n");
        assertEquals("installed", host.state("z"));
        host.require(host.zoneadm("-z", "z", "detach"));
        assertTrue(read().endsWith("\nz:configured:/export/zones/z::more:\"a:b\":\n"), read());
    }

    @Test
    void anIndexThatIsNoFileIsRefused() throws IOException {
        Files.move(host.at(INDEX), host.at("/etc/zones/real"));
        Files.createSymbolicLink(host.at(INDEX), Path.of("real"));
        Refusal.of(host, () -> host.zoneadm("list", "-c"), INDEX, "symbolic link");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), INDEX, "symbolic link");
        Files.delete(host.at(INDEX));
        Files.createDirectory(host.at(INDEX));
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), INDEX, "is a directory");
    }

    @Test
    void anIndexThatDisagreesWithTheConfigurationIsRefused() {
        write("z:installed:/export/zones/other:\n");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), "zone 'z'", "/export/zones/other", "/export/zones/z");
    }

    @Test
    void aZonepathInTheIndexDoesNotLeadOutOfTheHost() {
        for (String path : new String[] {"/../../x", "/", "", "x", "/export/zones/../../..", "\"/a\"b", "/a\u0001b"}) {
            write("z:installed:" + path + ":\n");
            Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"));
            Refusal.of(host, () -> host.zoneadm("-z", "z", "uninstall", "-F"));
            host.require(host.zoneadm("list", "-cv"));
        }
    }
}
