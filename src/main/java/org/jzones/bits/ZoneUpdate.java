package org.jzones.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.file.Progress;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostPackage;
import org.jzones.model.UpdateExtent;
import org.jzones.model.UpdatePlan;
import org.jzones.software.sadm.ContentsEntry;
import org.jzones.software.sadm.SadmDatabase;
import org.jzones.store.HostFiles;

/**
 * What {@code attach -u} has to do to the files of a zone, found out before anything is changed: which go, which come from
 * this host, and what the zone's contents names while that is going on and afterwards.
 *
 * <p>While it is going on contents names everything that was and everything that comes, so that whatever a crash leaves is
 * some package's and goes when that package does.
 */
public final class ZoneUpdate {
    private final HostFiles host;
    private final Path zoneRoot;
    private final UpdatePlan plan;
    private final List<String> inheritedDirs;
    private final Set<String> touched;
    /** The packages whose files come from this host: those taken that are not hollow. */
    private final Set<String> delivering;

    private final ContentsTable before;
    private final ContentsTable after;
    /** What comes from the host, naming the delivering packages only. */
    private final ContentsTable fresh = new ContentsTable();

    private ZoneUpdate(
            HostFiles host, Path zoneRoot, UpdatePlan plan, List<HostPackage> local, List<String> inheritedDirs) {
        this.host = host;
        this.zoneRoot = zoneRoot;
        this.plan = plan;
        this.inheritedDirs = inheritedDirs;
        this.touched = plan.touched();
        Set<String> taken = plan.taken();
        this.delivering = local.stream()
                .filter(pkg -> !pkg.hollow() && taken.contains(pkg.name()))
                .map(HostPackage::name)
                .collect(Collectors.toSet());
        this.before = ContentsTable.of(SadmDatabase.ofZone(zoneRoot));
        this.after = before.withoutEntries();
    }

    /**
     * Plans the update; nothing changes.
     *
     * @param local this host's packages
     * @param inheritedDirs of the zone: nothing in them is touched
     */
    public static ZoneUpdate of(
            HostFiles host, Path zoneRoot, UpdatePlan plan, List<HostPackage> local, List<String> inheritedDirs) {
        ZoneUpdate update = new ZoneUpdate(host, zoneRoot, plan, local, inheritedDirs);
        update.keepTheOthers();
        host.sadm().entries(Progress.SILENT, update::takeFresh);
        return update;
    }

    /** What packages that are not touched have delivered stays in contents. */
    private void keepTheOthers() {
        before.byPath()
                .values()
                .forEach(lines -> lines.forEach(entry -> {
                    List<String> others = others(entry);
                    if (!others.isEmpty()) {
                        after.add(entry.of(others));
                    }
                }));
    }

    private List<String> others(ContentsEntry entry) {
        return entry.packages().stream()
                .filter(token -> !touched.contains(ContentsEntry.instance(token)))
                .toList();
    }

    private void takeFresh(ContentsEntry entry) {
        List<String> tokens = entry.packages().stream()
                .filter(token -> delivering.contains(ContentsEntry.instance(token)))
                .toList();
        if (tokens.isEmpty() || !entry.isOutside(inheritedDirs)) {
            return;
        }
        boolean first = fresh.at(entry.path()).isEmpty();
        fresh.add(entry.of(tokens));
        List<ContentsEntry> kept = first ? List.copyOf(after.at(entry.path())) : List.of();
        if (first) {
            after.byPath().remove(entry.path());
        }
        after.add(entry.of(united(entry, tokens, kept)));
    }

    /** The packages a new zone would name, in the host's order, then those that only the zone knows. */
    private static List<String> united(ContentsEntry entry, List<String> tokens, List<ContentsEntry> kept) {
        List<String> inZone = kept.stream().flatMap(e -> e.packages().stream()).toList();
        Set<String> names = inZone.stream().map(ContentsEntry::instance).collect(Collectors.toSet());
        Set<String> united = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        for (String token : entry.packages()) {
            if (tokens.contains(token) || names.contains(ContentsEntry.instance(token))) {
                united.add(token);
                seen.add(ContentsEntry.instance(token));
            }
        }
        inZone.stream()
                .filter(token -> !seen.contains(ContentsEntry.instance(token)))
                .forEach(united::add);
        return List.copyOf(united);
    }

