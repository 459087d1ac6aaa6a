package org.jzones.software.dpkg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.Failure;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.Pkg;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.software.SoftwareDatabase;
import org.jzones.support.DpkgHost;

/** Which packages of a host of Debian packages matter to a zone, whatever the database looks like (spec 5.9). */
class DpkgDatabaseTest {
    private static final ZoneConfig USR = DpkgHost.zone(List.of("/usr"));
    private static final ZoneConfig USR_LIB = DpkgHost.zone(List.of("/usr/lib"));
    private static final ZoneConfig LIB = DpkgHost.zone(List.of("/lib"));
    private static final String INSTALLED = "Status: install ok installed\nVersion: 1\n";

    @TempDir
    Path directory;

    private DpkgHost host;

    @BeforeEach
    void makeHost() {
        host = DpkgHost.at(directory.resolve("host"));
    }

    private Problem refusal(ZoneConfig zone) {
        Failure failure = assertThrows(Failure.class, () -> host.software(zone));
        assertEquals(1, failure.problems().size());
        return failure.problems().get(0);
    }

    @Test
    void whatIsBelowAnInheritedDirectoryMatters() {
        host.with("libc6", "2.36", "", "/usr/lib", "/usr/lib/libc.so")
                .with("doc", "1", "", "/opt", "/opt/doc")
                .done();
        assertEquals(List.of(new Pkg("dpkg", "1.21.22"), new Pkg("libc6", "2.36")), host.packages(USR));
        assertEquals(List.of("libc6"), host.relevant(USR_LIB));
        assertEquals(List.of("doc"), host.relevant(DpkgHost.zone(List.of("/opt"))));
        assertEquals(List.of("doc", "libc6"), host.relevant(DpkgHost.zone(List.of("/opt", "/usr/lib"))));
        assertEquals(List.of(), host.relevant(DpkgHost.zone(List.of("/opt/doc"))), "the directory itself");
        assertEquals(List.of(), host.relevant(DpkgHost.zone(List.of("/op"))), "no component");
    }

    @Test
    void aPackageNamesFilesByWhatLinksTo() {
        host.with("a", "1", "", "/lib", "/lib/a.so")
                .with("b", "1", "", "/usr/lib/b.so")
                .with("bare", "1", "", "/lib")
                .with("none", "1", "", "/etc", "/libx")
                .done();
        assertEquals(List.of("a", "b"), host.relevant(USR_LIB), "a bare /lib is /usr/lib itself");
        assertEquals(List.of("a", "b"), host.relevant(LIB), "a link is what it leads to");
        assertEquals(List.of("a", "b", "bare", "dpkg"), host.relevant(USR), "a bare /lib is below /usr");
    }

    @Test
    void directoriesBelowALinkAreThoseItLeadsTo() {
        host.with("a", "1", "", "/lib/udev", "/lib/udev/rules").done();
        assertEquals(List.of("a"), host.relevant(DpkgHost.zone(List.of("/usr/lib/udev"))));
        assertEquals(List.of("a"), host.relevant(DpkgHost.zone(List.of("/lib/udev"))));
    }

    @Test
    void whereUsrIsNotMergedTheyAreApart() throws IOException {
        Files.delete(host.host().at("/lib"));
        host.host().makeDirectory("/lib");
        host.with("a", "1", "", "/lib/a.so").with("b", "1", "", "/usr/lib/b.so").done();
        assertEquals(List.of("b"), host.relevant(USR_LIB));
        assertEquals(List.of("a"), host.relevant(LIB));
    }

    @Test
    void anInheritedDirectoryMayItselfBeALink() throws IOException {
        Files.createSymbolicLink(host.host().at("/usr/share/perl"), Path.of("/usr/lib/perl"));
        host.with("named", "1", "", "/usr/share/perl/x")
                .with("real", "1", "", "/usr/lib/perl/y")
                .done();
        assertEquals(List.of("named", "real"), host.relevant(DpkgHost.zone(List.of("/usr/share/perl"))));
    }

