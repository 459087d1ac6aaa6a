package org.jzones.op;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jzones.check.HostRules.Purpose;
import org.jzones.check.SoftwareRules;
import org.jzones.model.Comparison;
import org.jzones.model.DevicePermission;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.store.IndexStore;
import org.jzones.store.Layout;
import org.jzones.store.Locks;
import org.jzones.store.Look;
import org.jzones.store.ManifestStore;
import org.jzones.store.Trees;

/** {@code zoneadm attach}: takes up a detached zone if this host's software is what it depends on (PSARC 2006/030, spec 3.5). */
public final class Attach {
    private final HostRoot host;
    private final Zones zones;

    public Attach(HostRoot host) {
        this(host, new Zones(host));
    }

    private Attach(HostRoot host, Zones zones) {
        this.host = host;
        this.zones = zones;
    }

    /** For a zone that comes back from a move to another machine. */
    static Attach takingBack(HostRoot host) {
        return new Attach(host, Zones.ofMover(host));
    }

    /** How this host differs from the manifest's source, for {@code attach -n}; nothing changes and no zone is needed. */
    public Comparison plan(InputStream manifest, String shownPath) {
        Manifest read = ManifestStore.read(manifest, shownPath);
        Failure.ifAny(zones.problemsWithoutZonepath(read.config()));
        return compare(read, read.config());
    }

    /** Attaches the zone if there is no difference; returns the differences, and with any nothing has changed. */
    public Comparison apply(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.ATTACH);
        zones.requireState(Verb.ATTACH, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.ATTACH);
        Failure.ifAny(zones.problems(entry, config, Purpose.ATTACH));
        HostFiles files = host.files();
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.again(Verb.ATTACH, entry, config);
            Manifest manifest = files.manifests()
                    .read(now.zonepath())
                    .orElseThrow(() -> Failure.of(Message.MANIFEST_MISSING, now.zonepath()));
            Comparison comparison = compare(manifest, config);
            if (comparison.isCompatible()) {
                Layout layout = files.layout();
                Trees trees = files.trees();
                Path dev = layout.zoneDev(now.zonepath());
                List<DevicePermission> before = trees.present(dev, manifest.devices());
                Undo.ifFails(
                        () -> {
                            trees.applyDevices(dev, manifest.devices());
                            install(now, () -> files.manifests().removeAll(now.zonepath()));
                        },
                        () -> trees.applyDevices(dev, before));
            }
            return comparison;
        }
    }

    /** {@code attach -F}: attaches without any comparison; a manifest is kept as SUNWattached.xml. */
    public void force(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.ATTACH);
        zones.requireState(Verb.ATTACH, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.ATTACH);
        HostFiles files = host.files();
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.again(Verb.ATTACH, entry, config);
            host.files().layout().requireNoLinks(now.zonepath());
            requireDirectory(now.zonepath(), Message.ZONEPATH_MISSING, false);
            requireDirectory(now.zonepath(), Message.ZONE_ROOT_MISSING, true);
            zones.requireNoOverlap(now, config);
            install(now, () -> files.manifests().keepAside(now.zonepath()));
        }
    }

    /** Makes the zone installed and puts the manifest away; if that fails the zone stays configured. */
    private void install(ZoneEntry now, Runnable putAway) {
        IndexStore index = host.files().index();
        index.update(lines -> lines.with(now.in(ZoneState.INSTALLED)));
        Undo.ifFails(putAway, () -> index.update(lines -> lines.with(now)));
    }

    private Comparison compare(Manifest manifest, ZoneConfig config) {
        Inventory local = host.files().sadm().inventory(config.inheritedDirs());
        return SoftwareRules.compare(manifest.software(), local);
    }

    private void requireDirectory(String zonepath, Message message, boolean root) {
        Layout layout = host.files().layout();
        FileFacts facts = Look.at(layout, root ? layout.zoneRoot(zonepath) : layout.zonepath(zonepath));
        if (!facts.isDirectory()) {
            throw Failure.of(message, facts.path());
        }
    }
}
