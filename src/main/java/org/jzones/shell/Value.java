package org.jzones.shell;

import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** A value as written: simple, {@code (name=value,…)} or {@code [value,…]} (spec 2.2). */
public sealed interface Value {
    /** The text of a simple value of this property. @throws Failure if it is not simple */
    default String simple(String property) {
        if (this instanceof Text text) {
            return text.text();
        }
        throw Failure.of(Message.VALUE_NOT_SIMPLE, property);
    }

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
