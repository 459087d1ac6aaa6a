package org.jzones.op;

import java.nio.file.Path;
import java.util.function.BiFunction;
import org.jzones.file.Locks;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** A zone whose files are read while nobody changes it: it is installed, nothing runs in it, and its lock is held. */
public final class StillZone {
    private final HostRoot host;
    private final Zones zones;

    public StillZone(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /**
     * @param work is given the configuration and the root of the zone
     * @throws Failure if there is no such zone, or it is in another state
     */
    public <T> T read(ZoneSelector selector, BiFunction<ZoneConfig, Path, T> work) {
        ZoneEntry entry = zones.findToChange(selector, Verb.INVENTORY);
        requireStill(entry);
        ZoneConfig config = zones.config(entry);
        zones.requireRealZonepath(config.zonepath());
        zones.requireFiles(config.zonepath());
        try (Locks.Held lock = zones.lock(entry)) {
            requireStill(zones.recheck(Verb.INVENTORY, entry, config));
            return work.apply(config, host.files().layout().zoneRoot(config.zonepath()));
        }
    }

    private void requireStill(ZoneEntry entry) {
        ZoneState state = zones.state(entry);
        if (state != ZoneState.INSTALLED) {
            throw Failure.of(Message.FLAR_STATE, entry.name(), state.word());
        }
    }
}
