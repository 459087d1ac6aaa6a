package org.jzones.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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

    /** These packages, and what they need and what that needs: of those that are there, as the needs have them. */
    public static Set<String> closure(Set<String> names, Map<String, List<String>> needs) {
        Set<String> closure = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(names);
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (closure.add(name)) {
                todo.addAll(needs.getOrDefault(name, List.of()));
            }
        }
        return closure;
    }

    /** The same if of those that matter only these do. */
    public HostSoftware narrowedTo(Set<String> names) {
        List<HostPackage> some = new ArrayList<>();
        List<HostPackage> rest = new ArrayList<>(others);
        relevant.forEach(pkg -> (names.contains(pkg.name()) ? some : rest).add(pkg));
        rest.sort((one, other) -> one.name().compareTo(other.name()));
        return new HostSoftware(some, rest, needs);
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
