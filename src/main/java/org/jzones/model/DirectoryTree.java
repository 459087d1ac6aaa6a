package org.jzones.model;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directories of a host and which packages deliver into them: enough to tell for any directory who delivers anything at
 * or below it (spec 4.3). A directory names only those packages that no directory below it names.
 */
public final class DirectoryTree {
    private static final int MOST_LINKS = 40;

    private final int[] depths;
    private final String[] names;
    /** Where the packages of each directory begin in {@link #packages}; one entry more than there are directories. */
    private final int[] starts;

    private final int[] packages;
    private final Map<Integer, String> links;

    /**
     * One directory.
     *
     * @param depth 1 for those directly below the root
     * @param name its last component
     * @param link where it really is, if it is a symbolic link to a directory
     * @param packages the numbers of packages that deliver into it and not below it
     */
    public record Directory(int depth, String name, Optional<String> link, List<Integer> packages) {}

    /** Takes the directories in order, each followed by those below it. */
    public static final class Builder {
        private int[] depths = new int[1 << 10];
        private String[] names = new String[1 << 10];
        private int[] starts = new int[1 << 10];
        private int[] packages = new int[1 << 10];
        private final Map<Integer, String> links = new java.util.HashMap<>();
        private int size;
        private int used;

        /** Begins a directory. @return false if it cannot come here, for one above it is missing */
        public boolean directory(int depth, String name) {
            int above = size == 0 ? 0 : depths[size - 1];
            if (depth < 1 || depth > above + 1) {
                return false;
            }
            if (size + 1 >= depths.length) {
                depths = java.util.Arrays.copyOf(depths, size * 2);
                names = java.util.Arrays.copyOf(names, size * 2);
                starts = java.util.Arrays.copyOf(starts, size * 2);
            }
            depths[size] = depth;
            names[size] = name;
            starts[size] = used;
            size++;
            return true;
        }

        public int size() {
            return size;
        }

        /** The directory begun last is a link to this one. */
        public void link(String target) {
            links.put(size - 1, target);
        }

        /** This package delivers into the directory begun last. */
        public void delivers(int number) {
            if (used == packages.length) {
                packages = java.util.Arrays.copyOf(packages, used * 2);
            }
            packages[used++] = number;
        }

        public DirectoryTree build() {
            starts[size] = used;
            return new DirectoryTree(this);
        }
    }

    private DirectoryTree(Builder builder) {
        depths = java.util.Arrays.copyOf(builder.depths, builder.size);
        names = java.util.Arrays.copyOf(builder.names, builder.size);
        starts = java.util.Arrays.copyOf(builder.starts, builder.size + 1);
        packages = java.util.Arrays.copyOf(builder.packages, builder.used);
        links = Map.copyOf(builder.links);
    }

    public int size() {
        return names.length;
    }

    public Directory get(int index) {
        List<Integer> numbers = java.util.Arrays.stream(packages, starts[index], starts[index + 1])
                .boxed()
                .toList();
        return new Directory(depths[index], names[index], Optional.ofNullable(links.get(index)), numbers);
    }

    /** The numbers of the packages that deliver anything at or below one of the paths. */
    public BitSet delivering(List<String> paths) {
        BitSet numbers = new BitSet();
        for (String path : paths) {
            int at = find(path);
            int end = at < 0 ? at : end(at);
            for (int i = at < 0 ? 0 : starts[at]; i < (at < 0 ? 0 : starts[end]); i++) {
                numbers.set(packages[i]);
            }
        }
        return numbers;
    }

    /** True if the path is one of these directories, or leads to one through links. */
    public boolean holds(String path) {
        String at = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            if (find(at) >= 0) {
                return true;
            }
            Optional<String> next = behindLink(at);
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return false;
    }

    /** These directories, and where they really are. */
    List<String> withReal(List<String> paths) {
        Set<String> all = new LinkedHashSet<>(paths);
        for (String path : paths) {
            String at = path;
            for (int i = 0; i < MOST_LINKS; i++) {
                String here = at;
                at = Optional.ofNullable(links.get(find(here)))
                        .or(() -> behindLink(here))
                        .orElse(here);
            }
            all.add(at);
        }
        return List.copyOf(all);
    }

    /** The path with its longest part that is a link replaced by where that leads; empty without a link in it. */
    private Optional<String> behindLink(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String target = links.get(find(path.substring(0, slash)));
            if (target != null) {
                return Optional.of(target + path.substring(slash));
            }
        }
        return Optional.empty();
    }

    /** The index behind the last directory below this one. */
    private int end(int index) {
        int end = index + 1;
        while (end < depths.length && depths[end] > depths[index]) {
            end++;
        }
        return end;
    }

    private int find(String path) {
        String[] components = path.substring(1).split("/", -1);
        int at = -1;
        int depth = 1;
        for (int i = 0; i < depths.length && depths[i] >= depth; i++) {
            if (depths[i] == depth && names[i].equals(components[depth - 1])) {
                at = i;
                if (depth++ == components.length) {
                    return at;
                }
            }
        }
        return -1;
    }
}
