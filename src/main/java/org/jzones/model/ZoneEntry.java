package org.jzones.model;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the index says of a zone (spec 1.2): the state is a stored one. */
public record ZoneEntry(ZoneName name, ZoneState state, String zonepath, Optional<UUID> uuid) {
    public ZoneEntry {
        if (!state.isStored()) {
            throw new IllegalArgumentException("not a stored state: " + state);
        }
    }

    /** The entry in another stored state: a configured zone has no uuid, any other one keeps or gets one. */
    public ZoneEntry in(ZoneState next) {
        Optional<UUID> id =
                next == ZoneState.CONFIGURED ? Optional.empty() : uuid.or(() -> Optional.of(RandomUuid.next()));
        return new ZoneEntry(name, next, zonepath, id);
    }

    public ZoneEntry at(String newZonepath) {
        return new ZoneEntry(name, state, newZonepath, uuid);
    }

    public ZoneEntry named(ZoneName newName) {
        return new ZoneEntry(newName, state, zonepath, uuid);
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ZoneEntry o
                && o.name.equals(name)
                && o.state == state
                && o.zonepath.equals(zonepath)
                && o.uuid.equals(uuid);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
