package org.jzones.bits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.ArchivePass;
import org.jzones.archive.ArchivePass.Contents;
import org.jzones.archive.EntryNames;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.PrivateDirectory;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/**
 * An archive with the files of a zone in it, looked at as a whole before any of it is unpacked (spec 6): where in it the root
 * is, what of it the zone gets, and the few files that decide whether it gets any.
 */
public final class ArchiveImage extends SystemImage {
    private static final String MANIFEST = "SUNWdetached.xml";
    private static final String CONTENTS = "var/sadm/install/contents";
    private static final Pattern PKGINFO = Pattern.compile("var/sadm/pkg/([A-Za-z0-9][A-Za-z0-9_.+-]{0,63})/pkginfo");

    /** What a root is known by that has a directory named root in it. */
    private static final List<String> OF_ROOTS = List.of("bin", "etc", "var");

    private final Path file;
    private final Contents contents;
    private final String prefix;

    private ArchiveImage(Path file, String shown, ZoneConfig config, boolean isLinux, Contents contents) {
        super(shown, config, isLinux);
        this.file = file;
        this.contents = contents;
        this.prefix = prefix(last(config));
    }

    /**
     * Reads all of the archive.
     *
     * @param file a regular file
     * @param shown the same for people
     * @param config of the zone that is to get it
     * @throws Failure if it is damaged, hostile, or not of a zone with this zonepath
     */
    public static ArchiveImage look(Path file, String shown, ZoneConfig config, boolean isLinux, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_READING));
        String last = last(config);
        List<String> prefixes = List.of("", "root/", last + "/root/", last + "/");
        try (InputStream in = Files.newInputStream(file)) {
            Contents contents = ArchivePass.look(
                    in,
                    shown,
                    path -> prefixes.stream()
                            .anyMatch(p -> path.startsWith(p) && isKept(path.substring(p.length()), config)),
                    by -> {});
            return new ArchiveImage(file, shown, config, isLinux, contents);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    private static boolean isKept(String path, ZoneConfig config) {
        return path.equals(MANIFEST)
                || path.equals(RELEASE)
                || path.equals(ZONES)
                || (path.equals(CONTENTS) && !config.inheritedDirs().isEmpty())
                || PKGINFO.matcher(path).matches();
    }

    /** The last part of the zonepath, as names in archives are. */
    private static String last(ZoneConfig config) {
        String zonepath = config.zonepath();
        byte[] bytes = zonepath.substring(zonepath.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What stands in front of the paths of the root: it was made of the root, or of a zonepath, inside or above it. */
    private String prefix(String last) {
        List<String> tops = contents.names().tops();
        if (contents.head().isPresent() || tops.isEmpty()) {
            return "";
        }
        if (tops.contains("root") && tops.stream().noneMatch(OF_ROOTS::contains)) {
            return "root/";
        }
        if (tops.size() > 1 || contents.names().kindOf(tops.get(0) + "/root").isEmpty()) {
            return "";
        }
        if (!tops.get(0).equals(last)) {
            throw Failure.of(Message.ARCHIVE_OTHER_TOP, shown(), ArchiveEntry.shown(tops.get(0)), last);
        }
        return tops.get(0) + "/root/";
    }

    @Override
    public List<Problem> losses() {
        List<Problem> losses = new ArrayList<>();
        if (contents.attributes() > 0) {
            losses.add(Problem.of(Message.ARCHIVE_ATTRIBUTES, shown(), contents.attributes()));
        }
        return losses;
    }

    @Override
    public List<Problem> counts() {
        List<Problem> counts =
                new ArrayList<>(List.of(Problem.of(Message.ARCHIVE_UNPACKED, contents.entries(), shown())));
        if (contents.nodes() > 0) {
            counts.add(Problem.of(Message.ARCHIVE_NODES, contents.nodes()));
        }
        return counts;
    }

    @Override
    public Optional<String> head(String keyword) {
        return contents.head().flatMap(head -> head.get(keyword));
    }

    /** Whether it is a container image, and holds the files of a zone in layers. */
    public boolean isLayered() {
        EntryNames names = contents.names();
        return names.kindOf("etc").isEmpty()
                && Stream.of("oci-layout", "manifest.json")
                        .anyMatch(name ->
                                names.kindOf(name).filter(Kind.FILE::equals).isPresent());
    }

    @Override
    public Optional<Kind> kindOf(String path) {
        return contents.names().kindOf(prefix + path);
    }

    /** The manifest that detach has left beside the root. @throws Failure if there is something else in its place */
    public Optional<byte[]> manifest() {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        String path = prefix.substring(0, prefix.length() - "root/".length()) + MANIFEST;
        requireKind(contents.names().kindOf(path), path, Kind.FILE);
        return Optional.ofNullable(contents.kept().get(path));
    }

    @Override
    Optional<byte[]> read(String path) {
        return Optional.ofNullable(contents.kept().get(prefix + path));
    }

    /** True if it says at all what software it has. */
    public boolean hasDatabase() {
        return !software().isEmpty();
    }

    /** The files of the software database that decide what a zone depends on, by their paths. */
    private Map<String, byte[]> software() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        contents.kept().forEach((path, bytes) -> {
            String inRoot = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
            if (inRoot.equals(CONTENTS) || PKGINFO.matcher(inRoot).matches()) {
                files.put(inRoot, bytes);
            }
        });
        return files;
    }

    @Override
    public <T> T inDatabase(Function<Layout, T> work) {
        try (PrivateDirectory copy = PrivateDirectory.make("jzones-archive", Optional.empty())) {
            Path directory = copy.path();
            try {
                Files.createDirectories(directory.resolve("var/sadm/pkg"));
                for (Map.Entry<String, byte[]> kept : software().entrySet()) {
                    Path path = directory.resolve(kept.getKey()); // of the names only that a package can have
                    Files.createDirectories(path.resolveSibling("."));
                    Files.write(path, kept.getValue());
                }
            } catch (IOException e) {
                throw FileTrouble.writing(directory.toString(), e);
            }
            return work.apply(new Layout(directory));
        }
    }

    @Override
    public void requireSystem() {
        requireKind(contents.names().kindOf(prefix), "root", Kind.DIRECTORY);
        super.requireSystem();
    }

    @Override
    long bytes() {
        return contents.bytes();
    }

    /** It is checked once more meanwhile. */
    @Override
    public void put(Trees trees, Path root, Progress progress) {
        trees.makeDirectory(root, "rwxr-xr-x");
        progress.expect("bytes", contents.bytes());
        trees.unpack(root, out -> {
            try (InputStream in = Files.newInputStream(file)) {
                ArchivePass.unpack(in, shown(), this::place, out, progress::advance);
            }
        });
        progress.done();
    }

    /** Where in the root of the zone a path goes; empty if the zone does not get it. */
    private Optional<String> place(String path) {
        if ((path + "/").equals(prefix) || path.isEmpty()) {
            return prefix.isEmpty() == path.isEmpty() ? Optional.of(".") : Optional.empty();
        }
        if (!path.startsWith(prefix)) {
            return Optional.empty();
        }
        String inRoot = path.substring(prefix.length());
        return isLeftOut(inRoot) ? Optional.empty() : Optional.of(inRoot);
    }
}
