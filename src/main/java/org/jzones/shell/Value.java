package org.jzones.shell;

import java.util.List;

/** A value as written: simple, {@code (name=value,…)} or {@code [value,…]} (spec 2.2). */
public sealed interface Value {
    /** A simple value, quotes and escapes undone. */
    record Text(String text) implements Value {}

    /** A complex value, in the order written. */
    record Fields(List<Assignment> assignments) implements Value {
        public Fields {
            assignments = List.copyOf(assignments);
        }
    }

    /** A list. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** {@code name=value} in a complex value or a filter. */
    record Assignment(String name, String value) {}
}
