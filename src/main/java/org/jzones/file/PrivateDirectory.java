package org.jzones.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * A directory outside any host root that nobody else can look into, and that goes with what it was made for. It holds a lock,
 * which goes with the process: what a killed one has left is removed when the next directory of its kind is made there.
 */
public final class PrivateDirectory implements AutoCloseable {
    private static final int BITS = 0777;
    private static final int OWN_ONLY = 0700;
    private static final String LOCK = ".lock";
    /** How many names are looked at for what others have left; a place with more is left as it is. */
    private static final int MOST_LOOKED_AT = 100_000;

    private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final FileChannel lock;
    private final Thread atExit;

    private PrivateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
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
        String own = prefix + ProcessHandle.current().pid() + "-";
        try {
            Path path = (place.isPresent()
                            ? Files.createTempDirectory(place.get(), own)
                            : Files.createTempDirectory(own))
                    .toRealPath();
            // it has its name only when it is locked, so that nobody takes it for one that was left
            Path unnamed = path.resolve(LOCK + ".new");
            FileChannel lock = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            Files.move(unnamed, path.resolve(LOCK));
            removeLeft(path, prefix, own);
            return new PrivateDirectory(path, lock);
        } catch (IOException e) {
            String where = place.map(Path::toString).orElse("the directory for temporary files");
            throw Failure.of(Message.FILE_WRITE, where, FileTrouble.cause(e)).causedBy(e);
        }
    }

    /** Removes what is beside a new directory, was made as it was by this user, and is not locked any more. */
    private static void removeLeft(Path made, String prefix, String own) {
        @Nullable Path place = made.getParent();
        if (place == null) {
            return;
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(place)) {
            Object user = Files.getAttribute(made, "unix:uid");
            int looked = 0;
            for (Path left : names) {
                String name = String.valueOf(left.getFileName());
                // a lock of this process would be lost if its file were only looked at
                if (name.startsWith(prefix) && !name.startsWith(own) && isOwn(left, user)) {
                    removeUnlocked(place, left, user);
                }
                if (++looked == MOST_LOOKED_AT) {
                    return;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // whoever comes next will do it
        }
    }

    private static boolean isOwn(Path left, Object user) {
        try {
            Map<String, Object> facts =
                    Files.readAttributes(left, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
            return user.equals(facts.get("uid"))
                    && Boolean.TRUE.equals(facts.get("isDirectory"))
                    && facts.get("mode") instanceof Integer mode
                    && (mode & BITS) == OWN_ONLY;
        } catch (IOException e) {
            return false; // it has just gone
        }
    }

    private static void removeUnlocked(Path place, Path left, Object user) {
        Path file = left.resolve(LOCK);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !user.equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, EXISTING);
                    @Nullable FileLock free = channel.tryLock()) {
                if (free != null) {
                    new TreeRemoval(Steps.NONE, Progress.SILENT).remove(place, left);
                }
            }
        } catch (IOException e) {
            return; // as above
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
        try (lock) {
            @Nullable Path above = path.getParent();
            if (above != null) {
                new TreeRemoval(Steps.NONE, Progress.SILENT).remove(above, path);
            }
        } catch (IOException e) {
            return; // what is left there is of no meaning, and no reason to fail
        }
    }
}
