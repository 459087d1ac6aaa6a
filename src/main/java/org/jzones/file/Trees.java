package org.jzones.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jzones.model.DevicePermission;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/** Whole directory trees of zones: making, removing, and the device nodes in them. Links are never followed. */
public final class Trees {
    private static final int PERMISSIONS = 07777;
    private static final Set<OpenOption> READ_AND_WRITE = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Layout layout;
    private final Steps steps;
    private final FileTools tools;

    public Trees(Layout layout, Steps steps, FileTools tools) {
        this.layout = layout;
        this.steps = steps;
        this.tools = tools;
    }

    /** Makes a directory with exactly this mode, such as {@code rwx------}; the one above must be there. */
    public void makeDirectory(Path directory, String mode) {
        try {
            steps.before("make directory", directory);
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(directory), e);
        }
    }

    /** Makes a symbolic link where nothing is. */
    public void makeLink(Path link, String target) {
        try {
            steps.before("make link", link);
            Files.createSymbolicLink(link, Path.of(FileNames.require(target)));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(link), e);
        }
    }

    /** What a symbolic link says. */
    public String linkTarget(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(link), e);
        }
    }

    /** Gives what we have made to a group, which only root can do, and a mode; for as long as it is no link. */
    public void setGroupAndMode(Path file, int gid, int mode) {
        setOwners(file, Map.of("unix:gid", gid), mode);
    }

    /** Gives what we have made to root, if we are root, and a mode; for as long as it is no link. */
    public void setOwnerAndMode(Path file, int mode) {
        setOwners(file, Map.of("unix:uid", 0, "unix:gid", 0), mode);
    }

    private void setOwners(Path file, Map<String, Integer> owners, int mode) {
        try {
            steps.before("set owner and mode", file);
            Path above = above(file); // made by us, too
            if (UnixAttributes.of(above).uid() == 0) {
                for (Map.Entry<String, Integer> owner : owners.entrySet()) {
                    Files.setAttribute(file, owner.getKey(), owner.getValue(), LinkOption.NOFOLLOW_LINKS);
                }
            }
            Files.setAttribute(file, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        }
    }

    /** All device nodes below a directory, in no order. */
    public List<Path> nodes(Path directory) {
        List<Path> nodes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (UnixAttributes.of(file).isDevice()) {
                    nodes.add(file);
                }
            }
            return nodes;
        } catch (java.io.UncheckedIOException e) {
            IOException cause = FileTrouble.causeOf(e);
            throw FileTrouble.reading(layout.shown(cause, directory), cause);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(e, directory), e);
        }
    }

    /** Gives a directory this mode, for as long as it is no link. */
    public void setMode(Path directory, int mode) {
        try {
            steps.before("set mode", directory);
            Files.setAttribute(directory, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(directory), e);
        }
    }

    /** Makes the directories above a path that are missing, open to all as those above zonepaths have to be. */
    public void makeDirectoriesAbove(Path path) {
        Path parent = path.getParent();
        try {
            if (parent != null) {
                Directories.make(parent, Directories.OPEN, steps);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, path), e);
        }
    }

    /** Removes the directory above the path, and those above it up to the topmost, while they are empty and can go. */
    public void removeEmptyDirectories(Path topmost, Path path) {
        Path directory = path.getParent();
        while (directory != null
                && directory.startsWith(topmost)
                && names(directory).isEmpty()
                && removeOrEmpty(directory)) {
            directory = directory.getParent();
        }
    }

    /** Renames a tree. @throws java.nio.file.AtomicMoveNotSupportedException if the target is in another file system */
    public void rename(Path source, Path target) throws IOException {
        steps.before("rename", target);
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Tells how many bytes the files below these paths have, if anybody looks. */
    public void expect(Progress progress, List<Path> trees) {
        if (progress.isWatched()) {
            progress.phase(Problem.of(Message.PHASE_COUNTING));
            progress.expect("bytes", trees.stream().mapToLong(Trees::bytesBelow).sum());
        }
    }

    private static long bytesBelow(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.mapToLong(Trees::size).sum();
        } catch (java.io.UncheckedIOException | IOException e) {
            return 0; // only the bar is wrong; the work on the tree will tell
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Copies what is in a directory with all attributes, see {@link FileTools#copyTree}.
     *
     * @param target a directory with nothing of these names in it
     */
    public void copy(Path source, List<String> names, Path target, Progress progress) {
        try {
            steps.before("copy", target);
            tools.copyTree(source, names, target, progress);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, target), e);
        }
    }

    /** Unpacks into a directory of ours what is written in the format of tar, see {@link FileTools#unpack}. */
    public void unpack(Path target, FileTools.Feed feed) {
        try {
            steps.before("unpack", target);
            tools.unpack(target, feed);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, target), e);
        }
    }

    /** Copies single files of a tree. */
    public FileCopy copying() {
        return new FileCopy(steps, tools);
    }

    /**
     * Waits until all changes at and below this path are on the disk: before the index or a note claims them.
     *
     * @param path if it is not there, what is above it counts, which is of the same file system
     */
    public void flush(Path path) {
        Path directory = path;
        while (directory.getParent() != null && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            directory = directory.getParent();
        }
        try {
            steps.before("flush", directory);
            tools.flush(directory);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, directory), e);
        }
    }

    /** The same, for somebody who watches. */
    public void flush(Path path, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_FLUSHING));
        flush(path);
        progress.done();
    }

    /** Writes a file of a zone's own, which nobody reads before the zone is installed; a link in its place is replaced. */
    public void write(Path file, byte[] bytes) {
        try {
            steps.before("write", file);
            Files.deleteIfExists(file);
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        }
    }

    /**
     * Adds lines to a file of a zone's own, and flushes it; what it holds is not read, and a line that was cut off in the
     * middle is ended.
     */
    public void append(Path file, byte[] lines) {
        RegularFile.requireOwn(file, layout.shown(file));
        try {
            boolean fresh = !Layout.exists(file);
            steps.before("write", file);
            try (FileChannel channel = FileChannel.open(file, READ_AND_WRITE)) {
                long end = channel.size();
                ByteBuffer last = ByteBuffer.allocate(1);
                boolean cutOff = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
                ByteBuffer text = ByteBuffer.allocate(lines.length + 1);
                text.put(cutOff ? new byte[] {'\n'} : new byte[0]).put(lines).flip();
                channel.position(end);
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            if (fresh) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        }
    }

    public Layout layout() {
        return layout;
    }

    public Steps steps() {
        return steps;
    }

    /** Checks that a copy has all that the original has: names, kinds, owners, modes, sizes, times of files. */
    public void requireSame(Path source, Path target) {
        try {
            tools.missing(source, target).ifPresent(file -> {
                throw Failure.of(Message.COPY_DIFFERS, layout.shown(target), layout.shown(source), file);
            });
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(e, source), e);
        }
    }

    /** Gives a copy of a directory the owner, mode and times of the original, if that is still there. */
    public void finishDirectory(Path source, Path target) {
        try {
            if (Layout.exists(source)) {
                FileCopy.finishDirectory(source, target);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, target), e);
        }
    }

    /** Removes what is in a directory, this one file after all others; the directory stays. */
    public void empty(Path directory, Path last) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!file.equals(last)) {
                    remove(file);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            IOException cause = e instanceof IOException io ? io : FileTrouble.causeOf((DirectoryIteratorException) e);
            throw FileTrouble.removing(layout.shown(cause, directory), cause);
        }
        remove(last);
    }

    /** Removes whatever is at the path and below; nothing there is fine. */
    public void remove(Path tree) {
        remove(tree, Progress.SILENT);
    }

    /** Removes whatever is at the path and below, telling how many files are gone. */
    public void remove(Path tree, Progress progress) {
        try {
            new TreeRemoval(steps, progress).remove(above(tree), tree);
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(e, tree), e);
        }
    }

    /** Removes whatever is at the path, to which no link leads from the top down, and below; nothing there is fine. */
    public void removeWithin(Path top, Path tree) {
        try {
            new TreeRemoval(steps, Progress.SILENT).remove(top, tree);
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(e, tree), e);
        }
    }

    /** Removes an empty directory to which no link leads from the top down; false if it is not empty. */
    public boolean removeDirectoryWithin(Path top, Path directory) {
        try {
            steps.before("remove", directory);
            Handles.within(top, directory, (above, name) -> above.deleteDirectory(name));
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(e, directory), e);
        }
    }

    /** Renames a file, replacing what file is there; no link leads to either place from the top down. */
    public void renameWithin(Path top, Path source, Path target) {
        try {
            steps.before("rename", target);
            Handles.within(
                    top,
                    source,
                    (from, name) -> Handles.within(top, target, (to, newName) -> from.move(name, to, newName)));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(target), e);
        }
    }

    private static Path above(Path path) throws FileSystemException {
        Path above = path.getParent();
        if (above == null) {
            throw new FileSystemException(path.toString(), null, "it is the topmost directory");
        }
        return above;
    }

    /**
     * Removes a directory and what is in it; false if only the directory itself cannot go, which a mount point cannot: then
     * it stays, empty.
     */
    public boolean removeOrEmpty(Path directory) {
        try {
            new TreeRemoval(steps, Progress.SILENT).remove(above(directory), directory);
            return true;
        } catch (IOException e) {
            if (names(directory).isEmpty()) {
                return false;
            }
            throw FileTrouble.removing(layout.shown(e, directory), e);
        }
    }

    /** Removes what an install or clone that failed has made in the zonepath: root and dev, and notes of them. */
    public void discardBits(String zonepath) {
        remove(layout.zoneRoot(zonepath));
        remove(layout.zoneDev(zonepath));
        remove(layout.copiesNote(zonepath));
    }

    /** Removes the place where files are unpacked, which says how far an install was; and the zonepath if it is to go. */
    public void discardPlace(String zonepath, boolean hadZonepath) {
        remove(layout.unpackedFiles(zonepath));
        if (!hadZonepath) {
            removeOrEmpty(layout.zonepath(zonepath));
        }
    }

    /** The names in a directory, sorted; none if it is not there. */
    public List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(directory), e);
        }
    }

    /** Owner and mode of all device nodes below a zone's dev directory, sorted by name. */
    public List<DevicePermission> devices(Path dev) {
        List<DevicePermission> devices = new ArrayList<>();
        if (!Files.isDirectory(dev, LinkOption.NOFOLLOW_LINKS)) {
            return devices;
        }
        try (Stream<Path> files = Files.walk(dev)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                device(dev, file, devices);
            }
        } catch (java.io.UncheckedIOException e) {
            IOException cause = FileTrouble.causeOf(e);
            throw FileTrouble.reading(layout.shown(cause, dev), cause);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(e, dev), e);
        }
        devices.sort((one, other) -> one.name().compareTo(other.name()));
        return devices;
    }

    private void device(Path dev, Path file, List<DevicePermission> devices) throws IOException {
        UnixAttributes its = UnixAttributes.of(file);
        if (!its.isDevice()) {
            return;
        }
        String name = dev.relativize(file).toString();
        if (!FileNames.isReadable(name)) {
            FileNames.require(layout.shown(file));
            throw Failure.of(Message.DEVICE_NAME, layout.shown(dev));
        }
        devices.add(permission(name, its, DevicePermission.RIGHTS));
    }

    /** What owner and mode those of the devices have now that exist, see {@link #applyDevices}. */
    public List<DevicePermission> present(Path dev, List<DevicePermission> devices) {
        List<DevicePermission> present = new ArrayList<>();
        for (DevicePermission device : devices) {
            node(dev, device).ifPresent(node -> present.add(permission(device.name(), attributes(node), PERMISSIONS)));
        }
        return present;
    }

    /**
     * Gives device nodes that exist below dev their owner and mode. Names that lead elsewhere, through a link or upwards,
     * and what is no device node are left alone. Each is looked at right before: a handle of it, which could not be
     * exchanged, is got by opening it only, and devices do things when they are opened.
     */
    public void applyDevices(Path dev, List<DevicePermission> devices) {
        for (DevicePermission device : devices) {
            if (node(dev, device).isPresent()) {
                applyDevice(dev, device);
            }
        }
    }

    /** The node the name means, if there is one: never anything outside of dev. */
    private Optional<Path> node(Path dev, DevicePermission device) {
        Path node = dev.resolve(FileNames.require(device.name())).normalize();
        boolean below = node.startsWith(dev) && !node.equals(dev) && !hasLinkAbove(node);
        return below && Layout.exists(node) && attributes(node).isDevice() ? Optional.of(node) : Optional.empty();
    }

    private UnixAttributes attributes(Path node) {
        try {
            return UnixAttributes.of(node);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(node), e);
        }
    }

    private static DevicePermission permission(String name, UnixAttributes its, int counting) {
        return new DevicePermission(name, its.uid(), its.gid(), its.mode() & counting, "");
    }

    private void applyDevice(Path dev, DevicePermission device) {
        Path named = dev.resolve(device.name());
        try {
            steps.before("set owner and mode", named);
            Optional<Path> node = node(dev, device);
            if (node.isPresent()) {
                Files.setAttribute(node.get(), "unix:uid", device.uid(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(node.get(), "unix:gid", device.gid(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(node.get(), "unix:mode", device.mode());
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(named), e);
        }
    }

    private boolean hasLinkAbove(Path file) {
        Path parent = file.getParent();
        while (parent != null && !parent.equals(layout.root())) {
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            parent = parent.getParent();
        }
        return false;
    }
}
