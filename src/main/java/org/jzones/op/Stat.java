package org.jzones.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Usage;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.model.ZoneUsage;

/** {@code zonestat}: what the zones that run take of the machine, looked at once or several times. */
public final class Stat {
    private final HostRoot host;
    private Map<ZoneName, Usage> before = Map.of();

    /** @throws Failure if the caller is not root, to whom alone the kernel tells */
    public Stat(HostRoot host) {
        if (host.machine().callerUid() != 0) {
            throw Failure.of(Message.STAT_NEEDS_ROOT);
        }
        this.host = host;
    }

    /** The zones in which something runs at this moment, by name. */
    public List<ZoneUsage> look() {
        Map<ZoneName, Usage> now = new HashMap<>();
        List<ZoneUsage> zones = new ArrayList<>();
        host.runtimes().states().forEach((zone, run) -> {
            if (run.state() == ZoneState.RUNNING) {
                host.runtimes()
                        .of(run.brand())
                        .flatMap(runtime -> runtime.usage(zone))
                        .ifPresent(usage -> {
                            now.put(zone, usage);
                            zones.add(new ZoneUsage(zone, usage.load(Optional.ofNullable(before.get(zone))), usage));
                        });
            }
        });
        before = now;
        return zones;
    }

    /** The time, in seconds since 1970. */
    public long time() {
        return host.machine().now();
    }
}
