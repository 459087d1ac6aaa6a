package org.jzones.example;

import java.util.List;
import java.util.stream.Stream;

/**
 * A package of an example host.
 *
 * @param zones which zones have it: {@code all}, {@code this}, {@code hollow}, or empty for those that inherit from it
 * @param entries what it delivers, {@code TYPE PATH} each, TYPE as in contents
 * @param patches ids of the patches applied to it
 */
record ExamplePackage(
        String name, String version, String title, String zones, List<String> entries, List<String> patches) {
    ExamplePackage {
        entries = List.copyOf(entries);
        patches = List.copyOf(patches);
    }

    ExamplePackage inVersion(String other) {
        return new ExamplePackage(name, other, title, zones, entries, patches);
    }

    ExamplePackage withoutPatch(String id) {
        return patched(patches.stream().filter(patch -> !patch.equals(id)).toList());
    }

    ExamplePackage withPatch(String id) {
        return patched(Stream.concat(patches.stream(), Stream.of(id)).toList());
    }

    private ExamplePackage patched(List<String> ids) {
        return new ExamplePackage(name, version, title, zones, entries, ids);
    }
}
