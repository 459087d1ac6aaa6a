package org.jzones.host.oci;

import java.util.List;

/**
 * Somebody whom a zone knows.
 *
 * @param groups those besides their own, by number
 * @param shell an absolute path
 */
record Account(String name, long uid, long gid, List<Long> groups, String home, String shell) {
    static final String PLAIN_SHELL = "/bin/sh";
    static final String ROOT = "root";

    Account {
        groups = List.copyOf(groups);
    }

    /** Root as it is without any accounts. */
    static Account root() {
        return new Account(ROOT, 0, 0, List.of(), "/root", PLAIN_SHELL);
    }

    boolean isRoot() {
        return uid == 0;
    }
}
