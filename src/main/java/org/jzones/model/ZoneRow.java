package org.jzones.model;

import java.util.Optional;

/** One zone as {@code zoneadm list} shows it (spec 3.1); the id only while it is up, brand and ip-type if they are known. */
public record ZoneRow(
        Optional<Integer> id,
        ZoneName name,
        ZoneState state,
        String zonepath,
        String uuid,
        Optional<String> brand,
        Optional<String> ipType) {}
