package org.jzones.host.oci;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jzones.file.Layout;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** The file systems that have to be mounted before a zone can see them, out of everybody else's sight (spec 5.5). */
final class Mounting {
    /** What does not depend on the kind of file system, and so counts again for the directory the zone sees. */
    private static final Set<String> OF_EVERY_FILE_SYSTEM =
            Set.of("ro", "rw", "nosuid", "suid", "nodev", "dev", "noexec", "exec");

    private Mounting() {}

    static boolean isOfEveryFileSystem(String option) {
        return OF_EVERY_FILE_SYSTEM.contains(option);
    }

    /** Whether it is one of them: neither a directory of the host nor in memory. */
    static boolean isMounted(Resource fs) {
        String type = fs.text("type").orElse("");
        return !type.equals("lofs") && !type.equals("tmpfs");
    }

    /** Where each is mounted, by its directory in the zone. */
    static Map<String, Path> places(ZoneConfig config, Bundle bundle) {
        Map<String, Path> places = new LinkedHashMap<>();
        for (Resource fs : config.stored(ResourceType.FS)) {
            if (isMounted(fs)) {
                places.put(fs.text("dir").orElse(""), bundle.mounts().resolve(Integer.toString(places.size())));
            }
        }
        return places;
    }

    /** The words for the program that mounts them: mount point, type, options, device, device to check. */
    static List<String> words(ZoneConfig config, Map<String, Path> places, Layout layout) {
        List<String> words = new java.util.ArrayList<>();
        for (Resource fs : config.stored(ResourceType.FS)) {
            if (isMounted(fs)) {
                List<String> options =
                        fs.items().stream().map(item -> item.field(0)).toList();
                String raw = fs.text("raw").orElse("");
                words.add(String.valueOf(places.get(fs.text("dir").orElse(""))));
                words.add(fs.text("type").orElse(""));
                words.add(options.isEmpty() ? "defaults" : String.join(",", options));
                words.add(layout.resolve(fs.text("special").orElse("")).toString());
                words.add(raw.isEmpty() ? "" : layout.resolve(raw).toString());
            }
        }
        return words;
    }
}
