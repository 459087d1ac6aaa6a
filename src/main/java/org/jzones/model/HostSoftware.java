package org.jzones.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A host's packages as one zone sees them.
 *
 * @param relevant those that matter to it (spec 4.3), by name
 * @param others those that do not, by name
 * @param needs by name, the packages that each needs, as its depend file names them; none of those that are not there
 */
public record HostSoftware(List<HostPackage> relevant, List<HostPackage> others, Map<String, List<String>> needs) {
    /** That of a host without any. */
    public static final HostSoftware NONE = new HostSoftware(List.of(), List.of(), Map.of());

    public HostSoftware {
        relevant = List.copyOf(relevant);
        others = List.copyOf(others);
        needs = Map.copyOf(needs);
    }

    public HostSoftware withNeeds(Map<String, List<String>> known) {
        return new HostSoftware(relevant, others, known);
    }

    public List<HostPackage> all() {
        List<HostPackage> all = new ArrayList<>(relevant);
        all.addAll(others);
        return all;
    }

    /** Those that matter to the zone, and the others with these names. */
    public List<HostPackage> relevantAnd(Set<String> names) {
        List<HostPackage> packages = new ArrayList<>(relevant);
        others.stream().filter(pkg -> names.contains(pkg.name())).forEach(packages::add);
        return packages;
    }
}
