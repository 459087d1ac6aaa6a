package org.jzones.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jzones.model.Failure;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;

/** The names of the physical interfaces that the zones of a host use, for completion. */
public final class Interfaces {
    /** More zones than this are not read for a list that a person looks at. */
    private static final int MOST_ZONES = 200;

    private final HostRoot host;

    public Interfaces(HostRoot host) {
        this.host = host;
    }

    /** The names, sorted; those of zones whose configuration cannot be read are left out. */
    public List<String> plan() {
        Set<String> names = new TreeSet<>();
        host.files().index().read().entries().stream()
                .limit(MOST_ZONES)
                .forEach(zone -> config(zone).ifPresent(config -> {
                    for (Resource net : config.stored(ResourceType.NET)) {
                        net.text("physical").ifPresent(names::add);
                    }
                }));
        return new ArrayList<>(names);
    }

    private Optional<ZoneConfig> config(ZoneEntry zone) {
        try {
            return host.files().configs().read(zone.name());
        } catch (Failure e) {
            return Optional.empty(); // whoever works with that zone is told
        }
    }
}
