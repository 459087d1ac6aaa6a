package org.jzones.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code attach -u} would do to a zone's packages, each list sorted by name. With a refusal nothing is done at all.
 *
 * @param remove packages of the source that are not here, with the versions they have there
 * @param add packages that are here only
 * @param dependencies of those that are replaced or added the ones that do not matter to the zone, but are needed
 * @param missing packages that are needed and are not on this host
 * @param ignored ids of patches of the source that need not be here
 */
public record UpdatePlan(
        List<Pkg> remove,
        List<Replacement> replace,
        List<Pkg> add,
        List<Dependency> dependencies,
        List<Dependency> missing,
        List<Refusal> refusals,
        Set<String> ignored) {
    public UpdatePlan {
        remove = List.copyOf(remove);
        replace = List.copyOf(replace);
        add = List.copyOf(add);
        dependencies = List.copyOf(dependencies);
        missing = List.copyOf(missing);
        refusals = List.copyOf(refusals);
        ignored = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(ignored));
    }

    /**
     * A package that is taken anew from this host.
     *
     * @param patches the patches that it has here only; none if the version says enough
     */
    public record Replacement(String name, String from, String to, List<String> patches) {
        public Replacement {
            patches = List.copyOf(patches);
        }
    }

    /** A package that another one needs (depend(4)); of several that do one is named. */
    public record Dependency(String name, String neededBy) {}

    /** Why the zone cannot be brought to this host's level: it would be a downgrade. */
    public sealed interface Refusal {
        /** The source has a higher version of the package than this host. */
        record PackageDowngrade(String name, String source, String local) implements Refusal {}

        /**
         * The source has a patch that this host neither has, in this revision or a higher one, nor has obsoleted.
         *
         * @param local the lower revision that is here, if there is one
         */
        record PatchDowngrade(String id, Optional<String> local) implements Refusal {}
    }

    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** True if no package has to be touched. */
    public boolean isEmpty() {
        return remove.isEmpty() && replace.isEmpty() && add.isEmpty();
    }

    /** The names of all packages that are removed, replaced or added. */
    public Set<String> touched() {
        Set<String> names = new LinkedHashSet<>();
        remove.forEach(pkg -> names.add(pkg.name()));
        replace.forEach(pkg -> names.add(pkg.name()));
        add.forEach(pkg -> names.add(pkg.name()));
        return names;
    }

    /** The package that needs this one, if that is why it is replaced or added. */
    public Optional<String> neededBy(String name) {
        return dependencies.stream()
                .filter(dependency -> dependency.name().equals(name))
                .map(Dependency::neededBy)
                .findFirst();
    }

    /** The names of the packages that come from this host. */
    public Set<String> taken() {
        Set<String> names = new LinkedHashSet<>();
        replace.forEach(pkg -> names.add(pkg.name()));
        add.forEach(pkg -> names.add(pkg.name()));
        return names;
    }

    /**
     * This plan after an update that was cut off: what that one has touched may be half done, so it is taken anew, or
     * removed if this host has it no more.
     *
     * @param touched the names of the packages it was about to touch
     * @param local this host's packages that matter to the zone, or that it brought because they are needed
     */
    public UpdatePlan finishing(Set<String> touched, List<HostPackage> local) {
        Set<String> open = new LinkedHashSet<>(touched);
        open.removeAll(touched());
        List<Pkg> removeToo = new ArrayList<>(remove);
        List<Replacement> replaceToo = new ArrayList<>(replace);
        for (HostPackage pkg : local) {
            if (open.remove(pkg.name())) {
                replaceToo.add(new Replacement(pkg.name(), pkg.version(), pkg.version(), List.of()));
            }
        }
        open.forEach(name -> removeToo.add(new Pkg(name, "")));
        removeToo.sort(java.util.Comparator.comparing(Pkg::name));
        replaceToo.sort(java.util.Comparator.comparing(Replacement::name));
        return new UpdatePlan(removeToo, replaceToo, add, dependencies, missing, refusals, ignored);
    }
}
