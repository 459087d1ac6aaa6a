package org.jzones.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.TarReader;
import org.jzones.file.FreeSpace;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.support.ImageMaker;
import org.jzones.support.ImageMaker.Packing;
import org.jzones.support.TarMaker;

/** Layers on each other, against a plain model that applies them one after another to a map. */
class ImageTreeTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final String DIRECTORY = Kind.DIRECTORY.toString();

    @TempDir
    Path directory = Path.of("");

    private static ImageTree look(Path layout, long room) {
        DirectoryFiles files = new DirectoryFiles(layout, "image");
        String machine = ImageMaker.architecture();
        Platform here = new Platform("linux", machine, machine.equals("arm64") ? "v8" : "");
        return ImageTree.look(files, Images.choose(files, here), new FreeSpace(room));
    }

    /** What is written, by paths: the kinds of all, and of files what is in them. */
    private static Map<String, String> written(ImageTree tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tree.write(Optional::of, out, n -> {});
        Map<String, String> found = new TreeMap<>();
        TarReader tar = new TarReader(new ByteArrayInputStream(out.toByteArray()), "written");
        for (Optional<ArchiveEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
            ArchiveEntry entry = next.get();
            String text = switch (entry.kind()) {
                case FILE -> text(tar.data());
                case HARD_LINK -> found.getOrDefault(entry.target(), "no such file");
                default -> entry.kind().toString();
            };
            assertEquals(null, found.put(entry.name(), text), entry.name() + " is written twice");
        }
        return found;
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The model: paths in order, so that what is above comes first. */
    private static final class Model {
        private final Map<String, String> files = new LinkedHashMap<>();

        void remove(String path) {
            files.remove(path);
            removeBelow(path);
        }

        void removeBelow(String path) {
            files.keySet().removeIf(other -> other.startsWith(path.isEmpty() ? "" : path + "/"));
        }

        void put(String path, String text) {
            if (!text.equals(DIRECTORY)) {
                removeBelow(path);
            }
            files.put(path, text);
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                files.putIfAbsent(path.substring(0, slash), DIRECTORY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void layersAreWhatTheModelMakesOfThem(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            ImageMaker image = new ImageMaker(directory.resolve("image" + round));
            Model model = new Model();
            for (int layer = 0; layer < 5; layer++) {
                image.layer(layer(random, layer, model).whole(), Packing.PLAIN);
            }
            assertEquals(new TreeMap<>(model.files), written(look(image.layout(), 1L << 30)), "round " + round);
        }
    }

    /** A layer that has each path once, and no parents that are anything but directories. */
    private static TarMaker layer(Random random, int number, Model model) {
        Map<String, String> own = new LinkedHashMap<>();
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String path = path(random);
            if (random.nextInt(4) > 0) {
                own.put(path, random.nextBoolean() ? "file " + number + path : DIRECTORY);
                continue;
            }
            String above = path.substring(0, path.lastIndexOf('/') + 1);
            if (random.nextBoolean()) {
                marks.add(above + ".wh..wh..opq");
                model.removeBelow(above.isEmpty() ? "" : above.substring(0, above.length() - 1));
            } else {
                marks.add(above + ".wh." + path.substring(above.length()));
                model.remove(path);
            }
        }
        TarMaker tar = new TarMaker();
        List<Runnable> entries = new ArrayList<>();
        marks.stream().distinct().forEach(mark -> entries.add(() -> tar.file(mark, "")));
        own.forEach((path, text) -> {
            if (!fits(path, own, model)
                    || (!text.equals(DIRECTORY)
                            && Stream.concat(marks.stream(), own.keySet().stream())
                                    .anyMatch(other -> other.startsWith(path + "/")))) {
                return;
            }
            model.put(path, text);
            entries.add(() -> {
                if (text.equals(DIRECTORY)) {
                    tar.directory(path);
                } else {
                    tar.file(path, text);
                }
            });
        });
        Collections.shuffle(entries, random);
        entries.forEach(Runnable::run);
        return tar;
    }

    /** Whether all that is above it is a directory, in this layer or below. */
    private static boolean fits(String path, Map<String, String> own, Model model) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String above = path.substring(0, slash);
            if (!own.getOrDefault(above, DIRECTORY).equals(DIRECTORY)
                    || !model.files.getOrDefault(above, DIRECTORY).equals(DIRECTORY)) {
                return false;
            }
        }
        return true;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(NAMES.get(random.nextInt(3)));
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path.append('/').append(NAMES.get(random.nextInt(3)));
        }
        return path.toString();
    }

    /** What a little becomes when it is no longer compressed, of files, behind them, or in a head. */
    @Test
    void whatGrowsBeyondTheRoomIsNotRead() {
        byte[] large = new TarMaker()
                .header('0', "zeros", 0644, "", 1 << 24)
                .file("x", "")
                .cut();
        byte[] behind = java.util.Arrays.copyOf(new TarMaker().file("x", "").whole(), 1 << 24);
        for (byte[] layer : List.of(java.util.Arrays.copyOf(large, 1 << 25), behind)) {
            ImageMaker image = new ImageMaker(directory.resolve("image"));
            image.layer(layer, Packing.GZIP);
            Failure failure = assertThrows(Failure.class, () -> look(image.layout(), 1 << 22));
            assertEquals(Message.IMAGE_NO_ROOM, failure.problems().get(0).message());
        }
    }

    /** Who changes a layer between the two times it is read changes nothing of what is written where. */
    @Test
    void aLayerThatBecomesAnotherOneIsNoticed() throws IOException {
        ImageMaker image = new ImageMaker(directory.resolve("image"));
        byte[] one = new TarMaker().directory("d").file("d/x", "x").whole();
        byte[] other = new TarMaker().link("d", "/etc").file("e/x", "x").whole();
        image.layer(one, Packing.PLAIN);
        ImageTree tree = look(image.layout(), 1L << 30);
        java.nio.file.Files.write(image.file("sha256:" + image.hex(one)), other);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Failure failure = assertThrows(Failure.class, () -> tree.write(Optional::of, out, n -> {}));
        assertEquals(Message.IMAGE_DIGEST, failure.problems().get(0).message());
        assertEquals(0, out.size(), "nothing of it is written");
    }
}
