package org.jzones.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;

/** Directories held open, so that what changes in a tree meanwhile leads nowhere: names count in them, and no paths. */
final class Handles {
    private Handles() {}

    /** What is done to a name in a directory. */
    interface Work {
        void on(SecureDirectoryStream<Path> directory, Path name) throws IOException;
    }

    /**
     * Opens the directories from the top down to the one the file is in, none of them through a link.
     *
     * @param top a directory, found by its path
     * @param file below the top
     */
    static void within(Path top, Path file, Work work) throws IOException {
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(top)) {
            below(handles(opened, top), top, top.relativize(file), work);
        }
    }

    private static void below(SecureDirectoryStream<Path> directory, Path path, Path rest, Work work)
            throws IOException {
        Path name = rest.getName(0);
        if (rest.getNameCount() == 1) {
            work.on(directory, name);
            return;
        }
        Path inner = path.resolve(name);
        try (SecureDirectoryStream<Path> next = open(directory, name, inner)) {
            below(next, inner, rest.subpath(1, rest.getNameCount()), work);
        }
    }

    /** The same with the whole path: the platform knows the name in the directory only. */
    static FileSystemException named(FileSystemException e, Path file) {
        String path = file.toString();
        if (e instanceof AccessDeniedException) {
            return new AccessDeniedException(path);
        }
        return e instanceof NoSuchFileException
                ? new NoSuchFileException(path)
                : new FileSystemException(path, null, FileTrouble.cause(e));
    }

    static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> directory, Path name, Path file)
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

    static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name, Path file)
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
}
