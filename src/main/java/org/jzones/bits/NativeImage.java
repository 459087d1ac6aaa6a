package org.jzones.bits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/**
 * What has to be another way in a zone's files than in those of a machine (spec 6.2): directories, and the tables of file
 * systems and shares. Nothing is run. The root is not yet the zone's: nobody else can reach it.
 */
public final class NativeImage {
    private static final int FOR_ALL = 01777;
    private static final int LARGEST_TABLE = 1 << 20;
    private static final String OPEN = "rwxr-xr-x";

    /** What a table of file systems may name in a zone: by what is mounted, and by how. */
    private static final Set<String> MOUNTED = Set.of("fd", "/proc", "swap", "ctfs", "objfs", "sharefs");

    private static final Set<String> WAYS = Set.of("nfs", "lofs");

    private final Trees trees;
    private final Layout layout;
    private final Path root;
    private final ZoneConfig config;

    public NativeImage(Trees trees, Path root, ZoneConfig config) {
        this.trees = trees;
        this.layout = trees.layout();
        this.root = root;
        this.config = config;
    }

    /** Makes the directories that are missing. */
    public void completeDirectories() {
        for (String directory : List.of("dev", "etc", "proc", "tmp", "var", "var/run", "var/tmp", "etc/svc/volatile")) {
            make(directory, directory.endsWith("tmp"));
        }
        config.inheritedDirs().forEach(directory -> make(directory.substring(1), false));
        Path mounts = root.resolve("etc/mnttab");
        if (!Layout.exists(mounts) && isDirectory(root.resolve("etc"))) {
            trees.write(mounts, new byte[0]);
        }
    }

    private void make(String path, boolean forAll) {
        Path at = root;
        for (String part : path.split("/")) {
            if (!isDirectory(at)) {
                return; // a link of the archive's own: where it leads is the zone's business when it runs
            }
            at = at.resolve(part);
            if (!Layout.exists(at)) {
                trees.makeDirectory(at, OPEN);
                if (forAll && at.equals(root.resolve(path))) {
                    trees.setMode(at, FOR_ALL);
                }
            }
        }
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Edits the tables, and gives the one interface of the zone its name; returns what was done. */
    public List<Problem> edit() {
        List<Problem> edited = new ArrayList<>();
        edit("etc/vfstab", NativeImage::mountedInZone, edited);
        edit("etc/dfs/dfstab", NativeImage::commented, edited);
        nameInterface();
        return edited;
    }

    private void edit(String path, UnaryOperator<String> line, List<Problem> edited) {
        Path file = root.resolve(path);
        if (!isDirectory(above(file)) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            // one character a byte
            byte[] before = RegularFile.readWithin(root, file, LARGEST_TABLE, layout.shown(file));
            String text = new String(before, StandardCharsets.ISO_8859_1);
            StringBuilder changed = new StringBuilder();
            text.lines().forEach(l -> changed.append(line.apply(l)).append('\n'));
            if (!changed.toString().equals(text)) {
                trees.write(above(file).resolve(file.getFileName() + ".pre_p2v"), before);
                trees.write(file, changed.toString().getBytes(StandardCharsets.ISO_8859_1));
                edited.add(Problem.of(Message.ARCHIVE_EDITED, "/" + path));
            }
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(e, file), e);
        }
    }

    private Path above(Path file) {
        return file.resolveSibling(".").normalize();
    }

    private static String commented(String line) {
        return line.isBlank() || line.startsWith("#") ? line : "#" + line;
    }

    private static String mountedInZone(String line) {
        String[] fields = line.strip().split("[ \t]+");
        boolean stays = MOUNTED.contains(fields[0]) || (fields.length > 3 && WAYS.contains(fields[3]));
        return stays ? line : commented(line);
    }

    /** With one interface there and one here they are meant to be the same one. */
    private void nameInterface() {
        Path etc = root.resolve("etc");
        List<Resource> nets = config.stored(ResourceType.NET);
        boolean isExclusive =
                config.get(org.jzones.model.GlobalProperty.IP_TYPE).equals("exclusive");
        if (!isExclusive || nets.size() != 1 || !isDirectory(etc)) {
            return;
        }
        List<String> there = trees.names(etc).stream()
                .filter(name -> name.startsWith("hostname."))
                .toList();
        String wanted = "hostname." + nets.get(0).get("physical");
        if (there.size() == 1 && !there.get(0).equals(wanted)) {
            trees.renameWithin(root, etc.resolve(there.get(0)), etc.resolve(wanted));
        }
    }
}