    @Test
    void onlyWhatIsInstalledCounts() {
        for (String status : List.of(
                "install ok half-configured",
                "install ok half-installed",
                "install ok unpacked",
                "deinstall ok config-files",
                "purge ok not-installed",
                "install ok triggers-pending")) {
            host.with(status.replace(' ', '-'), "1", "", "/usr/lib/x")
                    .stanza(
                            status.replace(' ', '-'),
                            "Package: " + status.replace(' ', '-') + "\nStatus: " + status
                                    + "\nArchitecture: all\nVersion: 1\n");
        }
        host.with("held", "1", "", "/usr/lib/x")
                .stanza("held", "Package: held\nStatus: hold ok installed\nVersion: 1\nArchitecture: all\n")
                .done();
        assertEquals(List.of("held"), host.relevant(USR_LIB));
    }

    @Test
    void listsMayBeNamedWithTheArchitecture() {
        host.stanza("libc6", "Package: libc6\nArchitecture: amd64\n" + INSTALLED)
                .stanza("libc6:i386", "Package: libc6\nArchitecture: i386\n" + INSTALLED)
                .stanza("libm:i386", "Package: libm\nArchitecture: i386\n" + INSTALLED)
                .list("libc6:amd64", "/usr/lib/x\n")
                .list("libc6:i386", "/usr/lib/y\n")
                .list("libm:i386", "/opt/x\n")
                .list("libc6", "/opt/wrong\n")
                .done();
        assertEquals(List.of("libc6", "libc6:i386"), host.relevant(USR_LIB));
        assertEquals(List.of("libm:i386"), host.relevant(DpkgHost.zone(List.of("/opt"))));
    }

    @Test
    void ofAPackageListedTwiceTheLastCounts() {
        host.with("a", "1", "", "/usr/lib/x")
                .stanza("again", "Package: a\nArchitecture: amd64\nStatus: install ok installed\nVersion: 2\n")
                .with("b", "1", "", "/usr/lib/y")
                .stanza("gone", "Package: b\nArchitecture: amd64\nStatus: deinstall ok config-files\nVersion: 1\n")
                .done();
        assertEquals(List.of(new Pkg("a", "2")), host.packages(USR_LIB));
    }

    @Test
    void whileDpkgIsAtWorkItsUpdatesCountAndItsLockDoesNot() {
        host.with("a", "1", "", "/usr/lib/x").with("b", "1", "", "/usr/lib/y").done();
        host.host().write("/var/lib/dpkg/lock", "");
        host.host().write("/var/lib/dpkg/updates/tmp.i", "half a li");
        host.host()
                .write(
                        "/var/lib/dpkg/updates/0001",
                        "Package: a\nArchitecture: amd64\nStatus: install ok unpacked\nVersion: 2\n");
        assertEquals(List.of("b"), host.relevant(USR_LIB));
        host.host()
                .write(
                        "/var/lib/dpkg/updates/0002",
                        "Package: a\nArchitecture: amd64\nStatus: install ok installed\nVersion: 2\n");
        assertEquals(List.of(new Pkg("a", "2"), new Pkg("b", "1")), host.packages(USR_LIB));
    }

    @Test
    void linesMayEndInCarriageReturnsAndFieldsHaveAnyCase() {
        host.host()
                .write(
                        "/var/lib/dpkg/status",
                        "PACKAGE: a\r\nstatus: install ok installed\r\nDescription: x\r\n more\r\n .\r\nversion: 1-2\r\nArchitecture: all\r\n\r\n\r\n");
        host.list("a", "/.\r\n/usr\r\n/usr/lib\r\n");
        assertEquals(List.of(), host.relevant(USR_LIB));
        host.list("a", "/.\r\n/usr\r\n/usr/lib\r\n/usr/lib/x\r\n\r\n");
        assertEquals(List.of(new Pkg("a", "1-2")), host.packages(USR_LIB));
    }

