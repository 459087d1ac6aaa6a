package org.jzones.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What Explorer has collected tells whether a host has what a zone names, and never that it is ready (spec 7.3). */
class ExplorerTest {
    private static final String DATE = "2026.11.01.02.03";

    @TempDir
    Path directory = Path.of("");

    private Path temporary = Path.of("");
    private TestHost source;
    private String manifest = "";

    @BeforeEach
    void makeZone() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
        source = TestHost.example(directory.resolve("source"), "host1");
        source.installed("z", "create -b");
        Path file = directory.resolve("z.xml");
        Files.writeString(
                file, source.require(source.zoneadm("-z", "z", "detach", "-n")).out());
        manifest = file.toString();
    }

    /** Whatever was read, nothing of it is left. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private Result run(String... words) {
        return source.run(List.of(words), "", Map.of("TMPDIR", temporary.toString()), false, () -> 0);
    }

    private Result place(String... words) {
        List<String> all = new ArrayList<>(List.of("zoneplace", "-m", manifest));
        all.addAll(Arrays.asList(words));
        return run(all.toArray(String[]::new));
    }

    private static Path write(Path top, String name, String text) throws IOException {
        Path file = top.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    /** What pkginfo -l prints of the packages. */
    private static String pkginfo(List<HostPackage> packages) {
        StringBuilder text = new StringBuilder();
        for (HostPackage pkg : packages) {
            text.append("   PKGINST:  ").append(pkg.name());
            text.append("\n      NAME:  A name: of it\n  CATEGORY:  system\n      ARCH:  sparc\n   VERSION:  ");
            text.append(pkg.version());
            text.append(
                    "\n   BASEDIR:  /\n    STATUS:  completely installed\n     FILES:       31 installed pathnames\n");
            text.append("                   2 shared pathnames\n\n");
        }
        return text.toString();
    }

    /** What showrev -p prints. */
    private static String showrev(List<HostPackage> packages) {
        Map<Patch, Set<String>> patches = new LinkedHashMap<>();
        packages.forEach(pkg -> pkg.patches()
                .forEach(patch -> patches.computeIfAbsent(patch, p -> new LinkedHashSet<>())
                        .add(pkg.name())));
        StringBuilder text = new StringBuilder();
        patches.forEach((patch, of) -> text.append("Patch: ")
                .append(patch.id())
                .append(" Obsoletes: ")
                .append(String.join(", ", patch.obsoletes()))
                .append(" Requires: 100000-01 Incompatibles: ")
                .append(String.join(", ", patch.incompatibles()))
                .append(" Packages: ")
                .append(String.join(", ", of))
                .append('\n'));
        return text.toString();
    }

    /** What Explorer collects of an example host. */
    private Path explorer(String name, String level) throws IOException {
        TestHost host = TestHost.example(directory.resolve("root-" + name), level);
        List<HostPackage> packages = host.software().packages();
        Path top = Files.createDirectory(directory.resolve("explorer.80f3c1d2." + name + "-" + DATE));
        write(top, "patch+pkg/pkginfo-l.out", pkginfo(packages));
        write(top, "patch+pkg/pkginfo-i.out", "not used\n");
        write(top, "patch+pkg/showrev-p.out", showrev(packages));
        write(top, "etc/zones/index", "global:installed:/\na:installed:/zones/a\nb:configured:/zones/b\n");
        write(top, "sysconfig/uname-a.out", "SunOS " + name + " 5.10 Generic_147147-26 sun4v sparc SUNW,T5240\n");
        write(top, "disks/format.out", "of no use\n");
        return top;
    }

    private Path packed(Path top) {
        Path file = directory.resolve(top.getFileName() + ".tar.gz");
        Program.sh("cd \"$1/..\" && tar czf \"$2\" \"${1##*/}\"", top, file);
        return file;
    }

    @Test
    void aHostThatHasAllIsProbablyRight() throws IOException {
        Path top = explorer("sun1", "host1");
        for (Path input : List.of(top, packed(top))) {
            for (String option : List.of("-v", "-u")) {
                Result said = place(option, input.toString());
                assertEquals("sun1  probably  2 zones   what else it has is not known\n", said.out());
                assertEquals(1, said.status(), "nobody knows that it is ready");
                assertTrue(
                        said.err()
                                .contains(
                                        "zoneplace: sun1: note: it is known by what Explorer has collected, which does"
                                                + " not tell what it has besides what the zone names\n"),
                        said.err());
            }
            Result json = place("--json", input.toString());
            assertTrue(json.out().contains("\"status\" : \"probably\""), json.out());
            assertTrue(json.out().contains("it is known by what Explorer has collected"), json.out());
            assertTrue(json.out().contains("\"zones\" : 2"), json.out());
            assertEquals("", place("--ready", input.toString()).out());
            Result matrix = place("--matrix", input.toString());
            assertTrue(matrix.out().endsWith("\nnone of 1 host can take z as it is, 1 probably\n"), matrix.out());
        }
    }

    @Test
    void whatIsNeededIsListedAndWhatThereIsBesidesIsNot() throws IOException {
        TestHost other = TestHost.example(directory.resolve("other"), "host2");
        String whole = place("-v", other.root().toString()).out();
        assertTrue(whole.contains("local host"), whole);
        Path top = explorer("sun2", "host2");
        for (Path input : List.of(top, packed(top))) {
            Result said = place("-v", input.toString());
            assertEquals(1, said.status());
            assertTrue(said.out().startsWith("sun2  needs "), said.out());
            assertTrue(said.out().contains("source host packages inconsistent"), said.out());
            assertFalse(said.out().contains("local host patches inconsistent"), said.out());
            List<String> lines = whole.lines().toList();
            for (String line : said.out().lines().skip(1).toList()) {
                assertTrue(lines.contains(line), line + " in " + whole);
            }
        }
    }

    @Test
    void itComesBetweenHostsThatAreReadyAndThoseThatNeedSomething() throws IOException {
        TestHost ready = TestHost.example(directory.resolve("ready"), "host1");
        Result said = place(
                explorer("sun2", "host2").toString(),
                explorer("sun1", "host1").toString(),
                ready.root().toString());
        assertEquals(0, said.status(), said.toString());
        List<String> lines = said.out().lines().toList();
        assertTrue(lines.get(0).contains("  ready"), said.out());
        assertTrue(lines.get(1).startsWith("sun1") && lines.get(1).contains("  probably"), said.out());
        assertTrue(lines.get(2).startsWith("sun2") && lines.get(2).contains("  needs"), said.out());
    }

    @Test
    void whatIsInstalledInPartIsNotThere() throws IOException {
        Path top = explorer("sun1", "host1");
        Path list = top.resolve("patch+pkg/pkginfo-l.out");
        String whole = Files.readString(list);
        String xml = Files.readString(Path.of(manifest));
        int name = xml.indexOf("<package name=\"") + 15;
        int at = whole.indexOf("PKGINST:  " + xml.substring(name, xml.indexOf('"', name)) + "\n");
        Files.writeString(
                list,
                whole.substring(0, at)
                        + whole.substring(at).replaceFirst("completely installed", "partially installed"));
        String said = place(top.toString()).out();
        assertTrue(said.startsWith("sun1  needs    2 zones   1 package, 0 patches"), said);
    }

    /** Patches of packages that the zone does not have may be of another revision. */
    @Test
    void patchesCountByTheirPackages() throws IOException {
        Path top = explorer("sun1", "host1");
        Path list = top.resolve("patch+pkg/showrev-p.out");
        String whole = Files.readString(list);
        String id = whole.substring(7, whole.indexOf(' ', 7));
        String higher = id.substring(0, id.indexOf('-')) + "-99";
        Files.writeString(
                list, whole + "Patch: " + higher + " Obsoletes:  Requires:  Incompatibles:  Packages: SUNWelsewhere\n");
        assertTrue(place(top.toString()).out().contains("  probably  "));
        Files.move(list, top.resolve("patch+pkg/patchadd-p.out"));
        assertTrue(place(top.toString()).out().contains("  probably  "), "the other list tells the same");
        write(top, "patch+pkg/patchadd-p.out", "");
        assertTrue(place(top.toString()).out().contains("  needs  "), "there is none");
    }

    @Test
    void ofAHostOfIpsItSaysSo() throws IOException {
        Path top = explorer("sol11", "host1");
        write(top, "patch+pkg/pkg_listing_ips", "pkg://solaris/entire@0.5.11\n");
        for (Path input : List.of(top, packed(top))) {
            Result said = place(input.toString());
            assertTrue(said.out().contains("sol11  other packaging  2 zones"), said.toString());
            assertTrue(said.out().contains("that of this host is of kind ips"), said.out());
            assertFalse(said.err().contains("Explorer"), said.err());
        }
    }

    @Test
    void forEverythingElseItTellsTooLittle() throws IOException {
        Path top = explorer("sun1", "host1");
        Path made = directory.resolve("made");
        for (Path input : List.of(top, packed(top))) {
            for (Result said : List.of(
                    run("zoneadm", "-R", input.toString(), "list", "-c"),
                    run("zonecfg", "-R", input.toString(), "-z", "a", "info"),
                    run("zoneadm", "-R", input.toString(), "attach", "-n", manifest),
                    run("zoneadm", "inventory", "--from", input.toString(), "-o", made.toString()),
                    run("zoneadm", "inventory", "-o", directory.toString(), input.toString()))) {
                assertTrue(said.status() > 0, said.toString());
                assertTrue(
                        said.err()
                                .contains(input + " is what Explorer has collected of a host, which tells too little"),
                        said.err());
                assertEquals(2, said.err().lines().count(), said.err());
            }
        }
        assertFalse(Files.exists(made));
    }

    @Test
    void cutAnywhereItIsNeverProbablyRight() throws IOException {
        Path top = explorer("sun1", "host1");
        byte[] bytes = Files.readAllBytes(packed(top));
        for (int length = 30; length < bytes.length - 100; length += bytes.length / 40) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, length));
            Result said = place(cut.toString());
            assertEquals("", said.out(), "at " + length);
            assertEquals(
                    1,
                    said.err()
                            .lines()
                            .filter(line -> line.startsWith("zoneplace: "))
                            .count(),
                    said.err());
            assertTrue(said.err().contains(cut.toString()), said.err());
        }
        Path list = top.resolve("patch+pkg/pkginfo-l.out");
        String whole = Files.readString(list);
        int end = whole.lastIndexOf("completely installed") + 20;
        for (int length = 0; length < end; length += 1 + end / 60) {
            Files.writeString(list, whole.substring(0, length));
            Result said = place(top.toString());
            assertFalse(said.out().contains("probably"), "at " + length);
            assertTrue(
                    said.out().contains("needs")
                            || said.err().contains("is damaged")
                            || said.err().contains("names no"),
                    said.toString());
        }
        Files.writeString(list, whole);
        Path patches = top.resolve("patch+pkg/showrev-p.out");
        String all = Files.readString(patches);
        for (int length = 8; length < all.lastIndexOf("Packages:"); length += 1 + all.length() / 60) {
            Files.writeString(patches, all.substring(0, length));
            Result said = place(top.toString());
            assertFalse(said.out().contains("probably"), "at " + length);
        }
    }

    @Test
    void whatIsMissingIsSaidInOneLine() throws IOException {
        Path top = explorer("sun1", "host1");
        Files.delete(top.resolve("etc/zones/index"));
        assertEquals(
                "sun1  probably            what else it has is not known\n",
                place(top.toString()).out());
        assertFalse(place("--json", top.toString()).out().contains("\"zones\""));
        Files.delete(top.resolve("patch+pkg/showrev-p.out"));
        Result said = place(top.toString());
        assertTrue(
                said.err()
                        .startsWith(
                                "zoneplace: " + top
                                        + " is what Explorer has collected, and cannot be used: patch+pkg/showrev-p.out is missing\n"),
                said.err());
        Files.delete(top.resolve("patch+pkg/pkginfo-l.out"));
        assertTrue(place(top.toString()).err().contains("pkginfo-l.out is missing"));
        Path two = explorer("sun2", "host1");
        Path both = directory.resolve("both.tar");
        Program.sh("cd \"$1/..\" && tar cf \"$3\" \"${1##*/}\" \"${2##*/}\"", top, two, both);
        assertTrue(place(both.toString()).err().contains(both + " is what Explorer has collected of several hosts"));
    }

    @Test
    void whatIsHostileDoesNoHarm() throws IOException {
        Path top = explorer("sun1", "host1");
        Path list = top.resolve("patch+pkg/pkginfo-l.out");
        String whole = Files.readString(list);
        write(top, "patch+pkg/pkginfo-l.out", "x".repeat(5 << 20) + "\n" + whole);
        assertTrue(place(top.toString()).out().contains("probably"), "a line of 5 MB is passed over");
        write(top, "patch+pkg/pkginfo-l.out", "x".repeat(17 << 20));
        assertTrue(
                place(top.toString()).err().contains("pkginfo-l.out is larger than 16 MB"),
                place(top.toString()).err());
        String version =
                whole.substring(whole.indexOf("VERSION:") + 10, whole.indexOf('\n', whole.indexOf("VERSION:")));
        write(top, "patch+pkg/pkginfo-l.out", whole.replace(version, "1\u001b[2J\u0007"));
        write(top, "sysconfig/uname-a.out", "SunOS ../\u001b[2J 5.10\n");
        for (Path input : List.of(top, packed(top))) {
            Result said = place("-v", input.toString());
            assertTrue(said.out().contains("needs"), said.toString());
            assertTrue((said.out() + said.err()).chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t'), said.out());
        }
        write(top, "patch+pkg/pkginfo-l.out", whole);
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(list, elsewhere);
        Files.createSymbolicLink(list, elsewhere);
        assertTrue(
                place(top.toString()).err().contains("pkginfo-l.out is a symbolic link"),
                place(top.toString()).err());
        Result packed = place(packed(top).toString());
        assertTrue(packed.err().contains("pkginfo-l.out is missing"), packed.err());
    }
}
