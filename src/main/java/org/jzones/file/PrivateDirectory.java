package org.jzones.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** A directory outside any host root that nobody else can look into, and that goes with what it was made for. */
public final class PrivateDirectory implements AutoCloseable {
    private static final int BITS = 0777;

    private final Path path;
    private final Thread atExit;

    private PrivateDirectory(Path path) {
        this.path = path;
        this.atExit = new Thread(this::remove, "private directory");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Makes one, of mode 0700.
     *
     * @param prefix what its name begins with
     * @param place where; empty where temporary files are otherwise
     * @throws Failure if there is no place for it
     */
    public static PrivateDirectory make(String prefix, Optional<Path> place) {
        try {
            Path made = place.isPresent()
                    ? Files.createTempDirectory(place.get(), prefix)
                    : Files.createTempDirectory(prefix);
            return new PrivateDirectory(made.toRealPath());
        } catch (IOException e) {
            String where = place.map(Path::toString).orElse("the directory for temporary files");
            throw Failure.of(Message.FILE_WRITE, where, FileTrouble.cause(e)).causedBy(e);
        }
    }

    public Path path() {
        return path;
    }

    /** Gives something in it these rights of owner, group and others. */
    public static void setPermissions(Path directory, int mode) throws IOException {
        Files.setAttribute(directory, "unix:mode", mode & BITS, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the process is at its end, and it is removed there
        }
        remove();
    }

    private void remove() {
        try {
            @Nullable Path above = path.getParent();
            if (above != null) {
                new TreeRemoval(Steps.NONE, Progress.SILENT).remove(above, path);
            }
        } catch (IOException e) {
            return; // what is left there is of no meaning, and no reason to fail
        }
    }
}
