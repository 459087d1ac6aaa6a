package org.jzones.place;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jzones.capture.CapturedHost;
import org.jzones.capture.Explorer;
import org.jzones.check.BrandRules;
import org.jzones.check.ConfigRules;
import org.jzones.check.HostRules;
import org.jzones.check.LinuxSoftware;
import org.jzones.check.SoftwareRules;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.FileNames;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostFacts;
import org.jzones.model.HostInventory;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.UpdatePlan;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneDemand;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.op.Demands;
import org.jzones.op.Detach;
import org.jzones.op.HostRoot;
import org.jzones.op.UpdatePlanning;
import org.jzones.op.ZoneSelector;
import org.jzones.op.Zones;
import org.jzones.place.Placement.Extent;
import org.jzones.place.Placement.Status;
import org.jzones.software.InventoryFiles;
import org.jzones.software.SoftwareDatabase;
import org.jzones.store.HostFiles;

/** {@code zoneplace}: which of many hosts, or their inventories, can take a zone; says what attach -n says on each. */
public final class Place {
    private static final String CONTENTS = "/var/sadm/install/contents";
    private static final String LISTS = "/var/lib/dpkg/info";

    private final Function<Path, HostRoot> roots;
    private final Function<Path, CapturedHost> captures;
    private final boolean update;
    private final boolean details;

    /** Where captured hosts are kept with other temporary files. */
    public Place(Function<Path, HostRoot> roots, boolean update, boolean details) {
        this(roots, file -> CapturedHost.open(file, Optional.empty()), update, details);
    }

    /**
     * @param roots opens a host root
     * @param captures opens a captured host
     * @param update whether the zones may be brought to the hosts' level
     * @param details whether to keep what differs, and not only how much
     */
    public Place(
            Function<Path, HostRoot> roots, Function<Path, CapturedHost> captures, boolean update, boolean details) {
        this.roots = roots;
        this.captures = captures;
        this.update = update;
        this.details = details;
    }

    /** The manifest of a zone: the one in its zonepath if it is detached, else the one that detach would write. */
    public static Manifest manifest(HostRoot host, ZoneSelector selector) {
        Zones zones = new Zones(host);
        ZoneEntry entry = zones.find(selector, Verb.DETACH);
        Optional<Manifest> detached =
                zones.isDetached(entry) ? host.files().manifests().read(entry.zonepath()) : Optional.empty();
        return detached.orElseGet(() -> new Detach(host).plan(selector));
    }

    /** Asks all hosts, several at a time; the answers are in the order of the hosts. */
    public List<Answer> plan(List<Manifest> zones, List<String> hosts) {
        List<Answer> answers = withoutOlder(
                hosts.parallelStream().map(host -> ask(zones, host)).toList());
        Map<String, Integer> names = new HashMap<>();
        answers.forEach(answer -> names.merge(answer.host(), 1, Integer::sum));
        return answers.stream()
                .map(answer -> answer.named(names.getOrDefault(answer.host(), 0) == 1))
                .toList();
    }

    /** Of several captures of one host only the newest, which says so. */
    private static List<Answer> withoutOlder(List<Answer> answers) {
        Map<String, List<Answer>> alike = new LinkedHashMap<>();
        for (Answer answer : answers) {
            String key = answer.captured().isPresent() ? answer.host() : "/" + alike.size();
            alike.computeIfAbsent(key, name -> new ArrayList<>()).add(answer);
        }
        return alike.values().stream().map(Place::newest).toList();
    }

    private static Answer newest(List<Answer> captures) {
        Answer newest = Collections.max(
                captures, Comparator.comparing(answer -> answer.captured().orElse(Instant.MIN)));
        Answer told = newest;
        for (Answer older : captures) {
            told = older.input().equals(newest.input())
                    ? told
                    : told.with(Problem.of(Message.CAPTURE_OLDER, older.input()));
        }
        return told;
    }

