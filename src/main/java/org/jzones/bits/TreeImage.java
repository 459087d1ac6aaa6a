package org.jzones.bits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/** The root of a zone or a machine as a directory, copied into the zone; or put into its place by hand, and left there. */
public final class TreeImage extends SystemImage {
    private final Layout tree;
    private final boolean isInPlace;
    private long bytes;
    private int nodes;

    private TreeImage(Layout tree, String shown, ZoneConfig config, boolean isLinux, boolean isInPlace) {
        super(shown, config, isLinux);
        this.tree = tree;
        this.isInPlace = isInPlace;
    }

    /**
     * A directory to copy.
     *
     * @param source with the files of a Solaris
     * @param shown as the caller has named it
     * @throws Failure if it is none, or overlaps the zonepath
     */
    public static TreeImage toCopy(Layout host, Path source, String shown, ZoneConfig config, Progress progress) {
        SourceDirectory.require(host, source, shown, config);
        Path real = Layout.realPath(source);
        if (isDirectory(real.resolve("root")) && Layout.exists(real.resolve("SUNWdetached.xml"))) {
            throw Failure.of(Message.SOURCE_DETACHED, shown);
        }
        TreeImage image = new TreeImage(host.ofZone(real), shown, config, false, false);
        progress.phase(Problem.of(Message.PHASE_READING));
        image.count();
        return image;
    }

    /** What was put into the root of the zone by hand. @throws Failure if there is nothing */
    public static TreeImage inPlace(Layout host, ZoneConfig config, boolean isLinux) {
        Path root = host.zoneRoot(config.zonepath());
        if (!isDirectory(root)) {
            throw Failure.of(Message.ZONE_ROOT_MISSING, host.shown(root));
        }
        if (Layout.exists(host.manifest(config.zonepath()))) {
            throw Failure.of(Message.ZONEPATH_DETACHED, config.zonepath(), "attach");
        }
        return new TreeImage(host.ofZone(root), host.shown(root), config, isLinux, true);
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void count() {
        Path root = tree.root();
        walk(root, path -> {
            if (!isLeftOut(root.relativize(path).toString()) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                bytes += size(path);
            }
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void walk(Path root, Consumer<Path> work) {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.forEach(work);
        } catch (UncheckedIOException e) {
            IOException cause = FileTrouble.causeOf(e);
            throw FileTrouble.reading(tree.shown(cause, root), cause);
        } catch (IOException e) {
            throw FileTrouble.reading(tree.shown(e, root), e);
        }
    }

    @Override
    public boolean isInPlace() {
        return isInPlace;
    }

    @Override
    public Optional<Kind> kindOf(String path) {
        FileFacts there = Look.at(tree, tree.root().resolve(path));
        return switch (there.kind()) {
            case MISSING -> Optional.empty();
            case DIRECTORY -> Optional.of(Kind.DIRECTORY);
            case FILE -> Optional.of(Kind.FILE);
            case LINK -> Optional.of(Kind.LINK);
            case OTHER -> Optional.of(Kind.NODE);
        };
    }

    @Override
    Optional<byte[]> read(String path) {
        Path file = tree.resolve(path);
        try {
            return RegularFile.readIfRegular(file, tree);
        } catch (IOException e) {
            throw FileTrouble.reading(tree.shown(e, file), e);
        }
    }

    @Override
    public <T> T inDatabase(Function<Layout, T> work) {
        return work.apply(tree);
    }

    @Override
    long bytes() {
        return bytes;
    }

    @Override
    public List<Problem> counts() {
        List<Problem> counts = new ArrayList<>();
        if (!isInPlace) {
            counts.add(Problem.of(Message.IMAGE_COPIED, shown()));
        }
        if (nodes > 0) {
            counts.add(Problem.of(Message.ARCHIVE_NODES, nodes));
        }
        return counts;
    }

    @Override
    public void put(Trees trees, Path root, Progress progress) {
        if (!isInPlace) {
            trees.makeDirectory(root, "rwxr-xr-x");
            progress.expect("bytes", bytes);
            trees.copy(tree.root(), names(trees), root, progress);
            progress.done();
        }
        List<Path> gone = trees.nodes(root);
        nodes = gone.size();
        gone.forEach(node -> trees.removeWithin(root, node));
        if (!isInPlace) {
            leftOut(root).forEach(path -> trees.removeWithin(root, path));
        }
    }

    /** What to copy of the top: all if a name in it cannot be told to a program. */
    private List<String> names(Trees trees) {
        List<String> names = trees.names(tree.root());
        boolean areReadable = names.stream().allMatch(FileNames::isReadable);
        return areReadable ? names.stream().filter(name -> !isLeftOut(name)).toList() : List.of(".");
    }

    /** What has come along and the zone does not get: what is in a directory before the directory. */
    private List<Path> leftOut(Path root) {
        List<Path> paths = new ArrayList<>();
        walk(root, path -> {
            if (isLeftOut(root.relativize(path).toString())) {
                paths.add(path);
            }
        });
        Collections.reverse(paths);
        return paths;
    }
}
