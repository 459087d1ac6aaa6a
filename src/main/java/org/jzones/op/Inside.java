package org.jzones.op;

import java.util.List;
import org.jzones.check.BrandRules;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.RunState;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/** A zone that somebody wants into: which one, and what runs it. */
final class Inside {
    private static final String COMMAND = "zlogin";

    private final HostRoot host;
    private final ZoneEntry entry;

    /** @throws Failure if we are not to run anything, there is no such zone, or it is the global one */
    Inside(HostRoot host, ZoneSelector selector) {
        if (host.machine().callerUid() != 0) {
            throw Failure.of(Message.LOGIN_NEEDS_ROOT, selector.typed());
        }
        if (selector.typed().equals(ZoneName.GLOBAL.value()) || selector.isGlobalId()) {
            throw Failure.of(Message.LOGIN_GLOBAL, COMMAND);
        }
        Zones zones = new Zones(host);
        this.host = host;
        this.entry = zones.lookUp(selector).orElseThrow(() -> zones.unknown(selector.typed()));
    }

    ZoneName name() {
        return entry.name();
    }

    /** The state of now. @throws Failure if the zone is no more */
    ZoneState state() {
        ZoneEntry now = host.files().index().read().find(name()).orElseThrow(() -> Failure.of(Message.CONSOLE_REMOVED));
        return new Zones(host).state(now);
    }

    /** The zone as its runtime gets it. */
    Zone zone() {
        Zones zones = new Zones(host);
        return zones.forRuntime(entry, zones.configIfFit(entry));
    }

    /** What runs it, by the brand it is up with, or else the one it is configured with. @throws Failure if nothing does */
    ZoneRuntime runtime(Zone zone) {
        String brand = host.runtimes().state(name()).map(RunState::brand).orElseGet(zone::configuredBrand);
        return host.runtimes()
                .of(brand)
                .orElseThrow(() -> new Failure(List.of(
                        BrandRules.doesNotRun(COMMAND, brand, host.runtimes().brands()))));
    }

    static Failure notRunning(ZoneState state) {
        return state == ZoneState.INSTALLED || state == ZoneState.READY
                ? Failure.of(Message.LOGIN_NOT_RUNNING, COMMAND, state.word())
                : Failure.of(Message.LOGIN_NOT_INSTALLED, COMMAND, ZoneState.RUNNING.word(), state.word());
    }
}
