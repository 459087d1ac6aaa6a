package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.DpkgHost;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;
import org.jzones.support.UpdateHosts;

/** Zones whose host has died, so that nobody has detached them: what they need is what they say themselves. */
class NeverDetachedTest {
    private static final String ZONEPATH = "/export/zones/z";
    private static final String MANIFEST = ZONEPATH + "/SUNWdetached.xml";
    private static final String TOLD = """
            zoneadm: zone 'z': zonepath /export/zones/z holds no SUNWdetached.xml: what the zone needs is taken from its own software database
              it was never detached: make sure that no other host runs it
            """;

    @TempDir
    Path directory;

    /** The host with the zone's files, and the zone configured there, as they are when the old host has died. */
    private static void bring(TestHost from, TestHost to, String create) throws IOException, InterruptedException {
        Files.createDirectories(to.at("/export/zones"));
        Process cp = new ProcessBuilder(
                        "cp",
                        "-a",
                        from.at(ZONEPATH).toString(),
                        to.at(ZONEPATH).toString())
                .start();
        assertEquals(0, cp.waitFor());
        to.require(to.zonecfg("-z", "z", create + "; set zonepath=" + ZONEPATH));
    }

    @TestFactory
    Stream<DynamicTest> whatIsReportedIsWhatItWouldBeAfterADetach() {
        return IntStream.range(0, 12)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    UpdateHosts hosts = new UpdateHosts(new Random(seed), 10);
                    TestHost source = hosts.lower(directory.resolve(seed + "-source"));
                    TestHost target = hosts.higher(directory.resolve(seed + "-target"));
                    source.installed("z", "create -b");
                    hosts.useZone(source.at(ZONEPATH + "/root"));
                    bring(source, target, "create -b");
                    Result without = target.zoneadm("-z", "z", "attach", "--dry-run");
                    Result updating = target.zoneadm("-z", "z", "attach", "-u", "--dry-run");
                    source.require(source.zoneadm("-z", "z", "detach"));
                    Files.copy(source.at(MANIFEST), target.at(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
                    Result with = target.zoneadm("-z", "z", "attach", "--dry-run");
                    assertEquals(new Result(with.status(), with.out(), TOLD + with.err()), without);
                    Result updatingWith = target.zoneadm("-z", "z", "attach", "-u", "--dry-run");
                    assertEquals(
                            new Result(updatingWith.status(), updatingWith.out(), TOLD + updatingWith.err()), updating);
                }));
    }

    /** What a zone's own database shows of a package leaves open what it inherits of it, unless it shows nothing else. */
    @Test
    void whatIsInheritedIsSeenByWhatTheZoneDoesNotShow() throws IOException, InterruptedException {
        TestHost source = TestHost.empty(directory.resolve("source"));
        source.makeDirectory("/usr/lib");
        source.write("/etc/both.conf", "");
        source.pkg("SUNWusr", "PKG=SUNWusr", "VERSION=1.0", "PATCHLIST=100001-01");
        source.pkg("SUNWboth", "PKG=SUNWboth", "VERSION=1.0");
        source.pkg("SUNWetc", "PKG=SUNWetc", "VERSION=1.0");
        source.contents(
                "/etc/both.conf e none 0644 root sys 0 0 1 SUNWboth SUNWetc",
                "/usr d none 0755 root sys SUNWusr",
                "/usr/lib d none 0755 root sys SUNWusr");
        String create = "create -b; add inherit-pkg-dir; set dir=/usr; end";
        source.installed("z", create);
        TestHost target = TestHost.empty(directory.resolve("target"));
        target.makeDirectory("/usr");
        target.pkg("SUNWboth", "PKG=SUNWboth", "VERSION=1.0");
        target.contents("/usr d none 0755 root sys SUNWboth");
        bring(source, target, create);
        Result result = target.zoneadm("-z", "z", "attach");
        assertEquals(
                new Result(1, "", TOLD + """
                        source host packages inconsistent with local host
                        	SUNWusr (1.0) is not installed
                        local host packages inconsistent with source host
                        	SUNWboth (1.0) was not installed
                        source host patches inconsistent with local host
                        	100001-01 is not installed

                        zoneadm: zone 'z': the software of this host does not match
                        """),
                new Result(result.status(), result.out(), result.err().replaceFirst("\n  bring this.*", "")));
    }

    private TestHost[] pair() throws IOException, InterruptedException {
        TestHost source = TestHost.example(directory.resolve("source"), "host1");
        TestHost target = TestHost.example(directory.resolve("target"), "host1");
        source.installed("z", "create");
        bring(source, target, "create");
        return new TestHost[] {source, target};
    }

    @Test
    void aHostOfTheSameLevelTakesIt() throws IOException, InterruptedException {
        TestHost target = pair()[1];
        assertEquals(new Result(0, "", TOLD), target.zoneadm("-z", "z", "attach", "--dry-run"));
        assertEquals("configured", target.state("z"));
        assertEquals(new Result(0, "", TOLD), target.zoneadm("-z", "z", "attach"));
        assertEquals("installed", target.state("z"));
        assertFalse(Files.exists(target.at(MANIFEST)), "a manifest is left");
        target.require(target.zoneadm("-z", "z", "detach"));
        assertEquals(new Result(0, "", ""), target.zoneadm("-z", "z", "attach"));
    }

    @Test
    void aPackageOfTheHostThatTheZoneDoesNotKnowIsADifference() throws IOException, InterruptedException {
        TestHost target = pair()[1];
        target.pkg("SUNWmore", "PKG=SUNWmore", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        Result result = target.zoneadm("-z", "z", "attach");
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith(TOLD) && result.err().contains("SUNWmore"), result.err());
        assertEquals("configured", target.state("z"));
        assertFalse(Files.exists(target.at(MANIFEST)), "a manifest is left");
    }

    @Test
    void anUpdateIsFinishedWhereverItWasCutOff() throws IOException {
        UpdateHosts hosts = new UpdateHosts(new Random(2), 3);
        TestHost source = hosts.lower(directory.resolve("source"));
        source.installed("z", "create -b");
        boolean failed = true;
        int first = 0;
        for (; failed; first += 5) {
            TestHost target = hosts.higher(directory.resolve("target" + first));
            try {
                bring(source, target, "create -b");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            int from = first;
            int[] step = {0};
            Result result = target.watchedBy((change, path) -> {
                        if (step[0]++ >= from) {
                            throw new java.nio.file.FileSystemException(
                                    path.toString(), null, "No space left on device");
                        }
                    })
                    .zoneadm("-z", "z", "attach", "-u");
            target.watchedBy(org.jzones.file.Steps.NONE);
            failed = result.status() != 0;
            if (failed) {
                assertTrue(result.err().contains("No space left on device"), result.err());
            }
            if (target.state("z").equals("configured")) {
                target.require(target.zoneadm("-z", "z", "attach", "-u"));
            }
            assertEquals("installed", target.state("z"));
            target.require(target.zoneadm("-z", "z", "detach"));
            assertEquals(new Result(0, "", ""), target.zoneadm("-z", "z", "attach", "--dry-run"));
        }
        assertTrue(first > 15, first + " changes");
    }

    @Test
    void filesThatDoNotTellAreTakenUpByForceOnly() throws IOException, InterruptedException {
        TestHost target = pair()[1];
        Process rm = new ProcessBuilder(
                        "rm", "-r", target.at(ZONEPATH + "/root/var/sadm").toString())
                .start();
        assertEquals(0, rm.waitFor());
        Refusal.of(target, () -> target.zoneadm("-z", "z", "attach"), "no software database below its root");
        target.require(target.zoneadm("-z", "z", "attach", "-F"));
    }

    @Test
    void aLinkInPlaceOfItsDatabaseLeadsNowhereElse() throws IOException, InterruptedException {
        TestHost target = pair()[1];
        Path sadm = target.at(ZONEPATH + "/root/var/sadm");
        assertEquals(0, new ProcessBuilder("rm", "-r", sadm.toString()).start().waitFor());
        Files.createSymbolicLink(sadm, target.at("/var/sadm"));
        Refusal.of(target, () -> target.zoneadm("-z", "z", "attach"), "no software database below its root");
        Files.delete(sadm);
        Files.createSymbolicLink(sadm, Path.of("../../../../../var/sadm"));
        Refusal.of(target, () -> target.zoneadm("-z", "z", "attach"), ZONEPATH + "/root/var/sadm");
    }

    @Test
    void aZoneOfLinuxFitsIfItInheritsNothing() {
        TestHost host = DpkgHost.at(directory.resolve("linux"))
                .with("libc6", "2.36-9", "", "/lib/libc.so")
                .done()
                .host();
        host.makeDirectory(ZONEPATH + "/root/etc");
        host.require(host.zonecfg("-z", "z", "create -t lx; set zonepath=" + ZONEPATH));
        host.require(host.zoneadm("-z", "z", "attach", "--dry-run"));
        host.require(host.zonecfg("-z", "z", "add inherit-pkg-dir; set dir=/lib; end"));
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach"), "nothing else says what the zone needs");
        host.require(host.zonecfg("-z", "z", "remove inherit-pkg-dir dir=/lib"));
        Result result = host.require(host.zoneadm("-z", "z", "attach"));
        assertTrue(result.err().contains("the zone inherits nothing"), result.err());
        assertEquals("installed", host.state("z"));
    }
}
