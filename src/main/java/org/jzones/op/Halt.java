package org.jzones.op;

import org.jzones.model.Verb;

/** {@code zoneadm halt}: brings a zone down at once; a halted one stays so (spec 3). */
public final class Halt extends Lifecycle {
    public Halt(HostRoot host) {
        super(host, Verb.HALT);
    }

    public void apply(ZoneSelector selector) {
        stop(selector, (runtime, zone, state) -> runtime.halt(zone));
    }
}
