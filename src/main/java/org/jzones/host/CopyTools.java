package org.jzones.host;

import java.util.Locale;

/**
 * The programs for copying and comparing that a machine has, or two machines both have.
 *
 * @param acls whether its rsync can copy access control lists
 * @param xattrs whether it can copy extended attributes
 * @param gnuLists GNU find, and sort and sha256sum that know null characters
 */
public record CopyTools(boolean rsync, boolean acls, boolean xattrs, boolean gnuTar, boolean gnuLists) {
    /** The program that tells them. */
    public static String program() {
        return ShellProgram.of(CopyTools.class, "tools");
    }

    /** Those of this machine. */
    public static CopyTools here(Processes processes) {
        return parse(processes.ask(Processes.script(program())).text());
    }

    /** Reads what the program has printed. */
    public static CopyTools parse(String text) {
        String rsync = text.lines().filter(line -> line.startsWith("rsync ")).reduce("", String::concat);
        String names = text.toLowerCase(Locale.ROOT);
        return new CopyTools(
                rsync.contains("rsync"),
                rsync.contains("ACLs") && !rsync.contains("no ACLs"),
                rsync.contains("xattrs") && !rsync.contains("no xattrs"),
                names.lines().anyMatch(line -> line.startsWith("tar ") && line.contains("gnu tar")),
                text.lines().anyMatch("zeros yes"::equals)
                        && names.lines().anyMatch(line -> line.startsWith("find ") && line.contains("gnu findutils")));
    }

    /** What two machines both have. */
    public static CopyTools both(CopyTools a, CopyTools b) {
        return new CopyTools(
                a.rsync && b.rsync,
                a.acls && b.acls,
                a.xattrs && b.xattrs,
                a.gnuTar && b.gnuTar,
                a.gnuLists && b.gnuLists);
    }
}
