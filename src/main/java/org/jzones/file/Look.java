package org.jzones.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jzones.model.FileFacts;
import org.jzones.model.FileFacts.Kind;

/** Facts about files, without following links. */
public final class Look {
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

    private static FileFacts missing(String shown) {
        return new FileFacts(shown, Kind.MISSING, -1, 0);
    }
}
