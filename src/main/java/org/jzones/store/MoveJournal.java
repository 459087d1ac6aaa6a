package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.jzones.model.Message;
import org.jzones.model.Numbers;
import org.jzones.model.PlainText;
import org.jzones.model.Problem;
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
    private static final int LONGEST_TOKEN = 63;

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
     * @param token what the mark in a copy holds
     */
    private record Note(String from, String to, String device, String inode, String made, boolean found, String token) {
        byte[] bytes() {
            String text = "from " + from + "\nto " + to + "\ndevice " + device + "\ninode " + inode + "\nmade " + made
                    + "\nfound " + (found ? "yes" : "no") + "\ntoken " + token + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        }

        static Note of(Map<String, String> values) {
            return new Note(
                    values.getOrDefault("from", ""),
                    values.getOrDefault("to", ""),
                    values.getOrDefault("device", ""),
                    values.getOrDefault("inode", ""),
                    values.getOrDefault("made", ""),
                    values.getOrDefault("found", "").equals("yes"),
                    values.getOrDefault("token", ""));
        }

        /** The part that no move has written: missing, or of a value that cannot be. */
        Optional<String> flaw() {
            if (!InRootPath.isWellFormed(from)) {
                return Optional.of("from");
            }
            if (!InRootPath.isWellFormed(to) || overlap(new InRootPath(from), new InRootPath(to))) {
                return Optional.of("to");
            }
            if (!Numbers.isDigits(device)) {
                return Optional.of("device");
            }
            if (!Numbers.isDigits(inode)) {
                return Optional.of("inode");
            }
            if (!made.isEmpty()
                    && !(InRootPath.isWellFormed(made) && new InRootPath(to).isAtOrBelow(new InRootPath(made)))) {
                return Optional.of("made");
            }
            return PlainText.isWord(token, LONGEST_TOKEN) ? Optional.empty() : Optional.of("token");
        }
    }

    /** True if a move of the zone was cut off, or is under way. */
    public boolean isPending(ZoneName zone) {
        return Layout.exists(layout.moveJournal(zone));
    }

    /**
     * Moves the zone, whose lock the caller holds, to a place that is unused; if that fails it stays where it is. False if
     * the directory at the old place cannot go, and stays, empty.
     *
     * @param config the zone's configuration, still with the zonepath it has
     */
    public boolean move(ZoneEntry entry, ZoneConfig config, String to, Progress progress) {
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
            trees.flush(target, progress);
            configs.write(entry.name(), config.with(GlobalProperty.ZONEPATH, to));
            index.update(i -> i.with(entry.at(to)));
        } catch (Failure e) {
            undo(entry.name(), note);
            throw e;
        }
        unmark(note);
        progress.phase(Problem.of(Message.PHASE_REMOVING));
        boolean gone = !isOriginal(source, note) || removeOld(entry.name(), note);
        forget(entry.name(), note);
        progress.done();
        return gone;
    }

    /** Removes the note, now that it is on the disks what has become of both places. */
    private void forget(ZoneName zone, Note note) {
        trees.flush(layout.zonepath(note.from()));
        trees.flush(layout.zonepath(note.to()));
        files.remove(layout.moveJournal(zone));
    }

    private void moveBits(Note note, Progress progress) {
        Path source = layout.zonepath(note.from());
        Path target = layout.zonepath(note.to());
        try {
            trees.rename(source, target);
        } catch (IOException e) {
            // not to another file system, not from or to a mount point; what keeps a copy from being made tells itself
            if (!trees.names(target).isEmpty()) {
                throw FileTrouble.writing(note.to(), e);
            }
            trees.expect(progress, List.of(source));
            mark(note);
            trees.copy(source, List.of("."), target, progress);
            progress.phase(Problem.of(Message.PHASE_COMPARING_COPY));
            trees.requireSame(source, target);
        }
    }

    /** What there is to say of a move of the zone that was cut off, or is under way. */
    List<Problem> unfinished(ZoneName zone) {
        if (!isPending(zone)) {
            return List.of();
        }
        try {
            Note note = read(zone);
            return List.of(Problem.of(Message.MOVE_UNFINISHED, note.from(), note.to()));
        } catch (Failure e) {
            return e.problems();
        }
    }

    /** Finishes or undoes a move of the zone that was cut off; the caller holds its lock. */
    void recover(ZoneName zone) {
        if (!isPending(zone)) {
            return;
        }
        Note note = read(zone);
        requireNoLinks(zone, note.from());
        requireNoLinks(zone, note.to());
        Optional<ZoneEntry> entry = index.read().find(zone);
        if (entry.isEmpty()) {
            files.remove(layout.moveJournal(zone));
            return;
        }
        String zonepath = entry.get().zonepath();
        boolean atOldPlace = zonepath.equals(note.from());
        if (!atOldPlace && !zonepath.equals(note.to())) {
            throw Failure.of(
                    Message.NOTE_ELSEWHERE, layout.shown(layout.moveJournal(zone)), note.from(), note.to(), zonepath);
        }
        if (atOldPlace && !isRenamed(note)) {
            undo(zone, note);
        } else {
            finish(entry.get(), note);
        }
    }

    private void requireNoLinks(ZoneName zone, String zonepath) {
        layout.linkTo(zonepath).ifPresent(link -> {
            throw Failure.of(Message.NOTE_LINK, layout.shown(layout.moveJournal(zone)), zonepath, layout.shown(link));
        });
    }

    private void finish(ZoneEntry entry, Note note) {
        trees.flush(layout.zonepath(note.to()));
        configure(entry.name(), note.to());
        index.update(i -> i.with(entry.at(note.to())));
        unmark(note);
        // the machine may have come up with other numbers for its file systems
        if (hasItsInode(layout.zonepath(note.from()), note) && isAllAtTheNewPlace(note)) {
            removeOld(entry.name(), note);
        }
        forget(entry.name(), note);
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
        try {
            trees.requireSame(layout.zonepath(note.from()), layout.zonepath(note.to()));
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
            trees.removeOrEmpty(target);
        }
        if (!note.made().isEmpty()) {
            trees.removeEmptyDirectories(layout.zonepath(note.made()), target);
        }
        configure(zone, note.from());
        forget(zone, note);
    }

    /** Removes the files at the old place after a copy. False if only the directory itself stays. */
    private boolean removeOld(ZoneName zone, Note note) {
        return !isNobodyElses(zone, note.from()) || trees.removeOrEmpty(layout.zonepath(note.from()));
    }

    /** Says of the directory that is about to be filled that all in it is a copy. */
    private void mark(Note note) {
        Path target = layout.zonepath(note.to());
        if (!Layout.exists(target)) {
            trees.makeDirectory(target, "rwx------");
        }
        trees.write(layout.moveMark(note.to()), (note.token() + "\n").getBytes(StandardCharsets.UTF_8));
        trees.flush(target);
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
                .noneMatch(other -> overlap(mine, other));
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

    private Note read(ZoneName zone) {
        Path journal = layout.moveJournal(zone);
        Map<String, String> values = new HashMap<>();
        new String(Notes.read(journal, layout), StandardCharsets.UTF_8).lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                values.put(line.substring(0, blank), line.substring(blank + 1));
            }
        });
        Note note = Note.of(values);
        note.flaw().ifPresent(part -> {
            throw Notes.bad(journal, layout, part);
        });
        return note;
    }

    private static boolean overlap(InRootPath one, InRootPath other) {
        return one.isAtOrBelow(other) || other.isAtOrBelow(one);
    }

    /** True if it is the directory that was the zonepath when the move began. */
    private boolean isOriginal(Path path, Note note) {
        return attribute(path, "dev").equals(note.device()) && hasItsInode(path, note);
    }

    private boolean hasItsInode(Path path, Note note) {
        return attribute(path, "ino").equals(note.inode());
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
