package org.jzones.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of a property that takes several: the values of its fields, in the order of {@link Property#fields}. A mount
 * option has one, a resource-control value three.
 */
public record ListItem(List<String> fields) {
    public ListItem {
        fields = List.copyOf(fields);
    }

    public static ListItem of(String... fields) {
        return new ListItem(List.of(fields));
    }

    public String field(int place) {
        return fields.get(place);
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListItem o && o.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }
}
