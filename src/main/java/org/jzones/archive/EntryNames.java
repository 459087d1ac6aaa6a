package org.jzones.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The names of an archive, checked one by one: none leads out of where it is unpacked, neither by itself nor through a link
 * that is in the archive, and each is of one kind only. What is unpacked in this order into an empty directory stays there.
 */
public final class EntryNames {
    /** In bytes, as all formats have it that Solaris writes. */
    static final int LONGEST_NAME = 1023;

    static final int LONGEST_TARGET = 4095;
    private static final int LONGEST_COMPONENT = 255;
    private static final int MOST = 5_000_000;

    private final String shown;
    private final NameTree tree = new NameTree();
    private int entries;

    /** @param shown the archive for people */
    public EntryNames(String shown) {
        this.shown = shown;
    }

    /**
     * Takes the next entry, which is none of attributes; returns its path without anything superfluous, empty for the
     * directory itself in which all are.
     *
     * @throws Failure saying why it must not be unpacked
     */
    public String add(ArchiveEntry entry) {
        if (entry.kind() == Kind.HARD_LINK
                && kindOf(entry.target()).filter(Kind.FILE::equals).isEmpty()) {
            throw notLinked(entry);
        }
        return enter(entry);
    }

    /** The same of an archive that has links to files which are somewhere else. */
    public String enter(ArchiveEntry entry) {
        if (++entries > MOST) {
            throw Failure.of(Message.ARCHIVE_MANY, shown, MOST);
        }
        List<String> parts = parts(entry.name());
        Kind kind = entry.kind() == Kind.HARD_LINK ? Kind.FILE : entry.kind();
        if (parts.isEmpty()) {
            if (kind != Kind.DIRECTORY || entry.name().isEmpty()) {
                throw Failure.of(Message.ARCHIVE_NAME_EMPTY, shown);
            }
            return "";
        }
        enter(entry, parts, kind);
        return String.join("/", parts);
    }

    /** That the file is not there which an entry is to be another name of. */
    public Failure notLinked(ArchiveEntry entry) {
        return Failure.of(
                Message.ARCHIVE_HARD_LINK, shown, ArchiveEntry.shown(entry.name()), ArchiveEntry.shown(entry.target()));
    }

    private void enter(ArchiveEntry entry, List<String> parts, Kind kind) {
        int at = NameTree.TOP;
        for (String part : parts.subList(0, parts.size() - 1)) {
            at = intern(at, part);
            if (!tree.become(at, Kind.DIRECTORY)) {
                throw Failure.of(
                        Message.ARCHIVE_THROUGH, shown, ArchiveEntry.shown(entry.name()), ArchiveEntry.shown(part));
            }
        }
        if (!tree.become(intern(at, parts.get(parts.size() - 1)), kind)) {
            throw Failure.of(Message.ARCHIVE_TWO_KINDS, shown, ArchiveEntry.shown(entry.name()));
        }
    }

    private int intern(int above, String part) {
        try {
            return tree.intern(above, part);
        } catch (IllegalStateException e) {
            throw Failure.of(Message.ARCHIVE_MANY, shown, MOST).causedBy(e);
        }
    }

    /** The components of a name, those that mean nothing left out. */
    private List<String> parts(String name) {
        if (name.indexOf('\0') >= 0) {
            throw Failure.of(Message.ARCHIVE_NAME_NUL, shown, ArchiveEntry.shown(name));
        }
        if (name.startsWith("/")) {
            throw Failure.of(Message.ARCHIVE_ABSOLUTE, shown, ArchiveEntry.shown(name));
        }
        if (name.length() > LONGEST_NAME) {
            throw Failure.of(Message.ARCHIVE_NAME_LENGTH, shown, ArchiveEntry.shown(name), name.length());
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                throw Failure.of(Message.ARCHIVE_UPWARDS, shown, ArchiveEntry.shown(name));
            }
            if (part.length() > LONGEST_COMPONENT) {
                throw Failure.of(Message.ARCHIVE_NAME_LENGTH, shown, ArchiveEntry.shown(name), part.length());
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** The path of a name, whose components mean something each. */
    public String path(String name) {
        return String.join("/", parts(name));
    }

    /** As what the archive has this name so far; directories that only others are in count. */
    public Optional<Kind> kindOf(String name) {
        int at = NameTree.TOP;
        for (String part : parts(name)) {
            at = tree.find(at, part);
            if (at < 0) {
                return Optional.empty();
            }
        }
        return at == NameTree.TOP ? Optional.of(Kind.DIRECTORY) : tree.kind(at);
    }

    /** The names right below the top, sorted. */
    public List<String> tops() {
        return tree.tops();
    }
}
