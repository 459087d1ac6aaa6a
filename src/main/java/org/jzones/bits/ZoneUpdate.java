package org.jzones.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostPackage;
import org.jzones.model.UpdateExtent;
import org.jzones.model.UpdatePlan;
import org.jzones.software.Delivery;
import org.jzones.software.SoftwareDatabase;
import org.jzones.software.ZoneSoftware;

/**
 * What {@code attach -u} has to do to the files of a zone, found out before anything is changed: which go, which come from
 * this host, and what the zone's contents names while that is going on and afterwards.
 *
 * <p>While it is going on contents names everything that was and everything that comes, so that whatever a crash leaves is
 * some package's and goes when that package does.
 */
public final class ZoneUpdate {
    private final Trees trees;
    private final SoftwareDatabase software;
    private final ZoneSoftware inZone;
    private final Path zoneRoot;
    private final UpdatePlan plan;
    private final List<String> inheritedDirs;
    private final Set<String> touched;
    /** The packages whose files come from this host: those taken that are not hollow. */
    private final Set<String> delivering;

    private final DeliveryTable before = new DeliveryTable();
    private final DeliveryTable after = new DeliveryTable();
    /** What comes from the host, naming the delivering packages only. */
    private final DeliveryTable fresh = new DeliveryTable();

    /**
     * Plans the update; nothing changes.
     *
     * @param trees those of this host
     * @param local this host's packages
     * @param inheritedDirs of the zone: nothing in them is touched
     */
    public ZoneUpdate(
            Trees trees,
            SoftwareDatabase software,
            Path zoneRoot,
            UpdatePlan plan,
            List<HostPackage> local,
            List<String> inheritedDirs) {
        this.trees = trees;
        this.software = software;
        this.inZone = software.of(zoneRoot);
        this.zoneRoot = zoneRoot;
        this.plan = plan;
        this.inheritedDirs = inheritedDirs;
        this.touched = plan.touched();
        Set<String> taken = plan.taken();
        this.delivering = local.stream()
                .filter(pkg -> !pkg.hollow() && taken.contains(pkg.name()))
                .map(HostPackage::name)
                .collect(Collectors.toSet());
        inZone.deliveries(before::add);
        keepTheOthers();
        software.deliveries(Progress.SILENT, this::takeFresh);
    }

    /** What packages that are not touched have delivered stays. */
    private void keepTheOthers() {
        before.forEach(delivery -> {
            Delivery others = delivery.of(pkg -> !touched.contains(pkg));
            if (!others.packages().isEmpty()) {
                after.add(others);
            }
        });
    }

    private void takeFresh(Delivery onHost) {
        Delivery coming = onHost.of(delivering::contains);
        if (coming.packages().isEmpty() || !onHost.isOutside(inheritedDirs)) {
            return;
        }
        boolean first = fresh.at(onHost.path()).isEmpty();
        fresh.add(coming);
        List<Delivery> kept = first ? List.copyOf(after.at(onHost.path())) : List.of();
        if (first) {
            after.byPath().remove(onHost.path());
        }
        after.add(united(onHost, kept));
    }

    /** The packages a new zone would name, in the host's order, then those that only the zone knows. */
    private Delivery united(Delivery onHost, List<Delivery> kept) {
        Set<String> names = kept.stream().flatMap(d -> d.packages().stream()).collect(Collectors.toSet());
        Delivery united = onHost.of(pkg -> delivering.contains(pkg) || names.contains(pkg));
        for (Delivery delivery : kept) {
            united = united.joinedWith(delivery);
        }
        return united;
    }

    /** What goes from the zone, files before the directories they are in. */
    List<Delivery> obsolete() {
        List<Delivery> obsolete = new ArrayList<>();
        for (List<Delivery> lines : before.byPath().descendingMap().values()) {
            Delivery entry = lines.get(0);
            boolean onlyTouched = lines.stream().allMatch(line -> touched.containsAll(line.packages()));
            if (onlyTouched
                    && entry.isOutside(inheritedDirs)
                    && entry.kind() != Kind.OTHER
                    && !isDeliveredAgain(entry)) {
                obsolete.add(entry);
            }
        }
        return obsolete;
    }

    /** True if something of the same kind comes to the same place; a link and a file are one kind, for one replaces the other. */
    private boolean isDeliveredAgain(Delivery entry) {
        return fresh.at(entry.path()).stream().anyMatch(line -> isDirectory(line) == isDirectory(entry));
    }

    /** What comes from the host, directories before the files in them. */
    List<Delivery> fresh() {
        return fresh.byPath().values().stream().map(lines -> lines.get(0)).toList();
    }

    /** What comes from the host to the path. */
    Optional<Delivery> fresh(String path) {
        return fresh.at(path).stream().findFirst();
    }

    /** What the zone had at the path so far; none if no package of it had anything there. */
    List<Delivery> before(String path) {
        return before.at(path);
    }

    private static boolean isDirectory(Delivery delivery) {
        return delivery.kind() == Kind.DIRECTORY;
    }

    /** What the zone's database tells while the update is going on. */
    Iterable<Delivery> meanwhile() {
        DeliveryTable meanwhile = new DeliveryTable();
        before.forEach(meanwhile::add);
        fresh.byPath().forEach((path, lines) -> {
            List<Delivery> had = meanwhile.at(path);
            if (had.isEmpty()) {
                lines.forEach(meanwhile::add);
                return;
            }
            Delivery joined = had.get(0);
            for (Delivery line : lines) {
                joined = joined.joinedWith(line);
            }
            had.set(0, joined);
        });
        return meanwhile;
    }

    /** What it tells when all is done. */
    Iterable<Delivery> afterwards() {
        return after;
    }

    ZoneSoftware inZone() {
        return inZone;
    }

    Trees trees() {
        return trees;
    }

    HostBits bits() {
        return new HostBits(trees.layout(), software);
    }

    /** The packages to remove, replace and add. */
    UpdatePlan packages() {
        return plan;
    }

    Path zoneRoot() {
        return zoneRoot;
    }

    /** How much there is to do: files, links and directories that go, those that come, and the bytes of the latter. */
    public UpdateExtent extent() {
        ZonePlaces places = new ZonePlaces(zoneRoot, trees);
        HostBits bits = bits();
        int removed = 0;
        int taken = 0;
        long bytes = 0;
        for (Delivery entry : obsolete()) {
            removed += places.find(entry).isPresent() ? 1 : 0;
        }
        for (Map.Entry<String, List<Delivery>> lines : fresh.byPath().entrySet()) {
            Delivery entry = lines.getValue().get(0);
            Optional<Path> source = bits.find(entry);
            if (source.isPresent() && !isTheZonesOwn(entry, places)) {
                taken++;
                bytes += entry.kind() == Kind.FILE ? size(source.get()) : 0;
            }
        }
        return new UpdateExtent(removed, taken, bytes);
    }

    /** True for an editable file that the zone has already; one that was not editable so far is the package's. */
    boolean isTheZonesOwn(Delivery entry, ZonePlaces places) {
        List<Delivery> had = before.at(entry.path());
        boolean wasItsOwn = had.isEmpty() || had.stream().anyMatch(Delivery::isEditable);
        return entry.isEditable() && wasItsOwn && places.find(entry).isPresent();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // it is told when it is copied
        }
    }
}
