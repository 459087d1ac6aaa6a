package org.jzones.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jzones.model.FileFacts.Kind;

/** A path that packages have brought, as a software database tells of it. */
public interface Delivery {
    /** The absolute path as the database has it, each byte a character (ISO 8859-1): tells any two paths apart. */
    String path();

    /** The same as the name of a file, whose bytes are most likely UTF-8. */
    String filePath();

    /** A directory, a file or a link; {@link Kind#OTHER} for what a zone makes for itself and is not copied. */
    Kind kind();

    /** True for a file that is the zone's own to change once it has it. */
    boolean isEditable();

    /** The names of the packages that bring it, in the database's order. */
    List<String> packages();

    /** The same, brought only by those of the packages that fit. */
    Delivery of(Predicate<String> fitting);

    /** The same, brought also by the packages that only the other one names; both are of one kind of database. */
    Delivery joinedWith(Delivery other);

    /** True if the database tells what the file was like, and this one is so. @throws IOException if it cannot be read */
    boolean isUnmodified(Path file) throws IOException;

    /** A text as {@link #path} has it. */
    static String asPath(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /**
     * True if there is such a directory when this has been brought: it is that directory, or lies below.
     *
     * @param directory as {@link #path} has it
     */
    default boolean shows(String directory) {
        String path = path();
        return path.startsWith(directory)
                && (path.length() == directory.length()
                        ? kind() == Kind.DIRECTORY
                        : path.charAt(directory.length()) == '/');
    }

    /** False if it says of a directory, should it be one, only that it is in the one above. */
    default boolean countsForItself() {
        return true;
    }

    /** True if the path is none of the directories and lies below none of them. */
    default boolean isOutside(List<String> directories) {
        String path = path();
        for (String directory : directories) {
            if (path.startsWith(directory)
                    && (path.length() == directory.length() || path.charAt(directory.length()) == '/')) {
                return false;
            }
        }
        return true;
    }
}
