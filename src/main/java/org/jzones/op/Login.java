package org.jzones.op;

import org.jzones.host.LoginEnd;
import org.jzones.host.LoginRequest;
import org.jzones.host.Talk;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.ZoneState;

/** {@code zlogin}: into a zone that runs, to run something there (spec 5.7). No lock is held meanwhile. */
public final class Login {
    private final HostRoot host;

    public Login(HostRoot host) {
        this.host = host;
    }

    /** Goes in until what is run has ended. @throws org.jzones.model.Failure if it does not come to that */
    public LoginEnd apply(ZoneSelector selector, LoginRequest login, Talk talk) {
        Inside inside = new Inside(host, selector);
        Zone zone = inside.zone();
        ZoneRuntime runtime = inside.runtime(zone);
        runtime.requireLogins(zone);
        ZoneState state = inside.state();
        if (state != ZoneState.RUNNING) {
            throw Inside.notRunning(state);
        }
        return runtime.login(zone, login, talk);
    }
}
