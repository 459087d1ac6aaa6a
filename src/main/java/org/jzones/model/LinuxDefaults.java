package org.jzones.model;

import java.util.List;

/** What holds for a zone of Linux that says nothing else (spec 5.5). */
public final class LinuxDefaults {
    /** The first program. */
    public static final String INIT = "/sbin/init";

    /** Where its programs are looked for, with colons in between. */
    public static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** The directories it has for itself while it runs, which are empty at first. */
    public static final List<String> EMPTY_AT_FIRST = List.of("/proc", "/dev", "/run", "/sys");

    private LinuxDefaults() {}
}
