package org.jzones.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jzones.file.AtomicFile;
import org.jzones.file.Layout;
import org.jzones.model.PlainText;
import org.jzones.model.UpdatePlan;

/**
 * The note in a zonepath that {@code attach -u} has begun to change the zone's files: which packages it is about to touch,
 * and which patches it ignores. It goes when all is done, and it moves with the zonepath.
 */
public final class UpdateJournal {
    private static final String COMMENT = "# ";
    private static final String TOUCH = "package ";
    private static final String NEEDED = "needed ";
    private static final String IGNORE = "ignore ";

    private final Layout layout;
    private final AtomicFile files;

    UpdateJournal(Layout layout, AtomicFile files) {
        this.layout = layout;
        this.files = files;
    }

    /**
     * An update that was cut off.
     *
     * @param packages what it was about to touch
     * @param needed those of them that do not matter to the zone, but are needed
     */
    public record Note(Set<String> packages, Set<String> needed, Set<String> ignored) {
        public Note {
            packages = Set.copyOf(packages);
            needed = Set.copyOf(needed);
            ignored = Set.copyOf(ignored);
        }

        /** The note of an update that does this, and finishes the one before. */
        public Note with(UpdatePlan plan) {
            Set<String> touched = new HashSet<>(packages);
            touched.addAll(plan.touched());
            Set<String> neededToo = new HashSet<>(needed);
            plan.dependencies().forEach(dependency -> neededToo.add(dependency.name()));
            return new Note(touched, neededToo, plan.ignored());
        }
    }

    /** True if an update of the zone was cut off. */
    public boolean isPending(String zonepath) {
        return Layout.exists(layout.updateJournal(zonepath));
    }

    /** The note; one that says nothing if there is none. */
    public Note read(String zonepath) {
        Path journal = layout.updateJournal(zonepath);
        byte[] bytes = isPending(zonepath) ? Notes.read(journal, layout) : new byte[0];
        Set<String> packages = new HashSet<>();
        Set<String> needed = new HashSet<>();
        Set<String> ignored = new HashSet<>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            if (!PlainText.isPlain(line)) {
                throw Notes.bad(journal, layout, "a line of text");
            }
            if (line.startsWith(TOUCH)) {
                packages.add(line.substring(TOUCH.length()));
            } else if (line.startsWith(NEEDED)) {
                needed.add(line.substring(NEEDED.length()));
            } else if (line.startsWith(IGNORE)) {
                ignored.add(line.substring(IGNORE.length()));
            } else if (!line.startsWith(COMMENT)) {
                throw Notes.bad(journal, layout, "'" + line + "'");
            }
        });
        return new Note(packages, needed, ignored);
    }

    public void write(String zonepath, Note note) {
        StringBuilder text =
                new StringBuilder(COMMENT + "an update of this zone is not finished: attach -u finishes it\n");
        append(text, TOUCH, note.packages());
        append(text, NEEDED, note.needed());
        append(text, IGNORE, note.ignored());
        files.write(layout.updateJournal(zonepath), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, String word, Set<String> names) {
        names.stream()
                .filter(PlainText::isPlain)
                .sorted()
                .forEach(name -> text.append(word).append(name).append('\n'));
    }

    public void remove(String zonepath) {
        files.remove(layout.updateJournal(zonepath));
    }
}
