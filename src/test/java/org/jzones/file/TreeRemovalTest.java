package org.jzones.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed is what was looked at, whatever others do to the tree meanwhile. */
class TreeRemovalTest {
    @TempDir
    Path directory;

    private Path tree;
    private Path outside;

    @BeforeEach
    void trees() throws IOException {
        tree = directory.resolve("tree");
        outside = directory.resolve("outside");
        for (Path place : new Path[] {tree.resolve("a"), outside}) {
            Files.createDirectories(place.resolve("below"));
            Files.writeString(place.resolve("below/file"), "mine");
            Files.writeString(place.resolve("file"), "mine");
        }
    }

    private void remove(Steps steps) throws IOException {
        new TreeRemoval(steps, Progress.SILENT).remove(directory, tree);
    }

    /** Whatever is about to go, its directory has just become a link to another one with the same names. */
    private void swap(String change, Path path) throws IOException {
        Path a = tree.resolve("a");
        if (path.startsWith(a) && !path.equals(a) && !Files.isSymbolicLink(a)) {
            Files.move(a, directory.resolve("aside"));
            Files.createSymbolicLink(a, outside);
        }
    }

    @Test
    void aDirectoryThatBecomesALinkLeadsNowhere() throws IOException {
        assertThrows(IOException.class, () -> remove(this::swap));
        assertTrue(Files.exists(outside.resolve("file")));
        assertTrue(Files.exists(outside.resolve("below/file")));
        assertTrue(Files.isSymbolicLink(tree.resolve("a")));
        remove(Steps.NONE);
        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(outside.resolve("below/file")));
    }

    @Test
    void linksAreRemovedAndNotFollowed() throws IOException {
        Files.createSymbolicLink(tree.resolve("link"), outside);
        remove(Steps.NONE);
        assertFalse(Files.exists(tree));
        tree = Files.createSymbolicLink(directory.resolve("itself"), outside);
        remove(Steps.NONE);
        assertTrue(Files.exists(outside.resolve("file")));
    }

    @Test
    void nothingThereIsFine() throws IOException {
        tree = directory.resolve("nothing");
        remove(Steps.NONE);
        tree = directory.resolve("nothing/at/all");
        remove(Steps.NONE);
    }

    /** Longer than any path the system takes: nobody could name what is at the end. */
    @Test
    void aTreeDeeperThanAPathCanSayIsRemoved() throws IOException {
        Path top = tree.resolve("deep");
        for (int i = 0; i < 30; i++) {
            Path next = directory.resolve("next");
            Path deepest = next;
            for (int level = 0; level < 100; level++) {
                deepest = deepest.resolve("d");
            }
            Files.createDirectories(deepest);
            Files.writeString(deepest.resolve("file"), "");
            if (i > 0) {
                Files.move(top, deepest.resolve("d"));
            }
            Files.move(next, top);
        }
        remove(Steps.NONE);
        assertFalse(Files.exists(tree));
    }

    @Test
    void aDirectoryThatIsFilledWhileItIsEmptiedIsNoReasonToGoOnForEver() {
        int[] count = new int[1];
        Steps filling = (change, path) -> {
            if (path.equals(tree.resolve("a"))) {
                Files.writeString(path.resolve("new" + count[0]++), "");
            }
        };
        IOException e = assertThrows(DirectoryNotEmptyException.class, () -> remove(filling));
        assertEquals(tree.resolve("a").toString(), e.getMessage());
        assertTrue(count[0] < 100);
    }
}
