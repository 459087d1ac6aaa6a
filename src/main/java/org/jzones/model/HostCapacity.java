package org.jzones.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a host has for its zones; what nobody knows is empty.
 *
 * @param architecture of its processors, as uname(1) names it
 * @param cpus how many processors it has, as zones count them
 * @param memory in bytes
 */
public record HostCapacity(String architecture, OptionalInt cpus, OptionalLong memory) {
    public static final HostCapacity UNKNOWN = new HostCapacity("", OptionalInt.empty(), OptionalLong.empty());
}
