package org.jzones.host;

import java.util.ArrayList;
import java.util.List;

/** The command lines of tar that bring a tree to another place with all it has: within this machine and to another. */
public final class Tar {
    private static final List<String> ALL_ATTRIBUTES =
            List.of("--numeric-owner", "--xattrs", "--xattrs-include=*", "--acls");

    private final boolean gnu;

    /** @param gnu whether it is that of GNU; others keep neither attributes nor holes */
    public Tar(boolean gnu) {
        this.gnu = gnu;
    }

    /**
     * Prints what the source has under these names.
     *
     * @param excluded a path below the source that is left out
     */
    public List<String> create(String source, List<String> names, String excluded) {
        List<String> words = new ArrayList<>(List.of("tar", "-cf", "-", "-C", source));
        if (gnu) {
            words.addAll(ALL_ATTRIBUTES);
            words.addAll(List.of("--format=posix", "--sparse", "--warning=no-file-ignored"));
            words.addAll(List.of("--anchored", "--no-wildcards", "--exclude=./" + excluded));
        }
        words.addAll(names);
        return words;
    }

    /** Reads it into the target. The directory first: some take -C for what follows only. */
    public List<String> extract(String target) {
        List<String> words = new ArrayList<>(List.of("tar", "-xpf", "-", "-C", target));
        if (gnu) {
            words.addAll(ALL_ATTRIBUTES);
            words.add("--warning=no-timestamp");
        }
        return words;
    }

    /** Prints all of a directory, the files of other file systems left out, with names byte for byte and times in seconds. */
    public List<String> pack(String source) {
        List<String> words = new ArrayList<>(List.of("tar", "-cf", "-", "-C", source));
        words.addAll(List.of("--format=gnu", "--numeric-owner", "--one-file-system", "--sort=name"));
        words.addAll(List.of("--warning=no-file-ignored", "."));
        return words;
    }

    /** Reads what has nothing but names, owners, modes and times into the target, in any order: directories get theirs last. */
    public List<String> unpack(String target) {
        List<String> words = new ArrayList<>(List.of("tar", "-xpf", "-", "-C", target));
        words.addAll(List.of("--numeric-owner", "--delay-directory-restore", "--warning=no-timestamp"));
        return words;
    }
}
