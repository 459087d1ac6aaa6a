package org.jzones.model;

import java.util.OptionalDouble;

/**
 * A zone as {@code zonestat} shows it.
 *
 * @param load how busy it has been since the look before, in percent of one processor; empty if that is not known
 */
public record ZoneUsage(ZoneName zone, OptionalDouble load, Usage usage) {}
