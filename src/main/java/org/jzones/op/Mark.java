package org.jzones.op;

import org.jzones.file.Locks;
import org.jzones.model.Verb;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** {@code zoneadm mark incomplete}: says of an installed zone that it cannot be used (zoneadm(1M), spec 3). */
public final class Mark {
    private final HostRoot host;
    private final Zones zones;

    public Mark(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    public void apply(ZoneSelector selector) {
        ZoneEntry entry = zones.findToChange(selector, Verb.MARK);
        zones.requireState(Verb.MARK, entry);
        zones.configIfFit(entry);
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(Verb.MARK, entry);
            host.files().index().update(index -> index.with(now.in(ZoneState.INCOMPLETE)));
        }
    }
}
