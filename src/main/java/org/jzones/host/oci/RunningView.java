package org.jzones.host.oci;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jzones.file.Layout;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The files of a running zone as its processes see them, with all that is mounted there. */
final class RunningView {
    /** What is in there are no places to be in: names there lead to files of others. */
    private static final List<String> OF_THE_KERNEL = List.of("proc", "sys", "dev");

    private final Path root;
    private final Layout layout;

    private RunningView(Path root, Layout layout) {
        this.root = root;
        this.layout = layout;
    }

    /** That of the zone's first program. */
    static RunningView of(Bundle bundle, Layout host) {
        long pid = bundle.number(bundle.pid()).orElse(0L);
        Path root = Path.of("/proc", Long.toString(pid), "root");
        return new RunningView(root, host.ofZone(root));
    }

    /** Whether there is a directory that somebody in the zone can be in; links lead where they lead in the zone. */
    boolean isDirectory(String path) {
        try {
            Path found = layout.resolve(path);
            Path below = root.relativize(found);
            return Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)
                    && !OF_THE_KERNEL.contains(below.getName(0).toString());
        } catch (Failure e) {
            return false; // links in circles, or a name that no file here can have
        }
    }

    /** Checks that the accounts are files, wherever links lead in the zone, or not there at all. @throws Failure if not */
    void requireReadableAccounts() {
        for (String path : List.of("/etc/passwd", "/etc/group")) {
            Path found = layout.resolve(path);
            if (Layout.exists(found) && !Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
                throw Failure.of(Message.FILE_NOT_REGULAR, path);
            }
        }
    }

    /** The number that the next terminal in the zone gets. */
    int nextTerminal() {
        Set<String> there = new HashSet<>();
        try (DirectoryStream<Path> terminals = Files.newDirectoryStream(root.resolve("dev/pts"))) {
            terminals.forEach(terminal -> there.add(String.valueOf(terminal.getFileName())));
        } catch (IOException e) {
            return 0; // it has ended meanwhile, which shows
        }
        int next = 0;
        while (there.contains(Integer.toString(next))) {
            next++;
        }
        return next;
    }
}
