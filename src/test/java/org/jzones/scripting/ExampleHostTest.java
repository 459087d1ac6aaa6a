package org.jzones.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** A pipeline makes its fixtures with example-host: this host without that patch, with one more package. */
class ExampleHostTest {
    @TempDir
    Path directory = Path.of("");

    private Result make(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("example-host"));
        words.addAll(List.of(options));
        words.addAll(List.of(directory.resolve(name).toString(), "host1"));
        return TestHost.existing(directory).run(words, "");
    }

    private TestHost made(String name, String... options) {
        TestHost host = TestHost.existing(directory.resolve(name));
        host.require(make(name, options));
        return host;
    }

    @Test
    void whatIsAskedForIsAllThatDiffers() {
        TestHost one = made("one");
        one.detached("z", "create -b");
        String manifest = one.at("/export/zones/z/SUNWdetached.xml").toString();
        assertEquals(new Result(0, "", ""), made("same").zoneadm("attach", "-n", manifest));
        TestHost other = made(
                "other",
                "--without",
                "118833-17",
                "--without",
                "SUNWudaplr",
                "--version-of",
                "SUNWcsl=11.11",
                "--with",
                "SUNWukspfw",
                "--with",
                "EXMPnew=2.0",
                "--with",
                "999999-01");
        assertEquals("""
                source host packages inconsistent with local host
                	SUNWcsl (11.10.0,REV=2005.01.21.15.53) version mismatch
                		(11.11)
                	SUNWudaplr (11.11,REV=2005.12.13.01.06) is not installed
                local host packages inconsistent with source host
                	EXMPnew (2.0) was not installed
                	SUNWukspfw (11.11,REV=2006.01.03.00.45) was not installed
                source host patches inconsistent with local host
                	118833-17 is not installed
                local host patches inconsistent with source host
                	999999-01 was not installed
                """, other.zoneadm("attach", "-n", manifest).err());
    }

    @Test
    void aHostIsBroughtToOtherSoftwareWithItsZones() {
        TestHost host = made("host", "--with", "EXMPnew");
        host.installed("z", "create -b");
        made("host", "--without", "EXMPlocal");
        assertFalse(Files.exists(host.at("/var/sadm/pkg/EXMPnew")));
        assertFalse(Files.exists(host.at("/var/sadm/pkg/EXMPlocal")));
        assertEquals("installed", host.state("z"));
    }

    @Test
    void whatCannotBeIsSaidInOneLineAndNothingIsMade() throws IOException {
        requireRefused(1, "example-host: host1 has no package or patch SUNWnone", "--without", "SUNWnone");
        requireRefused(1, "example-host: host1 has no package or patch 111111-01", "--without", "111111-01");
        requireRefused(1, "example-host: host1 has SUNWcsr already", "--with", "SUNWcsr=2");
        requireRefused(1, "example-host: host1 has 118833-17 already", "--with", "118833-17");
        requireRefused(1, "example-host: '../x' is not PACKAGE", "--with", "../x");
        requireRefused(1, "example-host: 'SUNWcsr' is not PACKAGE", "--version-of", "SUNWcsr");
        requireRefused(1, "example-host: 'SUNWcsr=' is not PACKAGE", "--version-of", "SUNWcsr=");
        requireRefused(2, "example-host: unknown option '--wihtout'", "--wihtout", "SUNWcsr");
        Files.writeString(Files.createDirectory(directory.resolve("full")).resolve("file"), "of somebody");
        Result refused = make("full");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("holds other files\n  name a new directory\n"), refused.err());
    }

    private void requireRefused(int status, String message, String... options) {
        Result refused = make("nothing", options);
        assertEquals(status, refused.status(), refused.err());
        assertTrue(refused.err().startsWith(message), refused.err());
        assertFalse(Files.exists(directory.resolve("nothing")));
    }

    @Test
    void helpTellsWhatThereIs() {
        Result help = TestHost.existing(directory).run(List.of("example-host", "--help"), "");
        assertEquals(0, help.status());
        for (String word : List.of("--without", "--version-of", "--with", "host1|host2")) {
            assertTrue(help.out().contains(word), help.out());
        }
    }
}
