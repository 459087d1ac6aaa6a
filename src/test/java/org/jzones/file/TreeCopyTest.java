package org.jzones.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.host.Processes;
import org.jzones.model.Failure;

class TreeCopyTest {
    @TempDir
    Path directory;

    private Path source() throws IOException {
        return Files.createDirectories(directory.resolve("source"));
    }

    private Path copy() throws IOException {
        Path target = directory.resolve("target");
        new TreeCopy(Steps.NONE, Processes::copyNode, Progress.SILENT).copy(source(), target);
        return target;
    }

    @Test
    void modesAndTimesOfFilesAndDirectoriesAreKept() throws IOException {
        Path file =
                Files.writeString(Files.createDirectories(source().resolve("d")).resolve("f"), "text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        Files.setAttribute(file, "unix:mode", 04711);
        Files.setLastModifiedTime(file, FileTime.from(1_000_000_001, TimeUnit.SECONDS));
        Files.setPosixFilePermissions(source().resolve("d"), PosixFilePermissions.fromString("r-xr-x--x"));
        Files.setLastModifiedTime(source().resolve("d"), FileTime.from(1_000_000_000, TimeUnit.SECONDS));
        Path copy = copy();
        assertEquals("text", Files.readString(copy.resolve("d/f")));
        assertEquals(04711, (int) Files.getAttribute(copy.resolve("d/f"), "unix:mode") & 07777);
        assertEquals(0551, (int) Files.getAttribute(copy.resolve("d"), "unix:mode") & 07777);
        assertEquals(
                1_000_000_001, Files.getLastModifiedTime(copy.resolve("d/f")).to(TimeUnit.SECONDS));
        assertEquals(1_000_000_000, Files.getLastModifiedTime(copy.resolve("d")).to(TimeUnit.SECONDS));
        for (Path tree : new Path[] {source(), copy}) {
            Files.setPosixFilePermissions(tree.resolve("d"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void ownersAreKeptWhereTheCallerMayGiveThem() throws IOException {
        Path file = Files.writeString(source().resolve("f"), "text");
        assumeTrue((int) Files.getAttribute(file, "unix:uid") == 0, "only root gives files away");
        Files.setAttribute(file, "unix:uid", 1234);
        Files.setAttribute(file, "unix:gid", 4321);
        Path sparse = source().resolve("sparse");
        makeSparse(sparse);
        Files.setAttribute(sparse, "unix:uid", 77);
        Path copy = copy();
        assertEquals(1234, Files.getAttribute(copy.resolve("f"), "unix:uid"));
        assertEquals(4321, Files.getAttribute(copy.resolve("f"), "unix:gid"));
        assertEquals(77, Files.getAttribute(copy.resolve("sparse"), "unix:uid"));
    }

    @Test
    void symbolicLinksAreCopiedAndNotFollowed() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(source().resolve("out"), outside);
        Files.createSymbolicLink(source().resolve("dangling"), Path.of("nowhere"));
        Path copy = copy();
        assertEquals(outside, Files.readSymbolicLink(copy.resolve("out")));
        assertEquals(Path.of("nowhere"), Files.readSymbolicLink(copy.resolve("dangling")));
    }

    @Test
    void filesWithSeveralNamesStayOneFile() throws IOException {
        Files.writeString(source().resolve("a"), "text");
        Files.createLink(Files.createDirectory(source().resolve("d")).resolve("b"), source().resolve("a"));
        Path copy = copy();
        assertTrue(Files.isSameFile(copy.resolve("a"), copy.resolve("d/b")));
        assertFalse(Files.isSameFile(copy.resolve("a"), source().resolve("a")));
    }

    @Test
    void holesStayHoles() throws IOException, InterruptedException {
        Path sparse = source().resolve("sparse");
        makeSparse(sparse);
        UserDefinedFileAttributeView view = Files.getFileAttributeView(sparse, UserDefinedFileAttributeView.class);
        boolean withAttributes = view != null && supports(view);
        Path copy = copy().resolve("sparse");
        assertEquals(Files.size(sparse), Files.size(copy));
        assertEquals(-1, Files.mismatch(sparse, copy));
        assertTrue(blocks(copy) <= blocks(sparse) + 256, blocks(copy) + " blocks, " + blocks(sparse) + " before");
        if (withAttributes) {
            assertTrue(Files.getFileAttributeView(copy, UserDefinedFileAttributeView.class)
                    .list()
                    .contains("mark"));
        }
    }

    @Test
    void namedPipesAreMadeAnewAndNotRead() throws IOException, InterruptedException {
        Path pipe = source().resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
        Path copy = copy().resolve("pipe");
        assertEquals(0010000, (int) Files.getAttribute(copy, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000);
    }

    @Test
    void aCopyThatIsNotTheSameIsFound() throws IOException {
        Files.writeString(source().resolve("a"), "text");
        Path copy = copy();
        Trees trees = new Trees(new Layout(directory), Steps.NONE, Processes::copyNode);
        trees.requireSame(source(), copy);
        Files.writeString(copy.resolve("a"), "tex");
        try {
            trees.requireSame(source(), copy);
        } catch (Failure e) {
            assertEquals("[/target/a, /source/a]", e.problems().get(0).details().toString());
            return;
        }
        throw new AssertionError("the difference was not found");
    }

    private static boolean supports(UserDefinedFileAttributeView view) {
        try {
            view.write("mark", StandardCharsets.US_ASCII.encode("x"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** 8 MB with a few bytes in the middle, and nothing at the end. */
    private static void makeSparse(Path file) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.setLength(8 << 20);
            random.seek(3 << 20);
            byte[] data = new byte[5000];
            Arrays.fill(data, (byte) 'x');
            random.write(data);
        }
    }

    private static long blocks(Path file) throws IOException, InterruptedException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertEquals(0, stat.waitFor());
        return Long.parseLong(blocks);
    }
}
