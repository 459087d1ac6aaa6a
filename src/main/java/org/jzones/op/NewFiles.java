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

    NewFiles(HostRoot host) {
        this(host, note -> {}, Progress.SILENT);
    }

    /** Removes what an unpacking that was cut off has left, its mark last; the zone is configured again. */
    ZoneEntry removeUnpacked(ZoneEntry entry) {
        HostFiles files = host.files();
        Trees trees = files.trees();
        ZoneEntry configured = entry.in(ZoneState.CONFIGURED);
        trees.discardBits(entry.zonepath());
        putBackDocument(entry);
        trees.remove(files.layout().manifest(entry.zonepath()));
        trees.flush(files.layout().zonepath(entry.zonepath()));
        files.index().update(index -> index.with(configured));
        trees.discardPlace(entry.zonepath(), true);
        return configured;
    }

    /** Makes the zone's document what it was, if an install that was not finished has added to it. */
    void putBackDocument(ZoneEntry entry) {
        HostFiles files = host.files();
        files.configs().putBack(entry.name(), files.layout().unpackedFiles(entry.zonepath()));
    }

    /** Where a zonepath is, or the directory above it that is there. */
    static Path above(HostRoot host, String zonepath) {
        Path path = host.files().layout().zonepath(zonepath);
        Path parent = path.getParent();
        return Layout.exists(path) || parent == null ? path : parent;
    }

    /** Makes what the work makes in the zonepath, which is there by then; the zone is installed afterwards. */
    <T> T make(ZoneEntry entry, Supplier<T> work) {
        return make(entry, ZoneState.INSTALLED, () -> {}, work);
    }

    /**
     * The same; what the zone is afterwards is for the caller to say.
     *
     * @param mark makes in the zonepath what tells a later command how far this one was, before the index says anything
     */
    <T> T make(ZoneEntry entry, ZoneState afterwards, Runnable mark, Supplier<T> work) {
        HostFiles files = host.files();
        ClosedZonepath closed = ClosedZonepath.close(host, entry.zonepath());
        boolean done = false;
        try {
            T made = madeOrDiscarded(entry, mark, work);
            files.index().update(index -> index.with(entry.in(afterwards)));
            done = true;
            closed.tell(notes);
            return made;
        } finally {
            if (!done) {
                closed.open();
            }
        }
    }

    /**
     * Makes a zone of the files that are in its zonepath already: it is configured until it is installed, so that they are
     * never ours to remove.
     */
    <T> T adopt(ZoneEntry entry, Supplier<T> work) {
        HostFiles files = host.files();
        ClosedZonepath closed = ClosedZonepath.close(host, entry.zonepath());
        boolean done = false;
        try {
            T made = work.get();
            files.trees().flush(files.layout().zonepath(entry.zonepath()), progress);
            files.index().update(index -> index.with(entry.in(ZoneState.INSTALLED)));
            done = true;
            closed.tell(notes);
            return made;
        } finally {
            if (!done) {
                closed.open();
            }
        }
    }

    private <T> T madeOrDiscarded(ZoneEntry entry, Runnable mark, Supplier<T> work) {
        HostFiles files = host.files();
        Trees trees = files.trees();
        Path zonepath = files.layout().zonepath(entry.zonepath());
        boolean hadZonepath = Look.at(files.layout(), zonepath).exists();
        boolean done = false;
        try {
            if (!hadZonepath) {
                trees.makeDirectory(zonepath, "rwx------");
            }
            mark.run();
            files.index().update(index -> index.with(entry.in(ZoneState.INCOMPLETE)));
            T made = work.get();
            trees.flush(zonepath, progress);
            done = true;
            return made;
        } finally {
            if (!done) {
                trees.discardBits(entry.zonepath());
                putBackDocument(entry);
                trees.flush(zonepath);
                files.index().update(index -> index.with(entry));
                trees.discardPlace(entry.zonepath(), hadZonepath);
            }
        }
    }
}
