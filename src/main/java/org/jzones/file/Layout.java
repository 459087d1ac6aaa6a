package org.jzones.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;

/** Where everything lies below a host root (spec 1.2): the only class with path names in it. */
public final class Layout {
    private static final int MOST_LINKS = 40;

    /** The file in a zonepath that belongs to moves to other machines, and not to the zone. */
    public static final String TRANSFER_MARK = ".zonemove";

    /** How the names of the notes of moves to other machines end. */
    public static final String TRANSFER_NOTE = ".zonemove";

    /** The name of what tells a zonepath that is being copied from one that is a zone. */
    public static final String MOVE_MARK = ".zoneadm.move";

    private static final String CONSOLE_LOG = ".console";
    private static final String LAST_RUNS = ".last";
    private static final String TAKEN = ".zone";
    private static final List<String> NAMES_IN_RUN_DIR = List.of("states", "engine", "seccomp");
    private static final List<String> ENDINGS_IN_RUN_DIR = List.of(".lock", ".tmp", CONSOLE_LOG, LAST_RUNS, TAKEN);

    private final Path root;
    /** What is left out of paths for people. */
    private final Path hostRoot;

    /** @param root an absolute path of an existing directory */
    public Layout(Path root) {
        this(root, root);
    }

    private Layout(Path root, Path hostRoot) {
        this.root = root.normalize();
        this.hostRoot = hostRoot.normalize();
    }

    /** Where everything lies below the root of a zone of this host; its paths are told as users of the host know them. */
    public Layout ofZone(Path zoneRoot) {
        return new Layout(zoneRoot, hostRoot);
    }

    public Path root() {
        return root;
    }

    public Path zonesDir() {
        return resolve("etc/zones");
    }

    public Path index() {
        return zonesDir().resolve("index");
    }

    public Path config(ZoneName zone) {
        return zonesDir().resolve(zone + ".xml");
    }

    /** The note of a rename under way. */
    public Path renameJournal(ZoneName oldName) {
        return zonesDir().resolve(oldName + ".rename");
    }

    /** The note of a move under way. */
    public Path moveJournal(ZoneName zone) {
        return zonesDir().resolve(zone + ".move");
    }

    /** The note of a move to another machine under way. */
    public Path transferJournal(ZoneName zone) {
        return zonesDir().resolve(zone + TRANSFER_NOTE);
    }

    public Path runDir() {
        return resolve("var/run/zones");
    }

    public Path runStates() {
        return runDir().resolve("states");
    }

    public Path zoneLock(ZoneName zone) {
        return runDir().resolve(zone + ".zoneadm.lock");
    }

    public Path transferLock(ZoneName zone) {
        return runDir().resolve(zone + ".zonemove.lock");
    }

    public Path indexLock() {
        return runDir().resolve("index.lock");
    }

    public Path runStatesLock() {
        return runDir().resolve("states.lock");
    }

    /**
     * Where everything lies that a running container of a zone needs. The names of zones are those of other files there, too;
     * such a zone's directory has one more ending.
     */
    public Path bundle(ZoneName zone) {
        String name = zone.value();
        boolean taken =
                NAMES_IN_RUN_DIR.contains(name) || ENDINGS_IN_RUN_DIR.stream().anyMatch(name::endsWith);
        return runDir().resolve(taken ? name + TAKEN : name);
    }

    /** What a zone's console has shown lately. */
    public Path consoleLog(ZoneName zone) {
        return runDir().resolve(zone + CONSOLE_LOG);
    }

    /** How the last runs of a zone have ended. */
    public Path lastRuns(ZoneName zone) {
        return runDir().resolve(zone + LAST_RUNS);
    }

    /** Which engine runs containers here. */
    public Path engineChoice() {
        return runDir().resolve("engine");
    }

    /** What the engine here has made of the list of calls that containers may make. */
    public Path keptFilter() {
        return runDir().resolve("seccomp");
    }

    /** The directory with what tells of a capture itself, if the root is that of an unpacked one. */
    public static final String CAPTURE = "jzones-capture";

    /** What commands have said on a host that was captured. */
    public Path capturedCommands() {
        return resolve(CAPTURE + "/cmd");
    }

    /** What the host calls itself. */
    public Path nodename() {
        return resolve("etc/nodename");
    }

    public Path packagesDir() {
        return resolve("var/sadm/pkg");
    }

    /** The directory of a package, links followed as the host would. */
    public Path packageDir(String pkg) {
        return resolve("var/sadm/pkg/" + pkg);
    }

    /** What a package needs, links followed as the host would. */
    public Path depend(String pkg) {
        return resolve("var/sadm/pkg/" + pkg + "/install/depend");
    }

    public Path contents() {
        return resolve("var/sadm/install/contents");
    }

    /** What has changed of that and is not written into it yet. */
    public Path packageLog() {
        return contents().resolveSibling("pkglog");
    }

    /** Where a host of IPS keeps what it knows of its packages. */
    public Path ipsImage() {
        return resolve("var/pkg");
    }

    /** What dpkg knows of the packages of a host of Linux. */
    public Path dpkgStatus() {
        return resolve("var/lib/dpkg/status");
    }

    /** What has changed of that and is not written into it yet. */
    public Path dpkgUpdates() {
        return resolve("var/lib/dpkg/updates");
    }

    /** The lists of what packages have brought. */
    public Path dpkgInfo() {
        return resolve("var/lib/dpkg/info");
    }

    /** Which files are somewhere else than their packages say. */
    public Path dpkgDiversions() {
        return resolve("var/lib/dpkg/diversions");
    }

    /** What a host of Linux calls itself. */
    public Path hostname() {
        return resolve("etc/hostname");
    }

