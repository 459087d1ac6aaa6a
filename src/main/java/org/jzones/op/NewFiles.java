package org.jzones.op;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Problem;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;

/** How install and clone make the files of a zone: incomplete while they are at it, and nothing is left if that fails. */
final class NewFiles {
    private final HostRoot host;
    private final Consumer<Problem> notes;
    private final Progress progress;

    NewFiles(HostRoot host, Consumer<Problem> notes, Progress progress) {
        this.host = host;
        this.notes = notes;
        this.progress = progress;
    }

    /** Where a zonepath is, or the directory above it that is there. */
    static Path above(HostRoot host, String zonepath) {
        Path path = host.files().layout().zonepath(zonepath);
        Path parent = path.getParent();
        return Layout.exists(path) || parent == null ? path : parent;
    }

    /** Makes what the work makes in the zonepath, which is there by then; the zone is installed afterwards. */
    <T> T make(ZoneEntry entry, Supplier<T> work) {
        return make(entry, ZoneState.INSTALLED, work);
    }

    /** The same; what the zone is afterwards is for the caller to say. */
    <T> T make(ZoneEntry entry, ZoneState afterwards, Supplier<T> work) {
        HostFiles files = host.files();
        ZoneEntry incomplete = entry.in(ZoneState.INCOMPLETE);
        ClosedZonepath closed = ClosedZonepath.close(host, entry.zonepath());
        boolean done = false;
        try {
            files.index().update(index -> index.with(incomplete));
            T made = madeOrDiscarded(entry, work);
            files.index().update(index -> index.with(incomplete.in(afterwards)));
            done = true;
            closed.tell(notes);
            return made;
        } finally {
            if (!done) {
                closed.open();
            }
        }
    }

    private <T> T madeOrDiscarded(ZoneEntry entry, Supplier<T> work) {
        HostFiles files = host.files();
        Trees trees = files.trees();
        Path zonepath = files.layout().zonepath(entry.zonepath());
        boolean hadZonepath = Look.at(files.layout(), zonepath).exists();
        boolean done = false;
        try {
            if (!hadZonepath) {
                trees.makeDirectory(zonepath, "rwx------");
            }
            T made = work.get();
            trees.flush(zonepath, progress);
            done = true;
            return made;
        } finally {
            if (!done) {
                trees.discardBits(entry.zonepath(), hadZonepath);
                trees.flush(zonepath);
                files.index().update(index -> index.with(entry));
            }
        }
    }
}