    @Test
    void whatIsNoUtf8IsNoTrouble() {
        String status =
                "Package: a\nStatus: install ok installed\nMaintainer: J\u00fcrgen\nVersion: 1\u00fc\nArchitecture: all\n\n";
        host.host().write("/var/lib/dpkg/status", status.getBytes(StandardCharsets.ISO_8859_1));
        host.host().write("/var/lib/dpkg/info/a.list", "/.\n/usr/lib/f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of(new Pkg("a", "1\uFFFD")), host.packages(USR_LIB));
    }

    @Test
    void aStatusOfTenMegabytesIsRead() {
        StringBuilder status = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            status.append(
                    "Package: p" + i + "\nStatus: install ok installed\nVersion: 1\nArchitecture: all\nDescription: "
                            + "x".repeat(750) + "\n\n");
        }
        assertTrue(status.length() > 10_000_000);
        host.host().write("/var/lib/dpkg/status", status.toString());
        for (int i = 0; i < 12_000; i++) {
            host.list("p" + i, i % 1000 == 0 ? "/usr/lib/p\n" : "/opt\n");
        }
        assertEquals(12, host.relevant(USR_LIB).size());
    }

    @Test
    void aListIsReadToItsEndWhateverItsLinesAreLike() {
        String filler = "/usr/share/" + "x".repeat(4000) + "\n";
        for (int kilobytes : new int[] {4, 60, 64, 70, 130, 200}) {
            StringBuilder text = new StringBuilder();
            while (text.length() < kilobytes << 10) {
                text.append(filler);
            }
            String name = "p" + kilobytes;
            host.with(name, "1", "").list(name, text + "/usr/lib/x\n");
        }
        host.with("long", "1", "")
                .list("long", "/usr/share/" + "y".repeat(100_000) + "\n/usr/lib/x\n")
                .done();
        assertEquals(List.of("long", "p130", "p200", "p4", "p60", "p64", "p70"), host.relevant(USR_LIB));
    }

    @Test
    void aListIsLeftWhereItsFirstMatchIs() {
        host.with("a", "1", "")
                .list("a", "/usr/lib/x\n" + "/usr/lib/y\n".repeat(10_000) + "/usr/lib/cut")
                .done();
        assertEquals(List.of("a"), host.relevant(USR_LIB));
        assertEquals(
                Message.DPKG_LIST_BAD, refusal(DpkgHost.zone(List.of("/opt"))).message());
    }

