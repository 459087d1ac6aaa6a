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
import java.util.regex.Pattern;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.ArchivePass;
import org.jzones.archive.ArchivePass.Contents;
import org.jzones.file.FileTrouble;
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
public final class ArchiveImage {
    private static final String MANIFEST = "SUNWdetached.xml";
    private static final String RELEASE = "var/sadm/system/admin/INST_RELEASE";
    private static final String CONTENTS = "var/sadm/install/contents";
    private static final String ZONES = "etc/zones/index";
    private static final Pattern PKGINFO = Pattern.compile("var/sadm/pkg/([A-Za-z0-9][A-Za-z0-9_.+-]{0,63})/pkginfo");

    /** What a root is known by that has a directory named root in it. */
    private static final List<String> OF_ROOTS = List.of("bin", "etc", "var");

    /** Of these a zone has its own whatever is in them, so that only the directories are taken. */
    private static final List<String> OWN = List.of("proc", "tmp", "var/run", "system/contract", "system/object");

    private static final List<String> OWN_OF_LINUX = List.of("dev", "proc", "sys", "run");

    private final Path file;
    private final String shown;
    private final ZoneConfig config;
    private final boolean isLinux;
    private final Contents contents;
    private final String prefix;

    private ArchiveImage(Path file, String shown, ZoneConfig config, boolean isLinux, Contents contents) {
        this.file = file;
        this.shown = shown;
        this.config = config;
        this.isLinux = isLinux;
        this.contents = contents;
        this.prefix = prefix();
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
    private String prefix() {
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
        if (!tops.get(0).equals(last(config))) {
            throw Failure.of(Message.ARCHIVE_OTHER_TOP, shown, ArchiveEntry.shown(tops.get(0)), last(config));
        }
        return tops.get(0) + "/root/";
    }

    public String shown() {
        return shown;
    }

    /** What is told of it when it has been unpacked. */
    public List<Problem> losses() {
        List<Problem> losses = new ArrayList<>();
        if (contents.attributes() > 0) {
            losses.add(Problem.of(Message.ARCHIVE_ATTRIBUTES, shown, contents.attributes()));
        }
        return losses;
    }

    /** How much of it was unpacked, for whoever watches. */
    public List<Problem> counts() {
        List<Problem> counts =
                new ArrayList<>(List.of(Problem.of(Message.ARCHIVE_UNPACKED, contents.entries(), shown)));
        if (contents.nodes() > 0) {
            counts.add(Problem.of(Message.ARCHIVE_NODES, contents.nodes()));
        }
        return counts;
    }

    /** A value of the head of a flash archive. */
    public Optional<String> head(String keyword) {
        return contents.head().flatMap(head -> head.get(keyword));
    }

    /** As what the root has this path. */
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

    /** Which release of Solaris it is, as INST_RELEASE has it. */
    public Optional<byte[]> release() {
        return Optional.ofNullable(contents.kept().get(prefix + RELEASE));
    }

    /** The index of the zones that the machine had which it is of. */
    public Optional<byte[]> zones() {
        return Optional.ofNullable(contents.kept().get(prefix + ZONES));
    }

    /** The files of the software database that decide what a zone depends on, by their paths. */
    public Map<String, byte[]> software() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        contents.kept().forEach((path, bytes) -> {
            String inRoot = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
            if (inRoot.equals(CONTENTS) || PKGINFO.matcher(inRoot).matches()) {
                files.put(inRoot, bytes);
            }
        });
        return files;
    }

    /** Checks that it is the root of a system, none of whose directories that are looked into is anything else. */
    public void requireSystem() {
        requireKind(contents.names().kindOf(prefix), "root", Kind.DIRECTORY);
        List<String> directories = isLinux
                ? List.of("etc")
                : List.of("etc", "etc/dfs", "etc/zones", "etc/svc", "var", "var/svc", "var/sadm", "var/sadm/pkg");
        directories.forEach(path -> requireKind(kindOf(path), path, Kind.DIRECTORY));
        requireKind(kindOf(RELEASE), RELEASE, Kind.FILE);
        List<String> needed =
                isLinux ? List.of("etc") : List.of("etc", "etc/svc", "usr", "sbin", "lib", "var", "var/svc");
        for (String path : needed) {
            if (kindOf(path).isEmpty() && !config.inheritedDirs().contains("/" + path)) {
                throw Failure.of(Message.ARCHIVE_NO_SYSTEM, shown, path);
            }
        }
    }

    private void requireKind(Optional<Kind> kind, String path, Kind wanted) {
        if (kind.isPresent() && kind.get() != wanted) {
            String word = wanted == Kind.FILE ? "a file" : "a directory";
            throw Failure.of(Message.ARCHIVE_KIND, shown, ArchiveEntry.shown(path), word);
        }
    }

    /** Checks that there is room for it, and some more, where it is to be unpacked. */
    public void requireRoom(Path existing) {
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            long usable = free - free / 20;
            if (contents.bytes() > usable) {
                throw Failure.of(Message.ARCHIVE_NO_ROOM, shown, contents.bytes() >> 20, free >> 20, usable >> 20);
            }
        } catch (IOException e) {
            throw FileTrouble.reading(existing.toString(), e);
        }
    }

    /** Unpacks the root into a new directory of ours, which nobody else can reach. It is checked once more meanwhile. */
    public void unpack(Trees trees, Path root, Progress progress) {
        trees.makeDirectory(root, "rwxr-xr-x");
        progress.expect("bytes", contents.bytes());
        trees.unpack(root, out -> {
            try (InputStream in = Files.newInputStream(file)) {
                ArchivePass.unpack(in, shown, this::place, out, progress::advance);
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

    private boolean isLeftOut(String path) {
        if (isLinux) {
            return OWN_OF_LINUX.stream().anyMatch(own -> path.startsWith(own + "/"));
        }
        return path.startsWith("dev/")
                || path.equals("devices")
                || path.startsWith("devices/")
                || OWN.stream().anyMatch(own -> path.startsWith(own + "/"))
                || config.inheritedDirs().stream().anyMatch(dir -> ("/" + path + "/").startsWith(dir + "/"));
    }
}
