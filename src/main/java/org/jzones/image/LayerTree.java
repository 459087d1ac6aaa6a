package org.jzones.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.archive.NameTree;

/**
 * The names of all layers together, each with what is there in the end. Layers come from the lowest up; what one of them
 * hides is hidden of those below it only, whatever the order within it.
 *
 * <p>Of each name three layers are kept, by their numbers: the last that has it, the last that takes it away, and the last
 * that hides all that is below it. A name is there if neither it nor any above it was hidden in a later layer.
 */
final class LayerTree {
    /** What stands for a directory that only others are in. */
    static final int NOWHERE = 0;

    private static final List<Kind> KINDS = List.of(Kind.values());

    private final NameTree names = new NameTree();
    private int[] layer = new int[1024];
    private int[] implied = new int[1024];
    private int[] taken = new int[1024];
    private int[] hiding = new int[1024];
    private int[] source = new int[1024];
    private byte[] kinds = new byte[1024];

    /** Names that have to be directories, and are something else in the layers below; each with an entry in it. */
    private final Map<Integer, String> through = new HashMap<>();

    /** The node of a path, made if there is none. @throws IllegalStateException if they are too many */
    int node(String path) {
        int at = NameTree.TOP;
        for (String part : parts(path)) {
            at = names.intern(at, part);
        }
        grow();
        return at;
    }

    /** The node of a path; negative if no layer has it. */
    int find(String path) {
        int at = NameTree.TOP;
        for (String part : parts(path)) {
            at = names.find(at, part);
            if (at < 0) {
                return at;
            }
        }
        return at;
    }

    private static String[] parts(String path) {
        return path.isEmpty() ? new String[0] : path.split("/");
    }

    int size() {
        return names.size();
    }

    String path(int node) {
        return names.path(node);
    }

    /**
     * Has the layer put something there.
     *
     * @param from the number of the entry that it comes with
     */
    void put(int node, int number, Kind kind, int from) {
        layer[node] = number;
        kinds[node] = (byte) KINDS.indexOf(kind);
        source[node] = from;
        if (kind != Kind.DIRECTORY) {
            hiding[node] = number;
        }
        // what is above one of which the layer has something was looked at then
        for (int at = names.above(node); at != NameTree.TOP && implied[at] != number; at = names.above(at)) {
            if (isThere(at) && layer[at] < number && kind(at) != Kind.DIRECTORY) {
                through.putIfAbsent(at, path(node));
            }
            implied[at] = number;
        }
    }

    /** Has the layer take away what the layers below it have there. */
    void take(int node, int number) {
        taken[node] = number;
    }

    /** Has the layer hide what the layers below it have in this directory. */
    void hideBelow(int node, int number) {
        hiding[node] = number;
    }

    /**
     * Ends a layer; empty if all is well.
     *
     * @return an entry of it that would be reached through what is no directory, and that
     */
    Optional<String[]> end(int number) {
        for (Map.Entry<Integer, String> entry : through.entrySet()) {
            int node = entry.getKey();
            boolean isOther = layer[node] < number && kind(node) != Kind.DIRECTORY;
            if (isOther && isVisible(node, layer[node])) {
                return Optional.of(new String[] {entry.getValue(), path(node)});
            }
        }
        through.clear();
        return Optional.empty();
    }

    /** Whether there is something by now: of its own, or a directory because something is in it. */
    boolean isThere(int node) {
        return isOwn(node) || (implied[node] > 0 && isVisible(node, implied[node]));
    }

    private boolean isOwn(int node) {
        return layer[node] > 0 && isVisible(node, layer[node]);
    }

    private boolean isVisible(int node, int number) {
        if (taken[node] > number) {
            return false;
        }
        for (int at = names.above(node); at != NameTree.TOP; at = names.above(at)) {
            if (taken[at] > number || hiding[at] > number) {
                return false;
            }
        }
        return hiding[NameTree.TOP] <= number;
    }

    /** As what it is there. */
    Kind kind(int node) {
        return isOwn(node) ? KINDS.get(kinds[node]) : Kind.DIRECTORY;
    }

    /** The number of the entry that it comes with. */
    int source(int node) {
        return isOwn(node) ? source[node] : NOWHERE;
    }

    /** By the number of the entry that each comes with: the paths of files that have several names, or may have had. */
    Map<Integer, List<Integer>> namesOf(Set<Integer> sources) {
        Map<Integer, List<Integer>> found = new HashMap<>();
        sources.forEach(of -> found.put(of, new ArrayList<>()));
        for (int node = 1; node < size() && !sources.isEmpty(); node++) {
            List<Integer> all = found.get(source[node]);
            if (all != null && isOwn(node) && kind(node) == Kind.FILE) {
                all.add(node);
            }
        }
        return found;
    }

    private void grow() {
        if (names.size() > layer.length) {
            int more = names.size() + names.size() / 2;
            layer = Arrays.copyOf(layer, more);
            implied = Arrays.copyOf(implied, more);
            taken = Arrays.copyOf(taken, more);
            hiding = Arrays.copyOf(hiding, more);
            source = Arrays.copyOf(source, more);
            kinds = Arrays.copyOf(kinds, more);
        }
    }
}
