package org.jzones.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.EntryNames;
import org.jzones.archive.OutputFailed;
import org.jzones.archive.TarWriter;
import org.jzones.file.FreeSpace;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The files of an image, as they are when all its layers lie on each other. Looked at as a whole, with all sums, before any
 * of them is written; then written once each, whatever layers there are below.
 */
public final class ImageTree {
    private static final int MOST = 5_000_000;
    private static final int OPEN = 0755;

    private final ImageFiles files;
    private final List<Layer> layers;
    private final LayerTree tree = new LayerTree();
    /** The numbers of the entries of files that have several names, or may have had. */
    private final Set<Integer> linked = new HashSet<>();

    private int number;
    private long bytes;
    private int nodes;
    private int attributes;

    private ImageTree(ImageFiles files, List<Layer> layers) {
        this.files = files;
        this.layers = layers;
    }

    /**
     * Reads all layers.
     *
     * @param room where they are to be written
     * @throws Failure if there is anything in them for which they must not be written, or they are not what the image says
     */
    public static ImageTree look(ImageFiles files, Image image, FreeSpace room) {
        ImageTree looked = new ImageTree(files, image.layers());
        LongConsumer count = n -> {
            looked.bytes += n;
            if (looked.bytes > room.usable()) {
                throw TarFiles.noRoom(files.shown(), room);
            }
        };
        for (int i = 0; i < image.layers().size(); i++) {
            looked.look(image.layers().get(i), i + 1, count);
        }
        return looked;
    }

    /** Of all layers together, before they were compressed. */
    public long bytes() {
        return bytes;
    }

    /** How many devices there are besides. */
    public int nodes() {
        return nodes;
    }

    /** How many access control lists and the like there are besides. */
    public int attributes() {
        return attributes;
    }

    /** How many files and directories it has. */
    public int entries() {
        int entries = 0;
        for (int node = 1; node < tree.size(); node++) {
            entries += tree.isThere(node) && tree.kind(node) != Kind.NODE ? 1 : 0;
        }
        return entries;
    }

    private void look(Layer layer, int at, LongConsumer count) {
        EntryNames names = new EntryNames(layer.shown());
        new LayerPass(files, layer, count).read((entry, data) -> {
            if (entry.kind() == Kind.ATTRIBUTES) {
                attributes++;
                return;
            }
            String path = names.enter(entry);
            if (++number > MOST) {
                throw many();
            }
            try {
                if (!path.isEmpty()) {
                    take(layer, at, entry, path, names);
                }
            } catch (IllegalStateException e) {
                throw many().causedBy(e);
            }
        });
        tree.end(at).ifPresent(found -> {
            throw Failure.of(
                    Message.ARCHIVE_THROUGH, layer.shown(), ArchiveEntry.shown(found[0]), ArchiveEntry.shown(found[1]));
        });
    }

    private Failure many() {
        return Failure.of(Message.ARCHIVE_MANY, files.shown(), MOST);
    }

    private void take(Layer layer, int at, ArchiveEntry entry, String path, EntryNames names) {
        Whiteout whiteout = Whiteout.of(path, layer.shown());
        switch (whiteout.meaning()) {
            case NOTHING -> {}
            case TAKES -> tree.take(tree.node(whiteout.path()), at);
            case HIDES -> tree.hideBelow(tree.node(whiteout.path()), at);
            case IS_NONE -> put(at, entry, path, names);
        }
    }

    private void put(int at, ArchiveEntry entry, String path, EntryNames names) {
        int node = tree.node(path);
        if (entry.kind() == Kind.HARD_LINK) {
            int target = tree.find(names.path(entry.target()));
            if (target <= 0 || !tree.isThere(target) || tree.kind(target) != Kind.FILE) {
                throw names.notLinked(entry);
            }
            int source = tree.source(target);
            linked.add(source);
            tree.put(node, at, Kind.FILE, source);
        } else {
            nodes += entry.kind() == Kind.NODE ? 1 : 0;
            tree.put(node, at, entry.kind(), number);
        }
    }

    /**
     * Writes it for the tar of GNU. Whatever the layers may hold by now: only names that were looked at are written, each
     * as the kind of file that it was.
     *
     * @param place what a path becomes; empty if it is not written
     * @param progress is told of each so many bytes of layers more
     * @throws IOException if it could not be written
     * @throws Failure if the layers could not be read, or are no longer what the image says
     */
    public void write(Function<String, Optional<String>> place, OutputStream out, LongConsumer progress)
            throws IOException {
        TarWriter tar = new TarWriter(OutputFailed.telling(out));
        Map<Integer, List<Integer>> names = tree.namesOf(linked);
        try {
            for (int node = 1; node < tree.size(); node++) {
                if (tree.isThere(node) && tree.source(node) == LayerTree.NOWHERE) {
                    Optional<String> placed = place.apply(tree.path(node));
                    if (placed.isPresent()) {
                        tar.write(directory(placed.get()), InputStream.nullInputStream());
                    }
                }
            }
            number = 0;
            for (Layer layer : layers) {
                write(layer, names, place, tar, progress);
            }
            tar.end();
        } catch (OutputFailed e) {
            throw e.io();
        }
    }

    private static ArchiveEntry directory(String path) {
        return new ArchiveEntry(path, Kind.DIRECTORY, OPEN, 0, 0, 0, 0, 0, "", Optional.empty());
    }

    private void write(
            Layer layer,
            Map<Integer, List<Integer>> names,
            Function<String, Optional<String>> place,
            TarWriter tar,
            LongConsumer progress) {
        EntryNames checked = new EntryNames(layer.shown());
        new LayerPass(files, layer, progress).read((entry, data) -> {
            if (entry.kind() == Kind.ATTRIBUTES) {
                return;
            }
            String path = checked.enter(entry);
            number++;
            if (entry.kind() == Kind.NODE) {
                return;
            }
            List<String> placed = new ArrayList<>();
            for (int node : names.getOrDefault(number, own(path))) {
                if (tree.source(node) == number && tree.kind(node) == entry.kind()) {
                    place.apply(tree.path(node)).ifPresent(placed::add);
                }
            }
            if (!placed.isEmpty()) {
                write(entry, placed, data, tar);
            }
        });
    }

    /** The node of a path, if there is something. */
    private List<Integer> own(String path) {
        int node = tree.find(path);
        return node > 0 && tree.isThere(node) ? List.of(node) : List.of();
    }

    private static void write(ArchiveEntry entry, List<String> names, InputStream data, TarWriter tar)
            throws IOException {
        tar.write(entry.named(names.get(0), entry.target()), data);
        for (String other : names.subList(1, names.size())) {
            tar.write(entry.named(other, "").asLinkTo(names.get(0)), InputStream.nullInputStream());
        }
    }
}
