package org.jzones.software.sadm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;

/** What a package needs, by the lines {@code P ABBREVIATION NAME} of its install/depend (depend(4)). */
final class DependFile {
    private DependFile() {}

    /**
     * The abbreviations of the packages that are needed, in the file's order; none if there is no such file.
     *
     * @throws org.jzones.model.Failure if it is no regular file, or cannot be read
     */
    static List<String> read(Layout layout, String pkg) {
        Path file = layout.depend(pkg);
        try {
            return parse(RegularFile.read(file, layout.shown(file)));
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return List.of();
            }
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    /** Bytes are ISO 8859-1 and none is an error. Lines that begin with a blank say which versions of the package will do. */
    static List<String> parse(byte[] bytes) {
        Set<String> needed = new LinkedHashSet<>();
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("[\r\n]+")) {
            String[] fields = line.split("[ \t]+", 3);
            if (fields.length > 1 && fields[0].equals("P") && !fields[1].isEmpty()) {
                needed.add(fields[1]);
            }
        }
        return List.copyOf(needed);
    }
}
