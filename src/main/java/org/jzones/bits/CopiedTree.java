package org.jzones.bits;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/** A zone of Linux that is a copy of a directory with the files of a whole system in it (spec 5, 8.4). */
public final class CopiedTree implements ZoneMaker {
    private static final int OPEN = 0755;
    /** One of them a system has to have. */
    private static final List<String> PROGRAMS =
            List.of("/bin/sh", "/usr/bin/sh", "/sbin/init", "/usr/sbin/init", "/init");

    private final Trees trees;
    private final Layout host;
    private final Path source;
    private final String shown;

    /**
     * @param trees those of the host
     * @param source a directory of the caller's
     * @param shown as the caller has named it
     */
    public CopiedTree(Trees trees, Path source, String shown) {
        this.trees = trees;
        this.host = trees.layout();
        this.source = source.toAbsolutePath().normalize();
        this.shown = shown;
    }

    @Override
    public void prepare(ZoneConfig config, Progress progress) {
        SourceDirectory.require(host, source, shown, config);
        if (!isSystem(source)) {
            throw Failure.of(Message.SOURCE_NO_SYSTEM, shown);
        }
        progress.phase(Problem.of(Message.PHASE_READING));
        elsewhere(source);
    }

    /** True if the tree has an etc, and what a system begins with; links in it are followed as in a root. */
    public static boolean isSystem(Path tree) {
        Layout system = new Layout(tree);
        Stream<Path> programs = PROGRAMS.stream().map(system::resolve);
        return Files.isDirectory(tree.resolve("etc"), LinkOption.NOFOLLOW_LINKS)
                && programs.anyMatch(program -> Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS));
    }

    /** Refuses device nodes that are not below dev, where a zone has its own whatever there is. */
    private List<Path> elsewhere(Path tree) {
        Path dev = tree.resolve("dev");
        List<Path> nodes = trees.nodes(tree);
        nodes.stream().filter(node -> !node.startsWith(dev)).findFirst().ifPresent(node -> {
            throw Failure.of(Message.SOURCE_DEVICE, shown, tree.relativize(node));
        });
        return nodes;
    }

    @Override
    public Problem make(ZoneConfig config, Progress progress) {
        Path root = host.zoneRoot(config.zonepath());
        trees.makeDirectory(root, "rwxr-xr-x");
        trees.expect(progress, List.of(source));
        trees.copy(source, List.of("."), root, progress);
        // as the directory of whoever has unpacked it there, it may have been nobody else's to enter
        trees.setOwnerAndMode(root, OPEN);
        List<Path> nodes = elsewhere(root);
        nodes.forEach(node -> trees.removeWithin(root, node));
        new LinuxIdentity(trees, config).give();
        return Problem.of(Message.INSTALL_COPIED, shown, nodes.size());
    }
}
