package org.jzones.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jzones.archive.ArchiveEntry.Kind;

/** A tree of names in little memory: some twenty bytes a name, and the name. */
public final class NameTree {
    /** The node of the directory in which all are. */
    public static final int TOP = 0;

    /** By what is kept of a node, less one. */
    private static final List<Kind> KINDS = List.of(Kind.values());

    private static final int MOST_NODES = 12_000_000;
    private static final int MOST_BYTES = 256 << 20;

    /** Nobody who makes an archive knows it, and so nobody can make names that all fall on one place. */
    private final int seed = new Random().nextInt();

    private int[] above = new int[1024];
    private int[] start = new int[1024];
    private byte[] kinds = new byte[1024];
    private byte[] text = new byte[1 << 14];
    /** Numbers of nodes, 0 where there is none. */
    private int[] table = new int[1 << 12];

    private int nodes = 1;

    /** The node of a name below another one, which is made if there is none. @throws IllegalStateException if they are too many */
    public int intern(int parent, String name) {
        int slot = slot(parent, name);
        if (table[slot] != 0) {
            return table[slot];
        }
        if (nodes >= MOST_NODES || start[nodes - 1] > MOST_BYTES) {
            throw new IllegalStateException("too many names");
        }
        int node = nodes++;
        grow(node, name.length());
        above[node] = parent;
        System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, text, start[node], name.length());
        start[node + 1] = start[node] + name.length();
        table[slot] = node;
        if (nodes * 2L > table.length) {
            rehash();
        }
        return node;
    }

    /** The node of a name below another one; negative if there is none. */
    public int find(int parent, String name) {
        int node = table[slot(parent, name)];
        return node == 0 ? -1 : node;
    }

    /** The node above another one that is not at the top. */
    public int above(int node) {
        return above[node];
    }

    /** How many nodes there are, the top among them: their numbers are below. */
    public int size() {
        return nodes;
    }

    /** The names of the nodes from the top down to this one, with slashes in between; empty for the top. */
    public String path(int node) {
        StringBuilder path = new StringBuilder();
        for (int at = node; at != TOP; at = above[at]) {
            path.insert(0, name(at)).insert(0, above[at] == TOP ? "" : "/");
        }
        return path.toString();
    }

    private String name(int node) {
        return new String(text, start[node], start[node + 1] - start[node], StandardCharsets.ISO_8859_1);
    }

    /** Gives the node this kind; false if it has another one. */
    boolean become(int node, Kind kind) {
        byte code = (byte) (KINDS.indexOf(kind) + 1);
        if (kinds[node] != 0 && kinds[node] != code) {
            return false;
        }
        kinds[node] = code;
        return true;
    }

    Optional<Kind> kind(int node) {
        return kinds[node] == 0 ? Optional.empty() : Optional.of(KINDS.get(kinds[node] - 1));
    }

    List<String> tops() {
        List<String> tops = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            if (above[node] == TOP) {
                tops.add(name(node));
            }
        }
        tops.sort(null);
        return tops;
    }

    private void grow(int node, int length) {
        if (node + 1 >= above.length) {
            int more = above.length + above.length / 2;
            above = Arrays.copyOf(above, more);
            start = Arrays.copyOf(start, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        if (start[node] + length > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length + text.length / 2, start[node] + length));
        }
    }

    private int slot(int parent, String name) {
        int hash = seed + parent * 0x9E3779B9;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x01000193;
            hash ^= hash >>> 15;
        }
        int slot = hash & (table.length - 1);
        while (table[slot] != 0 && !is(table[slot], parent, name)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private boolean is(int node, int parent, String name) {
        int length = start[node + 1] - start[node];
        if (above[node] != parent || length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((text[start[node] + i] & 0xff) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void rehash() {
        table = new int[table.length * 2];
        for (int node = 1; node < nodes; node++) {
            table[slot(above[node], name(node))] = node;
        }
    }
}