    /** What goes from the zone, files before the directories they are in. */
    List<ContentsEntry> obsolete() {
        List<ContentsEntry> obsolete = new ArrayList<>();
        for (List<ContentsEntry> lines : before.byPath().descendingMap().values()) {
            ContentsEntry entry = lines.get(0);
            boolean onlyTouched = lines.stream().allMatch(line -> others(line).isEmpty());
            if (onlyTouched && entry.isOutside(inheritedDirs) && !entry.isNode() && !isDeliveredAgain(entry)) {
                obsolete.add(entry);
            }
        }
        return obsolete;
    }

    /** True if something of the same kind comes to the same place; a link and a file are one kind, for one replaces the other. */
    private boolean isDeliveredAgain(ContentsEntry entry) {
        return fresh.at(entry.path()).stream().anyMatch(line -> line.isDirectory() == entry.isDirectory());
    }

    /** What comes from the host, directories before the files in them. */
    List<ContentsEntry> fresh() {
        return fresh.byPath().values().stream().map(lines -> lines.get(0)).toList();
    }

    /** What comes from the host to the path. */
    Optional<ContentsEntry> fresh(String path) {
        return fresh.at(path).stream().findFirst();
    }

    /** What the zone had at the path so far; none if no package of it had anything there. */
    List<ContentsEntry> before(String path) {
        return before.at(path);
    }

    /** The bytes of contents while the update is going on. */
    byte[] contentsMeanwhile() {
        ContentsTable meanwhile = before.withoutEntries();
        before.byPath().values().forEach(lines -> lines.forEach(meanwhile::add));
        fresh.byPath().forEach((path, lines) -> {
            List<ContentsEntry> had = List.copyOf(before.at(path));
            meanwhile.byPath().remove(path);
            if (had.isEmpty()) {
                lines.forEach(meanwhile::add);
                return;
            }
            Set<String> tokens = new LinkedHashSet<>(had.get(0).packages());
            Set<String> names = tokens.stream().map(ContentsEntry::instance).collect(Collectors.toSet());
            lines.forEach(line -> line.packages().stream()
                    .filter(token -> !names.contains(ContentsEntry.instance(token)))
                    .forEach(tokens::add));
            meanwhile.add(had.get(0).of(List.copyOf(tokens)));
            had.stream().skip(1).forEach(meanwhile::add);
        });
        return meanwhile.bytes();
    }

    /** The bytes of contents when all is done. */
    byte[] contentsAfterwards() {
        return after.bytes();
    }

    /** The packages to remove, replace and add. */
    UpdatePlan packages() {
        return plan;
    }

    HostFiles host() {
        return host;
    }

    Path zoneRoot() {
        return zoneRoot;
    }

    /** How much there is to do: files, links and directories that go, those that come, and the bytes of the latter. */
    public UpdateExtent extent() {
        ZonePlaces places = new ZonePlaces(zoneRoot);
        HostBits bits = new HostBits(host.layout());
        int removed = 0;
        int taken = 0;
        long bytes = 0;
        for (ContentsEntry entry : obsolete()) {
            removed += places.find(entry).isPresent() ? 1 : 0;
        }
        for (Map.Entry<String, List<ContentsEntry>> lines : fresh.byPath().entrySet()) {
            ContentsEntry entry = lines.getValue().get(0);
            Optional<Path> source = bits.find(entry, entry.packages());
            if (source.isPresent() && !isTheZonesOwn(entry, places)) {
                taken++;
                bytes += HostBits.kind(entry) == Kind.FILE ? size(source.get()) : 0;
            }
        }
        return new UpdateExtent(removed, taken, bytes);
    }

    /** True for an editable file that the zone has already; one that was not editable so far is the package's. */
    boolean isTheZonesOwn(ContentsEntry entry, ZonePlaces places) {
        List<ContentsEntry> had = before.at(entry.path());
        boolean wasItsOwn = had.isEmpty() || had.stream().anyMatch(ContentsEntry::isEditable);
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
