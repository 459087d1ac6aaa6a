package org.jzones.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Removes a tree by the handles of its directories, so that nothing that changes meanwhile leads it elsewhere: what is
 * opened is a directory and no link, and what is removed is a name in it. Never goes to another file system.
 */
final class TreeRemoval {
    /** How many directories are open at a time; what is deeper is taken up to the top first. */
    private static final int DEEPEST = 64;

    /** How often a directory is emptied that is not empty afterwards. */
    private static final int ROUNDS = 10;

    private final Steps steps;
    private final Progress progress;
    private int lifted;

    TreeRemoval(Steps steps, Progress progress) {
        this.steps = steps;
        this.progress = progress;
    }

    /** Removes whatever is at the path, to which no link leads from the top down, and below; nothing there is fine. */
    void remove(Path top, Path tree) throws IOException {
        try {
            Handles.within(top, tree, (directory, name) -> {
                BasicFileAttributes its = Handles.attributes(directory, name, tree);
                if (its.isDirectory()) {
                    removeTop(directory, name, tree, device(its));
                } else {
                    removeFile(directory, name, tree, its);
                }
            });
        } catch (NoSuchFileException e) {
            if (Layout.exists(tree)) {
                throw e;
            }
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.causeOf(e);
        }
    }

    private void removeTop(SecureDirectoryStream<Path> above, Path name, Path tree, String device) throws IOException {
        int rounds = 0;
        while (rounds < ROUNDS) {
            int before = lifted;
            try (SecureDirectoryStream<Path> top = Handles.open(above, name, tree)) {
                empty(top, tree, device, top, 1);
            }
            if (lifted == before) {
                rounds++;
                steps.before("remove", tree);
                if (isGone(above, name, tree)) {
                    return;
                }
            }
        }
        throw new DirectoryNotEmptyException(tree.toString());
    }

    private void empty(
            SecureDirectoryStream<Path> directory, Path path, String device, SecureDirectoryStream<Path> top, int depth)
            throws IOException {
        for (Path entry : directory) {
            Path name = entry.getFileName();
            Path file = path.resolve(name);
            BasicFileAttributes its = Handles.attributes(directory, name, file);
            if (!its.isDirectory()) {
                removeFile(directory, name, file, its);
            } else if (!device(its).equals(device)) {
                throw new FileSystemException(file.toString(), null, "another file system is mounted there");
            } else if (depth >= DEEPEST) {
                lift(directory, name, file, top);
            } else {
                removeDirectory(directory, name, file, device, top, depth);
            }
        }
    }

    private void removeDirectory(
            SecureDirectoryStream<Path> directory,
            Path name,
            Path file,
            String device,
            SecureDirectoryStream<Path> top,
            int depth)
            throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            try (SecureDirectoryStream<Path> inner = Handles.open(directory, name, file)) {
                empty(inner, file, device, top, depth + 1);
            }
            steps.before("remove", file);
            if (isGone(directory, name, file)) {
                return; // some file systems leave out names while others go, so that it may take another round
            }
        }
        throw new DirectoryNotEmptyException(file.toString());
    }

    /** Removes the directory if it is empty; false if it is not. */
    private static boolean isGone(SecureDirectoryStream<Path> directory, Path name, Path file) throws IOException {
        try {
            directory.deleteDirectory(name);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (FileSystemException e) {
            throw Handles.named(e, file);
        }
    }

    /** Takes a directory from deep down to the top, where it is removed in another round. */
    private void lift(SecureDirectoryStream<Path> directory, Path name, Path file, SecureDirectoryStream<Path> top)
            throws IOException {
        lifted++;
        Path lifting = file.getFileSystem()
                .getPath(".removing." + ProcessHandle.current().pid() + "." + lifted);
        steps.before("rename", file);
        directory.move(name, top, lifting);
    }

    private void removeFile(SecureDirectoryStream<Path> directory, Path name, Path file, BasicFileAttributes its)
            throws IOException {
        progress.advance(its.isRegularFile() ? its.size() : 0);
        steps.before("remove", file);
        try {
            directory.deleteFile(name);
        } catch (FileSystemException e) {
            throw Handles.named(e, file);
        }
    }

    /** The file system it is on, as the platform names it in the key of a file. */
    private static String device(BasicFileAttributes its) {
        String key = String.valueOf(its.fileKey());
        int end = key.indexOf(',');
        return end < 0 ? key : key.substring(0, end);
    }
}
