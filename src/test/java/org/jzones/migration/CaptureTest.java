package org.jzones.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.ZoneConfig;
import org.jzones.support.DpkgHost;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What jzones-capture takes of a host, in every shell that is here: unpacked it answers as the host does. */
class CaptureTest {
    private static final String ABOUT = "jzones-capture/";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(Path.of("/nowhere"));
    private Path script = Path.of("");
    private Path out = Path.of("");
    private Path stubs = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        // this file alone goes to a host
        script = Files.copy(Path.of("scripts/jzones-capture"), directory.resolve("jzones-capture"));
        out = directory.resolve("a capture.tar.gz");
        stubs = Files.createDirectory(directory.resolve("stubs"));
        host = TestHost.existing(directory.resolve("host"));
    }

    private TestHost solaris() throws IOException {
        host = TestHost.example(directory.resolve("host"), "host1");
        host.detached("web", "create");
        host.write("/etc/nodename", "sun1\n");
        host.write("/etc/release", "Solaris 10\n");
        host.write("/etc/shadow", "root:secret:\n");
        host.write("/etc/zones/web.xml.old", "x");
        host.write("/var/sadm/system/admin/INST_RELEASE", "OS=Solaris\n");
        host.write("/var/sadm/pkg/SUNWcsr/install/depend", "P SUNWcsu Core\n");
        host.write("/var/sadm/pkg/SUNWcsr/save/pspool/SUNWcsr/pkginfo", "PKG=decoy\n");
        host.write("/var/sadm/pkg/SUNW odd/pkginfo", "PKG=odd\n");
        host.makeDirectory("/a place/with blanks");
        Files.createSymbolicLink(host.root().resolve("tools"), Path.of("./usr/bin"));
        return host;
    }

    private static boolean isThere(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private List<String> inShell(String shell, String... words) {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        assumeTrue(isThere(command.get(0)), "SKIPPED: there is no " + command.get(0) + " here");
        command.add(script.toString());
        command.addAll(Arrays.asList(words));
        return command;
    }

    private Result capture(String... words) throws IOException, InterruptedException {
        return Program.of(inShell("sh", words)).run();
    }

    private void stub(String name, String program) throws IOException {
        Path file = Files.writeString(stubs.resolve(name), "#!/bin/sh\n" + program + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<String, String> stubbed() {
        return Map.of("PATH", stubs + ":" + System.getenv("PATH"));
    }

    /** The capture unpacked. */
    private TestHost unpacked() {
        Path to = directory.resolve("unpacked");
        Program.sh("rm -rf \"$2\" && mkdir \"$2\" && gzip -dc \"$1\" | (cd \"$2\" && tar xf -)", out, to);
        return TestHost.existing(to);
    }

    /** What is in a directory, by its path: the text of files, what links say, nothing of directories. */
    private static Map<String, String> tree(Path top) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String text = Files.isSymbolicLink(file)
                        ? "-> " + Files.readSymbolicLink(file)
                        : Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                                ? ""
                                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                tree.put(top.relativize(file).toString(), text);
            }
        }
        return tree;
    }

    private static boolean isDirectory(TestHost host, String path) {
        return Files.isDirectory(host.root().resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains("capture.tar"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash --posix", "busybox sh", "ksh93", "mksh", "yash", "posh"})
    void everyShellTakesTheSame(String shell) throws IOException, InterruptedException {
        solaris();
        List<String> command = inShell(shell, "-R", host.root().toString(), out.toString());
        Result done = Program.of(command).with(stubbed()).run();
        assertEquals(0, done.status(), done.toString());
        assertEquals("", done.err());
        long packages;
        try (Stream<Path> all = Files.list(host.at("/var/sadm/pkg"))) {
            packages = all.count();
        }
        assertEquals(Files.size(out) + " bytes, " + packages + " packages, of sun1, in " + out + "\n", done.out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
        assertEquals(List.of("a capture.tar.gz"), left());

        Map<String, String> tree = tree(unpacked().root());
        Map<String, String> original = tree(host.root());
        Map<String, String> taken = new TreeMap<>(tree);
        taken.keySet().removeIf(path -> path.startsWith("jzones-capture") || isDirectory(host, path));
        original.keySet()
                .removeIf(path -> isDirectory(host, path)
                        || !path.matches("bin|tools|export/zones/web/SUNWdetached.xml|etc/(nodename|release)"
                                + "|etc/zones/(index|.*\\.xml)|var/sadm/pkg/[^/]*/(pkginfo|install/depend)"
                                + "|var/sadm/install/contents|var/sadm/system/admin/INST_RELEASE"));
        assertEquals(original, taken);
        tree.keySet().stream()
                .filter(path -> !path.startsWith("jzones-capture"))
                .forEach(path -> assertTrue(Files.exists(host.root().resolve(path), LinkOption.NOFOLLOW_LINKS), path));
        assertEquals("-> ./usr/bin", tree.get("tools"));
        assertTrue(tree.containsKey("export/zones/web/SUNWdetached.xml"));
        assertTrue(tree.containsKey("var/sadm/pkg/SUNWcsr/install/depend"));
        assertTrue(tree.containsKey("export/zones/web/root"), "that the zone has files");
        assertTrue(
                tree.keySet().stream().noneMatch(path -> path.startsWith("export/zones/web/root/")),
                "and none of them");
        String about = tree.get(ABOUT + "about");
        assertTrue(
                about.matches("format=jzones-capture-1\nhost=sun1\ndate=20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\n"
                        + "by=(root|other)\npackages=" + packages + "\n"),
                about);
        assertTrue(tree.get(ABOUT + "dirs").contains("\n/a place/with blanks\n"));
        assertEquals("/bin -> ./usr/bin\n/tools -> ./usr/bin\n", tree.get(ABOUT + "links"));
        assertTrue(tree.get(ABOUT + "zonepaths").startsWith("/export/zones/web\tdrwx------"));
        assertFalse(tree.containsKey(ABOUT + "warnings"));
        assertFalse(tree.containsKey(ABOUT + "cmd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-d"})
    void unpackedItAnswersAsTheHost(String option) throws IOException, InterruptedException {
        solaris();
        TestHost other = TestHost.example(directory.resolve("other"), "host2");
        other.installed("web", "create");
        String manifest = directory.resolve("web.xml").toString();
        Files.writeString(
                Path.of(manifest),
                other.require(other.zoneadm("-z", "web", "detach", "-n")).out());
        List<String> words = new ArrayList<>(List.of("-R", host.root().toString(), out.toString()));
        if (!option.isEmpty()) {
            words.add(0, option);
        }
        assertEquals(0, capture(words.toArray(String[]::new)).status());
        TestHost captured = unpacked();
        for (List<String> question : List.of(List.of("list", "-cv"), List.of("attach", "-n", manifest))) {
            String[] ask = question.toArray(String[]::new);
            Result answer = host.zoneadm(ask);
            assertEquals(answer, captured.zoneadm(ask), question.toString());
        }
        assertEquals(1, host.zoneadm("attach", "-n", manifest).status());
        assertEquals(host.zonecfg("-z", "web", "export"), captured.zonecfg("-z", "web", "export"), "the configuration");
        boolean partial = Files.exists(captured.at("/jzones-capture/partial"));
        assertEquals(!option.isEmpty(), partial);
        if (partial) {
            assertEquals("contents=directories\n", captured.read("/jzones-capture/partial"));
            assertTrue(Files.size(captured.at("/var/sadm/install/contents"))
                    <= Files.size(host.at("/var/sadm/install/contents")));
            assertTrue(
                    captured.read("/var/sadm/install/contents").lines().allMatch(line -> line.matches("\\S+ [dx] .*")));
        }
    }

    @Test
    void aHostOfDebianPackagesAnswersToo() throws IOException, InterruptedException {
        DpkgHost debian = DpkgHost.at(host.root())
                .with("web", "1.0", "Depends: dpkg\n", "/usr/bin", "/usr/bin/web")
                .with("odd", "2:3.4-5+b6", "", "/lib/odd/x")
                .done();
        host.write("/etc/hostname", "deb1\n");
        host.write("/var/lib/dpkg/diversions", "/usr/bin/web\n/opt/web\nodd\n");
        host.write("/var/lib/dpkg/updates/0001", "");
        host.write("/var/lib/dpkg/info/web.postinst", "#!/bin/sh\n");
        Result done = capture("-R", host.root().toString(), out.toString());
        assertEquals(0, done.status(), done.err());
        assertTrue(done.out().contains(" 3 packages, of deb1, in "), done.out());
        TestHost captured = unpacked();
        assertEquals("usr/bin", Files.readSymbolicLink(captured.at("/bin")).toString());
        assertTrue(Files.exists(captured.at("/var/lib/dpkg/updates/0001")));
        assertFalse(Files.exists(captured.at("/var/lib/dpkg/info/web.postinst")));
        for (List<String> dirs : List.of(List.of("/usr"), List.of("/lib"), List.of("/opt"), List.of("/usr", "/opt"))) {
            ZoneConfig config = DpkgHost.zone(dirs);
            assertEquals(
                    debian.software(config), captured.opened().software(config).software(dirs), dirs.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh", "ksh93", "mksh", "yash", "posh"})
    void whatTheMachineSaysIsKept(String shell) throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(Path.of("/var/lib/dpkg/status")) || Files.exists(Path.of("/etc/zones")),
                "SKIPPED: this machine has neither packages that are known nor zones");
        stub(
                "zoneadm",
                "case \"$*\" in\n'list -cp') echo 0:global:running:/::native; echo 1:web:running:/z/web::native;"
                        + " echo '-:b c:x'; echo -:down:configured:/z/down::native;;\n"
                        + "'-z web detach -n') cat; echo '<manifest/>'; echo note >&2;;\n*) echo not $* >&2; exit 1;;\nesac");
        stub("prtconf", "echo System; echo 'Memory size: 512 Megabytes'; echo more");
        stub("psrinfo", "echo psrinfo $*");
        stub("showrev", "echo 'Patch: 118833-36 Obsoletes: '; exit 3");
        stub("isainfo", "echo no >&2; exit 1");
        Result done = Program.of(inShell(shell, out.toString()))
                .withOnly(Map.of("PATH", ":" + stubs + "::.:/usr/bin:/bin:", "ZONES_ROOT", "/nowhere"))
                .in(directory)
                .run();
        assertEquals(0, done.status(), done.err());
        assertEquals(
                "jzones-capture: warning: zone down gives no manifest: not -z down detach -n\n",
                done.err().replaceAll("(?m)^(?!.*zone down).*\n", ""));
        Map<String, String> tree = tree(unpacked().root());
        assertEquals("Memory size: 512 Megabytes\n", tree.get(ABOUT + "cmd/prtconf"));
        assertEquals("psrinfo -p\n", tree.get(ABOUT + "cmd/psrinfo-p"));
        assertEquals("psrinfo -v\n", tree.get(ABOUT + "cmd/psrinfo-v"));
        assertEquals("Patch: 118833-36 Obsoletes: \n", tree.get(ABOUT + "cmd/showrev-p"));
        assertEquals("no\n", tree.get(ABOUT + "cmd/isainfo-kv.err"));
        assertFalse(tree.containsKey(ABOUT + "cmd/showrev-p.err"));
        assertEquals("<manifest/>\n", tree.get(ABOUT + "manifests/web.xml"));
        assertEquals("note\n", tree.get(ABOUT + "manifests/web.xml.err"));
        assertFalse(tree.containsKey(ABOUT + "manifests/down.xml"));
        assertFalse(tree.containsKey(ABOUT + "manifests/global.xml"));
        assertTrue(tree.get(ABOUT + "warnings").contains("zone down gives no manifest: not -z down detach -n\n"));
        assertEquals("", tree.get("proc"));
        assertFalse(tree.keySet().stream().anyMatch(path -> path.matches("proc/[0-9]+")));
        done = Program.of(inShell(shell, "-dn", out.toString())).with(stubbed()).run();
        assertEquals(0, done.status(), done.err());
        assertFalse(tree(unpacked().root()).containsKey(ABOUT + "manifests"));
    }

    @Test
    void whatCannotBeTakenIsTold() throws IOException, InterruptedException {
        solaris();
        Path outside = Files.createDirectories(directory.resolve("outside/pkg/SUNWfar"));
        Files.writeString(outside.resolve("pkginfo"), "PKG=SUNWfar\n");
        Files.createSymbolicLink(host.at("/var/sadm/pkg/SUNWfar"), outside);
        Files.createDirectory(host.at("/var/sadm/pkg/SUNWdir"));
        Files.createDirectory(host.at("/var/sadm/pkg/SUNWdir/pkginfo"));
        Files.createDirectory(host.at("/var/sadm/pkg/SUNWlink"));
        Files.createSymbolicLink(host.at("/var/sadm/pkg/SUNWlink/pkginfo"), host.at("/etc/shadow"));
        Program.sh("mkdir \"$1/SUNWpipe\" && mkfifo \"$1/SUNWpipe/pkginfo\"", host.at("/var/sadm/pkg"));
        host.write("/var/sadm/pkg/SUNW\\back/pkginfo", "PKG=back\n");
        host.write("/var/sadm/pkg/SUNW\nline/pkginfo", "PKG=line\n");
        Files.createDirectory(host.at("/-dashed"));
        Files.createSymbolicLink(host.at("/export/far"), directory.resolve("outside"));
        host.makeDirectory("/with blanks/zone");
        host.write(
                "/etc/zones/index",
                host.read("/etc/zones/index") + "far:configured:/export/far/zone:\nup:configured:/export/../etc:\n"
                        + "blank:installed:/with blanks/zone:\nnone::\n#x:installed:/etc:\n");
        Files.createDirectory(directory.resolve("outside/zone"));
        Files.writeString(directory.resolve("outside/zone/SUNWdetached.xml"), "far");
        host.write("/with blanks/zone/SUNWdetached.xml", "near");
        Result done = capture("-R", host.root().toString(), out.toString());
        assertEquals(0, done.status(), done.err());
        TestHost captured = unpacked();
        String warnings = captured.read("/jzones-capture/warnings");
        for (String line : List.of(
                "/-dashed has a name that cannot be taken",
                "/var/sadm/pkg/SUNWdir/pkginfo is no file",
                "/var/sadm/pkg/SUNWfar is a link, and nothing behind it is taken",
                "/var/sadm/pkg/SUNWlink/pkginfo is a link, and is not followed",
                "/var/sadm/pkg/SUNWpipe/pkginfo is no file",
                "zonepath /export/far/zone leads over a link, and is not taken",
                "a zonepath in /etc/zones/index cannot be taken: /export/../etc")) {
            assertTrue(("\n" + warnings).contains("\n" + line + "\n"), line + " of " + warnings);
            assertTrue(done.err().contains("jzones-capture: warning: " + line + "\n"), done.err());
        }
        assertTrue(warnings.contains("ack/pkginfo has a name that cannot be taken\n"), warnings);
        assertTrue(warnings.contains("line/pkginfo has a name that cannot be taken\n"), warnings);
        Map<String, String> tree = tree(captured.root());
        assertFalse(tree.keySet().stream().anyMatch(path -> path.matches("(?s).*(far/|SUNWlink/|dashed|back|line).*")));
        assertFalse(tree.containsValue("root:secret:\n"));
        assertEquals("near", tree.get("with blanks/zone/SUNWdetached.xml"));
        assertEquals(host.read("/etc/zones/index"), tree.get("etc/zones/index"));
    }

    @Test
    void somebodyElseTakesWhatTheyMayRead() throws IOException, InterruptedException {
        solaris();
        Files.setPosixFilePermissions(host.at("/etc/zones/web.xml"), PosixFilePermissions.fromString("---------"));
        List<String> command = new ArrayList<>(inShell("sh", "-R", host.root().toString(), out.toString()));
        if (Program.sh("id -u").strip().equals("0")) {
            assumeTrue(isThere("setpriv"), "SKIPPED: there is no setpriv here");
            command.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        Result done =
                Program.of(command).withOnly(Map.of("PATH", "/usr/bin:/bin")).run();
        assertEquals(0, done.status(), done.err());
        TestHost captured = unpacked();
        assertTrue(captured.read("/jzones-capture/about").contains("\nby=other\n"));
        assertTrue(captured.read("/jzones-capture/warnings").contains("/etc/zones/web.xml cannot be read\n"));
        assertTrue(done.err().startsWith("jzones-capture: warning: /etc/zones/web.xml cannot be read\n"), done.err());
        assertFalse(Files.exists(captured.at("/etc/zones/web.xml")));
        assertTrue(Files.exists(captured.at("/etc/zones/index")));
    }

    @Test
    void theLogOfPackagesThatAreChangingIsTaken() throws IOException, InterruptedException {
        solaris();
        host.write("/var/sadm/install/pkglog", "-/usr/x\n###Marker\n");
        assertEquals(
                0, capture("-R", host.root().toString(), "-d", out.toString()).status());
        assertEquals(host.read("/var/sadm/install/pkglog"), unpacked().read("/var/sadm/install/pkglog"));
    }

    @Test
    void aHostWithoutPackagesOrZonesIsNone() throws IOException, InterruptedException {
        host.makeDirectory("/etc");
        Result refused = capture("-R", host.root().toString(), out.toString());
        assertEquals(1, refused.status());
        assertEquals(
                "jzones-capture: " + host.root() + " is no root of a host: it has neither packages nor zones\n",
                refused.err());
        host.makeDirectory("/var/sadm");
        assertEquals(0, capture("-R", host.root().toString(), out.toString()).status());
        assertTrue(unpacked().read("/jzones-capture/about").contains("\npackages=0\n"));
    }

    @Test
    void itMayBePipedInAndOut() throws IOException, InterruptedException {
        solaris();
        for (String shell : List.of("dash", "bash", "ksh93", "mksh", "yash", "busybox sh")) {
            if (isThere(shell.split(" ")[0])) {
                Program.sh(shell + " -s -- -R \"$2\" - <\"$1\" >\"$3\" 2>/dev/null", script, host.root(), out);
                assertEquals(host.read("/etc/zones/index"), unpacked().read("/etc/zones/index"), shell);
            }
        }
        Program.sh("cd \"$2\" && sh \"$1\" -R . - >\"$3\" 2>/dev/null", script, host.root(), out);
        assertEquals(host.read("/etc/zones/index"), unpacked().read("/etc/zones/index"));
    }

    @Test
    void aFileThatIsThereIsReplacedWholeOrNotAtAll() throws IOException, InterruptedException {
        solaris();
        Files.writeString(out, "of last week");
        stub("gzip", "head -c 100; echo 'gzip: no space left' >&2; exit 1");
        List<String> command = inShell("sh", "-R", host.root().toString(), out.toString());
        Result failed = Program.of(command).with(stubbed()).run();
        assertEquals(new Result(1, "", "jzones-capture: the capture cannot be written: gzip: no space left\n"), failed);
        assertEquals("of last week", Files.readString(out));
        stub("gzip", "kill -TERM `echo '" + out + "'.new.* | sed 's/.*[.]//'`; exec /usr/bin/env -i /bin/gzip -c");
        assertEquals(new Result(1, "", ""), Program.of(command).with(stubbed()).run());
        assertEquals("of last week", Files.readString(out));
        assertEquals(List.of("a capture.tar.gz"), left());
        assertEquals(0, Program.of(command).run().status());
        assertTrue(Files.size(out) > 100);
        assertEquals(List.of("a capture.tar.gz"), left());
    }

    @Test
    void aFullDiskLeavesNothing() throws IOException, InterruptedException {
        solaris();
        host.contents(Stream.generate(() -> "/usr/x f none 0555 root bin 1 2 3 SUNWcsu")
                .limit(5000)
                .toArray(String[]::new));
        Result failed = Program.of(
                        "sh",
                        "-c",
                        "ulimit -f 64; sh \"$@\"",
                        "-",
                        script.toString(),
                        "-R",
                        host.root().toString(),
                        out.toString())
                .run();
        assertEquals(1, failed.status());
        assertTrue(failed.err().startsWith("jzones-capture: the files cannot be copied to "), failed.err());
        assertEquals(List.of(), left());
        if (Files.exists(Path.of("/dev/full"))) {
            failed = Program.of(
                            "sh",
                            "-c",
                            "sh \"$@\" >/dev/full",
                            "-",
                            script.toString(),
                            "-R",
                            host.root().toString(),
                            "-")
                    .run();
            assertEquals(1, failed.status());
            assertTrue(failed.err().endsWith("jzones-capture: standard output cannot be written to\n"), failed.err());
        }
    }

    @Test
    void wrongCommandLinesAndPlaces() throws IOException, InterruptedException {
        solaris();
        String root = host.root().toString();
        String usage = "usage: jzones-capture [-R ROOT] [-d] [-n] OUTFILE\n";
        for (String help : List.of("-?", "-h", "--help")) {
            Result helped = capture(help);
            assertEquals(0, helped.status());
            assertTrue(helped.out().startsWith(usage), helped.out());
        }
        assertEquals(new Result(2, "", "jzones-capture: name one file to write to\n" + usage), capture());
        assertEquals(2, capture("").status());
        assertEquals(2, capture("a", "b").status());
        assertEquals(new Result(2, "", "jzones-capture: -R needs a directory\n" + usage), capture("-R"));
        assertEquals(2, capture("-R", "", "x").status());
        assertEquals(new Result(2, "", "jzones-capture: unknown option '-x'\n" + usage), capture("-x", "y"));
        assertEquals(
                new Result(1, "", "jzones-capture: /nosuch is no directory\n"),
                capture("-R", "/nosuch", out.toString()));
        assertEquals(
                new Result(1, "", "jzones-capture: " + directory + " is a directory: name a file in it\n"),
                capture("-R", root, directory.toString()));
        assertEquals(new Result(1, "", "jzones-capture: /dev/null is no file\n"), capture("-R", root, "/dev/null"));
        Result nowhere = capture("-R", root, directory + "/nosuch/x");
        assertEquals(1, nowhere.status());
        assertTrue(nowhere.err().contains("cannot be made, the directory that the capture is put together in"));
        assertEquals(List.of(), left());
    }

    @Test
    void nothingOfTheCallersSurroundingsMatters() throws IOException, InterruptedException {
        solaris();
        Path here = Files.createDirectory(directory.resolve("here"));
        for (String trap : List.of("tar", "gzip", "sed", "id", "mkdir")) {
            Path file = Files.writeString(here.resolve(trap), "#!/bin/sh\necho trapped >&2; exit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String path : List.of("", ":", ".:/usr/bin::/bin", "/nosuch")) {
            Result done = Program.of(
                            "/bin/sh", script.toString(), "-R", host.root().toString(), "out.tar.gz")
                    .withOnly(
                            Map.of("PATH", path, "IFS", "/", "CDPATH", "/tmp", "TAR_OPTIONS", "--nosuch", "GZIP", "-1"))
                    .in(here)
                    .run();
            assertEquals(0, done.status(), done.err());
            assertEquals("", done.err());
            Files.move(here.resolve("out.tar.gz"), out);
            assertEquals(host.read("/etc/zones/index"), unpacked().read("/etc/zones/index"));
            Files.delete(out);
        }
    }
}
