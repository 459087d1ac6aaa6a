package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
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

    /** Finishes or undoes a rename that was cut off and concerns the zone; the caller holds its lock. */
    public void recover(ZoneName zone) {
        if (!Files.isDirectory(layout.zonesDir())) {
            return;
        }
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(
                layout.zonesDir(), file -> String.valueOf(file.getFileName()).endsWith(SUFFIX))) {
            for (Path journal : journals) {
                if (concerns(journal, zone)) {
                    // under the index's lock: whoever makes a zone of the other name must not lose its new document
                    index.update(now -> {
                        settle(journal, now);
                        return now;
                    });
                }
            }
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.zonesDir()), e);
        }
    }

    private boolean concerns(Path journal, ZoneName zone) {
        return oldName(journal).filter(zone::equals).isPresent()
                || newName(journal).filter(zone::equals).isPresent();
    }

    private void settle(Path journal, ZoneIndex now) {
        Optional<ZoneName> oldName = oldName(journal);
        Optional<ZoneName> newName = newName(journal);
        if (oldName.isEmpty() || newName.isEmpty()) {
            return;
        }
        boolean hasOld = now.find(oldName.get()).isPresent();
        boolean hasNew = now.find(newName.get()).isPresent();
        if (hasOld && !hasNew) {
            configs.remove(newName.get());
        } else if (hasNew && !hasOld) {
            configs.remove(oldName.get());
        }
        files.remove(journal);
    }

    private static Optional<ZoneName> oldName(Path journal) {
        String file = String.valueOf(journal.getFileName());
        return name(file.substring(0, file.length() - SUFFIX.length()));
    }

    private Optional<ZoneName> newName(Path journal) {
        try {
            byte[] bytes = RegularFile.read(journal, layout.shown(journal));
            return name(new String(bytes, StandardCharsets.ISO_8859_1).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(journal), e);
        }
    }

    private static Optional<ZoneName> name(String text) {
        return ZoneName.isWellFormed(text) ? Optional.of(new ZoneName(text)) : Optional.empty();
    }
}
