package org.jzones.op;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.bits.UpdateRun;
import org.jzones.bits.ZoneUpdate;
import org.jzones.check.BrandRules;
import org.jzones.check.SoftwareRules;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.UpdateExtent;
import org.jzones.model.UpdatePlan;
import org.jzones.model.ZoneConfig;
import org.jzones.software.SoftwareDatabase;
import org.jzones.software.ZoneSoftware;
import org.jzones.store.HostFiles;
import org.jzones.store.ManifestStore;
import org.jzones.store.UpdateJournal.Note;

/** {@code zoneadm attach -u}: brings a detached zone's packages to this host's level, then takes the zone up. */
public final class UpdateAttach {
    private final HostRoot host;
    private final Zones zones;
    private final Set<String> ignored;
    private final Consumer<Problem> warnings;
    private final Consumer<Problem> notes;

    /**
     * @param ignored ids of patches of the source that need not be here
     * @param warnings takes what the caller has to know
     * @param notes takes what a person watching wants to know
     */
    public UpdateAttach(HostRoot host, Set<String> ignored, Consumer<Problem> warnings, Consumer<Problem> notes) {
        this.host = host;
        this.warnings = warnings;
        this.notes = notes;
        this.zones = new Zones(host);
        this.ignored = Set.copyOf(ignored);
    }

    /**
     * What would be done.
     *
     * @param extent what that means for the zone's files; empty if nothing is to do or it is refused, or without a zone
     */
    public record Preview(UpdatePlan packages, Optional<UpdateExtent> extent) {}

    /** What this host would make of a zone with a manifest from elsewhere; nothing changes and no zone is needed. */
    public Preview plan(InputStream manifest, String shownPath) {
        Manifest read = ManifestStore.read(manifest, shownPath);
        Failure.ifAny(zones.problemsWithoutZonepath(read.config()));
        return plan(read);
    }

    /** The same of a manifest that was read. */
    Preview plan(Manifest read) {
        requireUpdated(read.config());
        SoftwareDatabase software = host.software();
        HostSoftware local = software.software(read.config().inheritedDirs());
        Failure.ifAny(SoftwareRules.problems(read.software(), Inventory.of(local.relevant())));
        return new Preview(
                UpdatePlanning.plan(
                        read.software(), local, () -> software.needs(local.all()), name -> Optional.empty(), ignored),
                Optional.empty());
    }

    /** What would be done to the zone in its zonepath; nothing changes. */
    public Preview plan(ZoneSelector selector) {
        DetachedZone zone = find(selector);
        Work work = work(zone, zone.manifest(host, warnings));
        return new Preview(
                work.plan(), work.needed() ? Optional.of(work.update().extent()) : Optional.empty());
    }

    /** Updates and attaches the zone. If the plan that is returned is refused, nothing has changed. */
    public UpdatePlan apply(ZoneSelector selector, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_READING));
        DetachedZone found = find(selector);
        try (Locks.Held lock = zones.lock(found.entry())) {
            DetachedZone zone = found.recheck(zones);
            zones.requireRealZonepath(zone.zonepath());
            Manifest manifest = zone.manifest(host, warnings);
            Work work = work(zone, manifest);
            if (!work.plan().isRefused()) {
                zone.takeUp(host, work.needed() ? update(zone, manifest, work, progress) : manifest, notes);
            }
            return work.plan();
        }
    }

    private DetachedZone find(ZoneSelector selector) {
        DetachedZone zone = DetachedZone.find(zones, selector);
        requireUpdated(zone.config());
        return zone;
    }

    private static void requireUpdated(ZoneConfig config) {
        String brand = config.get(GlobalProperty.BRAND);
        if (!BrandRules.isOfPackages(brand)) {
            throw Failure.of(Message.UPDATE_NOT_OF_BRAND, brand);
        }
    }

    /**
     * What there is to do to a zone, nothing of it done yet.
     *
     * @param cutOff what an update before this one was about to do
     */
    private record Work(
            UpdatePlan plan, Note cutOff, HostSoftware local, HostRoot host, DetachedZone zone, boolean needed) {
        ZoneUpdate update() {
            Path root = host.files().layout().zoneRoot(zone.zonepath());
            return new ZoneUpdate(
                    host.files().trees(),
                    host.software(),
                    root,
                    plan,
                    local.all(),
                    zone.config().inheritedDirs());
        }
    }

    private Work work(DetachedZone zone, Manifest manifest) {
        HostFiles files = host.files();
        HostSoftware local = host.software().software(zone.config().inheritedDirs());
        Failure.ifAny(SoftwareRules.problems(manifest.software(), Inventory.of(local.relevant())));
        ZoneSoftware inZone = host.software().of(files.layout().zoneRoot(zone.zonepath()));
        Note cutOff = files.updates().read(zone.zonepath());
        Set<String> ignoredNow = new HashSet<>(ignored);
        ignoredNow.addAll(cutOff.ignored());
        UpdatePlan plan = UpdatePlanning.plan(
                manifest.software(), local, () -> host.software().needs(local.all()), inZone::find, ignoredNow);
        plan = plan.finishing(cutOff.packages(), local.relevantAnd(cutOff.needed()));
        boolean needed =
                !plan.isRefused() && (!plan.isEmpty() || files.updates().isPending(zone.zonepath()));
        if (needed) {
            host.software().requireDeliveries();
            inZone.requireChangeable(plan.taken());
        }
        return new Work(plan, cutOff, local, host, zone, needed);
    }

    /**
     * Changes the zone's files. The journal is there until the manifest says what the zone has become, so that at any
     * moment either attach -u or a plain attach goes on from here.
     */
    private Manifest update(DetachedZone zone, Manifest manifest, Work work, Progress progress) {
        HostFiles files = host.files();
        String zonepath = zone.zonepath();
        ZoneUpdate update = work.update();
        if (files.manifests().present(zonepath).isEmpty()) {
            files.manifests().write(zonepath, manifest); // what the zone was, whatever is cut off now
        }
        files.updates().write(zonepath, work.cutOff().with(work.plan()));
        new UpdateRun(update).apply(zonepath, progress);
        Manifest updated =
                new Manifest(manifest.config(), Inventory.of(work.local().relevant()), manifest.devices());
        files.manifests().write(zonepath, updated);
        files.updates().remove(zonepath);
        return updated;
    }
}
