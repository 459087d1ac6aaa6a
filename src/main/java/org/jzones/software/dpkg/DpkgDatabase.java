package org.jzones.software.dpkg;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.software.Delivery;
import org.jzones.software.ReadOnlyDatabase;
import org.jzones.software.Survey;

/**
 * The software database of a host of Debian packages, var/lib/dpkg (spec 5.9). A package matters to a zone if it has brought
 * something below one of the zone's inherit-pkg-dirs; of a zone that says what it needs, only if it is among that, too. It
 * is only read: what a zone has of packages of its own is the zone's affair.
 */
public final class DpkgDatabase implements ReadOnlyDatabase {
    /** The kind of this database. */
    public static final String KIND = "dpkg";

    private final Layout layout;
    private final Optional<Set<String>> needed;
    private final List<String> programs;

    /**
     * @param needed the names of the packages that the zone at hand says it needs; empty if it does not say
     * @param programs where the zone's first program is looked for, the first that is there is it: if it is inherited, its
     *     package always belongs to those needed
     */
    public DpkgDatabase(Layout layout, Optional<Set<String>> needed, List<String> programs) {
        this.layout = layout;
        this.needed = needed;
        this.programs = List.copyOf(programs);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Problem> absence() {
        Path status = layout.dpkgStatus();
        return Layout.exists(status)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.DPKG_MISSING, layout.shown(status)));
    }

    /** @throws Failure also if a package has a name that no manifest can hold */
    @Override
    public List<HostPackage> packages() {
        return hostPackages(StatusFile.read(layout));
    }

    private static List<HostPackage> hostPackages(List<Installed> installed) {
        return installed.stream()
                .map(pkg -> new HostPackage(pkg.name(), pkg.version(), false, false, false, List.of()))
                .toList();
    }

    /** By Depends and Pre-Depends, of packages that are there. */
    @Override
    public Map<String, List<String>> needs(List<HostPackage> packages) {
        Map<String, List<String>> all = new Relations(StatusFile.read(layout)).needs();
        Map<String, List<String>> needs = new LinkedHashMap<>();
        packages.forEach(pkg -> needs.put(pkg.name(), all.getOrDefault(pkg.name(), List.of())));
        return needs;
    }

    /** Without any inherit-pkg-dirs nothing matters, and nothing is read. */
    @Override
    public Survey survey(List<String> inheritedDirs) {
        return inheritedDirs.isEmpty() ? Survey.ofNothing() : new ListSurvey(inheritedDirs);
    }

    /** Is done in one go when it is asked for. */
    private final class ListSurvey implements Survey {
        private final List<String> inheritedDirs;

        private ListSurvey(List<String> inheritedDirs) {
            this.inheritedDirs = List.copyOf(inheritedDirs);
        }

        @Override
        public HostSoftware software() {
            List<Installed> installed = StatusFile.read(layout);
            ListFiles lists = new ListFiles(layout);
            RootLinks links = new RootLinks(layout);
            Below below = new Below(links, inheritedDirs);
            Diversions diversions = Diversions.read(layout);
            Optional<Set<String>> wanted = needed.map(names -> wanted(names, installed, lists, links, below));
            List<HostPackage> relevant = new ArrayList<>();
            List<HostPackage> others = new ArrayList<>();
            List<HostPackage> packages = hostPackages(installed);
            Diversions across = diversions.across(below);
            for (int i = 0; i < packages.size(); i++) {
                Installed pkg = installed.get(i);
                boolean isWanted = wanted.isEmpty() || wanted.get().contains(pkg.name());
                boolean matters = isWanted && lists.has(pkg, search(pkg, below, across));
                (matters ? relevant : others).add(packages.get(i));
            }
            return new HostSoftware(relevant, others, Map.of());
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static ListFiles.Search search(Installed pkg, Below below, Diversions across) {
        return across.isEmpty()
                ? below::holds
                : (line, start, end) -> below.holds(
                        across.real(pkg.pkg(), new String(line, start, end - start, StandardCharsets.ISO_8859_1)));
    }

    private Set<String> wanted(
            Set<String> names, List<Installed> installed, ListFiles lists, RootLinks links, Below below) {
        Set<String> wanted = new HashSet<>(names);
        Set<String> paths = new HashSet<>();
        Diversions diversions = Diversions.read(layout);
        firstProgram().ifPresent(program -> addWithLinks(program, links, paths));
        paths.removeIf(path -> !below.holds(path));
        List<byte[]> ends = ends(paths, diversions);
        for (Installed pkg : paths.isEmpty() ? List.<Installed>of() : installed) {
            boolean owns = lists.has(pkg, (line, start, end) -> {
                if (!endsLike(line, start, end, ends)) {
                    return false; // nearly all
                }
                String path = new String(line, start, end - start, StandardCharsets.ISO_8859_1);
                return paths.contains(links.canonical(diversions.real(pkg.pkg(), path)));
            });
            if (owns) {
                wanted.add(pkg.name());
            }
        }
        return HostSoftware.closure(wanted, new Relations(installed).needs());
    }

    /** The last components of the paths, each with its slash, and of all that is diverted, which may be where they are. */
    private static List<byte[]> ends(Set<String> paths, Diversions diversions) {
        Set<String> all = new HashSet<>(paths);
        all.addAll(diversions.listed());
        return all.stream()
                .map(path -> path.substring(path.lastIndexOf('/')))
                .distinct()
                .map(end -> end.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static boolean endsLike(byte[] line, int start, int end, List<byte[]> ends) {
        for (byte[] like : ends) {
            if (end - start >= like.length && Arrays.equals(line, end - like.length, end, like, 0, like.length)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> firstProgram() {
        return programs.stream()
                .filter(program -> Files.isRegularFile(layout.resolve(program)))
                .findFirst();
    }

    /** The path, and where links at its end lead: what alternatives(1) chooses is a link of no package. */
    private void addWithLinks(String program, RootLinks links, Set<String> paths) {
        paths.add(links.canonical(Delivery.asPath(program)));
        paths.add(Delivery.asPath(layout.shown(layout.resolve(program))));
    }

    @Override
    public boolean hasDeliveries() {
        return Files.isDirectory(layout.dpkgInfo());
    }

    @Override
    public void requireDeliveries() {
        if (!hasDeliveries()) {
            throw ListFiles.missing(layout);
        }
    }

    /** Of each list the paths below which it has nothing, by where they really are. */
    @Override
    public void deliveries(Progress progress, Consumer<Delivery> taker) {
        List<Installed> installed = StatusFile.read(layout);
        ListFiles lists = new ListFiles(layout);
        RootLinks links = new RootLinks(layout);
        Diversions diversions = Diversions.read(layout);
        progress.expect("packages", installed.size());
        for (Installed pkg : installed) {
            Map<String, Boolean> ends = new HashMap<>();
            for (String listed : lists.paths(pkg)) {
                String path = links.canonical(diversions.real(pkg.pkg(), listed));
                ends.putIfAbsent(path, true);
                int slash = path.lastIndexOf('/');
                ends.put(path.substring(0, Math.max(slash, 0)), false);
            }
            ends.forEach((path, isEnd) -> {
                if (isEnd && !path.equals("/.") && !path.equals("/")) {
                    taker.accept(new ListedPath(path, List.of(pkg.name())));
                }
            });
            progress.advance(1);
        }
        progress.done();
    }

    @Override
    public Set<String> delivered(Set<String> directories) {
        if (!hasDeliveries()) {
            return Set.of();
        }
        List<Installed> installed = StatusFile.read(layout);
        ListFiles lists = new ListFiles(layout);
        RootLinks links = new RootLinks(layout);
        Set<String> delivered = new HashSet<>();
        for (String directory : directories) {
            Below below = new Below(links, List.of(directory));
            if (installed.stream().anyMatch(pkg -> lists.has(pkg, below::holds))) {
                delivered.add(directory);
            }
        }
        return delivered;
    }
}