    private Answer ask(List<Manifest> zones, String input) {
        boolean root = false;
        try {
            if (input.matches("[a-z]+://.*")) {
                throw Failure.of(Message.PLACE_URL, input);
            }
            Path path = FileNames.path(input);
            root = Files.isDirectory(path);
            if (root && Explorer.is(path)) {
                root = false; // what is wrong is told with the name of the file
                return explored(
                        zones, input, Explorer.read(path.toAbsolutePath().normalize(), input));
            }
            if (root) {
                return askRoot(zones, input, path);
            }
            if (!CapturedHost.is(path)) {
                return askInventory(zones, input, InventoryFiles.read(path));
            }
            try (CapturedHost captured = captures.apply(path)) {
                if (captured.explorer().isPresent()) {
                    return explored(zones, input, captured.explorer().get()).with(captured.notes(Instant.now()));
                }
                root = true; // of what goes wrong in it the input is not named
                return askRoot(zones, input, captured.root())
                        .captured(captured.host(), captured.date())
                        .with(captured.notes(Instant.now()));
            }
        } catch (Failure e) {
            return Answer.none(input, root, e);
        }
    }

    /** Asks one inventory that is still to be got, under this name. */
    Answer ask(List<Manifest> zones, String input, Supplier<HostInventory> inventory) {
        try {
            return askInventory(zones, input, inventory.get());
        } catch (Failure e) {
            return Answer.none(input, false, e);
        }
    }

    private Answer askRoot(List<Manifest> zones, String input, Path path) {
        HostRoot host = roots.apply(path.toAbsolutePath());
        HostFiles files = host.files();
        Zones look = new Zones(host);
        List<Placement> placements = new ArrayList<>();
        for (Manifest zone : zones) {
            SoftwareDatabase software = host.software(zone.config());
            Optional<Placement> other = otherKind(host, software, zone.config());
            if (other.isPresent()) {
                placements.add(other.get());
                continue;
            }
            List<Problem> problems = look.problemsWithoutZonepath(zone.config());
            HostSoftware local =
                    problems.isEmpty() ? software.software(zone.config().inheritedDirs()) : HostSoftware.NONE;
            placements.add(placement(zone, problems, local, () -> software.needs(local.all()), List.of()));
        }
        List<Problem> notes = details ? host.softwareHere().notes() : List.of();
        int count = files.index().read().entries().size();
        return Answer.of(input, true, input, OptionalInt.of(count), placements)
                .with(notes)
                .sized(host.capacity(), new Demands(host).running());
    }

    /** How many run, if the list is of all zones. */
    private static OptionalInt running(Optional<List<ZoneDemand>> demands) {
        return demands.map(zones -> OptionalInt.of((int) zones.stream()
                        .filter(zone -> zone.state().equals(ZoneState.RUNNING.word()))
                        .count()))
                .orElse(OptionalInt.empty());
    }

    private Answer explored(List<Manifest> zones, String input, Explorer host) {
        List<Placement> placements = zones.stream()
                .map(zone -> ExploredHost.placement(zone, host, details))
                .toList();
        return Answer.of(input, false, host.host(), ExploredHost.zones(host), placements)
                .with(host.isIps() ? List.of() : List.of(Problem.of(Message.EXPLORER_ONE_WAY)));
    }

    /** What is said if the host has a software database, and none that the zone can be compared with. */
    private static Optional<Placement> otherKind(HostRoot host, SoftwareDatabase software, ZoneConfig config) {
        SoftwareDatabase there = host.softwareHere();
        return software.absence().isEmpty() || there.absence().isPresent()
                ? Optional.empty()
                : Placement.otherKind(config, there.kind());
    }

    private Answer askInventory(List<Manifest> zones, String input, HostInventory inventory) {
        List<Placement> placements = new ArrayList<>();
        for (Manifest zone : zones) {
            List<String> inherited = zone.config().inheritedDirs();
            List<String> unchecked = new ArrayList<>();
            Optional<Placement> other = Placement.otherKind(zone.config(), inventory.comparedKind());
            if (other.isPresent()) {
                placements.add(other.get());
                continue;
            }
            List<Problem> problems = problems(inventory, zone.config(), unchecked);
            if (problems.isEmpty() && !inherited.isEmpty() && !inventory.contents()) {
                throw inventory.kind().equals(HostInventory.SADM)
                        ? Failure.of(Message.SADM_CONTENTS_MISSING, CONTENTS)
                        : Failure.of(Message.DPKG_INFO_MISSING, LISTS);
            }
            HostSoftware local = problems.isEmpty() ? software(zone, inventory) : HostSoftware.NONE;
            placements.add(placement(zone, problems, local, inventory::needs, unchecked));
        }
        return Answer.of(input, false, inventory.host(), OptionalInt.of(inventory.zones()), placements)
                .sized(inventory.capacity(), running(inventory.demands()));
    }

