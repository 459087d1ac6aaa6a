package org.jzones.op;

import java.util.Optional;
import org.jzones.model.Verb;

/** {@code zoneadm shutdown}: brings a running zone down in order, and with -r up again (spec 3). */
public final class Shutdown extends Lifecycle {
    public Shutdown(HostRoot host) {
        super(host, Verb.SHUTDOWN);
    }

    public void apply(ZoneSelector selector) {
        stop(selector, (runtime, zone, state) -> runtime.shutdown(zone));
    }

    /** @param arguments instead of the configuration's bootargs, for this boot */
    public void reboot(ZoneSelector selector, Optional<String> arguments) {
        start(selector, arguments, (runtime, zone, state, bootArguments) -> {
            runtime.shutdown(zone);
            runtime.boot(zone, bootArguments);
        });
    }
}
