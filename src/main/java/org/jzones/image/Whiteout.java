package org.jzones.image;

import org.jzones.archive.ArchiveEntry;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What the name of an entry says of the layers below.
 *
 * @param path of what it is said
 */
record Whiteout(Meaning meaning, String path) {
    private static final String MARK = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** What a file system of unions has for itself. */
    private static final String INNER = ".wh..wh.";

    enum Meaning {
        /** It is a file like others. */
        IS_NONE,
        /** What the layers below have there is gone. */
        TAKES,
        /** What the layers below have in the directory is gone. */
        HIDES,
        /** It matters to nobody here. */
        NOTHING
    }

    /** @throws Failure if it says something that cannot be */
    static Whiteout of(String path, String shown) {
        int slash = path.lastIndexOf('/');
        String above = slash < 0 ? "" : path.substring(0, slash);
        String last = path.substring(slash + 1);
        if (("/" + path).contains("/" + INNER) && !last.equals(OPAQUE)) {
            return new Whiteout(Meaning.NOTHING, path);
        }
        String hidden = last.startsWith(MARK) ? last.substring(MARK.length()) : last;
        if (("/" + above).contains("/" + MARK)
                || (!hidden.equals(last) && (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")))) {
            throw Failure.of(Message.IMAGE_WHITEOUT, shown, ArchiveEntry.shown(path));
        }
        if (last.equals(OPAQUE)) {
            return new Whiteout(Meaning.HIDES, above);
        }
        return hidden.equals(last)
                ? new Whiteout(Meaning.IS_NONE, path)
                : new Whiteout(Meaning.TAKES, above.isEmpty() ? hidden : above + "/" + hidden);
    }
}
