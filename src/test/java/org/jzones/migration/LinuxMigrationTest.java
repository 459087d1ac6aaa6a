package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.DpkgHost;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Zones of brand lx between two hosts: detach here, attach there, refused where the packages do not fit (spec 5.9). */
class LinuxMigrationTest {
    private static final String ZONEPATH = "/export/zones/z";
    private static final String SPARSE = "create -t lx-sparse";
    private static final String WHOLE = "create -t lx";
    private static final byte[] ARM64 = elf(2, 1, 183);

    @TempDir
    Path directory;

    private DpkgHost here;
    private DpkgHost there;

    private static byte[] elf(int bits, int order, int machine) {
        byte[] head = new byte[64];
        byte[] magic = {0x7f, 'E', 'L', 'F', (byte) bits, (byte) order, 1};
        System.arraycopy(magic, 0, head, 0, magic.length);
        head[order == 1 ? 18 : 19] = (byte) machine;
        return head;
    }

    private static DpkgHost host(Path root) {
        DpkgHost host = DpkgHost.at(root)
                .with("libc6", "2.36-9", "", "/lib/libc.so")
                .with("httpd", "2.4", "Depends: libc6\n", "/usr/sbin/httpd")
                .with("bash", "5.2", "Pre-Depends: libc6\n", "/bin/bash")
                .with("kernel", "6.1", "", "/boot/vmlinuz")
                .done();
        host.host().write("/usr/sbin/httpd", "");
        return host;
    }

    @BeforeEach
    void twoHosts() {
        here = host(directory.resolve("here"));
        there = host(directory.resolve("there"));
    }

    private void installed(String create, String... more) {
        TestHost host = here.host();
        host.require(host.zonecfg("-z", "z", create + "; set zonepath=" + ZONEPATH + "; " + String.join(" ", more)));
        for (String dir : List.of("/root/etc", "/root/opt", "/dev")) {
            host.makeDirectory(ZONEPATH + dir);
        }
        host.require(host.zoneadm("-z", "z", "attach", "-F"));
    }

    private static String needs(String packages) {
        return "add attr; set name=needs; set type=string; set value=\"" + packages + "\"; end;";
    }

    /** Detaches the zone, and brings its files to the other host and configures it there. */
    private void moved() throws IOException {
        here.host().require(here.host().zoneadm("-z", "z", "detach"));
        Path from = here.host().at(ZONEPATH);
        Path to = there.host().at(ZONEPATH);
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copy(file, to.resolve(from.relativize(file).toString())));
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        there.host().require(there.host().zonecfg("-z", "z", "create -a " + ZONEPATH));
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result attach(String... words) {
        String[] all =
                Stream.concat(Stream.of("-z", "z", "attach"), Stream.of(words)).toArray(String[]::new);
        return there.host().zoneadm(all);
    }

    private String state(TestHost host) {
        return host.require(host.zoneadm("-z", "z", "list", "-p")).out().split(":")[2];
    }

    private String manifest() throws IOException {
        return Files.readString(there.host().at(ZONEPATH + "/SUNWdetached.xml"));
    }

    private static List<String> packages(String manifest) {
        return manifest.lines()
                .filter(line -> line.startsWith("  <package "))
                .map(line -> line.split("\"")[1] + " " + line.split("\"")[3])
                .toList();
    }

    @Test
    void aSparseZoneGoesWhereTheSamePackagesAre() throws IOException {
        installed(SPARSE);
        moved();
        assertEquals(List.of("bash 5.2", "dpkg 1.21.22", "httpd 2.4", "libc6 2.36-9"), packages(manifest()));
        assertEquals(new Result(0, "", ""), attach("--dry-run"));
        assertEquals("configured", state(there.host()));
        assertEquals(new Result(0, "", ""), attach());
        assertEquals("installed", state(there.host()));
        assertFalse(Files.exists(there.host().at(ZONEPATH + "/SUNWdetached.xml")));
    }

    @Test
    void whatDiffersIsReportedInBothDirectionsAfterTheCounts() throws IOException {
        installed(SPARSE);
        there.with("bash", "5.3", "", "/bin/bash")
                .without("httpd")
                .with("vim", "9", "", "/usr/bin/vim")
                .done();
        moved();
        String report = """
                of 4 packages of the source host 1 are not installed and 1 have another version; 1 of this host were not installed
                source host packages inconsistent with local host
                	bash (5.2) version mismatch
                		(5.3)
                	httpd (2.4) is not installed
                local host packages inconsistent with source host
                	vim (9) was not installed
                """;
        for (Result refused : List.of(attach(), attach("--dry-run"))) {
            assertEquals(1, refused.status());
            assertTrue(refused.err().startsWith(report + "\n"), refused.err());
            assertTrue(refused.err().contains("set name=needs"), refused.err());
        }
        assertEquals("configured", state(there.host()));
        Result rehearsal = there.host().zoneadmReading(manifest(), "attach", "-n", "-");
        assertEquals(new Result(1, "", report), rehearsal);
        assertEquals(0, attach("-F").status());
        assertEquals("installed", state(there.host()));
        assertTrue(Files.exists(there.host().at(ZONEPATH + "/SUNWattached.xml")));
    }

