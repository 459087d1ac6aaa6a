package org.jzones.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.capture.CapturedHost;
import org.jzones.host.ShellWords;
import org.jzones.model.Message;
import org.jzones.model.OneLine;
import org.jzones.model.Problem;
import org.jzones.software.InventoryFiles;

/** What a directory that was given as a host root, and holds nothing of one, seems to be instead. */
final class RootGuess {
    private static final int ENOUGH = 100;

    private RootGuess() {}

    /**
     * What is wrong with that; empty for a host root, and for a directory that may become one.
     *
     * @param root without etc/zones
     */
    static Optional<Problem> problem(Path root) {
        if (isDirectory(root, "var/sadm") || isDirectory(root, "var/lib/dpkg") || isDirectory(root, "var/pkg")) {
            return Optional.empty();
        }
        return database(root).or(() -> zones(root)).or(() -> zonepath(root)).or(() -> below(root));
    }

    private static boolean isDirectory(Path root, String name) {
        return Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isFile(Path root, String name) {
        return Files.isRegularFile(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<Problem> database(Path root) {
        if (isDirectory(root, "pkg") && isFile(root, "install/contents")) {
            return seems(root, "the software database of a host", above(root, "var/sadm"));
        }
        return isDirectory(root, "sadm/pkg")
                ? seems(root, "the directory above the software database of a host", above(root, "var"))
                : Optional.empty();
    }

    private static Optional<Problem> zones(Path root) {
        return isFile(root, "index") && root.endsWith("zones")
                ? seems(root, "where a host keeps its configurations", above(root, "etc/zones"))
                : Optional.empty();
    }

    private static Optional<Problem> zonepath(Path root) {
        boolean is = isFile(root, "SUNWdetached.xml")
                || (isDirectory(root, "root") && isDirectory(root, "dev") && !isDirectory(root, "etc"));
        return is
                ? seems(root, "the zonepath of a zone", "give the root directory of the host that the zone is on")
                : Optional.empty();
    }

    /** What is in it. */
    private static Optional<Problem> below(Path root) {
        int inventories = 0;
        int seen = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (isDirectory(entry, "var/sadm/pkg") || isDirectory(entry, "etc/zones")) {
                    return seems(root, "a directory of host roots", "give one of them: -R " + shown(entry));
                }
                if (isHostFile(entry)) {
                    inventories++;
                }
                seen++;
                if (seen == ENOUGH) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty(); // whoever reads it next says what is wrong
        }
        return inventories == 0 || inventories < seen
                ? Optional.empty()
                : seems(
                        root,
                        "a directory of inventories or captures",
                        "zoneplace takes all of them: zoneplace -z ZONE " + shown(root));
    }

    /** True for an inventory, and what else is compressed like one. */
    static boolean isCompressed(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return InventoryFiles.begins(in.readNBytes(2));
        } catch (IOException e) {
            return false;
        }
    }

    /** True for what zoneplace takes in place of a directory. */
    static boolean isHostFile(Path file) {
        return isCompressed(file) || CapturedHost.is(file);
    }

    /** The advice to give the directory that this one lies in, if that is where a host has it. */
    private static String above(Path root, String place) {
        Path above = root;
        if (root.endsWith(place)) {
            for (int i = 0; i < Path.of(place).getNameCount() && above.getParent() != null; i++) {
                above = above.getParent();
            }
        }
        return above.equals(root)
                ? "give the directory that it is " + place + " of, or make one"
                : "give the directory above: -R " + shown(above);
    }

    private static String shown(Path path) {
        return ShellWords.line(List.of(OneLine.of(path.toString())));
    }

    private static Optional<Problem> seems(Path root, String what, String advice) {
        return Optional.of(Problem.of(Message.ROOT_SEEMS, root, what, advice));
    }
}
