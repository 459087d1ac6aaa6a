package org.jzones.op;

import java.util.List;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Verb;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;

/** {@code zoneadm uninstall}: removes a zone's bits; incomplete until all are gone (spec 3). */
public final class Uninstall {
    private final HostRoot host;
    private final Zones zones;

    public Uninstall(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /** The zone that would be uninstalled. @throws Failure if it may not be */
    public ZoneEntry plan(ZoneSelector selector) {
        ZoneEntry entry = zones.findToChange(selector, Verb.UNINSTALL);
        zones.requireState(Verb.UNINSTALL, entry);
        zones.configIfFit(entry);
        zones.requireRemovable(entry.zonepath());
        return entry;
    }

    /** Removes root, dev and manifests, and the zonepath if nothing else is in it; returns the names of what else is. */
    public List<String> apply(ZoneEntry planned, Progress progress) {
        HostFiles files = host.files();
        Layout layout = files.layout();
        Trees trees = host.files().trees();
        try (Locks.Held lock = zones.lock(planned)) {
            ZoneEntry entry = zones.recheck(Verb.UNINSTALL, planned);
            zones.requireRemovable(entry.zonepath());
            files.index().update(index -> index.with(entry.in(ZoneState.INCOMPLETE)));
            String zonepath = entry.zonepath();
            trees.expect(progress, List.of(layout.zoneRoot(zonepath), layout.zoneDev(zonepath)));
            trees.remove(layout.zoneRoot(zonepath), progress);
            trees.remove(layout.zoneDev(zonepath), progress);
            files.manifests().removeAll(zonepath);
            List<String> stayed = trees.names(layout.zonepath(zonepath));
            if (stayed.isEmpty()) {
                trees.remove(layout.zonepath(zonepath));
            }
            files.index().update(index -> index.with(entry.in(ZoneState.CONFIGURED)));
            return stayed;
        }
    }
}
