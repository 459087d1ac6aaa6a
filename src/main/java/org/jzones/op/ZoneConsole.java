package org.jzones.op;

import java.util.Optional;
import org.jzones.host.ConsoleLine;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/** {@code zlogin -C}: the console of a zone, which is there before the zone is up and stays when it goes down (spec 5.7). */
public final class ZoneConsole {
    private final Inside inside;
    private final Zone zone;
    private final ZoneRuntime runtime;

    /** @throws Failure if there is no such zone, or zones of its brand have none */
    public ZoneConsole(HostRoot host, ZoneSelector selector) {
        inside = new Inside(host, selector);
        zone = inside.zone();
        runtime = inside.runtime(zone);
        runtime.requireLogins(zone);
        if (state() == ZoneState.CONFIGURED || state() == ZoneState.INCOMPLETE) {
            throw Failure.of(Message.LOGIN_NOT_INSTALLED, "zlogin -C", ZoneState.INSTALLED.word(), state().word());
        }
    }

    public ZoneName zone() {
        return inside.name();
    }

    /** The state of now. @throws Failure if the zone is no more */
    public ZoneState state() {
        return inside.state();
    }

    /** Connects to it; empty if the zone is not up. @throws Failure if it is, and that does not work */
    public Optional<ConsoleLine> connect() {
        return runtime.console(zone);
    }
}
