package org.jzones.model;

/** One difference between the software of a zone's source host and this host (spec 4.5). */
public sealed interface Difference {
    /** The same package in another version. */
    record PackageMismatch(String name, String source, String local) implements Difference {}

    /** A package of the source that is not here. */
    record PackageMissing(String name, String version) implements Difference {}

    /** A package of this host that the source did not have. */
    record PackageExtra(String name, String version) implements Difference {}

    /** A patch that is here in another revision; of several revisions each host has the highest. */
    record PatchMismatch(String base, String revision, String local) implements Difference {}

    /** A patch of the source of which this host has no revision. */
    record PatchMissing(String id) implements Difference {}

    /** A patch of this host that the source did not have. */
    record PatchExtra(String id) implements Difference {}
}
