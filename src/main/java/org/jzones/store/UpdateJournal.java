package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jzones.model.PlainText;

/**
 * The note in a zonepath that {@code attach -u} has begun to change the zone's files: which packages it is about to touch,
 * and which patches it ignores. It goes when all is done, and it moves with the zonepath.
 */
public final class UpdateJournal {
    private static final String TOUCH = "package ";
    private static final String IGNORE = "ignore ";

    private final Layout layout;
    private final AtomicFile files;

    UpdateJournal(Layout layout, AtomicFile files) {
        this.layout = layout;
        this.files = files;
    }

    /** An update that was cut off. */
    public record Note(Set<String> packages, Set<String> ignored) {
        public static final Note NOTHING = new Note(Set.of(), Set.of());

        public Note {
            packages = Set.copyOf(packages);
            ignored = Set.copyOf(ignored);
        }
    }

    /** True if an update of the zone was cut off. */
    public boolean isPending(String zonepath) {
        return Layout.exists(layout.updateJournal(zonepath));
    }

    /** The note; one that says nothing if there is none. */
    public Note read(String zonepath) {
        Path journal = layout.updateJournal(zonepath);
        Optional<byte[]> bytes;
        try {
            bytes = RegularFile.readIfRegular(journal, layout);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(journal), e);
        }
        Set<String> packages = new LinkedHashSet<>();
        Set<String> ignored = new LinkedHashSet<>();
        new String(bytes.orElse(new byte[0]), StandardCharsets.UTF_8).lines().forEach(line -> {
            if (line.startsWith(TOUCH)) {
                packages.add(line.substring(TOUCH.length()));
            } else if (line.startsWith(IGNORE)) {
                ignored.add(line.substring(IGNORE.length()));
            }
        });
        return new Note(packages, ignored);
    }

    public void write(String zonepath, Note note) {
        StringBuilder text = new StringBuilder("# an update of this zone is not finished: attach -u finishes it\n");
        note.packages().stream()
                .filter(PlainText::isPlain)
                .sorted()
                .forEach(name -> text.append(TOUCH).append(name).append('\n'));
        note.ignored().stream()
                .filter(PlainText::isPlain)
                .sorted()
                .forEach(id -> text.append(IGNORE).append(id).append('\n'));
        files.write(layout.updateJournal(zonepath), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    public void remove(String zonepath) {
        files.remove(layout.updateJournal(zonepath));
    }
}
