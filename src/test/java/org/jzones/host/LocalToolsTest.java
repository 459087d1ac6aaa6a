package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Progress;
import org.jzones.support.Program;

/** Trees are copied with all they have, and nothing that is not in them. */
class LocalToolsTest {
    /** $1 directory: all that other programs than those that copy tell of what is in it. */
    private static final String DESCRIBE = "cd \"$1\" && find . -print0 | sort -z "
            + "| xargs -0 stat --printf '%n %f %u %g %h %s %t %T %y %N\\n' | sed -E 's/^(\\. [^ ]+ [^ ]+ [^ ]+ [^ ]+) [^ ]+/\\1/' "
            + "&& getfattr -h -R -d -m - -e hex . && getfacl -R -n .";

    /** $1 directory: one of each kind that may be lost on the way. */
    private static final String ZOO = "set -e; cd \"$1\"; umask 022; mkdir dir empty sticky 'odd names'\n"
            + "echo text >dir/file; chmod 4711 dir/file; chown 1234:4321 dir/file\n"
            + "echo text >dir/group; chmod 2755 dir/group; chmod 1777 sticky; chmod 0500 empty\n"
            + "ln dir/file dir/second; ln -s nowhere dangling; ln -s ../elsewhere out; chown -h 77:78 dangling\n"
            + "touch -h -d '2001-02-03 04:05:06.789' dangling; ln dangling 'odd names/hard link to a link'\n"
            + "mkfifo fifo; mknod null c 1 3; mknod disk b 7 99; chown 5:6 null; chmod 640 null\n"
            + "touch 'odd names/blank at the end ' \"odd names/new\nline\" 'odd names/*' 'odd names/-rf' 'odd names/a\\b'\n"
            + "truncate -s 8M holes; printf x | dd of=holes bs=1 seek=3000000 conv=notrunc status=none\n"
            + "setfacl -m u:1234:rwx,g:4321:r-x,m::rwx holes dir/group; chmod g=r holes\n"
            + "setfacl -m u:99:rwx sticky; setfacl -d -m u:1234:rwx,g:7:r-- dir\n"
            + "setfattr -n user.mark -v one dir/file; setfattr -n trusted.mark -v two holes\n"
            + "setfattr -n security.mark -v three dir; setfattr -h -n trusted.link -v four dangling\n"
            + "cp /bin/true ping; setcap cap_net_raw+ep ping\n"
            + "touch -d '1999-12-31 23:59:59.123456789' dir/group holes ping fifo null; touch -d '1970-01-02' dir empty .\n";

    private final LocalTools tools = new LocalTools();

    @TempDir
    Path directory;

    private Path source;
    private Path target;

    @BeforeEach
    void trees() throws IOException {
        source = Files.createDirectory(directory.resolve("source"));
        target = Files.createDirectory(directory.resolve("target"));
    }

    private void copy() throws IOException {
        tools.copyTree(source, List.of("."), target, Progress.SILENT);
    }

    private static void assumeRoot() {
        assumeTrue(
                Integer.valueOf(0).equals(new Machine(Path.of("/proc")).callerUid()), "SKIPPED: only root makes nodes");
    }

    private static void assumePrograms(String... names) {
        for (String name : names) {
            assumeTrue(
                    new Processes()
                            .ask(List.of("sh", "-c", "command -v \"$1\"", "test", name))
                            .isDone(),
                    "SKIPPED: there is no " + name);
        }
    }

    private static long blocks(Path file) {
        return Long.parseLong(Program.sh("stat -c %b \"$1\"", file).strip());
    }

    @Test
    void everythingIsKept() throws IOException {
        assumeRoot();
        assumePrograms("setfacl", "setfattr", "setcap");
        Program.sh(ZOO, source);
        new Socket(source.resolve("dir/socket")).close();
        Program.sh(
                "chown 8:9 \"$1\"; chmod 0750 \"$1\"; touch -d 2002-02-02 \"$1\" \"${1%/*}\"",
                source.resolve("dir/socket"));
        copy();
        assertEquals(Program.sh(DESCRIBE, source), Program.sh(DESCRIBE, target));
        assertTrue(blocks(target.resolve("holes")) <= blocks(source.resolve("holes")) + 8);
        assertEquals(Optional.empty(), tools.missing(source, target));
    }

    /** A socket that nobody listens on any more. */
    private record Socket(Path path) {
        void close() throws IOException {
            try (java.nio.channels.ServerSocketChannel channel =
                    java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
                channel.bind(java.net.UnixDomainSocketAddress.of(path));
            }
        }
    }

    @Test
    void whatAnOrdinaryUserHasIsKept() throws IOException {
        Program.sh(
                "set -e; cd \"$1\"; mkdir d; echo text >d/f; chmod 640 d/f; ln d/f second; ln -s nowhere link; mkfifo pipe\n"
                        + "touch -d '2001-02-03 04:05:06.7' d/f d; chmod 550 d",
                source);
        copy();
        assertEquals(
                Program.sh("cd \"$1\" && find . ! -path . -printf '%M %s %T@ %l %p\\n' | sort", source),
                Program.sh("cd \"$1\" && find . ! -path . -printf '%M %s %T@ %l %p\\n' | sort", target));
        assertTrue(Files.isSameFile(target.resolve("d/f"), target.resolve("second")));
        Program.sh("chmod 755 \"$1\" \"$2\"", source.resolve("d"), target.resolve("d"));
    }

