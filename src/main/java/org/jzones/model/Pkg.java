package org.jzones.model;

import org.jspecify.annotations.Nullable;

/** A package that matters to a zone: instance name (the directory below var/sadm/pkg) and VERSION, as text. */
public record Pkg(String name, String version) {
    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pkg o && o.name.equals(name) && o.version.equals(version);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
