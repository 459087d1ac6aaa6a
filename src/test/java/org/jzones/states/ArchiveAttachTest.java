package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Steps;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;
import org.jzones.support.Refusal;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** {@code attach -a}: zones taken out of archives, and what keeps them there (spec 6.3). */
class ArchiveAttachTest {
    private static final String ZONEPATH = "/export/zones/z";
    private static final String CORE = "PKG=SUNWcsr\nARCH=sparc\nVERSION=11.10\nSUNW_PKG_ALLZONES=true\n";

    @TempDir
    Path directory;

    private TestHost host;
    private String manifest = "";

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.pkg("SUNWcsr", CORE.strip());
        host.contents("/etc d none 0755 root sys SUNWcsr");
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=" + ZONEPATH));
        manifest = host.require(host.zoneadm("-z", "z", "detach", "-n")).out();
    }

    private static CpioMaker zone(String above, String version) {
        CpioMaker maker = new CpioMaker(Format.NEWC);
        String root = above + "root/";
        maker.directory(above + "root");
        for (String name : List.of("etc", "etc/svc", "usr", "sbin", "lib", "var", "var/svc", "var/sadm")) {
            maker.directory(root + name);
        }
        return maker.file(root + "etc/vfstab", "/dev/dsk/c0t0d0s0 - / ufs - no -\n")
                .file(root + "var/sadm/install/contents", "/etc d none 0755 root sys SUNWcsr\n")
                .file(root + "var/sadm/pkg/SUNWcsr/pkginfo", CORE.replace("11.10", version));
    }

    private CpioMaker detached() {
        return zone("", "11.10").directory("dev").file("SUNWdetached.xml", manifest);
    }

    private String archive(CpioMaker maker) throws IOException {
        Path file = directory.resolve("archive");
        Files.write(file, maker.whole());
        return file.toString();
    }

    private Result attach(CpioMaker maker, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("-z", "z", "attach", "-a", archive(maker)));
        all.addAll(List.of(words));
        return host.zoneadm(all.toArray(String[]::new));
    }

    private void refused(CpioMaker maker, String... told) throws IOException {
        String archive = archive(maker); // is there before, so that nothing has changed after
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-a", archive), told);
    }

    @Test
    void aDetachedZoneComesOutOfItAsItWas() throws IOException {
        Snapshot before = Snapshot.of(host);
        assertEquals(new Result(0, "", ""), attach(detached(), "--dry-run"));
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
        host.require(attach(detached()));
        assertEquals("installed", host.state("z"));
        assertEquals("/dev/dsk/c0t0d0s0 - / ufs - no -\n", host.read(ZONEPATH + "/root/etc/vfstab"));
        assertFalse(Files.exists(host.at(ZONEPATH + "/SUNWdetached.xml")), "the manifest stays");
    }

    @Test
    void itMayHaveBeenMadeFromAboveTheZonepath() throws IOException {
        CpioMaker maker = new CpioMaker(Format.NEWC).directory("z");
        host.require(attach(maker.raw(new String(zoneBytes("z/"), StandardCharsets.ISO_8859_1))));
        assertEquals("installed", host.state("z"));
    }

    private byte[] zoneBytes(String above) {
        return zone(above, "11.10").file(above + "SUNWdetached.xml", manifest).whole();
    }

    @Test
    void aDifferenceIsFoundBeforeAnythingIsUnpacked() throws IOException {
        host.pkg("SUNWmore", "PKG=SUNWmore", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        String archive = archive(detached());
        Snapshot before = Snapshot.of(host);
        for (String[] words : new String[][] {{}, {"--dry-run"}}) {
            Result result = attach(detached(), words);
            assertEquals(1, result.status());
            assertTrue(result.err().contains("SUNWmore (1.0) was not installed"), result.err());
            assertTrue(result.err().contains("nothing was unpacked"), result.err());
        }
        assertEquals(List.of(), Snapshot.of(host).changesSince(before), archive);
        Result json = attach(detached(), "--dry-run", "--json");
        assertTrue(json.out().contains("SUNWmore"), json.out());
    }

    @Test
    void aZoneThatWasNeverDetachedSaysItself() throws IOException {
        Result result = host.require(attach(zone("", "11.10")));
        assertTrue(result.err().contains("it was never detached"), result.err());
        assertEquals("installed", host.state("z"));
    }

    @Test
    void anUpdateBringsItToThisHostsLevel() throws IOException {
        CpioMaker older = zone("", "11.9").file("SUNWdetached.xml", manifest.replace("11.10", "11.9"));
        refusedUnchanged(older);
        Result plan = host.require(attach(older, "-u", "--dry-run"));
        assertTrue(plan.out().contains("SUNWcsr"), plan.out());
        assertEquals("configured", host.state("z"));
        host.require(attach(older, "-u"));
        assertEquals("installed", host.state("z"));
        assertEquals(CORE, host.read(ZONEPATH + "/root/var/sadm/pkg/SUNWcsr/pkginfo"));
    }

    private void refusedUnchanged(CpioMaker maker) throws IOException {
        archive(maker);
        Snapshot before = Snapshot.of(host);
        assertEquals(1, attach(maker).status());
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @Test
    void whatIsNoZoneIsRefused() throws IOException {
        refused(detached().file("root/var/svc/manifest/system/sysevent.xml", "<xml/>"), "is of a machine");
        refused(zone("", "11.10").file("SUNWdetached.xml", "<zone"), "SUNWdetached.xml", "line 1");
        refused(zone("", "11.10").link("SUNWdetached.xml", "/etc/passwd"), "SUNWdetached.xml has to be a file");
        refused(detached().link("root/etc/up", "..").file("root/etc/up/out", "x"), "etc/up");
        refused(new CpioMaker(Format.NEWC).directory("root"), "has no etc");
    }

    @Test
    void aFullDiskLeavesNothing() throws IOException {
        String archive = archive(detached());
        boolean failed = true;
        int first = 0;
        for (; failed; first++) {
            int from = first;
            int[] step = {0};
            boolean isHalf = host.state("z").equals("incomplete"); // by the run before, and put right in this one
            Snapshot before = Snapshot.of(host);
            Result result = host.watchedBy((change, path) -> {
                        if (step[0]++ == from) {
                            throw new FileSystemException(path.toString(), null, "No space left on device");
                        }
                    })
                    .zoneadm("-z", "z", "attach", "-a", archive);
            host.watchedBy(Steps.NONE);
            if (host.state("z").equals("incomplete")) { // the index itself could not be written any more
                assertEquals(1, result.status());
                continue;
            }
            failed = result.status() != 0 && host.state("z").equals("configured");
            if (failed && Files.exists(host.at(ZONEPATH + "/root"))) {
                // unpacked whole before the attach failed: a detached zone like any other
                host.require(host.zoneadm("-z", "z", "attach"));
                failed = false;
            } else if (failed && isHalf) {
                assertEquals(List.of(), host.opened().files().trees().names(host.at(ZONEPATH)));
            } else if (failed) {
                assertEquals(List.of(), Snapshot.of(host).changesSince(before), result.err());
            }
        }
        assertEquals("installed", host.state("z"));
        assertTrue(first > 5, first + " steps");
    }

    @Test
    void whatDoesNotGoTogether() throws IOException {
        assertEquals(2, attach(detached(), "-F").status());
        assertEquals(2, attach(detached(), "-n", "file").status());
        Result missing = host.zoneadm("-z", "z", "attach", "-a", directory + "/nosuch");
        assertEquals(1, missing.status());
        Refusal.assertOneProblem(missing.err(), "nosuch");
    }
}