    @Test
    void andTheOtherWayRound() throws IOException {
        installed(SPARSE);
        here.with("vim", "9", "", "/usr/bin/vim").done();
        moved();
        Result refused = attach();
        assertTrue(refused.err().contains("\tvim (9) is not installed\n"), refused.err());
        assertFalse(refused.err().contains("was not installed"), refused.err());
    }

    @Test
    void whatItNeedsNarrowsTheComparison() throws IOException {
        installed(SPARSE, needs("httpd"));
        there.with("bash", "5.3", "", "/bin/bash")
                .with("vim", "9", "", "/usr/bin/vim")
                .done();
        moved();
        assertEquals(List.of("httpd 2.4", "libc6 2.36-9"), packages(manifest()));
        assertEquals(new Result(0, "", ""), attach());
    }

    @Test
    void needsMayBeSaidWhereItIsAttached() throws IOException {
        installed(SPARSE);
        there.with("bash", "5.3", "", "/bin/bash").without("vim").done();
        moved();
        assertEquals(1, attach().status());
        there.host().require(there.host().zonecfg("-z", "z", needs("httpd")));
        assertEquals(new Result(0, "", ""), attach("--dry-run"));
        there.host().require(there.host().zonecfg("-z", "z", "select attr name=needs; set value=\"bash\"; end"));
        Result refused = attach();
        assertTrue(
                refused.err()
                        .startsWith(
                                "source host packages inconsistent with local host\n\tbash (5.2) version mismatch\n\t\t(5.3)\n\n"),
                refused.err());
        there.host().require(there.host().zonecfg("-z", "z", "select attr name=needs; set value=\"httpd lost\"; end"));
        refused = attach();
        assertTrue(refused.err().contains("\tlost (any version) is not installed\n"), refused.err());
    }

    @Test
    void whatItNeedsHasToBeHereWhenItIsDetached() {
        installed(SPARSE, needs("httpd lost"));
        Refusal.of(here.host(), () -> here.host().zoneadm("-z", "z", "detach"), "attr needs names the package lost");
        Refusal.of(here.host(), () -> here.host().zoneadm("-z", "z", "detach", "-n"), "package lost");
    }

    @Test
    void aNeededPackageThatIsMissingThereIsReported() throws IOException {
        installed(SPARSE, needs("httpd"));
        there.without("httpd").done();
        moved();
        assertTrue(attach().err().contains("\thttpd (2.4) is not installed\n"));
    }

    @Test
    void aWholeRootZoneNeedsNoDatabase() throws IOException {
        Files.delete(here.host().at("/var/lib/dpkg/status"));
        Files.delete(there.host().at("/var/lib/dpkg/status"));
        installed(WHOLE);
        moved();
        assertEquals(List.of(), packages(manifest()));
        assertEquals(new Result(0, "", ""), there.host().zoneadmReading(manifest(), "attach", "-n", "-"));
        assertEquals(new Result(0, "", ""), attach("--dry-run"));
        assertEquals(new Result(0, "", ""), attach());
        assertEquals("installed", state(there.host()));
    }

    @Test
    void withoutADatabaseNothingIsKnownOfASparseZone() throws IOException {
        installed(SPARSE);
        moved();
        Files.delete(there.host().at("/var/lib/dpkg/status"));
        Refusal.of(there.host(), this::attach, "/var/lib/dpkg/status is missing");
        there.host().require(attach("-F"));
        Refusal.of(there.host(), () -> there.host().zoneadm("-z", "z", "detach"), "no software database of Linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-F"})
    void underAnotherNameTheZoneCallsItselfByThat(String force) throws IOException {
        installed(WHOLE);
        here.host().write(ZONEPATH + "/root/etc/hostname", "z\n");
        here.host().write(ZONEPATH + "/root/etc/hosts", "127.0.1.1\tz\n10.0.0.9 z.example zz\n");
        moved();
        TestHost host = there.host();
        host.require(host.zonecfg("-z", "z", "delete -F"));
        host.require(host.zonecfg("-z", "shop", "create -a " + ZONEPATH));
        host.require(
                force.isEmpty() ? host.zoneadm("-z", "shop", "attach") : host.zoneadm("-z", "shop", "attach", force));
        assertEquals("shop\n", host.read(ZONEPATH + "/root/etc/hostname"));
        assertEquals("127.0.1.1\tshop\n10.0.0.9 z.example zz\n", host.read(ZONEPATH + "/root/etc/hosts"));
    }

