package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who delivers where (spec 4.3: at or below a directory), and which directories there are. */
class DirectoryTreeTest {
    /** Directories as {@code PATH[=LINK][ PACKAGE...]}, each with those above it before it. */
    private static DirectoryTree tree(String... directories) {
        DirectoryTree.Builder builder = new DirectoryTree.Builder();
        for (String directory : directories) {
            String[] words = directory.split(" ");
            String[] pathAndLink = words[0].split("=");
            String[] components = pathAndLink[0].split("/");
            assertEquals(true, builder.directory(components.length - 1, components[components.length - 1]));
            if (pathAndLink.length > 1) {
                builder.link(pathAndLink[1]);
            }
            for (int i = 1; i < words.length; i++) {
                builder.delivers(Integer.parseInt(words[i]));
            }
        }
        return builder.build();
    }

    private static BitSet numbers(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(number);
        }
        return bits;
    }

    private static final DirectoryTree HOST = tree(
            "/bin=/usr/bin 0",
            "/loop=/loop2",
            "/loop2=/loop",
            "/opt 1",
            "/opt/bin 2",
            "/usr 3",
            "/usr/bin 4",
            "/usr/bin/sparc 5",
            "/usr/lib=/lib9",
            "/usr/share 6",
            "/usr/share/bin 7",
            "/var");

    @Test
    void whatIsAtOrBelowADirectoryDelivers() {
        assertEquals(numbers(3, 4, 5, 6, 7), HOST.delivering(List.of("/usr")));
        assertEquals(numbers(4, 5), HOST.delivering(List.of("/usr/bin")));
        assertEquals(numbers(5), HOST.delivering(List.of("/usr/bin/sparc")));
        assertEquals(numbers(7), HOST.delivering(List.of("/usr/share/bin")));
        assertEquals(numbers(2, 7), HOST.delivering(List.of("/opt/bin", "/usr/share/bin", "/usr/none")));
        assertEquals(numbers(), HOST.delivering(List.of("/var")));
        assertEquals(numbers(), HOST.delivering(List.of("/us", "/usr/bi", "/sparc", "/usr/sparc", "/usr/bin/sparc/x")));
        assertEquals(numbers(), HOST.delivering(List.of()));
    }

    @Test
    void theLinksOwnPathCountsAndNotItsTarget() {
        assertEquals(numbers(0), HOST.delivering(List.of("/bin")));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr, true",
        "/usr/bin/sparc, true",
        "/bin, true",
        "/bin/sparc, true",
        "/bin/none, false",
        "/usr/lib/x, false",
        "/loop/x, false",
        "/none, false",
        "/usr/none, false",
        "/bin/, false"
    })
    void aDirectoryIsHeldIfALinkLeadsToItToo(String path, boolean held) {
        assertEquals(held, HOST.holds(path));
    }

    @Test
    void aLinkBehindALinkIsFollowedAndTheLongestPartFirst() {
        DirectoryTree tree = tree("/a=/b", "/a/c=/d", "/b=/e", "/d", "/d/x", "/e", "/e/y");
        assertEquals(true, tree.holds("/a/y"));
        assertEquals(true, tree.holds("/a/c/x"));
        assertEquals(false, tree.holds("/a/c/y"));
    }

    @Test
    void aDirectoryFollowsOneAboveIt() {
        DirectoryTree.Builder builder = new DirectoryTree.Builder();
        assertEquals(false, builder.directory(2, "a"));
        assertEquals(false, builder.directory(0, "a"));
        assertEquals(true, builder.directory(1, "a"));
        assertEquals(false, builder.directory(3, "b"));
        assertEquals(true, builder.directory(2, "b"));
        assertEquals(true, builder.directory(2, "c"));
        assertEquals(true, builder.directory(1, "d"));
        assertEquals(4, builder.build().size());
    }

    @Test
    void thereIsRoomForAnyNumber() {
        int many = 5000;
        DirectoryTree.Builder builder = new DirectoryTree.Builder();
        for (int i = 0; i < many; i++) {
            builder.directory(1, "d" + i);
            builder.delivers(2 * i);
            builder.delivers(2 * i + 1);
        }
        DirectoryTree tree = builder.build();
        for (int i = 0; i < many; i += 7) {
            assertEquals("d" + i, tree.get(i).name());
            assertEquals(1, tree.get(i).depth());
            assertEquals(List.of(2 * i, 2 * i + 1), tree.get(i).packages());
        }
        assertEquals(numbers(9998, 9999), tree.delivering(List.of("/d4999")));
    }
}
