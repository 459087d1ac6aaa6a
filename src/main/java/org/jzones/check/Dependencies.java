package org.jzones.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Numbers;
import org.jzones.model.UpdatePlan.Dependency;

/** What packages of a host need, what that needs, and so on (depend(4)). */
final class Dependencies {
    private static final String ANY_INSTANCE = ".*";

    private final HostSoftware host;
    /** By abbreviation, the packages that are instances of it. */
    private final Map<String, List<String>> instances = new HashMap<>();
    /** What is needed and does not matter to the zone, and what the host has not, each with one that needs it. */
    private final Map<String, String> brought = new HashMap<>();

    private final Map<String, String> missing = new TreeMap<>();

    /** @param from the names of packages, each at most once */
    Dependencies(HostSoftware host, Collection<String> from) {
        this.host = host;
        Set<String> relevant = new HashSet<>();
        for (HostPackage pkg : host.relevant()) {
            relevant.add(pkg.name());
            addInstance(pkg.name());
        }
        host.others().forEach(pkg -> addInstance(pkg.name()));
        follow(from, relevant);
    }

    private void addInstance(String name) {
        instances.computeIfAbsent(name, n -> new ArrayList<>()).add(0, name);
        int dot = name.lastIndexOf('.');
        if (dot > 0 && Numbers.isDigits(name.substring(dot + 1))) {
            instances
                    .computeIfAbsent(name.substring(0, dot), n -> new ArrayList<>())
                    .add(name);
        }
    }

    private void follow(Collection<String> from, Set<String> relevant) {
        Set<String> seen = new HashSet<>(from);
        Deque<String> todo = new ArrayDeque<>(from);
        while (!todo.isEmpty()) {
            String by = todo.remove();
            for (String needed : host.needs().getOrDefault(by, List.of())) {
                Optional<List<String>> found = find(needed);
                if (found.isEmpty()) {
                    missing.putIfAbsent(needed, by);
                }
                for (String name : found.orElse(List.of())) {
                    if (seen.add(name)) {
                        todo.add(name);
                        if (!relevant.contains(name)) {
                            brought.put(name, by);
                        }
                    }
                }
            }
        }
    }

    /** The package of this name, or else all instances of it. */
    private Optional<List<String>> find(String needed) {
        String name =
                needed.endsWith(ANY_INSTANCE) ? needed.substring(0, needed.length() - ANY_INSTANCE.length()) : needed;
        return Optional.ofNullable(instances.get(name))
                .map(found -> found.get(0).equals(needed) ? found.subList(0, 1) : found);
    }

    /** What is needed and does not matter to the zone, by name. */
    List<HostPackage> brought() {
        return host.others().stream()
                .filter(pkg -> brought.containsKey(pkg.name()))
                .toList();
    }

    /** The dependency that has brought a package. */
    Dependency of(HostPackage pkg) {
        return new Dependency(pkg.name(), brought.getOrDefault(pkg.name(), ""));
    }

    /** What is needed and is not on the host, by name. */
    List<Dependency> missing() {
        List<Dependency> dependencies = new ArrayList<>();
        missing.forEach((name, by) -> dependencies.add(new Dependency(name, by)));
        return dependencies;
    }
}
