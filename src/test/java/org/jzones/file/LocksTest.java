package org.jzones.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.host.Machine;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;

/** Lock files that nobody else can hold, and that are nothing else besides. */
class LocksTest {
    private static final ZoneName ZONE = new ZoneName("z");

    @TempDir
    Path root;

    private Path directory;
    private Path lock;
    private int caller;

    @BeforeEach
    void places() {
        directory = root.resolve("var/run/zones");
        lock = directory.resolve("z.zoneadm.lock");
        caller = new Machine(Path.of("/proc")).callerUid();
    }

    private void lock() {
        new Locks(new Layout(root), () -> caller).zone(ZONE).close();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void setMode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private void assertRefused() {
        assertEquals(
                Message.FILE_NOT_OURS,
                assertThrows(Failure.class, this::lock).problems().get(0).message());
    }

    @Test
    void nobodyElseCanOpenALockOrMakeOne() throws IOException {
        lock();
        assertEquals("rw-------", mode(lock));
        assertEquals("rwx--x--x", mode(directory));
        assertEquals("rwxr-xr-x", mode(root.resolve("var/run")));
    }

    @Test
    void whatWasOpenToOthersIsClosed() throws IOException {
        lock();
        setMode(directory, "rwxrwxrwx");
        setMode(lock, "rw-rw-rw-");
        lock();
        assertEquals("rwx--x--x", mode(directory));
        assertEquals("rw-------", mode(lock));
    }

    @Test
    void aFileThatIsLinkedThereKeepsItsContents() throws IOException {
        Files.createDirectories(directory);
        Path other = Files.writeString(root.resolve("other"), "precious");
        Files.createLink(lock, other);
        assertRefused();
        assertEquals("precious", Files.readString(other));
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Files.createDirectories(directory);
        Path other = Files.writeString(root.resolve("other"), "precious");
        Files.createSymbolicLink(lock, other);
        assertThrows(Failure.class, this::lock);
        assertEquals("precious", Files.readString(other));
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws IOException {
        Assumptions.assumeTrue(caller == 0, "giving files to others takes root");
        lock();
        Files.setAttribute(lock, "unix:uid", 4711);
        assertRefused();
    }
}
