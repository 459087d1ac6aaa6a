package org.jzones.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What is no capture as jzones-capture makes them does no harm, and is told in one line. */
@Tag("once")
class HostileCaptureTest {
    private static final String ABOUT =
            "format=jzones-capture-1\nhost=sun1\ndate=2026-01-02T03:04:05Z\nby=root\npackages=1\n";
    private static final Instant SOON = Instant.parse("2026-01-03T00:00:00Z");

    @TempDir
    Path directory = Path.of("");

    private Path temporary = Path.of("");

    private interface Filling {
        void of(TarArchiveOutputStream tar) throws IOException;
    }

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private Path capture(String name, Filling filling) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            filling.of(tar);
        }
        return file;
    }

    private static void file(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, String text) throws IOException {
        file(tar, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void other(TarArchiveOutputStream tar, String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void host(TarArchiveOutputStream tar) throws IOException {
        file(tar, "jzones-capture/about", ABOUT);
        file(tar, "var/sadm/pkg/SUNWa/pkginfo", "PKG=SUNWa\nVERSION=1\n");
        file(tar, "var/sadm/install/contents", "/usr d none 0755 root sys SUNWa\n");
    }

    private CapturedHost open(Path file) {
        return CapturedHost.open(file, Optional.of(temporary));
    }

    private void refused(Message why, Path file) {
        Failure refused = assertThrows(Failure.class, () -> open(file).close());
        assertEquals(why, refused.problems().get(0).message());
        assertEquals(file.toString(), refused.problems().get(0).details().get(0));
    }

    @Test
    void whatLeadsOutOrIsNoFileIsLeftOut() throws IOException {
        Path outside = directory.resolve("outside");
        Path file = capture("odd", tar -> {
            host(tar);
            file(tar, outside + "/etc/zones/index", "x");
            file(tar, "../../outside/SUNWdetached.xml", "x");
            other(tar, "etc", TarArchiveEntry.LF_SYMLINK, outside.toString());
            file(tar, "etc/zones/index", "global:installed:/\n");
            other(tar, "dev/null", TarArchiveEntry.LF_CHR, "");
            other(tar, "var/sadm/pkg/SUNWb/pkginfo", TarArchiveEntry.LF_LINK, "/etc/passwd");
            file(tar, "etc/shadow", "secret");
            file(tar, "var/sadm/pkg/SUNWa/save/pspool/x", "y");
        });
        try (CapturedHost host = open(file)) {
            assertEquals("sun1", host.host());
            List<Problem> notes = host.notes(SOON);
            assertEquals(
                    List.of(Message.CAPTURE_LEFT_OUT),
                    notes.stream().map(Problem::message).toList());
            assertEquals("7", notes.get(0).details().get(1), notes.toString());
            assertTrue(Files.exists(host.root().resolve("var/sadm/pkg/SUNWa/pkginfo")));
            assertFalse(Files.exists(host.root().resolve("var/sadm/pkg/SUNWb/pkginfo")));
            assertFalse(Files.exists(host.root().resolve("etc")));
            assertFalse(Files.exists(host.root().resolve("var/sadm/pkg/SUNWa/save")));
        }
        assertFalse(Files.exists(outside));
    }

    @Test
    void onlyLinksThatAreNotedAreMadeAndNothingIsWrittenThroughThem() throws IOException {
        Path file = capture("links", tar -> {
            host(tar);
            file(tar, "jzones-capture/links", "/bin -> usr/bin\n/opt -> /elsewhere\n/var -> /etc\n");
            other(tar, "bin", TarArchiveEntry.LF_SYMLINK, "usr/bin");
            other(tar, "opt", TarArchiveEntry.LF_SYMLINK, "/somewhere");
        });
        try (CapturedHost host = open(file)) {
            assertEquals(
                    "usr/bin",
                    Files.readSymbolicLink(host.root().resolve("bin")).toString());
            assertFalse(Files.isSymbolicLink(host.root().resolve("opt")), "it is noted otherwise");
            assertTrue(Files.isDirectory(host.root().resolve("var/sadm")));
            assertEquals(1, host.notes(SOON).size());
        }
    }

    /** Those of the first levels, those that are noted, and what files need. */
    @Test
    void onlyDirectoriesOfTheListsAreMade() throws IOException {
        Path file = capture("directories", tar -> {
            for (String name :
                    List.of("usr/lib/", "usr/lib/a/", "usr/lib/b/", "zones/a/z/", "zones/a/z/root/", "x/y/z/")) {
                other(tar, name, TarArchiveEntry.LF_DIR, "");
            }
            file(tar, "jzones-capture/dirs", "/usr\n/usr/lib\n/usr/lib/a\n");
            file(tar, "jzones-capture/zonepaths", "/zones/a/z\tdrwx------ 4 root root 512 Jan 1 2026 /zones/a/z\n");
            host(tar);
        });
        try (CapturedHost host = open(file)) {
            for (String there : List.of("usr/lib", "usr/lib/a", "zones/a/z/root", "var/sadm/pkg/SUNWa")) {
                assertTrue(Files.isDirectory(host.root().resolve(there)), there);
            }
            for (String none : List.of("usr/lib/b", "x", "jzones-capture")) {
                assertFalse(Files.exists(host.root().resolve(none)), none);
            }
        }
    }

    @Test
    void whatIsNoCaptureIsSaidToBeNone() throws IOException {
        refused(Message.CAPTURE_UNKNOWN, capture("none", tar -> file(tar, "etc/zones/index", "")));
        Path inner = capture("inner", HostileCaptureTest::host);
        refused(Message.CAPTURE_UNKNOWN, capture("outer", tar -> file(tar, "sun1.tar.gz", Files.readAllBytes(inner))));
        refused(
                Message.CAPTURE_FORMAT,
                capture("later", tar -> file(tar, "jzones-capture/about", "format=jzones-capture-2\nhost=a\n")));
        for (String name : List.of("", "..", "a/b", "a".repeat(300))) {
            String about = "format=jzones-capture-1\nhost=" + name + "\n";
            refused(Message.CAPTURE_NO_HOST, capture("host", tar -> file(tar, "jzones-capture/about", about)));
        }
    }

    @Test
    void cutAnywhereItIsRefused() throws IOException {
        Path whole = capture("whole", HostileCaptureTest::host);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 20; length < bytes.length - 8; length += 7) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, length));
            Failure refused = assertThrows(Failure.class, () -> open(cut).close());
            assertTrue(
                    List.of(Message.ARCHIVE_CUT, Message.ARCHIVE_UNKNOWN)
                            .contains(refused.problems().get(0).message()),
                    length + ": " + refused);
        }
    }

    @Test
    void moreThanAnyCaptureHasIsRefused() throws IOException {
        refused(Message.CAPTURE_MANY, capture("many", tar -> {
            for (int i = 0; i < 1_000_000; i++) {
                file(tar, "of/no/use/" + i, new byte[0]);
                if (i > CaptureReader.MOST_ENTRIES) {
                    break;
                }
            }
        }));
        refused(Message.CAPTURE_DIRECTORIES, capture("directories", tar -> {
            host(tar);
            for (int i = 0; i <= CaptureReader.MOST_DIRECTORIES; i++) {
                other(tar, "export/d" + i + "/", TarArchiveEntry.LF_DIR, "");
            }
        }));
        byte[] some = new byte[(64 << 20) + 1];
        refused(Message.ARCHIVE_KEPT_LARGE, capture("large", tar -> file(tar, "var/sadm/pkg/SUNWa/pkginfo", some)));
        refused(Message.CAPTURE_LARGE, capture("larger", tar -> {
            for (int i = 0; i < 17; i++) {
                file(tar, "of/no/use", some);
            }
        }));
    }

    @Test
    void whatThereIsToKnowOfOneIsTold() throws IOException {
        Path file = capture("known", tar -> {
            host(tar);
            file(tar, "jzones-capture/about", ABOUT.replace("by=root", "by=other"));
            file(tar, "jzones-capture/warnings", "/etc/zones/a.xml cannot be read\nmore\n");
            file(tar, "jzones-capture/partial", "contents=directories\n");
        });
        try (CapturedHost host = open(file)) {
            assertEquals(
                    List.of(
                            Message.CAPTURE_OLD,
                            Message.CAPTURE_BY_OTHER,
                            Message.CAPTURE_WARNINGS,
                            Message.CAPTURE_PARTIAL),
                    host.notes(Instant.parse("2026-02-02T03:04:06Z")).stream()
                            .map(Problem::message)
                            .toList());
            assertEquals(3, host.notes(SOON).size());
        }
    }

    /** With the older one named in a note, whatever their order. */
    @Test
    void ofTwoCapturesOfAHostTheNewerIsTaken() throws IOException {
        Path newer = capture("b", tar -> {
            host(tar);
            file(tar, "jzones-capture/about", ABOUT.replace("2026-01", "2026-03"));
        });
        Path older = capture("a", HostileCaptureTest::host);
        TestHost source = TestHost.empty(directory.resolve("source"));
        source.pkg("SUNWa", "PKG=SUNWa", "VERSION=1", "SUNW_PKG_ALLZONES=true");
        source.require(source.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        for (List<Path> order : List.of(List.of(newer, older), List.of(older, newer))) {
            Result said = source.run(
                    List.of(
                            "zoneplace",
                            "--json",
                            "-R",
                            source.root().toString(),
                            "-z",
                            "z",
                            order.get(0).toString(),
                            order.get(1).toString()),
                    "");
            assertTrue(said.out().contains(newer + "\""), said.toString());
            assertFalse(said.out().contains("\"" + older + "\""), said.out());
            assertTrue(said.out().contains(older + " is an older capture of it"), said.out());
        }
    }

    @Test
    void aDeviceOrAUrlIsNoHost() throws IOException {
        TestHost source = TestHost.empty(directory.resolve("source"));
        source.pkg("SUNWa", "PKG=SUNWa", "VERSION=1", "SUNW_PKG_ALLZONES=true");
        source.require(source.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        for (String input : List.of("/dev/null", "https://sun1/capture.tar.gz")) {
            Result said = source.run(List.of("zoneplace", "-R", source.root().toString(), "-z", "z", input), "");
            assertEquals(1, said.status());
            assertTrue(said.err().startsWith("zoneplace: ") && said.err().contains(input), said.err());
        }
    }
}
