package org.jzones.op;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jzones.check.BrandRules;
import org.jzones.check.LinuxSoftware;
import org.jzones.check.SoftwareRules;
import org.jzones.file.Locks;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.software.Survey;
import org.jzones.store.HostFiles;
import org.jzones.store.ManifestStore;

/** {@code zoneadm attach}: takes up a detached zone if this host's software is what it depends on (PSARC 2006/030, spec 3.5). */
public final class Attach {
    private final HostRoot host;
    private final Zones zones;
    private final Consumer<Problem> warnings;
    private final Consumer<Problem> notes;

    /**
     * @param warnings takes what the caller has to know
     * @param notes takes what a person watching wants to know
     */
    public Attach(HostRoot host, Consumer<Problem> warnings, Consumer<Problem> notes) {
        this(host, new Zones(host), warnings, notes);
    }

    private Attach(HostRoot host, Zones zones, Consumer<Problem> warnings, Consumer<Problem> notes) {
        this.host = host;
        this.zones = zones;
        this.warnings = warnings;
        this.notes = notes;
    }

    /** For a zone that comes back from a move to another machine. */
    public static Attach takingBack(HostRoot host) {
        return new Attach(host, Zones.ofMover(host), warning -> {}, note -> {});
    }

    /** How this host differs from the manifest's source, for {@code attach -n}; nothing changes and no zone is needed. */
    public Comparison plan(InputStream manifest, String shownPath) {
        Manifest read = ManifestStore.read(manifest, shownPath);
        Failure.ifAny(zones.problemsWithoutZonepath(read.config()));
        return compare(read, read.config());
    }

    /** How this host differs from the source of the zone that is in its zonepath; nothing changes. */
    public Comparison plan(ZoneSelector selector) {
        DetachedZone zone = DetachedZone.find(zones, selector);
        requireFinished(zone);
        zone.requirePrograms(host);
        return compare(zone.manifest(host, warnings), zone.config());
    }

    /** Attaches the zone if there is no difference; returns the differences, and with any nothing has changed. */
    public Comparison apply(ZoneSelector selector) {
        DetachedZone found = DetachedZone.find(zones, selector);
        // what takes longest is begun first
        try (Survey survey = host.software(found.config()).survey(found.config().inheritedDirs());
                Locks.Held lock = zones.lock(found.entry())) {
            DetachedZone zone = found.recheck(zones);
            requireFinished(zone);
            zone.requirePrograms(host);
            Manifest manifest = zone.manifest(host, warnings);
            Comparison comparison = compare(manifest, zone.config(), survey.software());
            if (comparison.isCompatible()) {
                zone.takeUp(host, manifest, notes);
            }
            return comparison;
        }
    }

    /** Why the packages that were compared need not be the same: the zone had other inherit-pkg-dirs when it was detached. */
    public List<Problem> otherDirectories(ZoneSelector selector) {
        DetachedZone zone = DetachedZone.find(zones, selector);
        Optional<Manifest> left = zone.left(host);
        return left.isPresent() ? otherDirectories(left.get(), zone.config()) : List.of();
    }

    /** The same of a manifest and a zone's configuration here. */
    static List<Problem> otherDirectories(Manifest manifest, ZoneConfig config) {
        List<String> there = manifest.config().inheritedDirs();
        List<String> here = config.inheritedDirs();
        List<Problem> problems = new ArrayList<>();
        directories(Message.ATTACH_DIRS_MISSING, there, here, problems);
        directories(Message.ATTACH_DIRS_EXTRA, here, there, problems);
        return problems;
    }

    private static void directories(Message message, List<String> some, List<String> others, List<Problem> problems) {
        List<String> more = some.stream().filter(dir -> !others.contains(dir)).toList();
        if (!more.isEmpty()) {
            problems.add(Problem.of(message, String.join(" ", more)));
        }
    }

    private void requireFinished(DetachedZone zone) {
        if (host.files().updates().isPending(zone.zonepath())) {
            throw Failure.of(Message.UPDATE_UNFINISHED);
        }
    }

    /** Attaches a zone that was detached here a moment ago, comparing it if its brand can be compared. */
    public void takeBack(ZoneSelector selector) {
        String brand = zones.config(zones.find(selector, Verb.ATTACH)).get(GlobalProperty.BRAND);
        if (!BrandRules.isCompared(brand)) {
            force(selector);
        } else if (!apply(selector).isCompatible()) {
            throw Failure.of(Message.ATTACH_REFUSED);
        }
    }

    /** {@code attach -F}: attaches without any comparison; a manifest is kept as SUNWattached.xml. */
    public void force(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.ATTACH);
        zones.requireState(Verb.ATTACH, entry);
        ZoneConfig config = zones.config(entry);
        HostFiles files = host.files();
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(Verb.ATTACH, entry, config);
            host.files().layout().requireNoLinks(now.zonepath());
            zones.requireFiles(now.zonepath());
            zones.requireNoOverlap(now, config);
            files.updates().remove(now.zonepath());
            files.trees().remove(files.layout().updateFiles(now.zonepath()));
            manifestIfFit(now.zonepath()).ifPresent(manifest -> DetachedZone.giveName(host, manifest, config));
            DetachedZone.install(host, now, notes, () -> files.manifests().keepAside(now.zonepath()));
        }
    }

    private Optional<Manifest> manifestIfFit(String zonepath) {
        try {
            return host.files().manifests().read(zonepath);
        } catch (Failure e) {
            return Optional.empty(); // whatever it is, -F does not ask
        }
    }

    /** How this host differs from what a zone depends on that has this configuration here. */
    Comparison compare(Manifest manifest, ZoneConfig config) {
        return compare(manifest, config, host.software(config).software(config.inheritedDirs()));
    }

    private static Comparison compare(Manifest manifest, ZoneConfig config, HostSoftware here) {
        Inventory local = Inventory.of(here.relevant());
        Failure.ifAny(SoftwareRules.problems(manifest.software(), local));
        return BrandRules.isLinux(config.get(GlobalProperty.BRAND))
                ? LinuxSoftware.compare(manifest, config, here)
                : SoftwareRules.compare(manifest.software(), local);
    }
}
