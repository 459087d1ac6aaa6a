package org.jzones.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileCopy;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.FileFacts.Kind;
import org.jzones.software.Delivery;

/**
 * Does to a zone what a {@link ZoneUpdate} has planned. Every step can be repeated, so that after a crash the whole is done
 * again; no step goes through a symbolic link of the zone.
 */
final class ZoneUpdater {
    /** Added to the name of a file that was editable, was changed, and is the package's own from now on. */
    private static final String ASIDE = ".before-update";

    /** The name of what is about to be brought to its place, if it has others. */
    private static final String COMING = "coming";

    private final ZoneUpdate update;
    private final Trees trees;
    private final Layout layout;
    private final Path zonepath;
    private final Path work;
    private final Progress progress;
    private final HostBits bits;
    private final ZonePlaces places;
    private final FileCopy copy;
    private final List<String> notes = new ArrayList<>();
    private int removed;
    private int taken;
    private int absent;

    ZoneUpdater(ZoneUpdate update, String zonepath, Progress progress) {
        this.update = update;
        this.trees = update.trees();
        this.layout = trees.layout();
        this.zonepath = layout.zonepath(zonepath);
        this.work = layout.updateFiles(zonepath);
        this.progress = progress;
        this.bits = update.bits();
        this.places = new ZonePlaces(update.zoneRoot(), trees);
        this.copy = trees.copying();
    }

    /** What was done: counts, and a line for each thing that is not as one might expect. */
    record Done(int removed, int taken, int absent, List<String> notes) {}

    /** Removes what is obsolete and takes what comes from the host. */
    Done files() throws IOException {
        List<Delivery> obsolete = update.obsolete();
        List<Delivery> fresh = update.fresh();
        progress.expect("files", obsolete.size() + (long) fresh.size());
        for (Delivery entry : obsolete) {
            remove(entry);
            progress.advance(1);
        }
        trees.remove(work); // what an update that was cut off has left
        trees.makeDirectory(work, "rwx------");
        List<Path[]> directories = new ArrayList<>();
        for (Delivery entry : fresh) {
            take(entry, directories);
            progress.advance(1);
        }
        for (int i = directories.size() - 1; i >= 0; i--) {
            if (places.isReal(directories.get(i)[1])) {
                FileCopy.finishDirectory(directories.get(i)[0], directories.get(i)[1]);
            }
        }
        trees.remove(work);
        progress.done();
        return new Done(removed, taken, absent, notes);
    }

    private void remove(Delivery entry) throws IOException {
        Optional<Path> found = places.find(entry);
        if (found.isEmpty()) {
            return;
        }
        Path place = found.get();
        Kind kind = Look.at(layout, place).kind();
        if (kind != entry.kind()) {
            notes.add("kept " + entry.filePath() + ": it is not what its package delivered");
        } else if (kind == Kind.DIRECTORY) {
            removeDirectory(entry, place);
        } else if (entry.isEditable() && !entry.isUnmodified(place)) {
            keepFile(entry, place);
        } else {
            trees.removeWithin(update.zoneRoot(), place);
            removed++;
        }
    }

    /** Leaves a file that was changed in its place, or beside it if something else comes there. */
    private void keepFile(Delivery entry, Path place) throws IOException {
        boolean inTheWay = update.fresh(entry.path()).isPresent();
        if (!inTheWay) {
            notes.add("kept " + entry.filePath() + ": it was changed in the zone");
        } else if (!Layout.exists(aside(place))) {
            setAside(entry, place);
        }
    }

    private static Path aside(Path place) {
        return place.resolveSibling(place.getFileName() + ASIDE);
    }

    private void setAside(Delivery entry, Path place) throws IOException {
        trees.renameWithin(update.zoneRoot(), place, aside(place));
        notes.add("kept " + entry.filePath() + ASIDE + ": it was changed in the zone and is not editable any more");
    }

    private void removeDirectory(Delivery entry, Path place) throws IOException {
        if (trees.removeDirectoryWithin(update.zoneRoot(), place)) {
            removed++;
        } else {
            notes.add("kept " + entry.filePath() + ": the directory is not empty");
        }
    }

    private void take(Delivery entry, List<Path[]> directories) throws IOException {
        Optional<Path> source = bits.find(entry);
        Optional<Path> place = places.of(entry);
        if (entry.kind() == Kind.OTHER || update.isTheZonesOwn(entry, places)) {
            return;
        }
        if (source.isEmpty() || place.isEmpty()) {
            absent++;
            return;
        }
        if (!places.makeAbove(entry.filePath(), place.get())) {
            notes.add("left out " + entry.filePath() + ": what is above it in the zone is no directory");
            return;
        }
        Kind there = Look.at(layout, place.get()).kind();
        if (there != Kind.MISSING && (entry.kind() == Kind.DIRECTORY) != (there == Kind.DIRECTORY)) {
            notes.add("left out " + entry.filePath() + ": something else is in its place");
            return;
        }
        if (entry.kind() == Kind.DIRECTORY) {
            takeDirectory(source.get(), place.get(), there);
            directories.add(new Path[] {source.get(), place.get()});
        } else {
            takeFile(entry, source.get(), place.get(), there);
        }
        taken++;
    }

    private void takeDirectory(Path source, Path place, Kind there) throws IOException {
        if (there == Kind.MISSING) {
            places.copy(source, place);
        }
    }

    private void takeFile(Delivery entry, Path source, Path place, Kind there) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Optional<Delivery> editable = update.before(entry.path()).stream()
                .filter(Delivery::isEditable)
                .findFirst();
        if (editable.isPresent() && there == Kind.FILE && hasChanges(editable.get(), place, source)) {
            setAside(entry, place);
        }
        put(source, place, attributes, entry.isEditable() || editable.isPresent());
    }

    /**
     * Makes the file where nobody in the zone can reach it, and brings it to its place whole.
     *
     * @param editable whether half of it, left by a power cut, would be taken for a file that was changed in the zone
     */
    private void put(Path source, Path place, BasicFileAttributes attributes, boolean editable) throws IOException {
        Path made = work.resolve(Integer.toString(taken));
        copy.copyFile(source, made, attributes);
        if (editable) {
            FileCopy.flush(made);
        }
        Path coming = made;
        if (copy.hasSeveralNames(source, attributes)) {
            // it stays for the other names
            coming = work.resolve(COMING);
            Files.createLink(coming, made);
        }
        trees.renameWithin(zonepath, coming, place);
    }

    /** True if the file is neither as it was delivered nor, from an update that was cut off, as it comes now. */
    private static boolean hasChanges(Delivery editable, Path place, Path source) throws IOException {
        return !Layout.exists(aside(place))
                && !editable.isUnmodified(place)
                && (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS) || Files.mismatch(place, source) >= 0);
    }
}
