package org.jzones.op;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jzones.host.CapacityFiles;
import org.jzones.model.Failure;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneDemand;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** What the zones of a host may take of it, and which of them run: by what the host said when it was captured, if it was. */
public final class Demands {
    private final HostRoot host;
    private final Optional<CapacityFiles> files;

    public Demands(HostRoot host) {
        this.host = host;
        this.files = host.capacityFiles();
    }

    /** All zones, in the order of the index. */
    public List<ZoneDemand> plan() {
        Map<String, String> captured = files.map(CapacityFiles::states).orElse(Map.of());
        return host.files().index().read().entries().stream()
                .map(zone -> new ZoneDemand(zone.name().value(), state(zone, captured), limits(zone)))
                .toList();
    }

    /** How many zones run; empty of a host that is neither this machine nor was asked. */
    public OptionalInt running() {
        if (files.isEmpty()) {
            return OptionalInt.empty();
        }
        Map<String, String> captured = files.get().states();
        return OptionalInt.of((int) host.files().index().read().entries().stream()
                .filter(zone -> state(zone, captured).equals(ZoneState.RUNNING.word()))
                .count());
    }

    private String state(ZoneEntry zone, Map<String, String> captured) {
        return Optional.ofNullable(captured.get(zone.name().value()))
                .flatMap(ZoneState::of)
                .orElseGet(() -> new Zones(host).state(zone))
                .word();
    }

    private Optional<Map<String, String>> limits(ZoneEntry zone) {
        try {
            return host.files().configs().read(zone.name()).map(Demands::limits);
        } catch (Failure e) {
            return Optional.empty(); // verify tells what is wrong with it
        }
    }

    private static Map<String, String> limits(ZoneConfig config) {
        Map<String, String> limits = new TreeMap<>();
        put(limits, config, ResourceType.CAPPED_CPU, "ncpus");
        put(limits, config, ResourceType.DEDICATED_CPU, "ncpus");
        put(limits, config, ResourceType.CAPPED_MEMORY, "physical");
        Resources.alias(config, RctlAlias.CPU_SHARES)
                .ifPresent(shares -> limits.put(RctlAlias.CPU_SHARES.word(), shares));
        return limits;
    }

    private static void put(Map<String, String> limits, ZoneConfig config, ResourceType type, String property) {
        Resources.of(config, type).stream()
                .findFirst()
                .flatMap((Resource resource) -> resource.text(property))
                .ifPresent(value -> limits.put(type.word(), value));
    }
}
