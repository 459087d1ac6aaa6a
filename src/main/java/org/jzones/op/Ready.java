package org.jzones.op;

import java.util.Optional;
import org.jzones.model.Verb;
import org.jzones.model.ZoneState;

/** {@code zoneadm ready}: gives an installed zone its id and platform; a ready one stays so (spec 3). */
public final class Ready extends Lifecycle {
    public Ready(HostRoot host) {
        super(host, Verb.READY);
    }

    /** What the zone would be made of, for people to read; nothing is done. */
    public String plan(ZoneSelector selector) {
        return platform(selector);
    }

    public void apply(ZoneSelector selector) {
        start(selector, Optional.empty(), (runtime, zone, state, arguments) -> {
            if (state != ZoneState.READY) {
                runtime.ready(zone);
            }
        });
    }
}
