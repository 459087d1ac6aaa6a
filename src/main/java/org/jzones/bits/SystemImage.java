package org.jzones.bits;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.file.FreeSpace;
import org.jzones.file.Layout;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/** The root of a zone or a machine that a zone is to be made of, looked at before any of it is taken (spec 6). */
public abstract class SystemImage implements ZoneImage {
    static final String RELEASE = "var/sadm/system/admin/INST_RELEASE";
    static final String ZONES = "etc/zones/index";

    /** Of these a zone has its own whatever is in them, so that only the directories are taken. */
    private static final List<String> OWN = List.of("proc", "tmp", "var/run", "system/contract", "system/object");

    private static final List<String> OWN_OF_LINUX = List.of("dev/", "proc/", "sys/", "run/");

    private final String shown;
    private final ZoneConfig config;
    private final boolean isLinux;

    SystemImage(String shown, ZoneConfig config, boolean isLinux) {
        this.shown = shown;
        this.config = config;
        this.isLinux = isLinux;
    }

    @Override
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

    @Override
    public List<Problem> losses() {
        return List.of();
    }

    /** How many bytes its files have. */
    abstract long bytes();

    @Override
    public boolean isInPlace() {
        return false;
    }

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
        FreeSpace room = FreeSpace.at(existing);
        if (bytes() > room.usable()) {
            throw Failure.of(Message.ARCHIVE_NO_ROOM, shown, bytes() >> 20, room.free() >> 20, room.usable() >> 20);
        }
    }

    /** True for what the zone does not get: it has its own, or its host's. */
    final boolean isLeftOut(String path) {
        if (isLinux) {
            return isOwnOfLinux(path);
        }
        return path.startsWith("dev/")
                || path.equals("devices")
                || path.startsWith("devices/")
                || OWN.stream().anyMatch(own -> path.startsWith(own + "/"))
                || config.inheritedDirs().stream().anyMatch(dir -> ("/" + path + "/").startsWith(dir + "/"));
    }

    /** True for what a zone of Linux has of its own, whatever is in there. */
    static boolean isOwnOfLinux(String path) {
        return OWN_OF_LINUX.stream().anyMatch(path::startsWith);
    }
}
