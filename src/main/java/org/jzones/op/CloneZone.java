package org.jzones.op;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jzones.check.HostRules.Purpose;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ResourceType;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.store.Layout;
import org.jzones.store.Locks;
import org.jzones.store.Progress;
import org.jzones.store.Trees;

/** {@code zoneadm clone}: installs a zone as a copy of another one's root and dev (spec 3.3). */
public final class CloneZone {
    private final HostRoot host;
    private final Zones zones;

    public CloneZone(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /** Clones the zone; returns what the administrator should look at. If it fails, all is as it was. */
    public List<Problem> apply(ZoneSelector selector, ZoneSelector sourceSelector, Progress progress) {
        ZoneEntry entry = zones.find(selector, Verb.CLONE);
        zones.requireState(Verb.CLONE, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.CLONE);
        Failure.ifAny(zones.problems(entry, config, Purpose.INSTALL));
        ZoneEntry source = source(sourceSelector, entry);
        ZoneConfig sourceConfig = zones.config(source);
        requireSameInheritedDirs(config, sourceConfig);
        Failure.ifAny(zones.problems(source, sourceConfig, Purpose.BOOT));
        zones.requireNothingMounted(source.zonepath());
        try (Locks.Held lock = zones.lock(entry);
                Locks.Held sourceLock = zones.lock(source)) {
            ZoneEntry now = zones.again(Verb.CLONE, entry, config);
            source(sourceSelector, entry);
            Failure.ifAny(zones.problems(now, config, Purpose.INSTALL));
            copy(now, source.zonepath(), progress);
        }
        return differences(config, sourceConfig);
    }

    private ZoneEntry source(ZoneSelector selector, ZoneEntry target) {
        ZoneEntry source =
                zones.lookUp(selector).orElseThrow(() -> Failure.of(Message.CLONE_SOURCE_UNKNOWN, selector.typed()));
        if (source.name().equals(target.name())) {
            throw Failure.of(Message.CLONE_ITSELF);
        }
        if (zones.state(source) != ZoneState.INSTALLED) {
            throw Failure.of(
                    Message.CLONE_SOURCE_STATE,
                    source.name(),
                    zones.state(source).word());
        }
        return source;
    }

    private static void requireSameInheritedDirs(ZoneConfig config, ZoneConfig source) {
        if (!new HashSet<>(config.inheritedDirs()).equals(new HashSet<>(source.inheritedDirs()))) {
            throw Failure.of(
                    Message.CLONE_INHERITED_DIRS,
                    source.zonename(),
                    String.join(" ", config.inheritedDirs()),
                    String.join(" ", source.inheritedDirs()));
        }
    }

    private static List<Problem> differences(ZoneConfig config, ZoneConfig source) {
        List<Problem> differences = new ArrayList<>();
        for (ResourceType type : List.of(ResourceType.FS, ResourceType.NET, ResourceType.DEVICE)) {
            if (!config.stored(type).equals(source.stored(type))) {
                differences.add(Problem.of(Message.CLONE_DIFFERS, source.zonename(), type.word()));
            }
        }
        return differences;
    }

    private void copy(ZoneEntry entry, String sourceZonepath, Progress progress) {
        HostFiles files = host.files();
        Layout layout = files.layout();
        Trees trees = host.files().trees();
        Path zonepath = layout.zonepath(entry.zonepath());
        boolean hadZonepath = java.nio.file.Files.exists(zonepath);
        ZoneEntry incomplete = entry.in(ZoneState.INCOMPLETE);
        files.index().update(index -> index.with(incomplete));
        boolean done = false;
        try {
            if (!hadZonepath) {
                trees.makeDirectory(zonepath, "rwx------");
            }
            Path sourceRoot = layout.zoneRoot(sourceZonepath);
            Path sourceDev = layout.zoneDev(sourceZonepath);
            trees.expect(progress, List.of(sourceRoot, sourceDev));
            trees.copy(sourceRoot, layout.zoneRoot(entry.zonepath()), progress);
            trees.copy(sourceDev, layout.zoneDev(entry.zonepath()), progress);
            trees.markUnconfigured(layout.zoneRoot(entry.zonepath()));
            done = true;
        } finally {
            if (!done) {
                trees.discardBits(entry.zonepath(), hadZonepath);
                files.index().update(index -> index.with(entry));
            }
        }
        files.index().update(index -> index.with(incomplete.in(ZoneState.INSTALLED)));
    }
}
