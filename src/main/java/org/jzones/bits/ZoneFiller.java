package org.jzones.bits;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.file.FileCopy;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.Problem;
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
    private final FileCopy copy;
    private final Progress progress;
    private final Path zoneRoot;
    private final ZonePlaces places;

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
        this.places = new ZonePlaces(zoneRoot, trees);
    }

    /** How many entries were put into the zone, and how many the host had no bits for. */
    public record Filled(int copied, int absent) {}

    /**
     * @param packages the zone's packages
     * @param inheritedDirs directories the zone takes from the host as they are; empty directories in its root
     */
    public Filled fill(List<HostPackage> packages, List<String> inheritedDirs) {
        for (String directory : inheritedDirs) {
            places.make(zoneRoot.resolve(directory.substring(1)));
        }
        ZoneSoftware inZone = software.ofNew(zoneRoot);
        if (software.hasDeliveries()) {
            fillFromDeliveries(packages, inheritedDirs, inZone);
        }
        progress.phase(Problem.of(Message.PHASE_RECORDING));
        packages.forEach(pkg -> inZone.record(pkg.name()));
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
        if (delivery.kind() == Kind.OTHER) {
            return;
        }
        try {
            if (copy(delivery)) {
                copied++;
            } else {
                absent++;
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, zoneRoot), e);
        }
    }

    /** Copies one entry into the zone; false if the host has no such thing, or the zone's path leads elsewhere. */
    private boolean copy(Delivery delivery) throws IOException {
        Optional<Path> found = bits.find(delivery);
        Optional<Path> place = places.of(delivery);
        if (found.isEmpty() || place.isEmpty() || !places.makeAbove(delivery.filePath(), place.get())) {
            return false;
        }
        Path source = found.get();
        BasicFileAttributes attributes =
                Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            copyFile(source, place.get(), attributes);
        } else if (!places.isReal(place.get())) {
            places.copy(source, place.get());
        }
        return true;
    }

    private void copyFile(Path source, Path target, BasicFileAttributes attributes) throws IOException {
        try {
            copy.copyFile(source, target, attributes);
        } catch (FileAlreadyExistsException e) {
            return; // a path may be told twice: the first entry has it
        }
    }
}
