package org.jzones.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
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

    /** Removes whatever is at the path and below; nothing there is fine. */
    void remove(Path tree) throws IOException {
        Path above = tree.getParent();
        if (above == null) {
            throw new FileSystemException(tree.toString(), null, "it is the topmost directory");
        }
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(above)) {
            SecureDirectoryStream<Path> directory = handles(opened, above);
            Path name = tree.getFileName();
            BasicFileAttributes its = attributes(directory, name, tree);
            if (its.isDirectory()) {
                removeTop(directory, name, tree, device(its));
            } else {
                removeFile(directory, name, tree, its);
            }
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
            try (SecureDirectoryStream<Path> top = open(above, name, tree)) {
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
            BasicFileAttributes its = attributes(directory, name, file);
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
            try (SecureDirectoryStream<Path> inner = open(directory, name, file)) {
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
            throw named(e, file);
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
            throw named(e, file);
        }
    }

    /** The same with the whole path: the platform knows the name in the directory only. */
    private static FileSystemException named(FileSystemException e, Path file) {
        String path = file.toString();
        if (e instanceof AccessDeniedException) {
            return new AccessDeniedException(path);
        }
        return e instanceof NoSuchFileException
                ? new NoSuchFileException(path)
                : new FileSystemException(path, null, FileTrouble.cause(e));
    }

    private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> directory, Path name, Path file)
            throws IOException {
        try {
            return handles(directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), file);
        } catch (FileSystemException e) {
            throw named(e, file);
        }
    }

    private static SecureDirectoryStream<Path> handles(DirectoryStream<Path> directory, Path path) throws IOException {
        if (directory instanceof SecureDirectoryStream<Path> handles) {
            return handles;
        }
        directory.close();
        throw new FileSystemException(path.toString(), null, "this platform has no handles of directories");
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name, Path file)
            throws IOException {
        BasicFileAttributeView view =
                directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new FileSystemException(file.toString(), null, "its attributes cannot be read");
        }
        try {
            return view.readAttributes();
        } catch (FileSystemException e) {
            throw named(e, file);
        }
    }

    /** The file system it is on, as the platform names it in the key of a file. */
    private static String device(BasicFileAttributes its) {
        String key = String.valueOf(its.fileKey());
        int end = key.indexOf(',');
        return end < 0 ? key : key.substring(0, end);
    }
}