    @Test
    void aDivertedFileIsWhereItWasPut() {
        host.with("own", "1", "", "/usr/lib/x")
                .with("other", "1", "", "/usr/lib/x")
                .with("into", "1", "", "/opt/y")
                .with("local", "1", "", "/usr/lib/z")
                .done();
        host.host()
                .write(
                        "/var/lib/dpkg/diversions",
                        "/usr/lib/x\n/opt/x\nown\n/opt/y\n/usr/lib/y\nown\n/usr/lib/z\n/opt/z\n:\n/usr/lib/q\n/usr/lib/r\nown\n");
        assertEquals(List.of("into", "own"), host.relevant(USR_LIB));
        assertEquals(List.of("local", "other"), host.relevant(DpkgHost.zone(List.of("/opt"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/lib/x\n/opt/x\n", "/usr/lib/x\n/opt/x\nown", "x\n/opt/x\nown\n", "\n"})
    void aDamagedListOfDiversionsIsToldOf(String text) {
        host.host().write("/var/lib/dpkg/diversions", text);
        assertEquals(Problem.of(Message.DPKG_DIVERSIONS_BAD, "/var/lib/dpkg/diversions"), refusal(USR_LIB));
    }

    @Test
    void withoutStatusOrInfoNothingIsKnown() throws IOException {
        Files.delete(host.host().at("/var/lib/dpkg/info/dpkg.list"));
        Files.delete(host.host().at("/var/lib/dpkg/info"));
        assertEquals(Problem.of(Message.DPKG_INFO_MISSING, "/var/lib/dpkg/info"), refusal(USR));
        Files.delete(host.host().at("/var/lib/dpkg/status"));
        assertEquals(Problem.of(Message.DPKG_MISSING, "/var/lib/dpkg/status"), refusal(USR));
        assertEquals(List.of(), host.relevant(DpkgHost.zone(List.of())), "a whole-root zone needs none");
    }

    @Test
    void aStatusThatCannotBeWholeIsToldOf() {
        for (Map.Entry<String, String> bad : Map.of(
                        "",
                        "there is no package in it that is installed",
                        "nonsense\n",
                        "there is a package without a name in it",
                        "Package: a\n" + INSTALLED + "Archit",
                        "its last line has no end",
                        "Package: a\nStatus: install ok installed\n\n",
                        "the package a has no version in it",
                        "Package: a\nStatus: deinstall ok config-files\n\n",
                        "there is no package in it that is installed")
                .entrySet()) {
            host.host().write("/var/lib/dpkg/status", bad.getKey());
            assertEquals(Problem.of(Message.DPKG_STATUS_BAD, "/var/lib/dpkg/status", bad.getValue()), refusal(USR));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/x", "a/b", "a\u0007b", "\u00e4", ".", "-x", "a b"})
    void aNameThatNoManifestCanHoldIsToldOf(String name) {
        host.stanza("bad", "Package: " + name + "\nArchitecture: all\n" + INSTALLED)
                .done();
        assertEquals(Problem.of(Message.DPKG_NAME, "/var/lib/dpkg/status", name.replace('\u0007', '?')), refusal(USR));
    }

    @Test
    void listsThatAreMissingEmptyOrCutAreToldOf() throws IOException {
        host.with("a", "1", "").done();
        Path list = host.host().at("/var/lib/dpkg/info/a.list");
        String shown = "/var/lib/dpkg/info/a.list";
        Files.delete(list);
        assertEquals(Problem.of(Message.DPKG_LIST_MISSING, shown, "a"), refusal(USR_LIB));
        host.list("a", "");
        assertEquals(Problem.of(Message.DPKG_LIST_BAD, shown, "it is empty", "a"), refusal(USR_LIB));
        host.list("a", "/.\n/usr\n/usr/li");
        assertEquals(Problem.of(Message.DPKG_LIST_BAD, shown, "its last line has no end", "a"), refusal(USR_LIB));
        host.list("a", "/.\nusr\n");
        assertEquals(
                Problem.of(Message.DPKG_LIST_BAD, shown, "there is a line in it that is no path", "a"),
                refusal(USR_LIB));
        Files.delete(list);
        Files.createSymbolicLink(list, Path.of("dpkg.list"));
        assertEquals(Problem.of(Message.FILE_NOT_REGULAR, shown), refusal(USR_LIB));
        Files.delete(list);
        Files.createDirectory(list);
        assertEquals(Problem.of(Message.FILE_NOT_REGULAR, shown), refusal(USR_LIB));
    }

    @Test
    void whatAZoneSaysItNeedsNarrowsWhatMatters() {
        host.with("web", "1", "Depends: libw (>= 1), mail-agent | other, lost\nPre-Depends: libp:any\n", "/usr/bin/web")
                .with("libw", "1", "Depends: deep [amd64]\n", "/usr/lib/w")
                .with("deep", "1", "Depends: web\n", "/opt/deep")
                .with("libp", "1", "", "/usr/lib/p")
                .with("other", "1", "", "/usr/lib/o")
                .with("postfix", "1", "Provides: mail-agent (= 1), smtp\n", "/usr/lib/m")
                .with("exim", "1", "Provides: mail-agent\n", "/usr/lib/e")
                .with("unrelated", "1", "", "/usr/lib/u")
                .done();
        assertEquals(
                List.of("exim", "libp", "libw", "postfix", "web"),
                host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "web")));
        assertEquals(
                List.of("libp", "unrelated"),
                host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "  unrelated\tlibp ")));
        assertEquals(List.of(), host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "nowhere")));
    }

    @Test
    void ofAlternativesTheInstalledOneIsNeeded() {
        host.with("a", "1", "Depends: gone | second | third\n", "/usr/lib/a")
                .with("second", "1", "", "/usr/lib/2")
                .with("third", "1", "", "/usr/lib/3")
                .done();
        assertEquals(List.of("a", "second"), host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a")));
    }

    @Test
    void thePackageOfTheInheritedFirstProgramIsAlwaysNeeded() throws IOException {
        host.with("a", "1", "", "/usr/lib/a")
                .with("httpd", "1", "Depends: libh\n", "/sbin", "/sbin/httpd")
                .with("libh", "1", "", "/usr/lib/h")
                .with("init", "1", "", "/usr/sbin/init")
                .with("own", "1", "", "/opt/own", "/usr/lib/own")
                .done();
        host.host().write("/usr/sbin/httpd", "");
        host.host().write("/usr/sbin/init", "");
        host.host().write("/opt/own", "");
        host.host().makeDirectory("/etc/alternatives");
        Files.createSymbolicLink(host.host().at("/etc/alternatives/web"), Path.of("/usr/sbin/httpd"));
        Files.createSymbolicLink(host.host().at("/usr/bin/web"), Path.of("/etc/alternatives/web"));
        for (String init : List.of("/usr/sbin/httpd -f", "/sbin/httpd", "httpd -f", "/usr/bin/web", "/bin/web")) {
            assertEquals(
                    List.of("a", "httpd", "libh"),
                    host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a", "init", init)),
                    init);
        }
        assertEquals(List.of("a", "init"), host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a")));
        assertEquals(
                List.of("a"),
                host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a", "init", "/opt/own")),
                "a program that is not inherited");
        assertEquals(
                List.of("a"), host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a", "init", "/usr/bin/none")));
    }

    @Test
    void aDivertedFirstProgramIsOfThePackageThatHasItThere() {
        host.with("a", "1", "", "/usr/lib/a")
                .with("old", "1", "", "/usr/sbin/httpd")
                .with("new", "1", "", "/sbin/httpd")
                .done();
        host.host().write("/var/lib/dpkg/diversions", "/usr/sbin/httpd\n/usr/sbin/httpd.old\nnew\n");
        host.host().write("/usr/sbin/httpd", "");
        host.host().write("/usr/sbin/httpd.old", "");
        assertEquals(
                List.of("a", "new"),
                host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a", "init", "/sbin/httpd")));
        assertEquals(
                List.of("a", "old"),
                host.relevant(DpkgHost.zone(List.of("/usr"), "needs", "a", "init", "/usr/sbin/httpd.old")));
    }

    @Test
    void allPackagesAndWhatTheyNeedAreForInventories() {
        host.with("b", "1", "Depends: a, dpkg\n", "/usr/lib/x")
                .with("a", "2", "", "/opt")
                .done();
        SoftwareDatabase database = host.host().opened().softwareHere();
        assertEquals("dpkg", database.kind());
        assertTrue(database.absence().isEmpty());
        List<HostPackage> packages = database.packages();
        assertEquals(
                List.of("a", "b", "dpkg"),
                packages.stream().map(HostPackage::name).toList());
        assertEquals(Map.of("a", List.of(), "b", List.of("a", "dpkg"), "dpkg", List.of()), database.needs(packages));
        assertEquals(Set.of("/usr/lib", "/lib"), database.delivered(Set.of("/usr/lib", "/lib", "/usr/share", "/srv")));
        assertFalse(packages.stream().anyMatch(HostPackage::allZones));
    }
}
