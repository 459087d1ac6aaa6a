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
     * @param inode of the zonepath before, which tells whether it has been renamed
     * @param made the topmost directory made for the new place; empty if all were there
     */
    private record Note(String from, String to, String inode, String made) {
        byte[] bytes() {
            String text = "from " + from + "\nto " + to + "\ninode " + inode + "\nmade " + made + "\n";
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
            return whole ? Optional.of(new Note(from, to, values.getOrDefault("inode", ""), made)) : Optional.empty();
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
        Path target = layout.zonepath(to);
        Note note = new Note(
                entry.zonepath(),
                to,
                inode(layout.zonepath(entry.zonepath())),
                topmostMissing(target).map(layout::shown).orElse(""));
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
            boolean renamed =
                    inode(layout.zonepath(note.get().to())).equals(note.get().inode());
            if (zonepath.equals(note.get().to())
                    || (renamed && zonepath.equals(note.get().from()))) {
                configure(zone, note.get().to());
                index.update(i -> i.with(entry.get().at(note.get().to())));
                removeOld(zone, note.get());
            } else if (zonepath.equals(note.get().from())) {
                undo(zone, note.get());
                return;
            }
        }
        files.remove(journal);
    }

    /** Brings everything back to the old place, as far as it has left it, and removes the note. */
    private void undo(ZoneName zone, Note note) {
        Path source = layout.zonepath(note.from());
        Path target = layout.zonepath(note.to());
        if (inode(target).equals(note.inode()) && !Layout.exists(source)) {
            try {
                trees.rename(target, source);
            } catch (IOException e) {
                throw FileTrouble.writing(note.from(), e);
            }
        } else if (isNobodyElses(zone, note.to())) {
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
        if (inode(source).equals(note.inode()) && isNobodyElses(zone, note.from())) {
            trees.remove(source);
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

    /** Which file system object this is; empty if there is nothing. */
    private String inode(Path path) {
        try {
            return String.valueOf(Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }
}
