package org.jzones.host.oci;

import java.util.Set;

/**
 * A device node as a zone sees it.
 *
 * @param path absolute, below /dev
 * @param type {@code c} or {@code b}
 */
public record Device(String path, char type, int major, int minor) {
    private static final Set<String> OF_EVERY_CONTAINER = Set.of(
            "/dev/null",
            "/dev/zero",
            "/dev/full",
            "/dev/random",
            "/dev/urandom",
            "/dev/tty",
            "/dev/console",
            "/dev/ptmx");

    /** Whether the engine makes it in every container, with rights for all. */
    boolean comesByItself() {
        return OF_EVERY_CONTAINER.contains(path) || path.startsWith("/dev/pts/");
    }
}
