package org.jzones.op;

/** The programs for copying and comparing that two machines both have, and what they can do. */
public record CopyTools(boolean rsync, boolean acls, boolean xattrs, boolean gnuTar, boolean gnuFind, boolean sha256) {
    static CopyTools both(CopyTools a, CopyTools b) {
        return new CopyTools(
                a.rsync && b.rsync,
                a.acls && b.acls,
                a.xattrs && b.xattrs,
                a.gnuTar && b.gnuTar,
                a.gnuFind && b.gnuFind,
                a.sha256 && b.sha256);
    }
}
