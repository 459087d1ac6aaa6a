package org.jzones.bits;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.TreeCopy;
import org.jzones.file.Trees;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostPackage;
import org.jzones.software.Delivery;
import org.jzones.software.SoftwareDatabase;
import org.jzones.software.ZoneSoftware;

/**
 * Fills a new zone's root from the host (spec 3.2): what its packages deliver outside the inherit-pkg-dirs, editable and
 * volatile files only as the package keeps them pristine, and a software database of its own.
 */
public final class ZoneFiller {
    private final Layout layout;
    private final HostBits bits;
    private final SoftwareDatabase software;
    private final TreeCopy copy;
    private final Progress progress;
    private final Path zoneRoot;
    /** Directories in the zone that are known to be directories and not links. */
    private final Set<Path> realDirectories = new HashSet<>();

    private int copied;
    private int absent;

    /**
     * @param trees those of the host
     * @param zoneRoot an existing, empty directory
     */
    public ZoneFiller(Trees trees, SoftwareDatabase software, Path zoneRoot, Progress progress) {
        this.layout = trees.layout();
        this.bits = new HostBits(layout, software);
        this.software = software;
        this.copy = trees.copying();
        this.progress = progress;
        this.zoneRoot = zoneRoot;
        realDirectories.add(zoneRoot);
    }

    /** How many entries were put into the zone, and how many the host had no bits for. */
    public record Filled(int copied, int absent) {}

    /**
     * @param packages the zone's packages
     * @param inheritedDirs directories the zone takes from the host as they are; empty directories in its root
     */
    public Filled fill(List<HostPackage> packages, List<String> inheritedDirs) {
        try {
            for (String directory : inheritedDirs) {
                makeDirectories(zoneRoot.resolve(directory.substring(1)));
            }
            ZoneSoftware inZone = software.ofNew(zoneRoot);
            if (software.hasDeliveries()) {
                fillFromDeliveries(packages, inheritedDirs, inZone);
            }
            packages.forEach(pkg -> inZone.record(pkg.name()));
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, zoneRoot), e);
        }
        return new Filled(copied, absent);
    }

    private void fillFromDeliveries(List<HostPackage> packages, List<String> inheritedDirs, ZoneSoftware inZone) {
        Set<String> delivering = packages.stream()
                .filter(p -> !p.hollow())
                .map(HostPackage::name)
                .collect(Collectors.toSet());
        try (ZoneSoftware.Recorder recorder = inZone.recorder()) {
            software.deliveries(progress, all -> {
                Delivery delivery = all.of(delivering::contains);
                if (!delivery.packages().isEmpty() && delivery.isOutside(inheritedDirs)) {
                    recorder.add(delivery);
                    take(delivery);
                }
            });
        }
    }

    private void take(Delivery delivery) {
        try {
            if (delivery.kind() == Kind.OTHER) {
                return;
            }
            if (copy(delivery, delivery.filePath())) {
                copied++;
            } else {
                absent++;
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, zoneRoot), e);
        }
    }

    /** Copies one entry into the zone; false if the host has no such thing, or the zone's path leads elsewhere. */
    private boolean copy(Delivery delivery, String path) throws IOException {
        Optional<Path> found = bits.find(delivery);
        if (found.isEmpty()) {
            return false;
        }
        Path target = zoneRoot.resolve(path.substring(1));
        if (!prepareParent(path, target)) {
            return false;
        }
        Path source = found.get();
        BasicFileAttributes attributes =
                Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            copyDirectory(source, target);
        } else {
            copyFile(source, target, attributes);
        }
        return true;
    }

    /** Makes the directories above the target as they are on the host; false if one of them is a link in the zone. */
    private boolean prepareParent(String path, Path target) throws IOException {
        Path parent = target.getParent();
        if (parent == null || realDirectories.contains(parent)) {
            return parent != null;
        }
        String above = path.substring(0, path.lastIndexOf('/'));
        if (!prepareParent(above, parent)) {
            return false;
        }
        if (!Layout.exists(parent)) {
            Path hostDirectory = layout.resolve(above);
            if (Files.isDirectory(hostDirectory, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(hostDirectory, parent, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            } else {
                makeDirectories(parent);
            }
        }
        return isRealDirectory(parent);
    }

    private void copyDirectory(Path source, Path target) throws IOException {
        if (!isRealDirectory(target)) {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            realDirectories.add(target);
        }
    }

    private void copyFile(Path source, Path target, BasicFileAttributes attributes) throws IOException {
        try {
            copy.copyFile(source, target, attributes);
        } catch (FileAlreadyExistsException e) {
            return; // contents names a path twice: the first entry has it
        }
    }

    private boolean isRealDirectory(Path directory) {
        boolean real = realDirectories.contains(directory) || Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
        if (real) {
            realDirectories.add(directory);
        }
        return real;
    }

    private void makeDirectories(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (isRealDirectory(directory)) {
            return;
        }
        if (parent != null) {
            makeDirectories(parent);
        }
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        realDirectories.add(directory);
    }
}
