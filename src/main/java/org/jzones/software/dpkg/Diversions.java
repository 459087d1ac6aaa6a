package org.jzones.software.dpkg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Which files are somewhere else than the lists of their packages say: dpkg-divert(1) has moved them out of the way of one
 * package. Paths are those of lists, each byte a character.
 */
final class Diversions {
    private static final int LINES = 3;

    /** By where the packages say that a file is. */
    private final Map<String, Diversion> all;

    /** @param by the package whose own file has taken the place; of no package if an administrator has done it */
    private record Diversion(String to, String by) {}

    private Diversions(Map<String, Diversion> all) {
        this.all = all;
    }

    /** @throws Failure if there is such a file and it cannot be understood */
    static Diversions read(Layout layout) {
        Path file = layout.dpkgDiversions();
        try {
            Optional<byte[]> bytes = RegularFile.readIfRegular(file, layout);
            String text = new String(bytes.orElse(new byte[0]), StandardCharsets.ISO_8859_1);
            String[] lines = text.isEmpty() ? new String[0] : text.split("\r?\n", -1);
            if (lines.length > 0 && lines.length % LINES != 1) {
                throw Failure.of(Message.DPKG_DIVERSIONS_BAD, layout.shown(file));
            }
            Map<String, Diversion> all = new HashMap<>();
            for (int i = 0; i + LINES <= lines.length; i += LINES) {
                if (!lines[i].startsWith("/") || !lines[i + 1].startsWith("/")) {
                    throw Failure.of(Message.DPKG_DIVERSIONS_BAD, layout.shown(file));
                }
                all.put(lines[i], new Diversion(lines[i + 1], lines[i + 2]));
            }
            return new Diversions(all);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    /** Those that lead into some directories or out of them. */
    Diversions across(Below below) {
        Map<String, Diversion> some = new HashMap<>(all);
        some.entrySet()
                .removeIf(entry -> below.holds(entry.getKey())
                        == below.holds(entry.getValue().to()));
        return new Diversions(some);
    }

    /** Where packages say that the files are that are somewhere else. */
    Set<String> listed() {
        return all.keySet();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Where the file of a package really is that its list has at the path. */
    String real(String pkg, String path) {
        Diversion diversion = all.get(path);
        return diversion == null || diversion.by().equals(pkg) ? path : diversion.to();
    }
}
