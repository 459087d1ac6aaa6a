package org.jzones.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jzones.model.FileFacts;
import org.jzones.model.FileFacts.Kind;

/** Facts about files, without following links. */
public final class Look {
    private static final int WRITABLE_BY_OTHERS = 022;

    private Look() {}

    /** @throws org.jzones.model.Failure if the file system does not let us look */
    public static FileFacts at(Layout layout, Path path) {
        String shown = layout.shown(path);
        try {
            UnixAttributes there = UnixAttributes.of(path);
            return new FileFacts(shown, there.kind(), there.uid(), there.permissions());
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return missing(shown);
            }
            throw FileTrouble.reading(shown, e);
        }
    }

    /** True if nobody but the user of that id can have written the regular file, by this or any other name. */
    public static boolean isOnlyOf(int uid, Layout layout, Path file) {
        try {
            UnixAttributes its = UnixAttributes.of(file);
            return its.kind() == Kind.FILE
                    && its.links() == 1
                    && its.uid() == uid
                    && (its.permissions() & WRITABLE_BY_OTHERS) == 0;
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    private static FileFacts missing(String shown) {
        return new FileFacts(shown, Kind.MISSING, -1, 0);
    }
}
