package org.jzones.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/** The root of a zone or a machine that a zone is to be made of, looked at before any of it is taken (spec 6). */
public abstract class SystemImage {
    static final String RELEASE = "var/sadm/system/admin/INST_RELEASE";
    static final String ZONES = "etc/zones/index";

    /** Of these a zone has its own whatever is in them, so that only the directories are taken. */
    private static final List<String> OWN = List.of("proc", "tmp", "var/run", "system/contract", "system/object");

    private static final List<String> OWN_OF_LINUX = List.of("dev", "proc", "sys", "run");

    private final String shown;
    private final ZoneConfig config;
    private final boolean isLinux;

    SystemImage(String shown, ZoneConfig config, boolean isLinux) {
        this.shown = shown;
        this.config = config;
        this.isLinux = isLinux;
    }

    /** As the caller has named it. */
    public String shown() {
        return shown;
    }

    /** As what the root has this path. */
    public abstract Optional<Kind> kindOf(String path);

    /** One of the few files that decide what is made of it, if it has it. */
    abstract Optional<byte[]> read(String path);

    /** What the work finds out of the software database, in a directory that holds it as a root does. */
    public abstract <T> T inDatabase(Function<Layout, T> work);

    /** A value of the head that archives have of some kinds. */
    public Optional<String> head(String keyword) {
        return Optional.empty();
    }

    /** What is told of it when the zone has it. */
    public List<Problem> losses() {
        return List.of();
    }

    /** How much of it the zone has got, for whoever watches. */
    public abstract List<Problem> counts();

    /** How many bytes its files have. */
    abstract long bytes();

    /** True if its files are where the zone is to have them. */
    public boolean isInPlace() {
        return false;
    }

    /** Puts the root where nothing is yet, in a directory which nobody else can reach; nothing to do if it is in place. */
    public abstract void put(Trees trees, Path root, Progress progress);

    /** Which release of Solaris it is, as INST_RELEASE has it. */
    public Optional<byte[]> release() {
        return read(RELEASE);
    }

    /** The index of the zones that the machine had which it is of. */
    public Optional<byte[]> zones() {
        return read(ZONES);
    }

    /** What an installed package says of itself. */
    public Optional<byte[]> pkginfo(String name) {
        return read("var/sadm/pkg/" + name + "/pkginfo");
    }

    /** Checks that it is the root of a system, none of whose directories that are looked into is anything else. */
    public void requireSystem() {
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

    final void requireKind(Optional<Kind> kind, String path, Kind wanted) {
        if (kind.isPresent() && kind.get() != wanted) {
            String word = wanted == Kind.FILE ? "a file" : "a directory";
            throw Failure.of(Message.ARCHIVE_KIND, shown, ArchiveEntry.shown(path), word);
        }
    }

    /** Checks that there is room for it, and some more, where it is to be put. */
    public void requireRoom(Path existing) {
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            long usable = free - free / 20;
            if (bytes() > usable) {
                throw Failure.of(Message.ARCHIVE_NO_ROOM, shown, bytes() >> 20, free >> 20, usable >> 20);
            }
        } catch (IOException e) {
            throw FileTrouble.reading(existing.toString(), e);
        }
    }

    /** True for what the zone does not get: it has its own, or its host's. */
    final boolean isLeftOut(String path) {
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
