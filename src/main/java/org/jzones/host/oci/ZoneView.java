package org.jzones.host.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.InnerPath;
import org.jzones.file.Layout;
import org.jzones.model.InRootPath;
import org.jzones.model.LinuxDefaults;
import org.jzones.model.LinuxFacts.Init;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/**
 * The files of a zone as the programs in it find them: links are followed within the zone, and inherited and shared
 * directories are the host's.
 */
final class ZoneView {
    private static final int ANYONE_MAY_EXECUTE = 0111;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private final Layout host;
    private final Path zoneRoot;
    /** Where what is mounted in the zone is on the caller's file system; empty for what cannot be seen from here. */
    private final Map<String, Optional<Path>> mounts = new HashMap<>();

    /** @param host of whose directories the zone has some */
    ZoneView(Layout host, Path zoneRoot, ZoneConfig config) {
        this.host = host;
        this.zoneRoot = zoneRoot;
        LinuxDefaults.EMPTY_AT_FIRST.forEach(path -> mounts.put(path, Optional.empty()));
        config.inheritedDirs().stream()
                .filter(InRootPath::isWellFormed)
                .forEach(dir -> mounts.put(dir, Optional.of(host.resolve(dir))));
        for (Resource fs : config.stored(ResourceType.FS)) {
            String special = fs.text("special").orElse("");
            boolean isSeen = fs.text("type").orElse("").equals("lofs") && InRootPath.isWellFormed(special);
            mounts.put(fs.text("dir").orElse(""), isSeen ? Optional.of(host.resolve(special)) : Optional.empty());
        }
    }

    /**
     * What a command is that the engine is told to run.
     *
     * @param program a path, or a name to look for
     * @param searchPath where to look, directories with colons between them
     * @param directory the one that paths begin at which are not absolute
     */
    Init program(String program, String searchPath, String directory) {
        if (program.indexOf('/') >= 0) {
            return at(program.startsWith("/") ? program : directory + "/" + program);
        }
        Init found = Init.MISSING;
        for (String place : searchPath.split(":")) {
            Init there = place.startsWith("/") ? at(place + "/" + program) : Init.MISSING;
            if (there == Init.FINE) {
                return there;
            }
            found = there == Init.NOT_EXECUTABLE ? there : found;
        }
        return found;
    }

    private Init at(String inZone) {
        try {
            Optional<Path> real = real(inZone);
            if (real.isEmpty()) {
                return Init.FINE; // the engine will tell
            }
            Map<String, Object> facts = Files.readAttributes(real.get(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
            int mode = facts.get("mode") instanceof Integer number ? number : 0;
            return (mode & TYPE) == REGULAR && (mode & ANYONE_MAY_EXECUTE) != 0 ? Init.FINE : Init.NOT_EXECUTABLE;
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return Init.MISSING;
            }
            throw FileTrouble.reading(host.shown(e, zoneRoot), e);
        }
    }

    /** Where a path of the zone leads to, a file that may not be there; empty if that cannot be seen from here. */
    private Optional<Path> real(String inZone) throws IOException {
        return InnerPath.real(inZone, this::place, mounts::containsKey).flatMap(this::place);
    }

    /** Where a path without links is on the caller's file system. */
    private Optional<Path> place(String inZone) {
        String mount = inZone;
        while (!mount.isEmpty() && !mounts.containsKey(mount)) {
            mount = mount.substring(0, mount.lastIndexOf('/'));
        }
        String rest = inZone.substring(mount.length());
        Optional<Path> top = mounts.getOrDefault(mount, Optional.of(zoneRoot));
        return rest.isEmpty() ? top : top.map(path -> path.resolve(rest.substring(1)));
    }
}
