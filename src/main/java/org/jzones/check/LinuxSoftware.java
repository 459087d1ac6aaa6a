package org.jzones.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jzones.model.CommandWords;
import org.jzones.model.Comparison;
import org.jzones.model.Elf;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.LinuxDefaults;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Pkg;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/** What a zone of Linux needs of a host's software, and whether a host has it (spec 5.9). */
public final class LinuxSoftware {
    private static final String INHERITED_BY_MOST = "/usr";
    private static final String ANY_VERSION = "any version";

    private LinuxSoftware() {}

    /** The packages that attr needs names; empty if there is no such attr, and all matter that the zone inherits from. */
    public static Optional<Set<String>> needs(ZoneConfig config) {
        return config.attr("needs").map(LinuxSoftware::words);
    }

    /** Where the zone's first program is looked for, as paths in the zone; the first that is there is it. */
    public static List<String> programs(ZoneConfig config) {
        String program = config.attr("init")
                .flatMap(CommandWords::of)
                .flatMap(words -> words.stream().findFirst())
                .orElse(LinuxDefaults.INIT);
        if (program.startsWith("/")) {
            return List.of(program);
        }
        return program.isEmpty() || program.indexOf('/') >= 0
                ? List.of()
                : Stream.of(LinuxEnvironment.searchPath(config).split(":"))
                        .filter(directory -> directory.startsWith("/"))
                        .map(directory -> directory + "/" + program)
                        .toList();
    }

    /** The problems of an attr that names no packages. */
    static List<Problem> attrProblems(ZoneConfig config) {
        Optional<Set<String>> needs = needs(config);
        if (needs.isPresent() && needs.get().isEmpty()) {
            return List.of(Problem.of(Message.ATTR_NEEDS_BAD, ""));
        }
        return needs.stream()
                .flatMap(Set::stream)
                .filter(name -> !name.matches("[A-Za-z0-9][-A-Za-z0-9+._]*(:[a-z0-9-]+)?"))
                .map(name -> Problem.of(Message.ATTR_NEEDS_BAD, name))
                .toList();
    }

    /** The problems of a zone that is to be detached: that it needs what its own host has not. */
    public static List<Problem> problems(ZoneConfig config, HostSoftware here) {
        return missing(config, here).stream()
                .map(name -> Problem.of(Message.NEEDS_MISSING, name))
                .toList();
    }

    private static List<String> missing(ZoneConfig config, HostSoftware here) {
        if (config.inheritedDirs().isEmpty() || needs(config).isEmpty()) {
            return List.of();
        }
        Set<String> missing = new LinkedHashSet<>(needs(config).get());
        here.relevant().forEach(pkg -> missing.remove(pkg.name()));
        here.others().forEach(pkg -> missing.remove(pkg.name()));
        return List.copyOf(missing);
    }

    /**
     * What differs between the host a zone comes from and one it is to go to.
     *
     * @param config as it is here; if it says otherwise what the zone needs than it did there, only that is compared
     * @param here as the zone sees it, with what it does not need among the others
     */
    public static Comparison compare(Manifest manifest, ZoneConfig config, HostSoftware here) {
        Comparison comparison = SoftwareRules.compare(source(manifest, config, here), Inventory.of(here.relevant()));
        boolean counted = needs(config).isEmpty() && config.inheritedDirs().contains(INHERITED_BY_MOST);
        return counted ? comparison.counting(manifest.software().packages().size()) : comparison;
    }

    /** What of the host it comes from the zone depends on: with what it needs, whether that host had it or not. */
    private static Inventory source(Manifest manifest, ZoneConfig config, HostSoftware here) {
        List<Pkg> packages = new ArrayList<>(manifest.software().packages());
        Optional<Set<String>> needs = needs(config);
        if (needs.isPresent() && !needs.equals(needs(manifest.config()))) {
            Set<String> named = new HashSet<>(needs.get());
            here.relevant().forEach(pkg -> named.add(pkg.name()));
            packages.removeIf(pkg -> !named.contains(pkg.name()));
        }
        for (String name : missing(config, here)) {
            if (packages.stream().noneMatch(pkg -> pkg.name().equals(name))) {
                packages.add(new Pkg(name, ANY_VERSION));
            }
        }
        return new Inventory(packages, manifest.software().patches());
    }

    /**
     * What an inventory tells of a host, as the zone sees it. Who has brought the first program is in no inventory: what
     * the zone was detached with counts as needed, too.
     *
     * @param all as a zone sees it that does not say what it needs
     */
    public static HostSoftware narrowed(Manifest zone, HostSoftware all) {
        Optional<Set<String>> needs = needs(zone.config());
        if (needs.isEmpty()) {
            return all;
        }
        Map<String, List<String>> of = all.needs();
        Set<String> wanted = new HashSet<>(needs.get());
        zone.software().packages().forEach(pkg -> wanted.add(pkg.name()));
        return all.narrowedTo(HostSoftware.closure(wanted, of));
    }

    /** The problem of a program of the zone's own that is for another machine than this one. */
    public static Optional<Problem> machine(String program, Elf its, Elf ours) {
        return ours.runs(its)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.OTHER_MACHINE, program, its.name(), ours.name()));
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Stream.of(text.split("[ \t]+")).filter(word -> !word.isEmpty()).forEach(words::add);
        return words;
    }
}
