package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.ImageMaker;
import org.jzones.support.ImageMaker.Packing;
import org.jzones.support.Refusal;
import org.jzones.support.TarMaker;
import org.jzones.support.TestHost;

/** Images made to do harm, or damaged on their way: told in one line, and nothing anywhere has changed. */
class HostileImageTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host;
    private ImageMaker image;
    private Path outside;

    @BeforeEach
    void makeHost() throws IOException {
        host = TestHost.existing(directory.resolve("host"));
        host.makeDirectory("/etc/zones");
        host.makeDirectory("/zones");
        host.require(host.zonecfg("-z", "z", "create -t lx; set zonepath=/zones/z"));
        image = new ImageMaker(directory.resolve("image"));
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("file"), "theirs");
    }

    private void refused(Path archive, String... told) throws IOException {
        Refusal.of(host, () -> host.zoneadm("-z", "z", "install", "-a", archive.toString()), told);
        assertEquals("configured", host.state("z"));
        assertFalse(Files.exists(host.at("/zones/z")), "something is left");
        assertEquals("theirs", Files.readString(outside.resolve("file")));
        try (Stream<Path> there = Files.list(outside)) {
            assertEquals(List.of(outside.resolve("file")), there.toList());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TarMaker tar() {
        return new TarMaker();
    }

    static Stream<Arguments> layers() {
        String out = "../../../../../outside";
        return Stream.of(
                Arguments.of(List.of(tar().file("../x", "")), "leads out of it"),
                Arguments.of(List.of(tar().file("/etc/x", "")), "absolute path"),
                Arguments.of(List.of(tar().link("l", out), tar().file("l/file", "ours")), "leads through 'l'"),
                Arguments.of(List.of(tar().link("d/l", out), tar().file("d/l/x/y", "")), "leads through 'd/l'"),
                Arguments.of(List.of(tar().link("l", out).file("l/file", "ours")), "leads through 'l'"),
                Arguments.of(List.of(tar().file("f", ""), tar().file("f/x", "")), "leads through 'f'"),
                Arguments.of(List.of(tar().link("l", out), tar().hardLink("h", "l/file")), "no file before it"),
                Arguments.of(List.of(tar().link("l", out), tar().hardLink("h", "l")), "no file before it"),
                Arguments.of(List.of(tar().hardLink("h", out + "/file")), "leads out of it"),
                Arguments.of(
                        List.of(tar().file("a", ""), tar().file(".wh.a", "").hardLink("h", "a")), "no file"),
                Arguments.of(List.of(tar().directory("d"), tar().hardLink("h", "d")), "no file before it"),
                Arguments.of(List.of(tar().link("x", out).directory("x")), "two kinds"),
                Arguments.of(List.of(tar().file("d/.wh.", "")), "no name"),
                Arguments.of(List.of(tar().file("d/.wh...", "")), "no name"),
                Arguments.of(List.of(tar().file(".wh.d/x", "")), "no name"),
                Arguments.of(List.of(tar().add('Q', "q", 0, "", "")), "unknown type"),
                Arguments.of(List.of(tar().file("d" + "/d".repeat(40) + "/..", "")), "leads out of it"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layersThatLeadElsewhereAreRefused(List<TarMaker> layers, String told) throws IOException {
        layers.forEach(image::layer);
        refused(image.layout(), told, "image: sha256:");
    }

    /** Links that lead out are a zone's own business when it runs; here nothing is written through them. */
    @Test
    void linksAreMadeAndNotFollowed() throws IOException {
        image.layer(tar().link("etc", "../../../../outside").link("abs", outside.toString()))
                .layer(tar().directory("abs").file("abs/file", "ours"));
        host.require(host.zoneadm("-z", "z", "install", "-a", image.layout().toString()));
        assertEquals("ours", host.read("/zones/z/root/abs/file"));
        assertTrue(Files.isSymbolicLink(host.at("/zones/z/root/etc")));
        try (Stream<Path> there = Files.list(outside)) {
            assertEquals(List.of(outside.resolve("file")), there.toList());
        }
    }

    @Test
    void whatIsNotAsItsSumSaysIsRefused() throws IOException {
        image.layer(tar().file("x", "one"));
        Path layout = image.layout();
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            for (Path blob : (Iterable<Path>) blobs.sorted()::iterator) {
                byte[] whole = Files.readAllBytes(blob);
                byte[] changed = whole.clone();
                changed[changed.length - 3] ^= 1;
                Files.write(blob, changed);
                refused(layout, "image");
                Files.write(blob, java.util.Arrays.copyOf(whole, whole.length - 1));
                refused(layout, "not what the image says: it has");
                Files.delete(blob);
                refused(layout, "is not a whole container image: it has no blobs/sha256/");
                Files.createSymbolicLink(blob, directory.resolve("elsewhere"));
                Files.write(directory.resolve("elsewhere"), whole);
                refused(layout, "is a symbolic link");
                Files.delete(blob);
                Files.createDirectory(blob);
                refused(layout, "is a directory");
                Files.delete(blob);
                Files.write(blob, whole);
            }
        }
        host.require(host.zoneadm("-z", "z", "install", "-a", layout.toString()));
    }

    @Test
    void aLayerOfOtherBytesThanItsConfigurationSaysIsRefused() throws IOException {
        byte[] one = tar().file("x", "one").whole();
        byte[] two = tar().file("x", "two").whole();
        image.layer(one, Packing.PLAIN);
        Path saved = directory.resolve("saved.tar");
        String text = new String(image.saved("a").whole(), StandardCharsets.ISO_8859_1);
        String changed = text.replace(
                new String(one, StandardCharsets.ISO_8859_1), new String(two, StandardCharsets.ISO_8859_1));
        assertFalse(changed.equals(text));
        Files.writeString(saved, changed, StandardCharsets.ISO_8859_1);
        refused(saved, "its bytes have another sha256");
        Files.writeString(
                saved,
                text.replace("\"Entrypoint\":[\"/bin/sh\"", "\"Entrypoint\":[\"/bin/rm\""),
                StandardCharsets.ISO_8859_1);
        refused(saved, ".json is not what the image says");
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("[".repeat(100_000), "nesting"),
                Arguments.of("{\"manifests\":" + "[".repeat(40) + "]".repeat(40) + "}", "nesting"),
                Arguments.of("{\"manifests\":[" + "1,".repeat(200_000) + "1]}", "more than 100000 values"),
                Arguments.of(" ".repeat(5 << 20), "larger than 4 MB"),
                // as UTF-32, of which these are no characters
                Arguments.of("\0\0\0{\u007f\u007f\u007f\u007f", "index.json is not what it has to be"),
                Arguments.of("{\"manifests\":" + "9".repeat(40) + "}", "exceeds the maximum allowed (19)"),
                Arguments.of("{\"manifests\":1}", "'manifests' has to be a list"),
                Arguments.of("{\"manifests\":[1]}", "'manifests' has to be an object"),
                Arguments.of("{\"manifests\":[],\"manifests\":[]}", "Duplicate"),
                Arguments.of("{\"manifests\":[]}", "has no container image in it"),
                Arguments.of("{\"manifests\":[]} x", "index.json is not what it has to be"),
                Arguments.of("", "index.json is not what it has to be"),
                Arguments.of(
                        "{\"manifests\":[{\"digest\":\"sha256:../../../outside/file\",\"size\":6}]}",
                        "is not a digest"),
                Arguments.of("{\"manifests\":[{\"digest\":\"md5:00\",\"size\":6}]}", "is not a digest"),
                Arguments.of(
                        "{\"manifests\":[{\"digest\":\"sha256:" + "A".repeat(64) + "\",\"size\":6}]}",
                        "is not a digest"),
                Arguments.of(
                        "{\"manifests\":[{\"digest\":\"sha256:" + "a".repeat(64) + "\",\"size\":-1}]}",
                        "'size' has to be a number of bytes"),
                Arguments.of(
                        "{\"manifests\":[{\"digest\":\"sha256:" + "a".repeat(64)
                                + "\",\"size\":99999999999999999999}]}",
                        "index.json is not what it has to be"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsThatAreNoneAreRefused(String json, String told) throws IOException {
        Path layout = image.layer(tar().file("x", "")).layout();
        Files.writeString(layout.resolve("index.json"), json);
        refused(layout, told);
    }

    static Stream<Arguments> configurations() {
        String variables = "\"A=1\"" + ",\"A=1\"".repeat(1000);
        return Stream.of(
                Arguments.of("\"Env\":[" + variables + "]", "'Env' has more than 1000 variables"),
                Arguments.of("\"Cmd\":\"sh\"", "'Cmd' has to be a list of texts"),
                Arguments.of("\"Cmd\":null", "image is not the root of a Linux: it has no etc"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configurationsThatNoZoneCanHaveAreRefused(String json, String told) throws IOException {
        refused(image.layer(tar().file("x", "")).run(json).layout(), told);
    }

    @Test
    void indexesOfIndexesComeToAnEnd() throws IOException {
        String inner = image.layer(tar().file("x", "")).manifest("");
        for (int i = 0; i < 12; i++) {
            inner = image.index(inner);
        }
        refused(image.layoutOf(inner), "lead to others more than 8 times");
        String self =
                "{\"mediaType\":\"" + ImageMaker.INDEX + "\",\"digest\":\"sha256:" + "a".repeat(64) + "\",\"size\":%d}";
        String cycle = "{\"manifests\":[" + String.format(self, 500) + "]}";
        Path blob = image.file("sha256:" + "a".repeat(64));
        Files.writeString(blob, cycle + " ".repeat(500 - cycle.length()));
        refused(image.layoutOf(String.format(self, 500)), "its bytes have another sha256");
    }

    @Test
    void moreThanOneImageIsForTheCallerToChooseFrom() throws IOException {
        String one = image.layer(tar().file("x", "")).manifest(named("one"));
        ImageMaker other = new ImageMaker(directory.resolve("image"));
        String two = other.layer(tar().file("y", "")).manifest(named("two"));
        refused(image.layoutOf(one, two), "has several container images in it: one, two");
        String again = image.manifest(named("latest"));
        host.require(host.zoneadm(
                "-z", "z", "install", "-a", image.layoutOf(one, again).toString()));
    }

    private static String named(String name) {
        return ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}";
    }

    @Test
    void anImageForOtherMachinesIsRefused() throws IOException {
        image.platform("\"os\":\"linux\",\"architecture\":\"vax\",\"variant\":\"v7\"");
        String vax = image.layer(tar().file("x", "")).manifest("");
        String windows = new ImageMaker(directory.resolve("image"))
                .platform("\"os\":\"windows\",\"architecture\":\"amd64\"")
                .layer(tar().file("y", ""))
                .manifest("");
        refused(image.layoutOf(vax, windows), "is for linux/vax/v7, windows/amd64, and this machine is linux/");
        String lying = image.manifest(
                ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + ImageMaker.architecture() + "\"}");
        refused(image.layoutOf(lying), "is for linux/vax/v7, and");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "short", "text"})
    void layersThatAreNoneAreRefused(String what) throws IOException {
        byte[] tar = tar().file("x", "x").file("y", "y".repeat(2000)).cut();
        byte[] layer = switch (what) {
            case "cut" -> java.util.Arrays.copyOf(tar, tar.length - 700);
            case "text" -> bytes("no archive at all, however long it may be");
            default -> bytes("x");
        };
        image.layer(layer, Packing.GZIP);
        refused(image.layout(), "image: sha256:");
    }

    @Test
    void filesOfAnArchiveLeadNowhereElse() throws IOException {
        image.layer(tar().file("x", "x"));
        for (String name : List.of("../outside/file", "/etc/passwd", "l", "d/../../x", "", "d")) {
            Path saved = directory.resolve("saved.tar");
            Files.write(
                    saved,
                    tar().link("l", outside.resolve("file").toString())
                            .directory("d")
                            .file("manifest.json", "[{\"Config\":\"" + name + "\",\"Layers\":[]}]")
                            .whole());
            refused(saved, saved.toString());
        }
    }

    /** @param verb the words of one that takes other things */
    @ParameterizedTest
    @ValueSource(strings = {"install -d", "attach -a", "attach -u -a"})
    void whatIsNotMadeOfImagesSaysWhatIs(String verb) throws IOException {
        Path layout = image.layer(tar().directory("etc").file("etc/x", "")).layout();
        Path archive = directory.resolve("saved.tar");
        Files.write(archive, image.saved("x").whole());
        for (Path from : verb.startsWith("install") ? List.of(layout) : List.of(layout, archive)) {
            List<String> words = new ArrayList<>(List.of("-z", "z"));
            words.addAll(List.of(verb.split(" ")));
            words.add(from.toString());
            Refusal.of(host, () -> host.zoneadm(words.toArray(String[]::new)), from + " is a container image");
        }
        host.require(host.zoneadm("-z", "z", "install", "-a", layout.toString()));
    }

    @Test
    void aZoneOfSolarisIsNotMadeOfAnImage() throws IOException {
        host.require(host.zonecfg("-z", "s", "create -b; set zonepath=/zones/s"));
        Path layout = image.layer(tar().file("x", "")).layout();
        Refusal.of(
                host,
                () -> host.zoneadm("-z", "s", "install", "-p", "-a", layout.toString()),
                "is a container image, which zones of brand lx are made of, and this one is of brand 'native'");
    }
}
