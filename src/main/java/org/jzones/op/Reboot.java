package org.jzones.op;

import java.util.Optional;
import org.jzones.model.Verb;

/** {@code zoneadm reboot}: halts a running zone and boots it under a new id (spec 3). */
public final class Reboot extends Lifecycle {
    public Reboot(HostRoot host) {
        super(host, Verb.REBOOT);
    }

    /** @param arguments instead of the configuration's bootargs, for this boot */
    public void apply(ZoneSelector selector, Optional<String> arguments) {
        start(
                selector,
                arguments,
                (runtime, zone, state, bootArguments) -> runtime.reboot(zone, bootArguments, () -> refresh(zone)));
    }
}
