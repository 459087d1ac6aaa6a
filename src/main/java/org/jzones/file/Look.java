package org.jzones.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jzones.model.FileFacts;
import org.jzones.model.FileFacts.Kind;

/** Facts about files, without following links. */
public final class Look {
    private static final int TYPE_MASK = 0170000;
    private static final int PERMISSIONS = 07777;

    private Look() {}

    /** @throws org.jzones.model.Failure if the file system does not let us look */
    public static FileFacts at(Layout layout, Path path) {
        String shown = layout.shown(path);
        try {
            Map<String, Object> facts = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            int mode = number(facts, "mode");
            return new FileFacts(shown, kind(mode & TYPE_MASK), number(facts, "uid"), mode & PERMISSIONS);
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

    /** A numeric attribute; -1 if the file system does not have it. */
    static int number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Integer value ? value : -1;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case 0040000 -> Kind.DIRECTORY;
            case 0100000 -> Kind.FILE;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }
}
