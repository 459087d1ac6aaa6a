package org.jzones.host.oci;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.file.Layout;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/**
 * The places in a zone's root that something is mounted on (spec 5, 4.6). The zone's files are hostile: through a link there
 * an engine would mount, or write, somewhere else. Each is walked to component by component, and none of them may be one.
 */
public final class MountTargets {
    private static final List<String> OF_EVERY_ZONE =
            List.of("/proc", "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/run", "/sys");

    /**
     * What is mounted.
     *
     * @param isFile whether it is a file, which has to be mounted on one
     * @param source where its own files are, if that is a directory of the host; what is mounted in it has to be there
     */
    private record Mount(boolean isFile, Optional<Path> source) {
        private static final Mount EMPTY = new Mount(false, Optional.empty());
    }

    private final Layout host;
    private final Trees trees;
    private final Path zoneRoot;
    /** By their path in the zone. */
    private final Map<String, Mount> mounts;

    private MountTargets(Trees trees, Path zoneRoot, Map<String, Mount> mounts) {
        this.host = trees.layout();
        this.trees = trees;
        this.zoneRoot = zoneRoot;
        this.mounts = mounts;
    }

    /**
     * Those of a zone of this configuration: of every zone, of its inherit-pkg-dirs, of its fs resources.
     *
     * @param trees of the host
     */
    public static MountTargets of(Trees trees, Path zoneRoot, ZoneConfig config) {
        Map<String, Mount> mounts = new LinkedHashMap<>();
        OF_EVERY_ZONE.forEach(path -> mounts.put(path, Mount.EMPTY));
        Layout host = trees.layout();
        for (String dir : config.inheritedDirs()) {
            if (InRootPath.isWellFormed(dir)) {
                mounts.put(dir, new Mount(false, Optional.of(host.resolve(dir))));
            }
        }
        for (Resource fs : config.stored(ResourceType.FS)) {
            String dir = fs.text("dir").orElse("");
            if (InRootPath.isWellFormed(dir)) {
                mounts.put(dir, mount(host, fs));
            }
        }
        return new MountTargets(trees, zoneRoot, mounts);
    }

    private static Mount mount(Layout host, Resource fs) {
        String special = fs.text("special").orElse("");
        if (!fs.text("type").orElse("").equals("lofs") || !InRootPath.isWellFormed(special)) {
            return Mount.EMPTY;
        }
        Path source = host.resolve(special);
        return new Mount(Layout.exists(source) && !isDirectory(source), Optional.of(source));
    }

    /** What is no directory where one has to be. That something is missing in the zone's own files is no problem. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!isDirectory(zoneRoot)) {
            problems.add(Problem.of(Message.ZONE_ROOT_MISSING, host.shown(zoneRoot)));
            return problems;
        }
        mounts.forEach((target, mount) -> walk(target, mount, false).ifPresent(problem -> {
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }));
        return problems;
    }

    /**
     * Makes what is missing in the zone's own files, 0755, each looked at again right before something is made in it. The
     * zone must not run.
     *
     * @throws Failure with the first of {@link #problems}, or if the disk does not take it
     */
    public void make() {
        if (!isDirectory(zoneRoot)) {
            throw Failure.of(Message.ZONE_ROOT_MISSING, host.shown(zoneRoot));
        }
        mounts.forEach((target, mount) ->
                Failure.ifAny(walk(target, mount, true).stream().toList()));
    }

    private Optional<Problem> walk(String target, Mount mount, boolean making) {
        String[] components = target.substring(1).split("/");
        Path at = zoneRoot;
        boolean isOwn = true;
        StringBuilder inZone = new StringBuilder();
        for (int i = 0; i < components.length; i++) {
            at = at.resolve(components[i]);
            inZone.append('/').append(components[i]);
            boolean isLast = i == components.length - 1;
            Mount above = isLast ? null : mounts.get(inZone.toString());
            if (above != null && above.source().isEmpty()) {
                return Optional.empty(); // the engine makes what it needs in there
            } else if (above != null) {
                at = above.source().get();
                isOwn = false;
                continue;
            }
            boolean isFile = isLast && mount.isFile();
            if (!Layout.exists(at)) {
                if (!isOwn) {
                    return Optional.of(Problem.of(Message.MOUNT_TARGET_MISSING, target, host.shown(at)));
                } else if (!making) {
                    continue;
                }
                make(at, isFile);
            }
            if (!fits(at, isFile)) {
                return Optional.of(misfit(at, target, isFile));
            }
        }
        return Optional.empty();
    }

    private void make(Path place, boolean isFile) {
        if (isFile) {
            trees.write(place, new byte[0]);
        } else {
            trees.makeDirectory(place, "rwxr-xr-x");
        }
    }

    private Problem misfit(Path at, String target, boolean isFile) {
        Message message = isFile ? Message.MOUNT_TARGET_NOT_FILE : Message.MOUNT_TARGET_NOT_DIRECTORY;
        return Problem.of(message, host.shown(at), target);
    }

    private static boolean fits(Path path, boolean isFile) {
        return isFile ? Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) : isDirectory(path);
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
