package org.jzones.model;

import org.jspecify.annotations.Nullable;

/** One value of a resource control (resource_controls(5)); the limit is a count or a number of bytes. */
public record RctlValue(String priv, String limit, String action) {
    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RctlValue o && o.priv.equals(priv) && o.limit.equals(limit) && o.action.equals(action);
    }

    @Override
    public int hashCode() {
        return limit.hashCode();
    }
}
