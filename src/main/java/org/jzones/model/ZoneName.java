package org.jzones.model;

import org.jspecify.annotations.Nullable;

/** A well-formed zone name, {@code global} and the {@code SUNW} template names included (spec 2.1). */
public record ZoneName(String value) implements Comparable<ZoneName> {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 63;

    public static final ZoneName GLOBAL = new ZoneName("global");

    /** @throws IllegalArgumentException if {@link #isWellFormed} is false */
    public ZoneName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a zone name: " + value);
        }
    }

    /** True for {@code [A-Za-z0-9][A-Za-z0-9_.-]*} of at most {@value #MAX_LENGTH} characters. */
    public static boolean isWellFormed(String text) {
        return PlainText.isWord(text, MAX_LENGTH);
    }

    public boolean isGlobal() {
        return value.equals("global");
    }

    /** True for the names reserved for templates. */
    public boolean isTemplate() {
        return value.startsWith("SUNW");
    }

    /** True if no zone may have this name. */
    public boolean isReserved() {
        return isGlobal() || isTemplate();
    }

    @Override
    public int compareTo(ZoneName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ZoneName o && o.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
