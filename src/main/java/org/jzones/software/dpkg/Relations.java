package org.jzones.software.dpkg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What installed packages need of one another (deb-control(5), spec 5.9): of alternatives the first that is installed, of a
 * virtual package all that provide it. Versions are not looked at: the package system has done that.
 */
final class Relations {
    /** By name alone, the packages of that name. */
    private final Map<String, List<Installed>> named = new HashMap<>();

    private final Map<String, List<Installed>> providers = new HashMap<>();
    private final List<Installed> packages;

    Relations(List<Installed> packages) {
        this.packages = packages;
        for (Installed pkg : packages) {
            named.computeIfAbsent(pkg.pkg(), name -> new ArrayList<>()).add(pkg);
            for (String provided : items(pkg.provides(), ',')) {
                providers
                        .computeIfAbsent(name(provided), name -> new ArrayList<>())
                        .add(pkg);
            }
        }
    }

    /** By its name, the names of those that each package needs. */
    Map<String, List<String>> needs() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (Installed pkg : packages) {
            Set<String> needed = new LinkedHashSet<>();
            for (String alternatives : items(pkg.dependencies(), ',')) {
                needed.addAll(needed(pkg, alternatives));
            }
            needs.put(pkg.name(), List.copyOf(needed));
        }
        return needs;
    }

    private List<String> needed(Installed by, String alternatives) {
        for (String alternative : items(alternatives, '|')) {
            String name = name(alternative);
            List<Installed> there = named.getOrDefault(name, List.of());
            if (!there.isEmpty()) {
                return List.of(ofArchitecture(there, wanted(by, alternative)).name());
            }
            if (providers.containsKey(name)) {
                return providers.get(name).stream().map(Installed::name).toList();
            }
        }
        return List.of();
    }

    private static String wanted(Installed by, String alternative) {
        int colon = alternative.indexOf(':');
        String after = colon < 0 ? "" : alternative.substring(colon + 1).split("[ (\\[]", 2)[0];
        return after.isEmpty() || after.equals("any") ? by.architecture() : after;
    }

    private static Installed ofArchitecture(List<Installed> packages, String architecture) {
        return packages.stream()
                .filter(pkg -> pkg.architecture().equals(architecture))
                .findFirst()
                .orElse(packages.get(0));
    }

    private static List<String> items(String text, char between) {
        List<String> items = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int found = text.indexOf(between, start);
            int end = found < 0 ? text.length() : found;
            String item = text.substring(start, end).strip();
            if (!item.isEmpty()) {
                items.add(item);
            }
            start = end + 1;
        }
        return items;
    }

    /** Without architecture and version. */
    private static String name(String relation) {
        for (int i = 0; i < relation.length(); i++) {
            if (" :([<\t".indexOf(relation.charAt(i)) >= 0) {
                return relation.substring(0, i);
            }
        }
        return relation;
    }
}
