package org.jzones.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an archive says of one file. Names are bytes, of which nobody knows the characters: each stands as one character.
 *
 * @param name as it is stored
 * @param mode the rights of owner, group and others, and the bits before them
 * @param seconds of the last change, since 1970
 * @param nanos behind the seconds
 * @param size of the data, in bytes; none but those of files count
 * @param target where a symbolic link leads, or the name that a hard link is another one of; otherwise empty
 * @param inode by which other names of the same file are known, if it may have some
 */
public record ArchiveEntry(
        String name,
        Kind kind,
        int mode,
        long uid,
        long gid,
        long seconds,
        int nanos,
        long size,
        String target,
        Optional<Inode> inode) {
    /** What it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** Another name of a file that was in the archive before. */
        HARD_LINK,
        FIFO,
        /** A device: nothing that a copy can have. */
        NODE,
        /** An access control list or extended attributes of another entry. */
        ATTRIBUTES
    }

    /**
     * One file under several names.
     *
     * @param key tells it from all others
     * @param dataLast true if only the last of its names has the data
     */
    public record Inode(String key, boolean dataLast) {}

    /** The same under another name, and a hard link as one of another target. */
    public ArchiveEntry named(String otherName, String otherTarget) {
        return new ArchiveEntry(otherName, kind, mode, uid, gid, seconds, nanos, size, otherTarget, inode);
    }

    /** Another name of a file that stands under the target. */
    public ArchiveEntry asLinkTo(String first) {
        return new ArchiveEntry(name, Kind.HARD_LINK, mode, uid, gid, seconds, nanos, 0, first, Optional.empty());
    }

    /** A name for people: in characters where it has some, with everything that could steer a terminal escaped. */
    public static String shown(String name) {
        String text = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        boolean isText = text.indexOf('\uFFFD') < 0;
        StringBuilder shown = new StringBuilder();
        for (char c : (isText ? text : name).toCharArray()) {
            if (Character.isISOControl(c) || (!isText && c > '~')) {
                shown.append(String.format("\\%03o", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }
}