    @Test
    void namesThatAreNoTextAreCopiedAsTheyAre() throws IOException {
        Program.sh(
                "cd \"$1\" && mkfifo \"$(printf 'p\\377')\" && mkdir \"$(printf 'd\\303')\" && touch \"$(printf 'd\\303/\\200')\"",
                source);
        copy();
        assertEquals(
                Program.sh("cd \"$1\" && find . | od -c", source), Program.sh("cd \"$1\" && find . | od -c", target));
    }

    /** Read byte by byte it would take years. */
    @Test
    void timeAndRoomFollowTheBlocksOfAFileAndNotItsSize() throws IOException {
        Path huge = source.resolve("huge");
        long size = largestFile(huge);
        copy();
        tools.copyFile(huge, target.resolve("again"));
        for (String name : List.of("huge", "again")) {
            assertEquals(size, Files.size(target.resolve(name)));
            assertTrue(blocks(target.resolve(name)) <= 64, name);
        }
    }

    private static long largestFile(Path file) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            for (long size = 7L << 60; size > 0; size >>= 1) {
                if (isSet(random, size)) {
                    return size;
                }
            }
        }
        throw new AssertionError("no file can have any size");
    }

    /** False if that is more than this file system can do. */
    private static boolean isSet(RandomAccessFile file, long size) {
        try {
            file.setLength(size);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void onlyWhatIsNamedIsCopied() throws IOException {
        Program.sh("cd \"$1\" && mkdir root dev other && touch root/a dev/b other/c file .zoneadm.move", source);
        tools.copyTree(source, List.of("root", "dev"), target, Progress.SILENT);
        assertEquals("./dev\n./dev/b\n./root\n./root/a\n", Program.sh("cd \"$1\" && find . ! -path . | sort", target));
        Program.sh("rm -r \"$1\"/*", target);
        copy();
        assertFalse(Files.exists(target.resolve(".zoneadm.move")), "the mark of another copy");
    }

    @Test
    void whatGoesWrongIsOneLineOfTheProgramThatSaysSo() throws IOException {
        FileSystemException e = assertThrows(
                FileSystemException.class,
                () -> tools.copyTree(source, List.of("nowhere", "nowhere2"), target, Progress.SILENT));
        assertEquals(target.toString(), e.getFile());
        assertEquals("tar: nowhere: Cannot stat: No such file or directory", e.getReason());
    }

    @Test
    void aCopyThatIsNotTheSameIsFound() throws IOException {
        Program.sh("cd \"$1\" && mkdir d && echo text >d/a", source);
        copy();
        assertEquals(Optional.empty(), tools.missing(source, target));
        Files.writeString(target.resolve("d/more"), "");
        assertEquals(Optional.empty(), tools.missing(source, target), "what is there besides does not matter");
        Files.writeString(target.resolve("d/a"), "tex");
        assertTrue(tools.missing(source, target).orElseThrow().startsWith("./d/a ("));
        Files.delete(target.resolve("d/a"));
        assertTrue(tools.missing(source, target).orElseThrow().startsWith("./d/a ("));
    }

    /** Somebody in the tree replaces a directory by a link, again and again. */
    @Test
    void aDirectoryThatBecomesALinkMeanwhileLeadsNowhere() throws Exception {
        Path outside = Files.createDirectories(directory.resolve("outside/deep"));
        for (int i = 0; i < 50; i++) {
            Files.writeString(outside.resolve("secret" + i), "secret");
        }
        Path place = source.resolve("place");
        Path real = source.resolve("real");
        Files.createDirectories(real.resolve("deep"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("outside"));
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = new Thread(() -> swap(done, place, real, link));
        swapper.start();
        try {
            for (int round = 0; round < 30; round++) {
                Path to = Files.createDirectory(directory.resolve("to" + round));
                try {
                    tools.copyTree(source, List.of("."), to, Progress.SILENT);
                } catch (FileSystemException e) {
                    assertTrue(String.valueOf(e.getReason()).matches("(tar|find): .*"), e.toString()); // it has seen it
                }
                assertEquals("", Program.sh("find \"$1\" -name 'secret*'", to), "round " + round);
            }
        } finally {
            done.set(true);
            swapper.join();
        }
    }

    private static void swap(AtomicBoolean done, Path place, Path real, Path link) {
        try {
            while (!done.get()) {
                for (Path next : List.of(real, link)) {
                    Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
                    Thread.onSpinWait();
                    Files.move(place, next, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (AtomicMoveNotSupportedException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void flushingSaysWhenItCannot() throws IOException {
        tools.flush(target);
        assertTrue(Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS));
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> tools.flush(directory.resolve("nowhere")));
        assertEquals(directory.resolve("nowhere").toString(), e.getFile());
    }
}
