package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.jzones.archive.ArchiveEntry.Kind;

/** The tree of names says what a map of paths would say. */
class NameTreeTest {
    @Test
    void isAsAMapOfPaths() {
        Random random = new Random(17);
        NameTree tree = new NameTree();
        Map<String, Integer> nodes = new HashMap<>();
        Map<Integer, String> paths = new HashMap<>(Map.of(NameTree.TOP, ""));
        for (int i = 0; i < 50_000; i++) {
            int parent = random.nextInt(nodes.size() + 1);
            String name = Integer.toString(random.nextInt(500), 36) + "\u00ff".repeat(random.nextInt(3));
            String path = paths.get(parent) + "/" + name;
            assertEquals(nodes.getOrDefault(path, -1), tree.find(parent, name), path);
            int node = tree.intern(parent, name);
            assertEquals(nodes.computeIfAbsent(path, p -> node), node, path);
            paths.put(node, path);
        }
        assertTrue(nodes.size() > 30_000);
        nodes.forEach((path, node) -> {
            int slash = path.lastIndexOf('/');
            int parent = slash == 0 ? NameTree.TOP : nodes.getOrDefault(path.substring(0, slash), -1);
            assertEquals(node, tree.find(parent, path.substring(slash + 1)));
        });
    }

    @Test
    void aNodeIsOfOneKind() {
        NameTree tree = new NameTree();
        int node = tree.intern(NameTree.TOP, "a");
        assertEquals(Optional.empty(), tree.kind(node));
        assertTrue(tree.become(node, Kind.LINK));
        assertTrue(tree.become(node, Kind.LINK));
        assertFalse(tree.become(node, Kind.FILE));
        assertEquals(Optional.of(Kind.LINK), tree.kind(node));
    }
}
