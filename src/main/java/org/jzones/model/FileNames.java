package org.jzones.model;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of files outside ASCII: documents have them in UTF-8, but the locale of the process decides what Java makes of
 * them, and in one that is not of UTF-8 it finds other files or none.
 */
public final class FileNames {
    private static final int DECODED_FROM_RUBBISH = 0xFFFD;
    private static final String SAMPLE = "\u00E4";
    private static final String SAMPLE_IN_UTF_8 = "%C3%A4";

    private FileNames() {}

    /**
     * The name as it is, if a file can be found by it here.
     *
     * @throws Failure saying what to set if it is outside ASCII and the locale is not of UTF-8
     */
    public static String require(String name) {
        if (!isAscii(name) && !areUtf8()) {
            throw Failure.of(Message.NAME_OUTSIDE_LOCALE, name);
        }
        return name;
    }

    /** The file a user has named. @throws Failure as {@link #require}, or if there is no working directory to begin at */
    public static Path path(String named) {
        Path path = Path.of(require(named));
        if (!path.isAbsolute()) {
            require(new File("").getAbsolutePath());
            if (!Files.isDirectory(Path.of(""))) {
                throw Failure.of(Message.WORKING_DIRECTORY_GONE, named);
            }
        }
        return path;
    }

    /** True if the name of a file is plain and is UTF-8 on disk, so that the file can be found again by it. */
    public static boolean isReadable(String name) {
        return PlainText.isPlain(name) && !isRubbish(name) && (isAscii(name) || areUtf8());
    }

    /** True if some of the bytes the name was made from are in no character. */
    public static boolean isRubbish(String name) {
        return name.indexOf(DECODED_FROM_RUBBISH) >= 0;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean areUtf8() {
        try {
            return Path.of(SAMPLE).toUri().getRawPath().endsWith(SAMPLE_IN_UTF_8);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
