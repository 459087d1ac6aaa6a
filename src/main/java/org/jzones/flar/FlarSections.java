package org.jzones.flar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jzones.archive.FlarHead;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The names of sections of flash archives, which are names of files when they stand by themselves. */
public final class FlarSections {
    static final String COOKIE = "cookie";

    /** The order of those that may stand between the identification and the archive (spec 6.1). */
    private static final List<String> ORDER =
            List.of("manifest", "predeployment", "postdeployment", "reboot", "summary");

    private FlarSections() {}

    /** Those that every flash archive has, and others in the order in which they stand there. */
    public static List<String> with(List<String> others) {
        List<String> all = new ArrayList<>(List.of(COOKIE, FlarHead.IDENTIFICATION));
        ORDER.stream().filter(others::contains).forEach(all::add);
        others.stream()
                .filter(name -> !all.contains(name) && !name.equals(FlarHead.ARCHIVE))
                .distinct()
                .forEach(all::add);
        all.add(FlarHead.ARCHIVE);
        return all;
    }

    /** @throws Failure if no section can be called so, or no file: neither leads out of a directory */
    static void requireName(String name) {
        boolean isPath = name.equals(".") || name.equals("..") || name.indexOf('/') >= 0;
        if (isPath || name.isEmpty() || name.chars().anyMatch(c -> c == '=' || Character.isISOControl(c))) {
            throw Failure.of(Message.FLAR_SECTION_NAME, name);
        }
    }

    /** The bytes of a name that was typed, as they are in an archive. */
    static String stored(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
