package org.jzones.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a zone of a host may take of it.
 *
 * @param state as zoneadm list shows it
 * @param limits what its configuration says, by the name of the resource or property; empty if nobody can read it
 */
public record ZoneDemand(String name, String state, Optional<Map<String, String>> limits) {
    public ZoneDemand {
        limits = limits.map(map -> Collections.unmodifiableMap(new TreeMap<>(map)));
    }
}
