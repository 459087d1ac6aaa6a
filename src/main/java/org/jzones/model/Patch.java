package org.jzones.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A patch (spec 4.1): its id, and the ids it obsoletes and is incompatible with, in the order pkginfo names them. */
public record Patch(String id, List<String> obsoletes, List<String> incompatibles) {
    public Patch {
        obsoletes = List.copyOf(obsoletes);
        incompatibles = List.copyOf(incompatibles);
    }

    /** The id before the first {@code -}. */
    public String base() {
        int dash = id.indexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }

    /** What follows the first {@code -}, empty without one. */
    public String revision() {
        int dash = id.indexOf('-');
        return dash < 0 ? "" : id.substring(dash + 1);
    }

    /** The same patch, with what either of the two tells of it. */
    Patch unitedWith(Patch other) {
        return equals(other)
                ? this
                : new Patch(id, union(obsoletes, other.obsoletes), union(incompatibles, other.incompatibles));
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> ids = new LinkedHashSet<>(one);
        ids.addAll(other);
        return List.copyOf(ids);
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Patch o
                        && o.id.equals(id)
                        && o.obsoletes.equals(obsoletes)
                        && o.incompatibles.equals(incompatibles));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
