package org.jzones.op;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.bits.ArchiveImage;
import org.jzones.bits.SystemImage;
import org.jzones.bits.TreeImage;
import org.jzones.bits.ZoneImage;
import org.jzones.check.BrandRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.check.SoftwareRules;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.image.DirectoryFiles;
import org.jzones.image.ImageFiles;
import org.jzones.image.TarFiles;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.Patch;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.op.UnpackedZone.Becoming;
import org.jzones.store.ConfigStore;

/**
 * {@code zoneadm install -a} and {@code -d}: makes a zone of an archive or a directory with a zone's or a machine's files, or
 * of a container image (spec 6).
 */
public final class ArchiveInstall {
    /** Who a zone of Solaris is when it has been installed. */
    public enum Identity {
        NOT_GIVEN,
        /** It asks when it boots first. */
        UNCONFIGURED,
        /** As in the archive. */
        PRESERVED
    }

    private static final String IN_PLACE = "-";
    /** Of what is compared with nothing. */
    private static final Comparison NO_SOFTWARE =
            SoftwareRules.compare(Inventory.of(List.of()), Inventory.of(List.of()));

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

    private record Wanted(ZoneEntry entry, ZoneConfig config, Becoming becoming, Purpose purpose) {}

    /**
     * Installs the zone from an archive; if that fails all is as it was, if it is killed the zone is incomplete.
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
        Wanted wanted = wanted(selector, identity, Purpose.INSTALL);
        if (DirectoryFiles.isImage(FileNames.path(archive))) {
            try (ImageFiles files = new DirectoryFiles(FileNames.path(archive), archive)) {
                return installLayered(wanted, files, archive, progress);
            }
        }
        try (ArchiveFile file = ArchiveFile.open(archive, in)) {
            ArchiveImage image = ArchiveImage.look(
                    file.file(), file.shown(), wanted.config(), wanted.becoming() == Becoming.LINUX, progress);
            if (image.isLayered()) {
                try (ImageFiles files = TarFiles.open(file.file(), file.shown())) {
                    return installLayered(wanted, files, file.shown(), progress);
                }
            }
            image.requireSystem();
            if (image.manifest().isPresent()) {
                throw Failure.of(Message.ARCHIVE_DETACHED, file.shown());
            }
            return install(wanted, image, ignored, progress);
        }
    }

    /**
     * The same from a directory, or from what was put into the zonepath by hand: that stays where it is whatever happens.
     *
     * @param directory with the files of a Solaris, as the caller has named it; {@code -} for the zone's root
     */
    public Comparison applyDirectory(
            ZoneSelector selector, String directory, Identity identity, Set<String> ignored, Progress progress) {
        boolean isInPlace = directory.equals(IN_PLACE);
        Wanted wanted = wanted(selector, identity, isInPlace ? Purpose.ATTACH : Purpose.INSTALL);
        Layout layout = host.files().layout();
        TreeImage image;
        if (isInPlace) {
            image = TreeImage.inPlace(layout, wanted.config(), wanted.becoming() == Becoming.LINUX);
        } else {
            Path source = FileNames.path(directory).toAbsolutePath().normalize();
            ZoneMakers.requireNothingMounted(host.machine(), source, directory);
            image = TreeImage.toCopy(layout, source, directory, wanted.config(), progress);
        }
        image.requireSystem();
        return install(wanted, image, ignored, progress);
    }

    private Wanted wanted(ZoneSelector selector, Identity identity, Purpose purpose) {
        ZoneEntry entry = zones.findToFill(selector, Verb.INSTALL);
        zones.requireState(Verb.INSTALL, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.INSTALL);
        Becoming becoming = becoming(config.get(GlobalProperty.BRAND), identity);
        Failure.ifAny(zones.problems(entry, config, purpose));
        return new Wanted(entry, config, becoming, purpose);
    }

    private Comparison install(Wanted wanted, SystemImage image, Set<String> ignored, Progress progress) {
        if (!image.isInPlace()) {
            image.requireRoom(NewFiles.above(host, wanted.config().zonepath()));
        }
        Comparison comparison = compare(image, wanted.config(), wanted.becoming(), ignored);
        if (comparison.isCompatible()) {
            make(wanted, image, wanted.config(), progress);
        }
        return comparison;
    }

    private Comparison installLayered(Wanted wanted, ImageFiles files, String shown, Progress progress) {
        ContainerImage image = ContainerImage.look(host, files, shown, wanted.config(), progress);
        Wanted container = new Wanted(wanted.entry(), wanted.config(), image.becoming(), wanted.purpose());
        make(container, image.layered(), image.config(), progress);
        image.told().forEach(warnings);
        image.notes().forEach(notes);
        return NO_SOFTWARE;
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

    private Comparison compare(SystemImage image, ZoneConfig config, Becoming becoming, Set<String> ignored) {
        if (becoming == Becoming.LINUX) {
            return NO_SOFTWARE;
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

    /** @param afterwards the configuration of the zone when it is installed */
    private void make(Wanted wanted, ZoneImage image, ZoneConfig afterwards, Progress progress) {
        UnpackedZone zone = new UnpackedZone(host, image, wanted.config(), wanted.becoming());
        ConfigStore configs = host.files().configs();
        List<Problem> told = new ArrayList<>();
        try (Locks.Held lock = zones.lock(wanted.entry())) {
            ZoneEntry now = zones.recheck(Verb.INSTALL, wanted.entry(), wanted.config());
            Failure.ifAny(zones.problems(now, afterwards, wanted.purpose()));
            Supplier<List<Problem>> work = () -> {
                List<Problem> made = zone.make(progress, notes);
                if (!afterwards.equals(wanted.config())) {
                    configs.replace(
                            now.name(), afterwards, host.files().layout().unpackedFiles(now.zonepath()));
                }
                return made;
            };
            NewFiles files = new NewFiles(host, notes, progress);
            told.addAll(
                    image.isInPlace()
                            ? files.adopt(now, work)
                            : files.make(now, ZoneState.INSTALLED, zone::begin, work));
            zone.finish();
        }
        told.forEach(warnings);
        image.counts().forEach(notes);
    }
}
