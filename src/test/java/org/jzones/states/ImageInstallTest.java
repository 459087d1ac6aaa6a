package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.ImageMaker;
import org.jzones.support.ImageMaker.Packing;
import org.jzones.support.LinuxHost;
import org.jzones.support.Program;
import org.jzones.support.TarMaker;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** {@code install -a} of container images: layers on each other, one image of several, and how it is to be run. */
class ImageInstallTest {
    private static final String ROOT = "/zones/z/root";

    @TempDir
    Path directory = Path.of("");

    private TestHost host;
    private ImageMaker image;

    @BeforeEach
    void makeHost() {
        host = TestHost.existing(directory.resolve("host"));
        host.makeDirectory("/etc/zones");
        host.makeDirectory("/zones");
        host.require(host.zonecfg("-z", "z", "create -t lx; set zonepath=/zones/z"));
        image = new ImageMaker(directory.resolve("image"));
    }

    private Result install(Path archive, String... words) {
        List<String> all = new ArrayList<>(List.of("-z", "z", "install", "-a", archive.toString()));
        all.addAll(List.of(words));
        return host.zoneadm(all.toArray(String[]::new));
    }

    private Result installed(Path archive, String... words) {
        Result result = install(archive, words);
        assertEquals(0, result.status(), result.err());
        assertEquals("installed", host.state("z"));
        assertFalse(Files.exists(host.at("/zones/z/.zoneadm.unpack")), "the place beside stays");
        return result;
    }

