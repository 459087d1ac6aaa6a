package org.jzones.op;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Message;
import org.jzones.model.Problem;
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

    /** Removes root, dev and manifests, and the zonepath if nothing else is in it; returns what is to be said if it stays. */
    public Optional<Problem> apply(ZoneEntry planned, Progress progress) {
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
            trees.remove(layout.copiesNote(zonepath));
            if (entry.state() == ZoneState.INCOMPLETE) {
                new NewFiles(host).putBackDocument(entry);
            }
            trees.remove(layout.unpackedFiles(zonepath));
            files.manifests().removeAll(zonepath);
            files.transferMarks().remove(zonepath);
            Optional<Problem> stays = removeZonepath(zonepath);
            trees.flush(layout.zonepath(zonepath), progress);
            files.index().update(index -> index.with(entry.in(ZoneState.CONFIGURED)));
            return stays;
        }
    }

    private Optional<Problem> removeZonepath(String zonepath) {
        Trees trees = host.files().trees();
        Path directory = host.files().layout().zonepath(zonepath);
        List<String> others = trees.names(directory);
        if (!others.isEmpty()) {
            return Optional.of(Problem.of(Message.UNINSTALL_LEFT, zonepath, String.join(", ", others)));
        }
        return trees.removeOrEmpty(directory)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.DIRECTORY_STAYS, zonepath));
    }
}
