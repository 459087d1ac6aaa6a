package org.jzones.op;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.bits.ArchiveImage;
import org.jzones.check.BrandRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.check.SoftwareRules;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.Patch;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.op.UnpackedZone.Becoming;

/** {@code zoneadm install -a}: makes a zone's files from an archive of a zone or a machine (spec 6). */
public final class ArchiveInstall {
    /** Who a zone of Solaris is when it has been installed. */
    public enum Identity {
        NOT_GIVEN,
        /** It asks when it boots first. */
        UNCONFIGURED,
        /** As in the archive. */
        PRESERVED
    }

    private final HostRoot host;
    private final Zones zones;
    private final Consumer<Problem> warnings;
    private final Consumer<Problem> notes;

    /**
     * @param warnings takes what the caller has to know
     * @param notes takes what a person watching wants to know
     */
    public ArchiveInstall(HostRoot host, Consumer<Problem> warnings, Consumer<Problem> notes) {
        this.host = host;
        this.zones = new Zones(host);
        this.warnings = warnings;
        this.notes = notes;
    }

    /**
     * Installs the zone; if that fails all is as it was, if it is killed the zone is incomplete.
     *
     * @param archive as the caller has named it, {@code -} for what is to be read
     * @param ignored ids of patches of the archive that need not be here
     * @return how the software in it differs from this host's; with any difference nothing has changed
     */
    public Comparison apply(
            ZoneSelector selector,
            String archive,
            InputStream in,
            Identity identity,
            Set<String> ignored,
            Progress progress) {
        ZoneEntry entry = zones.find(selector, Verb.INSTALL);
        zones.requireState(Verb.INSTALL, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.INSTALL);
        Becoming becoming = becoming(config.get(GlobalProperty.BRAND), identity);
        Failure.ifAny(zones.problems(entry, config, Purpose.INSTALL));
        try (ArchiveFile file = ArchiveFile.open(archive, in)) {
            ArchiveImage image =
                    ArchiveImage.look(file.file(), file.shown(), config, becoming == Becoming.LINUX, progress);
            image.requireSystem();
            if (image.manifest().isPresent()) {
                throw Failure.of(Message.ARCHIVE_DETACHED, file.shown());
            }
            image.requireRoom(NewFiles.above(host, config.zonepath()));
            Comparison comparison = compare(image, config, becoming, ignored);
            if (comparison.isCompatible()) {
                install(entry, config, new UnpackedZone(host, image, config, becoming), progress);
                image.counts().forEach(notes);
            }
            return comparison;
        }
    }

    private static Becoming becoming(String brand, Identity identity) {
        boolean isLinux = BrandRules.isLinux(brand);
        if (isLinux != (identity == Identity.NOT_GIVEN)) {
            throw Failure.of(isLinux ? Message.ARCHIVE_IDENTITY_KEPT : Message.ARCHIVE_IDENTITY, brand);
        }
        if (isLinux) {
            return Becoming.LINUX;
        }
        return identity == Identity.UNCONFIGURED ? Becoming.UNCONFIGURED : Becoming.PRESERVED;
    }

    private Comparison compare(ArchiveImage image, ZoneConfig config, Becoming becoming, Set<String> ignored) {
        if (becoming == Becoming.LINUX) {
            return SoftwareRules.compare(Inventory.of(List.of()), Inventory.of(List.of()));
        }
        ImageSoftware software = new ImageSoftware(host, image);
        software.requireFits();
        List<String> others = software.zones();
        if (!others.isEmpty()) {
            warnings.accept(Problem.of(Message.ARCHIVE_ZONES, String.join(" ", others)));
        }
        Inventory there = software.inventory(config);
        Inventory here = host.software(config).inventory(config.inheritedDirs());
        List<Patch> patches = there.patches().stream()
                .filter(patch -> !ignored.contains(patch.id()))
                .toList();
        return SoftwareRules.compare(new Inventory(there.packages(), patches), here);
    }

    private void install(ZoneEntry entry, ZoneConfig config, UnpackedZone zone, Progress progress) {
        List<Problem> told = new ArrayList<>();
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(Verb.INSTALL, entry, config);
            Failure.ifAny(zones.problems(now, config, Purpose.INSTALL));
            told.addAll(new NewFiles(host, notes, progress).make(now, () -> zone.make(progress, notes)));
        }
        told.forEach(warnings);
    }
}