    /** All files of the zone by their paths, with what is in them. */
    private List<String> files() throws IOException {
        Path root = host.at(ROOT);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> !file.equals(root))
                    .map(file -> root.relativize(file) + content(file))
                    .filter(text -> !text.startsWith("etc"))
                    .sorted()
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                return " -> " + Files.readSymbolicLink(file);
            }
            return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? "/" : "=" + Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String export() {
        return host.require(host.zonecfg("-z", "z", "info attr")).out();
    }

    private Object attribute(String path, String name) throws IOException {
        return Files.getAttribute(host.at(ROOT + path), name, LinkOption.NOFOLLOW_LINKS);
    }

    @ParameterizedTest
    @EnumSource
    void layersLieOnEachOtherHoweverTheyAreCompressed(Packing packing) throws IOException {
        image.layer(
                        new TarMaker()
                                .directory("./")
                                .directory("bin/")
                                .add('0', "bin/sh", 04755, "", "one")
                                .link("lib", "usr/lib")
                                .file("a", "a")
                                .file("b", "b")
                                .whole(),
                        packing)
                .layer(
                        new TarMaker()
                                .file("./b", "two")
                                .file("d/e", "e")
                                .add('5', "d", 0700, "", "")
                                .whole(),
                        packing);
        installed(image.layout());
        assertEquals(List.of("a=a", "b=two", "bin/", "bin/sh=one", "d/", "d/e=e", "lib -> usr/lib"), files());
        assertEquals(04755, (Integer) attribute("/bin/sh", "unix:mode") & 07777);
        assertEquals(0700, (Integer) attribute("/d", "unix:mode") & 07777);
        assertEquals(0755, (Integer) attribute("", "unix:mode") & 07777);
        boolean isRoot = Files.getAttribute(directory, "unix:uid").equals(0);
        assertEquals(isRoot ? 100 : Files.getAttribute(directory, "unix:uid"), attribute("/a", "unix:uid"));
        assertEquals(
                1_100_000_000L, Files.getLastModifiedTime(host.at(ROOT + "/d")).toMillis() / 1000);
    }

    @Test
    void whatALayerTakesAwayIsGoneOfThoseBelowItOnly() throws IOException {
        image.layer(new TarMaker()
                        .file("gone", "1")
                        .file("again", "1")
                        .file("tree/x/y", "1")
                        .file("opaque/old", "1")
                        .file("opaque/inner/old", "1")
                        .file("kept/old", "1"))
                .layer(new TarMaker()
                        .file("again", "2")
                        .file(".wh.again", "")
                        .file(".wh.gone", "")
                        .file(".wh.tree", "")
                        .file("opaque/new", "2")
                        .file("opaque/inner/new", "2")
                        .file("opaque/.wh..wh..opq", "")
                        .file("kept/.wh.nothing", "")
                        .file("kept/new", "2")
                        .file(".wh..wh.plnk/1.2", ""))
                .layer(new TarMaker().file("tree/z", "3").file("opaque/late", "3"));
        installed(image.layout());
        assertEquals(
                List.of(
                        "again=2",
                        "kept/",
                        "kept/new=2",
                        "kept/old=1",
                        "opaque/",
                        "opaque/inner/",
                        "opaque/inner/new=2",
                        "opaque/late=3",
                        "opaque/new=2",
                        "tree/",
                        "tree/z=3"),
                files());
    }

    @Test
    void aRootThatIsOpaqueHidesAllBelowIt() throws IOException {
        image.layer(new TarMaker().file("old", "1").file("d/old", "1"))
                .layer(new TarMaker().file("d/new", "2").file(".wh..wh..opq", ""));
        installed(image.layout());
        assertEquals(List.of("d/", "d/new=2"), files());
    }

    @Test
    void filesBecomeDirectoriesAndTheReverse() throws IOException {
        image.layer(new TarMaker()
                        .file("f", "1")
                        .file("d/x", "1")
                        .link("l", "d")
                        .file("n", "1"))
                .layer(new TarMaker()
                        .directory("f")
                        .file("f/x", "2")
                        .file("d", "2")
                        .directory("l")
                        .file("l/y", "2")
                        .file(".wh.n", "")
                        .file("n/new", "2"))
                .layer(new TarMaker().link("f", "d").directory("d").file("d/z", "3"));
        installed(image.layout());
        assertEquals(List.of("d/", "d/z=3", "f -> d", "l/", "l/y=2", "n/", "n/new=2"), files());
    }

    @Test
    void hardLinksLeadToFilesOfTheirLayerAndOfLowerOnes() throws IOException {
        image.layer(new TarMaker().file("one", "1").hardLink("two", "one").file("moved", "m"))
                .layer(new TarMaker()
                        .hardLink("three", "./two")
                        .file("one", "new")
                        .hardLink("four", "one")
                        .hardLink("d/to", "moved")
                        .file(".wh.moved", ""));
        installed(image.layout());
        assertEquals(List.of("d/", "d/to=m", "four=new", "one=new", "three=1", "two=1"), files());
        assertEquals(attribute("/two", "unix:ino"), attribute("/three", "unix:ino"));
        assertEquals(attribute("/one", "unix:ino"), attribute("/four", "unix:ino"));
        assertEquals(1, attribute("/d/to", "unix:nlink"));
    }

    @Test
    void devicesAndWhatAZoneHasOfItsOwnAreLeftOut() throws IOException {
        image.layer(new TarMaker()
                        .file("dev/x", "x")
                        .file("run/lock/x", "x")
                        .directory("proc")
                        .node("node")
                        .file("replaced", "1")
                        .file("dev/data", "d")
                        .hardLink("data", "dev/data"))
                .layer(new TarMaker().node("replaced"));
        String told = installed(image.layout(), "-v").err();
        assertEquals(List.of("data=d", "dev/", "proc/", "run/"), files());
        assertTrue(told.contains("2 device nodes were left out"), told);
    }

    @Test
    void theZoneIsToldHowItIsRun() {
        image.layer(new TarMaker().file("bin/app", "x")).run("""
                "Entrypoint":["/bin/app","it's"],"Cmd":["a b","","-c"],"Env":["PATH=/bin","A=x y","A=z","BAD"],
                "WorkingDir":"/srv","User":"1000:10","StopSignal":"SIGQUIT","Volumes":{"/data":{}}""");
        Result result = installed(image.layout());
        assertEquals(
                """
                attr:
                	name: init
                	type: string
                	value: "/bin/app 'it'\\\\''s' 'a b' '' -c"
                attr:
                	name: cwd
                	type: string
                	value: /srv
                attr:
                	name: user
                	type: string
                	value: 1000:10
                attr:
                	name: stop-signal
                	type: string
                	value: SIGQUIT
                attr:
                	name: env.1
                	type: string
                	value: PATH=/bin
                attr:
                	name: env.2
                	type: string
                	value: "A=z"
                """.replace("\"", "").replace("\\\\", "\\"),
                export().replace("\"", "").replace("\\\\", "\\"));
        assertTrue(result.err().contains("left out: env"), result.err());
    }

    @Test
    void whatTheConfigurationSaysAlreadyStays() {
        host.require(host.zonecfg("-z", "z", """
                add attr; set name=init; set type=string; set value=/mine; end;
                add attr; set name=env.2; set type=string; set value=A=mine; end;
                add attr; set name=cwd; set type=string; set value=/srv; end; commit
                """.replace("\n", " ")));
        image.layer(new TarMaker().file("x", "x")).run("""
                "Cmd":["/theirs"],"Env":["A=1","B=2","C=3"],"WorkingDir":"/srv\"""");
        Result result = installed(image.layout());
        String attrs = export();
        for (String there : List.of("value: /mine", "value: A=mine", "name: env.1", "value: B=2", "name: env.3")) {
            assertTrue(attrs.contains(there), attrs);
        }
        assertTrue(result.err().contains("something else: init, env A\n"), result.err());
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        installed(image.layout());
        assertEquals(attrs, export());
    }

    @Test
    void anArchiveOfALayoutAndOneOfDockerAreTheSame() throws IOException {
        image.layer(new TarMaker().file("one", "1"))
                .layer(new TarMaker().file(".wh.one", "").file("two", "2"));
        byte[] saved = image.saved("a:1").whole();
        image.layout();
        TarMaker tar = new TarMaker();
        TarMaker linked = new TarMaker();
        try (Stream<Path> all = Files.walk(directory.resolve("image"))) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String data = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                String name = directory.resolve("image").relativize(file).toString();
                tar.file("./" + name, data);
                linked.file("first/" + name, data).hardLink("./" + name, "./first/" + name);
            }
        }
        for (byte[] archive : List.of(saved, tar.whole(), linked.whole())) {
            for (boolean compressed : new boolean[] {false, true}) {
                Path file = directory.resolve("archive");
                try (java.io.OutputStream out =
                        compressed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
                    out.write(archive);
                }
                installed(file);
                assertEquals(List.of("two=2"), files());
                assertTrue(export().contains("/bin/sh"), export());
                host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
            }
        }
    }

    @Test
    void theImageForThisMachineIsChosen() throws IOException {
        String mine = "\"os\":\"linux\",\"architecture\":\"" + ImageMaker.architecture() + "\"";
        String other = "\"os\":\"linux\",\"architecture\":\"vax\"";
        String others = new ImageMaker(directory.resolve("image"))
                .platform(other)
                .layer(new TarMaker().file("other", ""))
                .manifest(",\"platform\":{" + other + "}");
        String note = image.descriptor(
                ImageMaker.MANIFEST,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}");
        image.layer(new TarMaker().file("mine", ""));
        String inner = image.index(others, note, image.manifest(",\"platform\":{" + mine + "}"));
        installed(image.layoutOf(image.index(inner)));
        assertEquals(List.of("mine="), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha512"})
    void sumsOfBothKindsAreKnown(String algorithm) throws IOException {
        image.algorithm(algorithm).layer(new TarMaker().file("x", "x"));
        installed(image.layout());
        assertEquals(List.of("x=x"), files());
    }

    /** What the tools make that people have: umoci a layout, skopeo an archive as docker's. */
    @Test
    void imagesThatToolsHaveMadeAreRead() throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(directory, "unix:uid").equals(0), "SKIPPED: umoci unpacks as root only");
        for (String tool : List.of("umoci", "skopeo")) {
            Assumptions.assumeTrue(
                    !LinuxHost.program(tool).toString().isEmpty(), "SKIPPED: there is no " + tool + " here");
        }
        Program.sh("""
                cd "$1" && exec >log 2>&1
                umoci init --layout made && umoci new --image made:t && umoci unpack --image made:t one
                mkdir -p one/rootfs/bin one/rootfs/d/e one/rootfs/f && echo sh >one/rootfs/bin/sh
                echo 1 >one/rootfs/d/e/gone && echo 1 >one/rootfs/f/kept && ln -s d one/rootfs/l
                umoci repack --image made:t one && umoci unpack --image made:t two
                rm -r two/rootfs/d/e two/rootfs/l && mkdir two/rootfs/l && echo 2 >two/rootfs/l/new
                ln two/rootfs/bin/sh two/rootfs/bin/other && umoci repack --image made:t two
                umoci config --image made:t --config.entrypoint /bin/sh --config.cmd=-c --config.cmd='a b' \\
                    --config.env 'A=x y' --config.workingdir /d --config.user 7:8 --config.stopsignal SIGUSR1
                skopeo copy oci:made:t docker-archive:made.tar:name:tag && gzip -k made.tar
                """, directory);
        for (String made : List.of("made", "made.tar", "made.tar.gz")) {
            installed(directory.resolve(made));
            assertEquals(
                    List.of("bin/", "bin/other=sh\n", "bin/sh=sh\n", "d/", "f/", "f/kept=1\n", "l/", "l/new=2\n"),
                    files());
            assertEquals(2, attribute("/bin/sh", "unix:nlink"));
            String attrs = export();
            for (String value : List.of("/bin/sh -c 'a b'", "A=x y", "/d", "7:8", "SIGUSR1")) {
                assertTrue(attrs.contains("value: " + value) || attrs.contains("value: \"" + value), attrs);
            }
            host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        }
    }
}
