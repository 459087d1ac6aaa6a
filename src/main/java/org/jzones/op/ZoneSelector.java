package org.jzones.op;

import java.util.Optional;

/** Which zone the caller means: a name or the id of a running zone, a uuid, or both (spec 3). */
public record ZoneSelector(Optional<String> name, Optional<String> uuid) {
    public static ZoneSelector ofName(String name) {
        return new ZoneSelector(Optional.of(name), Optional.empty());
    }

    public boolean isEmpty() {
        return name.isEmpty() && uuid.isEmpty();
    }

    /** True for the id of the global zone, which is a name as well. */
    boolean isGlobalId() {
        return name.filter("0"::equals).isPresent();
    }

    /** What the caller typed, for messages. */
    public String typed() {
        return name.or(() -> uuid).orElse("");
    }
}
