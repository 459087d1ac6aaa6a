package org.jzones.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** I/O exceptions as failures that name the file and the cause. */
public final class FileTrouble {
    private FileTrouble() {}

    public static Failure reading(String shownPath, IOException cause) {
        return Failure.of(Message.FILE_READ, shownPath, cause(cause)).causedBy(cause);
    }

    public static Failure writing(String shownPath, IOException cause) {
        return Failure.of(Message.FILE_WRITE, shownPath, cause(cause)).causedBy(cause);
    }

    public static Failure removing(String shownPath, IOException cause) {
        return Failure.of(Message.FILE_REMOVE, shownPath, cause(cause)).causedBy(cause);
    }

    /** The I/O exception inside an unchecked one. */
    public static IOException causeOf(RuntimeException e) {
        return e.getCause() instanceof IOException io ? io : new IOException(e);
    }

    /** True if there is no such file, or one above it is no directory. */
    public static boolean isAbsence(IOException e) {
        return e instanceof NoSuchFileException || cause(e).equals("Not a directory");
    }

    /** The cause in the words of the system, without the path. */
    public static String cause(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "it is a directory with files in it";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (e instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        // the message of this one begins with the path
        Optional<String> reason =
                Optional.ofNullable(e instanceof FileSystemException system ? system.getReason() : e.getMessage());
        return reason.orElse("the system gives no reason");
    }
}
