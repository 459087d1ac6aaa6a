package org.jzones.host.oci;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container's configuration needs to know of the machine.
 *
 * @param id what the container is called
 * @param root the zone's root on the caller's file system
 * @param user whose the first program is
 * @param sources where directories of the host are on the caller's file system, by their paths in the host
 * @param mounts where file systems that the zone has mounted for itself are mounted, by their directories in the zone
 * @param devices the nodes that the zone's device resources mean
 * @param cpus the numbers of the processors the zone has for itself, as cpuset has them; empty if it takes any
 * @param architecture as uname(1) names it
 * @param filter the list of calls as {@link KeptFilter} has it; empty if it has not
 */
record ContainerFacts(
        ContainerId id,
        Path root,
        Account user,
        Map<String, Path> sources,
        Map<String, Path> mounts,
        List<Device> devices,
        String cpus,
        String architecture,
        Optional<String> filter) {
    ContainerFacts {
        sources = Map.copyOf(sources);
        mounts = Map.copyOf(mounts);
        devices = List.copyOf(devices);
    }
}
