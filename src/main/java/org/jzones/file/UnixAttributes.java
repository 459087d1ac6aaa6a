package org.jzones.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jzones.model.FileFacts.Kind;

/**
 * What a file system says of a file; -1 for what it does not know.
 *
 * @param mode with the bits of the file's type
 * @param size in bytes
 * @param links how many names the file has
 */
record UnixAttributes(int mode, int uid, int gid, long size, int links) {
    private static final int TYPE = 0170000;
    private static final int PERMISSIONS = 07777;

    /** Those of the path itself, whatever a link there leads to. */
    static UnixAttributes of(Path path) throws IOException {
        Map<String, Object> facts =
                Files.readAttributes(path, "unix:mode,uid,gid,size,nlink", LinkOption.NOFOLLOW_LINKS);
        return new UnixAttributes(
                number(facts, "mode"),
                number(facts, "uid"),
                number(facts, "gid"),
                facts.get("size") instanceof Long size ? size : -1,
                number(facts, "nlink"));
    }

    private static int number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Integer value ? value : -1;
    }

    /** The rights of owner, group and others, and the bits before them. */
    int permissions() {
        return mode & PERMISSIONS;
    }

    Kind kind() {
        return switch (mode & TYPE) {
            case 0040000 -> Kind.DIRECTORY;
            case 0100000 -> Kind.FILE;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    /** True for character and block devices. */
    boolean isDevice() {
        int type = mode & TYPE;
        return type == 0020000 || type == 0060000;
    }
}