    @Test
    void attachUpdateIsNotForThem() throws IOException {
        for (String create : List.of(SPARSE, WHOLE)) {
            twoHostsAnew();
            installed(create);
            moved();
            Refusal.of(there.host(), () -> attach("-u"), "attach -u is not for zones of brand 'lx'");
            Refusal.of(there.host(), () -> attach("-u", "--dry-run"), "attach -u is not for zones of brand 'lx'");
            Result rehearsal = there.host().zoneadmReading(manifest(), "attach", "-u", "-n", "-");
            Refusal.assertOneProblem(rehearsal.err(), "attach -u is not for zones of brand 'lx'");
        }
    }

    private void twoHostsAnew() {
        String name = "again" + System.nanoTime();
        here = host(directory.resolve(name + "/here"));
        there = host(directory.resolve(name + "/there"));
    }

    private void assumeX86() {
        assumeTrue(
                System.getProperty("os.arch").equals("amd64"),
                "SKIPPED: the programs of the test are for another machine");
    }

    private void refusedAsArm(String program) {
        Refusal.of(
                there.host(),
                this::attach,
                "zone 'z': " + program + " in the zone is a program for arm64, and this machine is x86-64");
        Refusal.of(there.host(), () -> attach("--dry-run"), program);
        there.host().require(attach("-F"));
    }

    @Test
    void aZoneWithProgramsForAnotherMachineIsRefused() throws IOException {
        assumeX86();
        installed(WHOLE);
        here.host().write(ZONEPATH + "/root/usr/bin/dash", ARM64);
        Files.createSymbolicLink(here.host().at(ZONEPATH + "/root/bin"), Path.of("usr/bin"));
        Files.createSymbolicLink(here.host().at(ZONEPATH + "/root/usr/bin/sh"), Path.of("/bin/dash"));
        moved();
        refusedAsArm("/bin/sh");
    }

    @Test
    void theFirstProgramAndItsInterpreterAreLookedAtFirst() throws IOException {
        assumeX86();
        installed(SPARSE, "add attr; set name=init; set type=string; set value=\"/opt/run -x\"; end;");
        here.host().write(ZONEPATH + "/root/opt/run", "#! /opt/python -u\nprint\n");
        here.host().write(ZONEPATH + "/root/opt/python", ARM64);
        moved();
        refusedAsArm("/opt/python");
    }

    @Test
    void programsForThisMachineAndWhatIsNoneAreFine() throws IOException {
        assumeX86();
        installed(WHOLE, "add attr; set name=init; set type=string; set value=/opt/run; end;");
        TestHost host = here.host();
        host.write(ZONEPATH + "/root/opt/run", "#!/no/such/interpreter\n");
        host.write(ZONEPATH + "/root/bin/sh", elf(2, 1, 62));
        moved();
        host = there.host();
        assertEquals(new Result(0, "", ""), attach("--dry-run"));
        host.write(ZONEPATH + "/root/bin/sh", elf(1, 1, 3));
        assertEquals(new Result(0, "", ""), attach("--dry-run"), "x86-64 runs what is for 32 bits");
        host.write(ZONEPATH + "/root/bin/sh", "\u007fELF".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new Result(0, "", ""), attach("--dry-run"), "too short");
        host.write(ZONEPATH + "/root/bin/sh", elf(2, 2, 22));
        assertTrue(attach("--dry-run").err().contains("a program for s390,"));
    }

    @Test
    void whatASparseZoneHasFromTheHostIsNotLookedAt() throws IOException {
        installed(SPARSE);
        Files.createSymbolicLink(here.host().at(ZONEPATH + "/root/bin"), Path.of("usr/bin"));
        here.host().write(ZONEPATH + "/root/usr/bin/sh", ARM64); // covered by what it inherits
        moved();
        assertEquals(new Result(0, "", ""), attach());
    }

    @Test
    void noLinkLeadsOutOfTheZone() throws IOException {
        installed(WHOLE);
        Path outside = directory.resolve("outside");
        Files.createDirectories(outside);
        Files.write(outside.resolve("sh"), ARM64);
        Files.createSymbolicLink(here.host().at(ZONEPATH + "/root/bin"), outside);
        Files.createSymbolicLink(here.host().at(ZONEPATH + "/root/sbin"), Path.of("../../../../outside"));
        Files.createSymbolicLink(here.host().at(ZONEPATH + "/root/loop"), Path.of("loop"));
        moved();
        assertEquals(new Result(0, "", ""), attach());
    }

    @Test
    void otherInheritedDirectoriesAreToldAsForNativeZones() throws IOException {
        installed(SPARSE, "add inherit-pkg-dir; set dir=/opt; end;");
        there.with("bash", "5.3", "", "/bin/bash").done();
        moved();
        there.host().require(there.host().zonecfg("-z", "z", "remove inherit-pkg-dir dir=/opt"));
        assertTrue(attach().err().contains("it was detached with inherit-pkg-dir /opt"));
    }
}