    private static HostSoftware software(Manifest zone, HostInventory inventory) {
        List<String> inherited = zone.config().inheritedDirs();
        boolean isLinux = BrandRules.isLinux(zone.config().get(GlobalProperty.BRAND));
        if (isLinux && inherited.isEmpty()) {
            return HostSoftware.NONE; // it needs no database, of whatever kind
        }
        HostSoftware all = inventory.software(inherited);
        return isLinux ? LinuxSoftware.narrowed(zone, all) : all;
    }

    /** As {@link Zones#problemsWithoutZonepath}; what a lofs needs is often not in an inventory. */
    private static List<Problem> problems(HostInventory host, ZoneConfig config, List<String> unchecked) {
        Map<String, FileFacts> directories = new LinkedHashMap<>();
        for (Resource fs : config.stored(ResourceType.FS)) {
            String special = fs.text("special").orElse("");
            if (fs.text("type").orElse("").equals("lofs") && special.startsWith("/")) {
                directories.put(special, new FileFacts(special, FileFacts.Kind.DIRECTORY, 0, 0));
                if (!host.directories().holds(special)) {
                    unchecked.add(special);
                }
            }
        }
        for (String dir : config.inheritedDirs()) {
            boolean there = dir.startsWith("/") && host.directories().holds(dir);
            directories.put(dir, new FileFacts(dir, there ? FileFacts.Kind.DIRECTORY : FileFacts.Kind.MISSING, 0, 0));
        }
        List<Problem> problems = new ArrayList<>(ConfigRules.problems(config));
        BrandRules.comparing(config.get(GlobalProperty.BRAND)).ifPresent(problems::add);
        problems.addAll(HostRules.resources(config, HostFacts.withoutZonepath(directories)));
        return problems;
    }

    private Placement placement(
            Manifest zone,
            List<Problem> problems,
            HostSoftware local,
            Supplier<Map<String, List<String>>> needs,
            List<String> unchecked) {
        if (!problems.isEmpty()) {
            return Placement.plain(Status.REFUSED, Extent.NONE, problems, unchecked);
        }
        Inventory here = Inventory.of(local.relevant());
        List<Problem> empty = SoftwareRules.problems(zone.software(), here);
        if (!empty.isEmpty()) {
            return Placement.plain(Status.REFUSED, Extent.NONE, empty, unchecked);
        }
        String brand = zone.config().get(GlobalProperty.BRAND);
        Comparison comparison = BrandRules.isLinux(brand)
                ? LinuxSoftware.compare(zone, zone.config(), local)
                : SoftwareRules.compare(zone.software(), here);
        if (comparison.isCompatible()) {
            return Placement.plain(Status.READY, Extent.NONE, List.of(), unchecked);
        }
        Extent extent = Extent.of(comparison);
        if (!update) {
            Optional<Comparison> kept = details ? Optional.of(comparison) : Optional.empty();
            return new Placement(Status.NEEDS, extent, kept, Optional.empty(), List.of(), unchecked);
        }
        if (!BrandRules.isOfPackages(brand)) {
            return Placement.plain(
                    Status.REFUSED, extent, List.of(Problem.of(Message.UPDATE_NOT_OF_BRAND, brand)), unchecked);
        }
        UpdatePlan plan = UpdatePlanning.plan(zone.software(), local, needs, name -> Optional.empty(), Set.of());
        Status status = plan.isRefused() ? Status.REFUSED : Status.UPDATE;
        Optional<UpdatePlan> kept = details ? Optional.of(plan) : Optional.empty();
        return new Placement(status, extent.with(plan), Optional.empty(), kept, List.of(), unchecked);
    }
}
