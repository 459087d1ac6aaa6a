package org.jzones.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;

/**
 * The locks of a host root (spec 1.3): one a zone, one for the index, one for the run-time states. They are locks of the
 * operating system on files below var/run/zones and vanish with their process; the file holds the owner's process id.
 */
public final class Locks {
    /** How long a second command waits. */
    public static final Duration WAIT = Duration.ofSeconds(10);

    private static final long POLL_MILLIS = 20;

    /**
     * One permit a lock file for all threads of this process. Static because the operating system's locks belong to the
     * process too: closing a second channel on the file in another thread would drop the first one's lock.
     */
    private static final ConcurrentMap<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    private static final String DIRECTORY_MODE = "rwx--x--x";
    private static final String FILE_MODE = "rw-------";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_MODE));
    private static final Set<OpenOption> READ_AND_WRITE = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int RIGHTS_OF_OTHERS = 077;
    private static final int ROOT = 0;

    private final Layout layout;
    private final IntSupplier callerUid;

    /** @param callerUid the numeric user id of this process */
    public Locks(Layout layout, IntSupplier callerUid) {
        this.layout = layout;
        this.callerUid = callerUid;
    }

    /** A lock that is held until it is closed. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws Failure naming the process that holds the lock, if it is not free within {@link #WAIT} */
    public Held zone(ZoneName zone) {
        return lock(layout.zoneLock(zone), "zone '" + zone + "'");
    }

    /** Held as long as a program is moving the zone to another machine. */
    public Held transfer(ZoneName zone) {
        return lock(layout.transferLock(zone), "the move of zone '" + zone + "'");
    }

    /** True if a program is moving the zone to another machine, as far as the caller may see that; changes nothing. */
    public boolean isTransferHeld(ZoneName zone) {
        Path file = layout.transferLock(zone);
        @Nullable Semaphore thread = THREADS.get(file);
        if (thread != null && thread.availablePermits() == 0) {
            return true;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (IOException e) {
            return false; // it is somebody else's, who alone can see
        }
    }

    public Held index() {
        return lock(layout.indexLock(), "the zone index");
    }

    public Held runStates() {
        return lock(layout.runStatesLock(), "the run-time states");
    }

    private Held lock(Path file, String what) {
        long deadline = System.nanoTime() + WAIT.toNanos();
        Semaphore thread = THREADS.computeIfAbsent(file, f -> new Semaphore(1));
        try {
            if (!thread.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Failure.of(
                        Message.LOCK_HELD, what, ProcessHandle.current().pid(), WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        boolean locked = false;
        try {
            FileChannel channel = lockFile(file, what, deadline);
            locked = true;
            return () -> release(channel, thread, file);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        } finally {
            if (!locked) {
                thread.release();
            }
        }
    }

    private static Failure interrupted() {
        Thread.currentThread().interrupt();
        return Failure.of(Message.INTERRUPTED);
    }

    private FileChannel lockFile(Path file, String what, long deadline) throws IOException, InterruptedException {
        prepare(layout.runDir());
        FileChannel channel = FileChannel.open(file, READ_AND_WRITE, OWNER_ONLY);
        try {
            requireOurs(file);
            closeToOthers(file);
            FileLock lock = channel.tryLock();
            while (lock == null) {
                if (System.nanoTime() > deadline) {
                    throw Failure.of(Message.LOCK_HELD, what, holder(channel), WAIT.toSeconds());
                }
                Thread.sleep(POLL_MILLIS);
                lock = channel.tryLock();
            }
            channel.truncate(0);
            channel.write(ascii(ProcessHandle.current().pid() + "\n"), 0);
            return channel;
        } catch (IOException | InterruptedException | Failure e) {
            channel.close();
            throw e;
        }
    }

    /** Makes the directory, in which others may look up a file by name and not make any. */
    private void prepare(Path directory) throws IOException {
        Directories.make(directory, DIRECTORY_MODE, Steps.NONE);
        UnixAttributes its = UnixAttributes.of(directory);
        if ((its.permissions() & WRITABLE_BY_OTHERS) != 0 && its.uid() == callerUid.getAsInt()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(DIRECTORY_MODE));
        }
    }

    /**
     * Checks that a file in var/run/zones is ours, root's or that of the owner of the directory, and has no other name: what
     * anybody else has put there decides nothing, and no other file is overwritten by its name. It may have lost its only name
     * while we look, when a newer one is put in its place.
     */
    public void requireOurs(Path file) throws IOException {
        UnixAttributes its = UnixAttributes.of(file);
        boolean trusted = its.uid() == ROOT
                || its.uid() == UnixAttributes.of(layout.runDir()).uid()
                || its.uid() == callerUid.getAsInt();
        if (its.links() > 1 || !trusted) {
            throw Failure.of(Message.FILE_NOT_OURS, layout.shown(file));
        }
    }

    /**
     * A lock file that others can open they can hold for ever. Left from when they were readable, our own are made to be
     * like new.
     */
    private void closeToOthers(Path file) throws IOException {
        UnixAttributes its = UnixAttributes.of(file);
        if ((its.permissions() & RIGHTS_OF_OTHERS) != 0 && its.uid() == callerUid.getAsInt()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE_MODE));
        }
    }

    private void release(FileChannel channel, Semaphore thread, Path file) {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        } finally {
            thread.release();
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "unknown" : pid;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
