package org.jzones.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jzones.host.Processes;

/** A disk with a file system in a file. What was not flushed is not in the file, as after a power cut it is not on a disk. */
public final class LoopDisk implements AutoCloseable {
    private final Path image;
    private final Path at;

    private LoopDisk(Path image, Path at) {
        this.image = image;
        this.at = at;
    }

    /** A new disk of so many megabytes, mounted at a directory that is made. Skips the test where that cannot be. */
    public static LoopDisk fresh(Path image, Path at, int megabytes) {
        run("truncate", "-s", megabytes + "M", image.toString());
        assumeTrue(
                isDone("mkfs.ext4", "-q", "-F", "-m", "0", image.toString()), "SKIPPED: ext4 cannot be made on a file");
        makeDirectory(at);
        assumeTrue(isDone("mount", "-o", "loop", image.toString(), at.toString()), "SKIPPED: disks cannot be mounted");
        // ordinary users look through it, and what is on a disk at first is no part of a host
        run("rmdir", at.resolve("lost+found").toString());
        run("sync", "-f", at.toString());
        return new LoopDisk(image, at);
    }

    /** A disk that has been used before, mounted elsewhere. */
    public static LoopDisk again(Path image, Path at) {
        makeDirectory(at);
        run("mount", "-o", "loop", image.toString(), at.toString());
        return new LoopDisk(image, at);
    }

    /** Copies what is on the disk by now to another file, at a moment at which the machine writes nothing to it. */
    public Path cut(Path to) {
        do {
            run("cp", "--sparse=always", image.toString(), to.toString());
        } while (!isDone("cmp", image.toString(), to.toString()));
        return to;
    }

    /** Removes what has been the disk, after it was unmounted. */
    public void discard() {
        run("rm", image.toString());
    }

    @Override
    public void close() {
        run("umount", at.toString());
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDone(String... words) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; \"$@\" 2>&1", "test"));
        command.addAll(List.of(words));
        return new Processes().ask(command).isDone();
    }

    private static void run(String... words) {
        Processes.Answer answer = new Processes().ask(List.of(words));
        if (!answer.isDone()) {
            throw new AssertionError(String.join(" ", words) + " ended with " + answer.status());
        }
    }
}
