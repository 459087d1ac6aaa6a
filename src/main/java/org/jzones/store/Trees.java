package org.jzones.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jzones.model.DevicePermission;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Whole directory trees of zones: making, removing, and the device nodes in them. Links are never followed. */
public final class Trees {
    private static final int TYPE_MASK = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int PERMISSIONS = 07777;

    private final Layout layout;

    public Trees(Layout layout) {
        this.layout = layout;
    }

    /** Makes a directory with exactly this mode, such as {@code rwx------}; the one above must be there. */
    public void makeDirectory(Path directory, String mode) {
        try {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(directory), e);
        }
    }

    /** Removes whatever is at the path and below; nothing there is fine. */
    public void remove(Path tree) {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException && file.equals(tree)) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw FileTrouble.removing(shownOf(e, tree), e);
        }
    }

    /** Removes what an install or clone that failed has made: root and dev, and the zonepath unless it was there before. */
    public void discardBits(String zonepath, boolean hadZonepath) {
        remove(layout.zoneRoot(zonepath));
        remove(layout.zoneDev(zonepath));
        if (!hadZonepath) {
            remove(layout.zonepath(zonepath));
        }
    }

    /** Leaves the mark that makes a zone ask for its system identity when it boots first. */
    public void markUnconfigured(Path zoneRoot) {
        Path etc = zoneRoot.resolve("etc");
        try {
            if (!Layout.exists(etc)) {
                makeDirectory(etc, "rwxr-xr-x");
            }
            Path mark = etc.resolve(".UNCONFIGURED");
            if (Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS) && !Layout.exists(mark)) {
                Files.createFile(mark);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(etc), e);
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
            throw FileTrouble.reading(shownOf(cause, dev), cause);
        } catch (IOException e) {
            throw FileTrouble.reading(shownOf(e, dev), e);
        }
        devices.sort((one, other) -> one.name().compareTo(other.name()));
        return devices;
    }

    private void device(Path dev, Path file, List<DevicePermission> devices) throws IOException {
        Map<String, Object> facts = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        int mode = Look.number(facts, "mode");
        if (!isDevice(mode)) {
            return;
        }
        String name = dev.relativize(file).toString();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw Failure.of(Message.DEVICE_NAME, layout.shown(dev));
        }
        devices.add(new DevicePermission(
                name, Look.number(facts, "uid"), Look.number(facts, "gid"), mode & PERMISSIONS, ""));
    }

    /**
     * Gives device nodes that exist below dev their owner and mode. Names that lead elsewhere, through a link or upwards,
     * and what is no device node are left alone.
     */
    public void applyDevices(Path dev, List<DevicePermission> devices) {
        for (DevicePermission device : devices) {
            Path node = dev.resolve(device.name()).normalize();
            if (node.startsWith(dev) && !node.equals(dev) && !hasLinkAbove(dev, node)) {
                applyDevice(node, device);
            }
        }
    }

    private void applyDevice(Path node, DevicePermission device) {
        try {
            int mode = Look.number(Files.readAttributes(node, "unix:mode", LinkOption.NOFOLLOW_LINKS), "mode");
            if (isDevice(mode)) {
                Files.setAttribute(node, "unix:uid", device.uid());
                Files.setAttribute(node, "unix:gid", device.gid());
                Files.setAttribute(node, "unix:mode", device.mode());
            }
        } catch (NoSuchFileException e) {
            return; // a node the zone no longer has
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(node), e);
        }
    }

    private static boolean hasLinkAbove(Path top, Path file) {
        Path parent = file.getParent();
        while (parent != null && !parent.equals(top)) {
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            parent = parent.getParent();
        }
        return false;
    }

    private static boolean isDevice(int mode) {
        int type = mode & TYPE_MASK;
        return type == CHARACTER_DEVICE || type == BLOCK_DEVICE;
    }

    private String shownOf(IOException e, Path otherwise) {
        if (e instanceof java.nio.file.FileSystemException system && system.getFile() != null) {
            return layout.shown(Path.of(system.getFile()));
        }
        return layout.shown(otherwise);
    }
}
