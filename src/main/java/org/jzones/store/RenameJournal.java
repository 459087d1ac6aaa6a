package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;

/**
 * Renames a zone, document and index line, as one step (spec 1.3): a note beside the index names both names until all is
 * done. The index line decides: with the old name the rename is undone, with the new one finished.
 */
public final class RenameJournal {
    private static final String SUFFIX = ".rename";

    private final Layout layout;
    private final AtomicFile files;
    private final IndexStore index;
    private final ConfigStore configs;

    public RenameJournal(Layout layout, AtomicFile files, IndexStore index, ConfigStore configs) {
        this.layout = layout;
        this.files = files;
        this.index = index;
        this.configs = configs;
    }

    /** Renames, the caller holding the locks of both names: note, new document, index line, old document, note. */
    public void rename(ZoneName oldName, ZoneEntry renamed, ZoneConfig config) {
        files.write(layout.renameJournal(oldName), (renamed.name() + "\n").getBytes(StandardCharsets.US_ASCII));
        configs.write(renamed.name(), config);
        index.update(i -> i.replacing(oldName, renamed));
        configs.remove(oldName);
        files.remove(layout.renameJournal(oldName));
    }

    /** What there is to say of renames that were cut off, or are under way, for either name. */
    Map<ZoneName, Problem> unfinished() {
        Map<ZoneName, Problem> problems = new HashMap<>();
        journals().forEach((oldName, journal) -> {
            try {
                ZoneName newName = newName(oldName, journal);
                Problem problem = Problem.of(Message.RENAME_UNFINISHED, oldName, newName);
                problems.put(oldName, problem);
                problems.put(newName, problem);
            } catch (Failure e) {
                problems.put(oldName, e.problems().get(0));
            }
        });
        return problems;
    }

    /** Finishes or undoes a rename that was cut off and concerns the zone; the caller holds its lock. */
    void recover(ZoneName zone) {
        journals().forEach((oldName, journal) -> {
            if (oldName.equals(zone) || isNewName(zone, oldName, journal)) {
                ZoneName newName = newName(oldName, journal);
                // under the index's lock: whoever makes a zone of the other name must not lose its new document
                index.update(now -> {
                    settle(journal, oldName, newName, now);
                    return now;
                });
            }
        });
    }

    private boolean isNewName(ZoneName zone, ZoneName oldName, Path journal) {
        try {
            return newName(oldName, journal).equals(zone);
        } catch (Failure e) {
            return false; // it hinders the other zone only
        }
    }

    private void settle(Path journal, ZoneName oldName, ZoneName newName, ZoneIndex now) {
        boolean hasOld = now.find(oldName).isPresent();
        boolean hasNew = now.find(newName).isPresent();
        if (hasOld && !hasNew) {
            configs.remove(newName);
        } else if (hasNew && !hasOld) {
            configs.remove(oldName);
        }
        files.remove(journal);
    }

    /** The notes there are, by the old names. */
    private Map<ZoneName, Path> journals() {
        Map<ZoneName, Path> journals = new TreeMap<>();
        if (!Files.isDirectory(layout.zonesDir())) {
            return journals;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.zonesDir())) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX)) {
                    name(name.substring(0, name.length() - SUFFIX.length())).ifPresent(old -> journals.put(old, file));
                }
            }
            return journals;
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.zonesDir()), e);
        }
    }

    private ZoneName newName(ZoneName oldName, Path journal) {
        String text = new String(Notes.read(journal, layout), StandardCharsets.ISO_8859_1).strip();
        return name(text)
                .filter(name -> !name.equals(oldName))
                .orElseThrow(() -> Notes.bad(journal, layout, "the new name"));
    }

    /** Only what a zone can be called: the documents of reserved names are there without a line in the index. */
    private static Optional<ZoneName> name(String text) {
        return ZoneName.isWellFormed(text)
                ? Optional.of(new ZoneName(text)).filter(name -> !name.isReserved())
                : Optional.empty();
    }
}
