package org.jzones.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.software.Delivery;
import org.jzones.software.SoftwareDatabase;
import org.jzones.software.Survey;
import org.jzones.software.ZoneSoftware;

/** A software database that is two maps and no file: whoever works with it does not depend on the one of Solaris. */
public final class MapSoftware implements SoftwareDatabase {
    private final Map<String, HostPackage> packages = new TreeMap<>();
    private final Map<String, List<String>> needs = new HashMap<>();
    private final Map<String, Delivery> deliveries = new TreeMap<>();
    private final Map<String, Path> pristine = new HashMap<>();
    private final Map<Path, InZone> zones = new HashMap<>();
    private boolean tellsDeliveries = true;

    @Override
    public String kind() {
        return "sadm";
    }

    /** A path and who brings it; a file is as it was delivered if it holds this text. */
    private record Item(String path, Kind kind, boolean isEditable, String text, List<String> packages)
            implements Delivery {
        @Override
        public String filePath() {
            return path;
        }

        @Override
        public Delivery of(Predicate<String> fitting) {
            return naming(packages.stream().filter(fitting).toList());
        }

        @Override
        public Delivery joinedWith(Delivery other) {
            Set<String> all = new TreeSet<>(packages);
            all.addAll(other.packages());
            return naming(List.copyOf(all));
        }

        private Delivery naming(List<String> these) {
            return new Item(path, kind, isEditable, text, these);
        }

        @Override
        public boolean isUnmodified(Path file) throws IOException {
            return Files.readString(file).equals(text);
        }
    }

    /** Has the package from now on, in place of another one of this name and of what that delivered. */
    public MapSoftware install(HostPackage pkg, String... needed) {
        remove(pkg.name());
        packages.put(pkg.name(), pkg);
        needs.put(pkg.name(), List.of(needed));
        return this;
    }

    /** Has the package no more. */
    public void remove(String pkg) {
        packages.remove(pkg);
        deliveries.replaceAll((path, delivery) -> delivery.of(name -> !name.equals(pkg)));
        deliveries.values().removeIf(delivery -> delivery.packages().isEmpty());
    }

    /** The package delivers what is at the path. */
    public MapSoftware deliver(String pkg, String path, Kind kind, String text) {
        return deliver(new Item(path, kind, false, text, List.of(pkg)));
    }

    /** The package delivers an editable file, and keeps a copy of it for new zones. */
    public MapSoftware deliverEditable(String pkg, String path, String text, Path copy) {
        pristine.put(pkg + path, copy);
        return deliver(new Item(path, Kind.FILE, true, text, List.of(pkg)));
    }

    private MapSoftware deliver(Delivery delivery) {
        deliveries.merge(delivery.path(), delivery, (one, other) -> other.joinedWith(one));
        return this;
    }

    /** Does not tell from now on who delivers what. */
    public void forgetDeliveries() {
        tellsDeliveries = false;
    }

    @Override
    public Optional<Problem> absence() {
        return Optional.empty();
    }

    @Override
    public Set<String> delivered(Set<String> directories) {
        Set<String> delivered = new HashSet<>(directories);
        delivered.removeIf(directory -> deliveries.values().stream().noneMatch(d -> d.shows(directory)));
        return delivered;
    }

    @Override
    public List<HostPackage> packages() {
        return List.copyOf(packages.values());
    }

    @Override
    public Map<String, List<String>> needs(List<HostPackage> of) {
        Map<String, List<String>> these = new HashMap<>();
        of.forEach(pkg -> these.put(pkg.name(), needs.getOrDefault(pkg.name(), List.of())));
        return these;
    }

    @Override
    public Survey survey(List<String> inheritedDirs) {
        return new Survey() {
            @Override
            public HostSoftware software() {
                Set<String> delivering = new HashSet<>();
                deliveries.values().stream()
                        .filter(delivery -> !delivery.isOutside(inheritedDirs))
                        .forEach(delivery -> delivering.addAll(delivery.packages()));
                List<HostPackage> relevant = new ArrayList<>();
                List<HostPackage> others = new ArrayList<>();
                packages()
                        .forEach(pkg -> (pkg.mattersIf(delivering.contains(pkg.name())) ? relevant : others).add(pkg));
                return new HostSoftware(relevant, others, Map.of());
            }

            @Override
            public void close() {
                // nothing is under way
            }
        };
    }

    @Override
    public boolean hasDeliveries() {
        return tellsDeliveries;
    }

    @Override
    public void requireDeliveries() {
        if (!tellsDeliveries) {
            throw Failure.of(Message.SADM_CONTENTS_MISSING, "the map");
        }
    }

    @Override
    public void deliveries(Progress progress, Consumer<Delivery> taker) {
        deliveries.values().forEach(taker);
    }

    @Override
    public Optional<Path> pristine(String pkg, String path) {
        return Optional.ofNullable(pristine.get(pkg + path));
    }

    @Override
    public InZone of(Path zoneRoot) {
        return zones.computeIfAbsent(zoneRoot, root -> new InZone());
    }

    @Override
    public InZone ofNew(Path zoneRoot) {
        zones.remove(zoneRoot);
        return of(zoneRoot);
    }

    /** What a zone knows; public to be looked at. */
    public final class InZone implements ZoneSoftware {
        private final Map<String, HostPackage> known = new TreeMap<>();
        private final List<Delivery> delivered = new ArrayList<>();
        private final List<String> log = new ArrayList<>();

        /** Its packages as {@code NAME VERSION}, then the paths with those that bring them. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            known.values().forEach(pkg -> lines.add(pkg.name() + " " + pkg.version()));
            delivered.forEach(delivery -> lines.add(delivery.path() + " " + String.join(" ", delivery.packages())));
            return lines;
        }

        public List<String> logged() {
            return List.copyOf(log);
        }

        @Override
        public Optional<HostPackage> find(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public void deliveries(Consumer<Delivery> taker) {
            delivered.forEach(taker);
        }

        @Override
        public void requireChangeable(Set<String> taken) {
            // a map takes everything
        }

        @Override
        public void write(Iterable<Delivery> all) {
            List<Delivery> copy = new ArrayList<>();
            all.forEach(copy::add);
            delivered.clear();
            delivered.addAll(copy);
        }

        @Override
        public Recorder recorder() {
            return new Recorder() {
                @Override
                public void add(Delivery delivery) {
                    delivered.add(delivery);
                }

                @Override
                public void close() {
                    // all is there
                }
            };
        }

        @Override
        public void record(String pkg) {
            known.put(pkg, Optional.ofNullable(packages.get(pkg)).orElseThrow());
        }

        @Override
        public void forget(String pkg) {
            known.remove(pkg);
        }

        @Override
        public void log(List<String> lines) {
            log.addAll(lines);
        }
    }
}
