package org.jzones.op;

import java.util.Optional;
import org.jzones.model.Verb;
import org.jzones.model.ZoneState;

/** {@code zoneadm boot}: runs a zone; a running one goes on as it is (spec 3). */
public final class Boot extends Lifecycle {
    public Boot(HostRoot host) {
        super(host, Verb.BOOT);
    }

    /** @param arguments instead of the configuration's bootargs, for this boot */
    public void apply(ZoneSelector selector, Optional<String> arguments) {
        start(selector, arguments, (runtime, zone, state, bootArguments) -> {
            if (state != ZoneState.RUNNING) {
                runtime.boot(zone, bootArguments);
            }
        });
    }
}
