package org.jzones.op;

import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** The state of a zone at this moment, run-time states included. */
public final class ZoneStates {
    private final Zones zones;

    public ZoneStates(HostRoot host) {
        this.zones = new Zones(host);
    }

    public ZoneState of(ZoneEntry entry) {
        return zones.state(entry);
    }
}
