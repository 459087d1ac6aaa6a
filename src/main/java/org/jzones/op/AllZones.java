package org.jzones.op;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/** What the zones service does when a machine starts and stops (zones(5), svc:/system/zones). */
public final class AllZones {
    private final HostRoot host;
    private final Zones zones;

    public AllZones(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /** Boots every installed zone with autoboot=true, in the order of the index; returns those that failed and why. */
    public Map<ZoneName, Failure> start() {
        Boot boot = new Boot(host);
        return each(
                entry -> zones.state(entry) == ZoneState.INSTALLED
                        && zones.config(entry).get(GlobalProperty.AUTOBOOT).equals("true"),
                selector -> boot.apply(selector, Optional.empty()));
    }

    /** Shuts every zone down that runs, and halts what else is up; returns those that failed and why. */
    public Map<ZoneName, Failure> stop() {
        Shutdown shutdown = new Shutdown(host);
        Halt halt = new Halt(host);
        Map<ZoneName, Failure> failures = new LinkedHashMap<>(each(
                entry -> zones.state(entry) == ZoneState.RUNNING, zone -> shutdown.apply(zone, Shutdown.PATIENCE)));
        failures.putAll(each(entry -> !zones.state(entry).isStored(), halt::apply));
        return failures;
    }

    private Map<ZoneName, Failure> each(Predicate<ZoneEntry> wanted, Consumer<ZoneSelector> change) {
        Map<ZoneName, Failure> failures = new LinkedHashMap<>();
        List<ZoneEntry> entries = host.files().index().read().entries();
        for (ZoneEntry entry : entries) {
            try {
                if (wanted.test(entry)) {
                    change.accept(ZoneSelector.ofName(entry.name().value()));
                }
            } catch (Failure e) {
                failures.put(entry.name(), e);
            }
        }
        return failures;
    }
}
