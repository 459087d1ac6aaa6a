package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;

/**
 * Moves a zonepath, files and document and index line, as one step (zoneadm(1M) move, spec 1.3): a note beside the index
 * names both places until all is done. Whoever finds the note finishes the move if the files are at the new place
 * completely, or undoes it.
 *
 * <p>The old zonepath is known by device and inode. What is copied to another file system carries a mark with the token of
 * the note, made before anything else and removed when the index says the new place: nothing without it is taken for a half
 * copy, and nothing is removed that is neither marked nor, file by file, at the new place too.
 */
public final class MoveJournal {
    private final Layout layout;
    private final AtomicFile files;
    private final IndexStore index;
    private final ConfigStore configs;
    private final Trees trees;

    public MoveJournal(Layout layout, AtomicFile files, IndexStore index, ConfigStore configs, Trees trees) {
        this.layout = layout;
        this.files = files;
        this.index = index;
        this.configs = configs;
        this.trees = trees;
    }

    /**
     * A move under way.
     *
     * @param device of the zonepath before
     * @param inode of the zonepath before; with the device it tells whether it has been renamed
     * @param made the topmost directory made for the new place; empty if all were there
     * @param found whether there was an empty directory at the new place
     * @param token what the mark in a copy holds; empty in a note of a version that made none
     */
    private record Note(String from, String to, String device, String inode, String made, boolean found, String token) {
        byte[] bytes() {
            String text = "from " + from + "\nto " + to + "\ndevice " + device + "\ninode " + inode + "\nmade " + made
                    + "\nfound " + (found ? "yes" : "no") + "\ntoken " + token + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        }

