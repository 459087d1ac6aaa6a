package org.jzones.model;

import java.util.Optional;

/** One zone as {@code zoneadm list} shows it (spec 3.1); the id only while it is up. */
public record ZoneRow(
        Optional<Integer> id,
        ZoneName name,
        ZoneState state,
        String zonepath,
        String uuid,
        String brand,
        String ipType) {}
