package org.jzones.bits;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/**
 * A zone of Linux that has its programs from the host: the directories around them, and an etc of its own (spec 5, 8.1). What
 * else is missing to mount something on is made when it boots.
 */
public final class LinuxSkeleton implements ZoneMaker {
    private static final String OPEN = "rwxr-xr-x";
    private static final String CLOSED = "rwx------";
    private static final int FOR_ALL = 01777;
    private static final int OF_MAIL = 02775;

    private static final List<String> DIRECTORIES = List.of(
            "dev",
            "etc",
            "home",
            "mnt",
            "opt",
            "proc",
            "run",
            "srv",
            "srv/www",
            "sys",
            "usr",
            "var",
            "var/cache",
            "var/lib",
            "var/log",
            "var/mail",
            "var/spool");

    /** What is a link into /usr on most hosts, and a directory on others. */
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    private final Trees trees;
    private final Layout host;

    /** @param trees those of the host */
    public LinuxSkeleton(Trees trees) {
        this.trees = trees;
        this.host = trees.layout();
    }

    @Override
    public void prepare(ZoneConfig config, Progress progress) {
        // the directories it inherits have been looked at already, and of the rest nothing has to be there
    }

    @Override
    public Problem make(ZoneConfig config, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_MAKING));
        Path root = host.zoneRoot(config.zonepath());
        trees.makeDirectory(root, OPEN);
        DIRECTORIES.forEach(directory -> trees.makeDirectory(root.resolve(directory), OPEN));
        for (String directory : List.of("tmp", "var/tmp")) {
            trees.makeDirectory(root.resolve(directory), OPEN);
            trees.setMode(root.resolve(directory), FOR_ALL);
        }
        trees.makeDirectory(root.resolve("root"), CLOSED);
        trees.makeLink(root.resolve("var/run"), "/run");
        trees.makeLink(root.resolve("var/lock"), "/run/lock");
        MERGED.forEach(name -> likeOnHost(root, name));
        LinuxEtc etc = new LinuxEtc(trees, config);
        etc.make();
        etc.group("mail").ifPresent(mail -> trees.setGroupAndMode(root.resolve("var/mail"), mail, OF_MAIL));
        new HostCopies(trees, config.zonepath()).note();
        return Problem.of(Message.INSTALL_SPARSE, String.join(", ", config.inheritedDirs()));
    }

    private void likeOnHost(Path root, String name) {
        Path onHost = host.root().resolve(name);
        if (Files.isSymbolicLink(onHost)) {
            trees.makeLink(root.resolve(name), trees.linkTarget(onHost));
        } else if (Files.isDirectory(onHost, LinkOption.NOFOLLOW_LINKS)) {
            trees.makeDirectory(root.resolve(name), OPEN);
        }
    }
}
