package org.jzones.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What programs want to know of a zone besides its row (docs/json.md).
 *
 * @param detached whether its zonepath waits to be attached
 * @param autoboot empty for global, and where the configuration cannot be read
 * @param since when a running zone was booted
 */
public record ZoneStatus(ZoneRow row, boolean detached, Optional<Boolean> autoboot, Optional<Instant> since) {}
