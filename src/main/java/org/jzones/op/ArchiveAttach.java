package org.jzones.op;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jzones.bits.ArchiveImage;
import org.jzones.check.BrandRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.image.DirectoryFiles;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.UpdatePlan;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.op.UnpackedZone.Becoming;
import org.jzones.store.ManifestStore;

/**
 * {@code zoneadm attach -a}: takes up a zone that is in an archive (spec 6.3). What it needs is compared with this host
 * before anything is unpacked; then the zone is detached here, and attached as any other.
 */
public final class ArchiveAttach {
    /** What a zone of its own never has. */
    private static final String OF_MACHINES = "var/svc/manifest/system/sysevent.xml";

    private final HostRoot host;
    private final Zones zones;
    private final Consumer<Problem> warnings;
    private final Consumer<Problem> notes;

    /**
     * @param warnings takes what the caller has to know
     * @param notes takes what a person watching wants to know
     */
    public ArchiveAttach(HostRoot host, Consumer<Problem> warnings, Consumer<Problem> notes) {
        this.host = host;
        this.zones = new Zones(host);
        this.warnings = warnings;
        this.notes = notes;
    }

    /**
     * What was found of a zone in an archive.
     *
     * @param directories why the packages need not be the same: it had other inherit-pkg-dirs
     */
    public record Found(Comparison comparison, List<Problem> directories) {
        public Found {
            directories = List.copyOf(directories);
        }
    }

    private record Opened(ZoneEntry entry, ZoneConfig config, ArchiveImage image, Manifest manifest) {}

    /**
     * How this host differs from what the zone depends on; nothing changes.
     *
     * @param archive as the caller has named it, {@code -} for what is to be read
     */
    public Found plan(ZoneSelector selector, String archive, InputStream in, Progress progress) {
        return with(selector, archive, in, progress, this::compare);
    }

    /** Unpacks and attaches the zone if there is no difference; with any, nothing has changed. */
    public Found apply(ZoneSelector selector, String archive, InputStream in, Progress progress) {
        return with(selector, archive, in, progress, opened -> {
            Found found = compare(opened);
            if (!found.comparison().isCompatible()) {
                return found;
            }
            unpack(opened, progress);
            return new Found(new Attach(host, warnings, notes).apply(selector), found.directories());
        });
    }

    /** What {@code -u} would do to the zone's packages; nothing changes. */
    public UpdatePlan planUpdate(
            ZoneSelector selector, String archive, InputStream in, Set<String> ignored, Progress progress) {
        UpdateAttach attach = new UpdateAttach(host, ignored, warnings, notes);
        return with(
                selector,
                archive,
                in,
                progress,
                opened -> attach.plan(opened.manifest()).packages());
    }

    /** Unpacks the zone, brings it to this host's level and attaches it. If the plan is refused, nothing has changed. */
    public UpdatePlan applyUpdate(
            ZoneSelector selector, String archive, InputStream in, Set<String> ignored, Progress progress) {
        UpdateAttach attach = new UpdateAttach(host, ignored, warnings, notes);
        return with(selector, archive, in, progress, opened -> {
            UpdatePlan plan = attach.plan(opened.manifest()).packages();
            if (plan.isRefused()) {
                return plan;
            }
            unpack(opened, progress);
            return attach.apply(selector, progress);
        });
    }

    private <T> T with(
            ZoneSelector selector, String archive, InputStream in, Progress progress, Function<Opened, T> work) {
        ZoneEntry entry = zones.findToFill(selector, Verb.ATTACH);
        zones.requireState(Verb.ATTACH, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatIsCompared(config);
        Failure.ifAny(zones.problems(entry, config, Purpose.INSTALL));
        if (DirectoryFiles.isImage(FileNames.path(archive))) {
            throw Failure.of(Message.ARCHIVE_IS_IMAGE, archive, archive);
        }
        try (ArchiveFile file = ArchiveFile.open(archive, in)) {
            ArchiveImage image = ArchiveImage.look(file.file(), file.shown(), config, isLinux(config), progress);
            if (image.isLayered()) {
                throw Failure.of(Message.ARCHIVE_IS_IMAGE, file.shown(), archive);
            }
            image.requireSystem();
            if (image.kindOf(OF_MACHINES).isPresent()) {
                throw Failure.of(Message.ARCHIVE_OF_MACHINE, file.shown(), archive);
            }
            image.requireRoom(NewFiles.above(host, config.zonepath()));
            return work.apply(new Opened(entry, config, image, manifest(image, config)));
        }
    }

    private static boolean isLinux(ZoneConfig config) {
        return BrandRules.isLinux(config.get(GlobalProperty.BRAND));
    }

    /** What detach has said, or else what the files in the archive say themselves. */
    private Manifest manifest(ArchiveImage image, ZoneConfig config) {
        Optional<byte[]> left = image.manifest();
        if (left.isPresent()) {
            return ManifestStore.read(new ByteArrayInputStream(left.get()), image.shown() + ": SUNWdetached.xml");
        }
        if (isLinux(config) ? !config.inheritedDirs().isEmpty() : !image.hasDatabase()) {
            throw Failure.of(Message.ARCHIVE_NO_MANIFEST, image.shown());
        }
        warnings.accept(Problem.of(Message.ARCHIVE_NOT_DETACHED, image.shown()));
        if (isLinux(config)) {
            return new Manifest(config, Inventory.of(List.of()), List.of());
        }
        ImageSoftware software = new ImageSoftware(host, image);
        software.requireFits();
        return new Manifest(config, software.inventory(config), List.of());
    }

    private Found compare(Opened opened) {
        Comparison comparison = new Attach(host, warnings, notes).compare(opened.manifest(), opened.config());
        return new Found(comparison, Attach.otherDirectories(opened.manifest(), opened.config()));
    }

    /** The zone is a detached one then: the manifest comes last. */
    private void unpack(Opened opened, Progress progress) {
        ZoneConfig config = opened.config();
        Becoming becoming = isLinux(config) ? Becoming.LINUX : Becoming.AS_IT_WAS;
        UnpackedZone zone = new UnpackedZone(host, opened.image(), config, becoming);
        List<Problem> told = new ArrayList<>();
        try (Locks.Held lock = zones.lock(opened.entry())) {
            ZoneEntry now = zones.recheck(Verb.ATTACH, opened.entry(), config);
            Failure.ifAny(zones.problems(now, config, Purpose.INSTALL));
            told.addAll(new NewFiles(host, notes, progress).make(now, ZoneState.CONFIGURED, zone::begin, () -> {
                List<Problem> made = zone.make(progress, notes);
                host.files().manifests().write(config.zonepath(), opened.manifest());
                return made;
            }));
            zone.finish();
        }
        told.forEach(warnings);
        opened.image().counts().forEach(notes);
    }
}