        static Optional<Note> parse(byte[] bytes) {
            Map<String, String> values = new HashMap<>();
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                int blank = line.indexOf(' ');
                if (blank > 0) {
                    values.put(line.substring(0, blank), line.substring(blank + 1));
                }
            }
            String from = values.getOrDefault("from", "");
            String to = values.getOrDefault("to", "");
            String made = values.getOrDefault("made", "");
            boolean whole = InRootPath.isWellFormed(from)
                    && InRootPath.isWellFormed(to)
                    && values.containsKey("inode")
                    && (made.isEmpty() || InRootPath.isWellFormed(made));
            return whole
                    ? Optional.of(new Note(
                            from,
                            to,
                            values.getOrDefault("device", ""),
                            values.getOrDefault("inode", ""),
                            made,
                            values.getOrDefault("found", "").equals("yes"),
                            values.getOrDefault("token", "")))
                    : Optional.empty();
        }
    }

    /** True if a move of the zone was cut off, or is under way. */
    public boolean isPending(ZoneName zone) {
        return Layout.exists(layout.moveJournal(zone));
    }

    /**
     * Moves the zone, whose lock the caller holds, to a place that is unused; if that fails it stays where it is.
     *
     * @param config the zone's configuration, still with the zonepath it has
     */
    public void move(ZoneEntry entry, ZoneConfig config, String to, Progress progress) {
        Path source = layout.zonepath(entry.zonepath());
        Path target = layout.zonepath(to);
        Note note = new Note(
                entry.zonepath(),
                to,
                attribute(source, "dev"),
                attribute(source, "ino"),
                topmostMissing(target).map(layout::shown).orElse(""),
                Layout.exists(target),
                UUID.randomUUID().toString());
        files.write(layout.moveJournal(entry.name()), note.bytes());
        try {
            trees.makeDirectoriesAbove(target);
            moveBits(note, progress);
            configs.write(entry.name(), config.with(GlobalProperty.ZONEPATH, to));
            index.update(i -> i.with(entry.at(to)));
        } catch (Failure e) {
            undo(entry.name(), note);
            throw e;
        }
        unmark(note);
        removeOld(entry.name(), note);
        files.remove(layout.moveJournal(entry.name()));
    }

    private void moveBits(Note note, Progress progress) {
        Path source = layout.zonepath(note.from());
        Path target = layout.zonepath(note.to());
        try {
            trees.rename(source, target);
        } catch (AtomicMoveNotSupportedException e) {
            trees.expect(progress, List.of(source));
            mark(note);
            trees.copy(source, target, progress);
            trees.requireSame(source, target);
        } catch (IOException e) {
            throw FileTrouble.writing(note.to(), e);
        }
    }

    /** Finishes or undoes a move of the zone that was cut off; the caller holds its lock. */
    public void recover(ZoneName zone) {
        Path journal = layout.moveJournal(zone);
        if (!Layout.exists(journal)) {
            return;
        }
        Optional<Note> note = read(journal);
        Optional<ZoneEntry> entry = index.read().find(zone);
        if (note.isPresent() && entry.isPresent()) {
            String zonepath = entry.get().zonepath();
            layout.requireNoLinks(note.get().from());
            layout.requireNoLinks(note.get().to());
            if (zonepath.equals(note.get().to()) || (zonepath.equals(note.get().from()) && isRenamed(note.get()))) {
                finish(entry.get(), note.get());
            } else if (zonepath.equals(note.get().from())) {
                undo(zone, note.get());
                return;
            }
        }
        files.remove(journal);
    }

    private void finish(ZoneEntry entry, Note note) {
        configure(entry.name(), note.to());
        index.update(i -> i.with(entry.at(note.to())));
        unmark(note);
        if (isAllAtTheNewPlace(note)) {
            removeOld(entry.name(), note);
        }
    }

    /** True if the files went to the new place as they were: by what they are, or because they are nowhere else. */
    private boolean isRenamed(Note note) {
        Path source = layout.zonepath(note.from());
        Path target = layout.zonepath(note.to());
        if (isOriginal(target, note)) {
            return !isOriginal(source, note);
        }
        return Layout.exists(target) && !Layout.exists(source) && !isMarked(note);
    }

    private boolean isAllAtTheNewPlace(Note note) {
        Path source = layout.zonepath(note.from());
        try {
            if (Layout.exists(source)) {
                trees.requireSame(source, layout.zonepath(note.to()));
            }
            return true;
        } catch (Failure e) {
            return false; // whatever it is, it is kept
        }
    }

    /** Brings everything back to the old place, as far as it has left it, and removes the note. */
    private void undo(ZoneName zone, Note note) {
        Path source = layout.zonepath(note.from());
        Path target = layout.zonepath(note.to());
        if (isOriginal(target, note) && !isOriginal(source, note)) {
            try {
                trees.rename(target, source);
            } catch (IOException e) {
                throw FileTrouble.writing(note.from(), e);
            }
        } else if (isMarked(note) && isNobodyElses(zone, note.to())) {
            trees.empty(target, layout.moveMark(note.to()));
        }
        if (!note.found() && Layout.exists(target) && trees.names(target).isEmpty()) {
            trees.remove(target);
        }
        if (!note.made().isEmpty()) {
            trees.removeEmptyDirectories(layout.zonepath(note.made()), target);
        }
        configure(zone, note.from());
        files.remove(layout.moveJournal(zone));
    }

    /** Removes the files at the old place after a copy, unless something else has come to be there. */
    private void removeOld(ZoneName zone, Note note) {
        Path source = layout.zonepath(note.from());
        if (isOriginal(source, note) && isNobodyElses(zone, note.from())) {
            trees.remove(source);
        }
    }

    /** Says of the directory that is about to be filled that all in it is a copy. */
    private void mark(Note note) {
        Path target = layout.zonepath(note.to());
        if (!Layout.exists(target)) {
            trees.makeDirectory(target, "rwx------");
        }
        trees.write(layout.moveMark(note.to()), (note.token() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private boolean isMarked(Note note) {
        Path mark = layout.moveMark(note.to());
        try {
            Optional<byte[]> bytes = RegularFile.readIfRegular(mark, layout);
            String text = bytes.map(b -> new String(b, StandardCharsets.UTF_8).strip())
                    .orElse("");
            // cut off between making the mark and writing into it, there is nothing else yet
            boolean begun = bytes.isPresent()
                    && text.isEmpty()
                    && trees.names(layout.zonepath(note.to())).size() == 1;
            return begun || (!text.isEmpty() && text.equals(note.token()));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(mark), e);
        }
    }

    /** The copy is the zone now; removing the mark has touched its directory's times. */
    private void unmark(Note note) {
        if (isMarked(note)) {
            files.remove(layout.moveMark(note.to()));
            trees.finishDirectory(layout.zonepath(note.from()), layout.zonepath(note.to()));
        }
    }

    private boolean isNobodyElses(ZoneName zone, String zonepath) {
        InRootPath mine = new InRootPath(zonepath);
        return index.read().entries().stream()
                .filter(e -> !e.name().equals(zone))
                .map(ZoneEntry::zonepath)
                .filter(InRootPath::isWellFormed)
                .map(InRootPath::new)
                .noneMatch(other -> other.isAtOrBelow(mine) || mine.isAtOrBelow(other));
    }

    private void configure(ZoneName zone, String zonepath) {
        Optional<ZoneConfig> config = configs.read(zone);
        if (config.filter(c -> !c.zonepath().equals(zonepath)).isPresent()) {
            configs.write(zone, config.get().with(GlobalProperty.ZONEPATH, zonepath));
        }
    }

    private Optional<Path> topmostMissing(Path target) {
        Optional<Path> missing = Optional.empty();
        Path above = target.getParent();
        while (above != null && !Layout.exists(above)) {
            missing = Optional.of(above);
            above = above.getParent();
        }
        return missing;
    }

    private Optional<Note> read(Path journal) {
        try {
            return Note.parse(RegularFile.read(journal, layout.shown(journal)));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(journal), e);
        }
    }

    /** True if it is the directory that was the zonepath when the move began. */
    private boolean isOriginal(Path path, Note note) {
        boolean sameDevice = note.device().isEmpty() || attribute(path, "dev").equals(note.device());
        return sameDevice && attribute(path, "ino").equals(note.inode());
    }

    /** A number by which the file system knows what is there; empty if there is nothing. */
    private String attribute(Path path, String name) {
        try {
            return String.valueOf(Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }
}
