package org.jzones.transfer;

/**
 * The programs for copying and comparing that two machines both have.
 *
 * @param acls whether their rsync can copy access control lists
 * @param xattrs whether it can copy extended attributes
 * @param gnuLists GNU find, and sort and sha256sum that know null characters
 */
public record CopyTools(boolean rsync, boolean acls, boolean xattrs, boolean gnuTar, boolean gnuLists) {
    static CopyTools both(CopyTools a, CopyTools b) {
        return new CopyTools(
                a.rsync && b.rsync,
                a.acls && b.acls,
                a.xattrs && b.xattrs,
                a.gnuTar && b.gnuTar,
                a.gnuLists && b.gnuLists);
    }
}