    /** The copy of an editable or volatile file that the package keeps for new zones (spec 3.2). */
    public Path pristine(String pkg, String path) {
        String reloc = "var/sadm/pkg/" + pkg + "/save/pspool/" + pkg + "/reloc";
        int slash = FileNames.require(path).lastIndexOf('/');
        return resolve(reloc + path.substring(0, slash)).resolve(path.substring(slash + 1));
    }

    /** The zonepath on the caller's file system; links on the way are for the rules to refuse, not followed here. */
    public Path zonepath(String zonepath) {
        InRootPath.flaw(zonepath).ifPresent(flaw -> {
            throw Failure.of(flaw, "zonepath", zonepath);
        });
        return root.resolve(FileNames.require(zonepath).substring(1));
    }

    /**
     * Checks that the zonepath is where it says: a link in it could lead out of the host root.
     *
     * @throws Failure naming the first link on the way
     */
    public void requireNoLinks(String zonepath) {
        linkTo(zonepath).ifPresent(link -> {
            throw Failure.of(Message.ZONEPATH_IS_LINK, shown(link));
        });
    }

    /** The first link on the way to a zonepath, or in its place. */
    public Optional<Path> linkTo(String zonepath) {
        Path all = zonepath(zonepath);
        Path at = root;
        for (Path component : root.relativize(all)) {
            at = at.resolve(component);
            if (Files.isSymbolicLink(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    public Path zoneRoot(String zonepath) {
        return zonepath(zonepath).resolve("root");
    }

    public Path zoneDev(String zonepath) {
        return zonepath(zonepath).resolve("dev");
    }

    public Path manifest(String zonepath) {
        return zonepath(zonepath).resolve("SUNWdetached.xml");
    }

    /** The note of an update under way; it moves with the zonepath. */
    public Path updateJournal(String zonepath) {
        return zonepath(zonepath).resolve("SUNWupdate.journal");
    }

    /** Where an update makes files before it puts them into the zone, which nobody in the zone can reach. */
    public Path updateFiles(String zonepath) {
        return zonepath(zonepath).resolve(".zoneadm.update");
    }

    /** Where an archive is unpacked before its files are the zone's. */
    public Path unpackedFiles(String zonepath) {
        return zonepath(zonepath).resolve(".zoneadm.unpack");
    }

    /** Which release of Solaris it is. */
    public Path release() {
        return resolve("var/sadm/system/admin/INST_RELEASE");
    }

    /** What updates have done to a zone, if this is the layout of the zone's own root; a link in its place is not followed. */
    public Path updateLog() {
        return resolve("var/sadm/system/logs").resolve("update_log");
    }

    /** The file in a zonepath with this name. */
    public Path moveMark(String zonepath) {
        return zonepath(zonepath).resolve(MOVE_MARK);
    }

    /** What the copies in a zone's etc were when they were taken from the host. */
    public Path copiesNote(String zonepath) {
        return zonepath(zonepath).resolve(".zoneadm.copies");
    }

    /** What a move to another machine says of a zonepath. */
    public Path transferMark(String zonepath) {
        return zonepath(zonepath).resolve(TRANSFER_MARK);
    }

    public Path attachedManifest(String zonepath) {
        return zonepath(zonepath).resolve("SUNWattached.xml");
    }

    /**
     * A path inside the host with links followed as the host itself would: an absolute one starts at the host root again,
     * and {@code ..} does not leave it. What does not exist is kept as it is.
     *
     * @throws Failure if the links go round in circles
     */
    public Path resolve(String inRoot) {
        Deque<String> todo = new ArrayDeque<>(List.of(FileNames.require(inRoot).split("/")));
        Path at = root;
        int links = 0;
        while (!todo.isEmpty()) {
            String component = todo.pop();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                at = at.equals(root) ? root : parentOf(at);
                continue;
            }
            Path next = at.resolve(component);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw Failure.of(Message.TOO_MANY_LINKS, shown(next));
            }
            String target = target(next);
            if (target.startsWith("/")) {
                at = root;
            }
            String[] components = target.split("/");
            for (int i = components.length - 1; i >= 0; i--) {
                todo.push(components[i]);
            }
        }
        return at;
    }

    /** The path as users of the host know it, without the host root in front. */
    public String shown(Path path) {
        return shown(path.toString());
    }

    /**
     * The path of the file that went wrong as {@link #shown(Path)} has it, of a copy that of the target; the other one where
     * the system does not say.
     */
    public String shown(IOException e, Path otherwise) {
        if (e instanceof FileSystemException system) {
            return Stream.of(system.getOtherFile(), system.getFile())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(this::shown)
                    .orElseGet(() -> shown(otherwise));
        }
        return shown(otherwise);
    }

    /** The same of a path as an exception has it, which may be of characters that no path can be made from again. */
    public String shown(String path) {
        String prefix = hostRoot.toString();
        if (prefix.equals("/") || !(path + "/").startsWith(prefix + "/")) {
            return path;
        }
        return path.equals(prefix) ? "/" : path.substring(prefix.length());
    }

    private Path parentOf(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    private String target(Path link) {
        try {
            return FileNames.require(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            throw FileTrouble.reading(shown(link), e);
        }
    }

    /** Where the path is without links, of which some may be missing at its end. @throws Failure if that cannot be seen */
    public static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            Path name = path.getFileName();
            if (parent == null || name == null || !FileTrouble.isAbsence(e)) {
                throw FileTrouble.reading(path.toString(), e);
            }
            return realPath(parent).resolve(name);
        }
    }

    /** True if there is anything at the path, a dangling link included. */
    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
