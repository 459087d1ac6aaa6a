package org.jzones.op;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jzones.bits.LinuxIdentity;
import org.jzones.bits.OwnPrograms;
import org.jzones.check.BrandRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.check.LinuxSoftware;
import org.jzones.file.Trees;
import org.jzones.model.DevicePermission;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Manifest;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.store.IndexStore;

/** A configured zone whose files are in its zonepath, on its way to being attached: what all kinds of attach do alike. */
record DetachedZone(ZoneEntry entry, ZoneConfig config) {
    /** The zone, in a state and with a configuration that attach can do with. @throws Failure with all that is wrong */
    static DetachedZone find(Zones zones, ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.ATTACH);
        zones.requireState(Verb.ATTACH, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatIsCompared(config);
        Failure.ifAny(zones.problems(entry, config, Purpose.ATTACH));
        return new DetachedZone(entry, config);
    }

    /** The same zone now that its lock is held. */
    DetachedZone recheck(Zones zones) {
        DetachedZone now = new DetachedZone(zones.recheck(Verb.ATTACH, entry, config), config);
        zones.requireFiles(zonepath());
        return now;
    }

    String zonepath() {
        return entry.zonepath();
    }

    /**
     * What detach has said of it, or else what its own files say.
     *
     * @param warnings is told if there was no detach
     */
    Manifest manifest(HostRoot host, Consumer<Problem> warnings) {
        Optional<Manifest> left = left(host);
        return left.isPresent() ? left.get() : NeverDetached.manifest(host, config, warnings);
    }

    /** The manifest that detach has left, if it has. */
    Optional<Manifest> left(HostRoot host) {
        return host.files().manifests().read(zonepath());
    }

    /** Checks that the programs which a zone of Linux has of its own are for this machine. */
    void requirePrograms(HostRoot host) {
        if (BrandRules.isLinux(config.get(GlobalProperty.BRAND))) {
            Path root = host.files().layout().zoneRoot(zonepath());
            host.machine()
                    .elf()
                    .ifPresent(ours -> Failure.ifAny(new OwnPrograms(root, config)
                            .find(LinuxSoftware.programs(config)).stream()
                                    .flatMap(program ->
                                            LinuxSoftware.machine(program.path(), program.elf(), ours).stream())
                                    .toList()));
        }
    }

    /** Device nodes as the manifest says, the index, and the manifest away; if one fails the zone is as it was. */
    void takeUp(HostRoot host, Manifest manifest, Consumer<Problem> notes) {
        HostFiles files = host.files();
        Trees trees = files.trees();
        giveName(host, manifest, config);
        Path dev = files.layout().zoneDev(zonepath());
        List<DevicePermission> before = trees.present(dev, manifest.devices());
        Undo.ifFails(
                () -> {
                    trees.applyDevices(dev, manifest.devices());
                    install(host, entry, notes, () -> files.manifests().removeAll(zonepath()));
                },
                () -> trees.applyDevices(dev, before));
    }

    /** What was detached under another name calls itself by its new one, as a clone does. */
    static void giveName(HostRoot host, Manifest manifest, ZoneConfig config) {
        if (!manifest.config().zonename().equals(config.zonename())
                && BrandRules.isLinux(config.get(GlobalProperty.BRAND))) {
            new LinuxIdentity(host.files().trees(), config).give();
        }
    }

    /** Makes the zone installed and puts the manifest away; if that fails the zone stays configured. */
    static void install(HostRoot host, ZoneEntry now, Consumer<Problem> notes, Runnable putAway) {
        HostFiles files = host.files();
        IndexStore index = files.index();
        ClosedZonepath closed = ClosedZonepath.close(host, now.zonepath());
        Undo.ifFails(
                () -> {
                    files.transferMarks().takeUp(now.zonepath());
                    files.trees().flush(files.layout().zonepath(now.zonepath()));
                    index.update(lines -> lines.with(now.in(ZoneState.INSTALLED)));
                    Undo.ifFails(putAway, () -> index.update(lines -> lines.with(now)));
                },
                closed::open);
        closed.tell(notes);
    }
}
