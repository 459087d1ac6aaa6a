package org.jzones.op;

import org.jzones.model.Verb;
import org.jzones.model.ZoneState;

/** {@code zoneadm mark incomplete}: says of an installed zone that it cannot be used (zoneadm(1M), spec 3). */
public final class Mark extends Lifecycle {
    public Mark(HostRoot host) {
        super(host, Verb.MARK);
    }

    public void apply(ZoneSelector selector) {
        stop(
                selector,
                (zone, state) -> host.files().index().update(index -> index.with(zone.in(ZoneState.INCOMPLETE))));
    }
}
