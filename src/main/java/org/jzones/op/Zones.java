package org.jzones.op;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jzones.check.BrandRules;
import org.jzones.check.Closest;
import org.jzones.check.ConfigRules;
import org.jzones.check.HostRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.check.StateRules;
import org.jzones.check.TransferRules;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Look;
import org.jzones.host.Zone;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RunState;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.software.Survey;
import org.jzones.store.ZoneIndex;

/** What all verbs ask first: which zone, in which state, with which configuration, and does it fit the host. */
public final class Zones {
    /** What would change a zone that is on its way to another machine. */
    private static final Set<Verb> NOT_WHILE_MOVING =
            EnumSet.of(Verb.ATTACH, Verb.INSTALL, Verb.UNINSTALL, Verb.CLONE, Verb.MOVE);

    private final HostRoot host;
    private final HostLook look;
    private final boolean isMover;

    public Zones(HostRoot host) {
        this(host, false);
    }

    private Zones(HostRoot host, boolean isMover) {
        this.host = host;
        this.look = new HostLook(host);
        this.isMover = isMover;
    }

    /** For the move to another machine itself, which takes its zone back where nobody else may. */
    public static Zones ofMover(HostRoot host) {
        return new Zones(host, true);
    }

    /** As {@link #find}, for a verb that changes the zone: what a move that was cut off has left is put right first. */
    ZoneEntry findToChange(ZoneSelector selector, Verb verb) {
        return settled(find(selector, verb));
    }

    /** As {@link #find}, for a verb that gives the zone its files: what an unpacking that was cut off has left goes first. */
    ZoneEntry findToFill(ZoneSelector selector, Verb verb) {
        ZoneEntry entry = find(selector, verb);
        if (!isHalfUnpacked(entry)) {
            return entry;
        }
        try (Locks.Held lock = lock(entry)) {
            ZoneEntry now = host.files().index().read().find(entry.name()).orElseThrow(() -> gone(entry.name()));
            return isHalfUnpacked(now) ? new NewFiles(host).removeUnpacked(now) : now;
        }
    }

    private boolean isHalfUnpacked(ZoneEntry entry) {
        return entry.state() == ZoneState.INCOMPLETE
                && InRootPath.isWellFormed(entry.zonepath())
                && Files.isDirectory(layout().unpackedFiles(entry.zonepath()), LinkOption.NOFOLLOW_LINKS);
    }

    /** The zone's line in the index. @throws Failure if there is no such zone, or its name is reserved */
    public ZoneEntry find(ZoneSelector selector, Verb verb) {
        if (selector.isEmpty()) {
            throw Failure.of(Message.ZONE_NOT_GIVEN, verb.word(), "");
        }
        selector.name()
                .filter(ZoneName::isWellFormed)
                .map(ZoneName::new)
                .filter(ZoneName::isReserved)
                .ifPresent(name -> {
                    throw Failure.of(Message.ZONE_RESERVED, name, verb.word());
                });
        ZoneEntry entry = lookUp(selector).orElseThrow(() -> unknown(selector, verb));
        requireStays(verb, entry);
        return entry;
    }

    private Failure unknown(ZoneSelector selector, Verb verb) {
        return selector.isGlobalId()
                ? Failure.of(Message.ZONE_RESERVED, ZoneName.GLOBAL, verb.word())
                : unknown(selector.typed());
    }

    /** That there is no such zone, and which one may have been meant. */
    Failure unknown(String typed) {
        String question = Closest.question(typed, host.files().index().read().names());
        return Failure.of(Message.ZONE_UNKNOWN, typed, question);
    }

    /** That a zone which was there a moment ago is not any more. */
    public static Failure gone(ZoneName name) {
        return Failure.of(Message.ZONE_UNKNOWN, name, "");
    }

    private void requireStays(Verb verb, ZoneEntry entry) {
        if (!isMover && NOT_WHILE_MOVING.contains(verb)) {
            Failure.ifAny(TransferRules.problems(host.files().transfers().read(entry.name()), verb.word()));
        }
    }

    /** The zone after a move of it that was cut off, or is still going on, has come to its end. */
    ZoneEntry settled(ZoneEntry entry) {
        if (!host.files().moves().isPending(entry.name())) {
            return entry;
        }
        try (Locks.Held lock = lock(entry)) {
            return host.files().index().read().find(entry.name()).orElseThrow(() -> gone(entry.name()));
        }
    }

    /** What there is to say of a rename or move of the zone that was cut off: what only looks leaves it as it is. */
    public List<Problem> unfinished(ZoneSelector selector) {
        return lookUp(selector)
                .map(entry -> host.files().unfinished(entry.name()))
                .orElse(List.of());
    }

    /** The zone's line: uuid first, then name, then the id of a running zone. */
    Optional<ZoneEntry> lookUp(ZoneSelector selector) {
        ZoneIndex index = host.files().index().read();
        Optional<ZoneEntry> byUuid = selector.uuid().flatMap(text -> uuid(text)).flatMap(index::find);
        Optional<ZoneName> name = selector.name().filter(ZoneName::isWellFormed).map(ZoneName::new);
        return byUuid.or(() -> name.flatMap(index::find))
                .or(() -> selector.name().flatMap(this::byId).flatMap(index::find));
    }

    private Optional<ZoneName> byId(String id) {
        return host.runtimes().states().entrySet().stream()
                .filter(e -> Integer.toString(e.getValue().id()).equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The state now: run-time states count for installed zones only. */
    public ZoneState state(ZoneEntry entry) {
        if (entry.state() != ZoneState.INSTALLED) {
            return entry.state();
        }
        return host.runtimes().state(entry.name()).map(RunState::state).orElse(ZoneState.INSTALLED);
    }

    /** Checks that the verb may be used on the zone in its present state. */
    public void requireState(Verb verb, ZoneEntry entry) {
        ZoneState state = state(entry);
        if (!StateRules.allowed(verb).contains(state)) {
            String brand = brand(entry);
            Failure.ifAny(runningProblems(brand, verb));
            throw new Failure(List.of(StateRules.problem(verb, state, files(entry), brand, brands().contains(brand))));
        }
    }

    private StateRules.Files files(ZoneEntry entry) {
        if (isDetached(entry)) {
            return StateRules.Files.DETACHED;
        }
        boolean left = InRootPath.isWellFormed(entry.zonepath())
                && Files.exists(layout().zoneRoot(entry.zonepath()), LinkOption.NOFOLLOW_LINKS);
        return left ? StateRules.Files.LEFT : StateRules.Files.NONE;
    }

    private String brand(ZoneEntry entry) {
        try {
            return host.files().configs().read(entry.name()).map(Zones::brand).orElse(GlobalProperty.BRAND.byDefault());
        } catch (Failure e) {
            return GlobalProperty.BRAND.byDefault(); // the state is what is wrong in the first place
        }
    }

    private List<String> brands() {
        return host.runtimes().brands();
    }

    private static String brand(ZoneConfig config) {
        return config.get(GlobalProperty.BRAND);
    }

    public boolean isDetached(ZoneEntry entry) {
        return isDetached(entry.state(), entry.zonepath());
    }

    /** Whether a zone in this state waits in this zonepath to be attached. */
    boolean isDetached(ZoneState state, String zonepath) {
        return state == ZoneState.CONFIGURED
                && InRootPath.isWellFormed(zonepath)
                && Files.exists(layout().manifest(zonepath), LinkOption.NOFOLLOW_LINKS);
    }

    /** The same zone as it is now that its lock is held, in a state that still allows the verb. */
    ZoneEntry recheck(Verb verb, ZoneEntry before) {
        ZoneEntry now = host.files().index().read().find(before.name()).orElseThrow(() -> gone(before.name()));
        requireStays(verb, now);
        requireState(verb, now);
        return now;
    }

    /** The same zone again, whose configuration is still the one that was looked at. */
    ZoneEntry recheck(Verb verb, ZoneEntry before, ZoneConfig config) {
        ZoneEntry now = recheck(verb, before);
        if (!config(now).equals(config)) {
            throw Failure.of(Message.CONFIG_CHANGED, now.name());
        }
        return now;
    }

    /** Locks the zone and puts right what a command cut off in the middle has left. */
    Locks.Held lock(ZoneEntry entry) {
        Locks.Held lock = host.files().locks().zone(entry.name());
        try {
            host.files().recover(entry.name());
            return lock;
        } catch (Failure e) {
            lock.close();
            throw e;
        }
    }

    /** The zone's configuration. @throws Failure if it is missing, invalid or at odds with the index */
    public ZoneConfig config(ZoneEntry entry) {
        ZoneConfig config = host.files().configs().require(entry.name());
        requireSamePath(entry, config);
        return config;
    }

    /** For verbs that work without a configuration: if there is a valid one, it has to agree with the index. */
    Optional<ZoneConfig> configIfFit(ZoneEntry entry) {
        Optional<ZoneConfig> config;
        try {
            config = host.files().configs().read(entry.name());
        } catch (Failure e) {
            return Optional.empty(); // the verb does not need it, and list and info will tell
        }
        config.ifPresent(c -> requireSamePath(entry, c));
        return config;
    }

    private static void requireSamePath(ZoneEntry entry, ZoneConfig config) {
        if (config.zonepath().isEmpty() && !entry.zonepath().isEmpty()) {
            throw Failure.of(Message.ZONEPATH_NOT_SET, entry.name());
        }
        if (!entry.zonepath().equals(config.zonepath())) {
            throw Failure.of(Message.ZONEPATH_DIFFERS, entry.zonepath(), config.zonepath());
        }
    }

    /** Everything wrong with the configuration itself, or else with how it fits this host. */
    public List<Problem> problems(ZoneEntry entry, ZoneConfig config, Purpose purpose) {
        List<Problem> problems = new ArrayList<>(ConfigRules.problems(config));
        if (InRootPath.isWellFormed(config.zonepath())) {
            problems.addAll(HostRules.problems(config, look.facts(entry.name(), config), purpose));
        }
        return problems;
    }

    /** What speaks against attaching a zone whose files are not here: its configuration, brand, and directories it needs. */
    public List<Problem> problemsWithoutZonepath(ZoneConfig config) {
        List<Problem> problems = new ArrayList<>(ConfigRules.problems(config));
        BrandRules.comparing(brand(config)).ifPresent(problems::add);
        problems.addAll(HostRules.resources(config, look.factsWithoutZonepath(config)));
        return problems;
    }

    /** Checks that no other zone's zonepath is the same, above or below; the one rule that even -F keeps. */
    void requireNoOverlap(ZoneEntry entry, ZoneConfig config) {
        Failure.ifAny(HostRules.overlaps(config, look.facts(entry.name(), config)));
    }

    /** Refuses a zonepath that leads elsewhere, and one with file systems mounted in it; it may be one itself. */
    public void requireRealZonepath(String zonepath) {
        layout().requireNoLinks(zonepath);
        requireNothingMounted(zonepath, mountsIn(zonepath).orElse(List.of()));
    }

    /** The same for a zonepath that is to be removed, of which it has to be known that nothing is mounted in it. */
    public void requireRemovable(String zonepath) {
        layout().requireNoLinks(zonepath);
        requireNothingMounted(
                zonepath, mountsIn(zonepath).orElseThrow(() -> Failure.of(Message.MOUNTS_UNKNOWN, zonepath)));
    }

    private Optional<List<String>> mountsIn(String zonepath) {
        return host.machine().mountsBelow(layout().zonepath(zonepath));
    }

    private void requireNothingMounted(String zonepath, List<String> mounts) {
        if (!mounts.isEmpty()) {
            String names = mounts.stream().map(layout()::shown).collect(Collectors.joining(", "));
            throw Failure.of(Message.MOUNTED, zonepath, names);
        }
    }

    /** Checks that the zonepath and the root in it are directories, and dev if it is there: there is a zone. */
    void requireFiles(String zonepath) {
        requireDirectory(layout().zonepath(zonepath), Message.ZONEPATH_MISSING);
        requireDirectory(layout().zoneRoot(zonepath), Message.ZONE_ROOT_MISSING);
        Failure.ifAny(HostRules.dev(Look.at(layout(), layout().zoneDev(zonepath))).stream()
                .toList());
    }

    private void requireDirectory(Path path, Message message) {
        FileFacts facts = Look.at(layout(), path);
        if (!facts.isDirectory()) {
            throw Failure.of(message, facts.path());
        }
    }

    void requireBrandThatRuns(ZoneConfig config, Verb verb) {
        Failure.ifAny(runningProblems(config, verb));
    }

    /** What speaks against using the verb on a zone of the configuration's brand, if it takes one that runs here. */
    List<Problem> runningProblems(ZoneConfig config, Verb verb) {
        return runningProblems(brand(config), verb);
    }

    private List<Problem> runningProblems(String brand, Verb verb) {
        return BrandRules.running(verb, brand, brands()).stream().toList();
    }

    /** The zone as what runs it gets it. */
    Zone forRuntime(ZoneEntry entry, Optional<ZoneConfig> config) {
        Optional<Path> zonepath =
                Optional.of(entry.zonepath()).filter(InRootPath::isWellFormed).map(layout()::zonepath);
        return new Zone(entry, config, zonepath);
    }

    void requireBrandThatIsCompared(ZoneConfig config) {
        Failure.ifAny(BrandRules.comparing(brand(config)).stream().toList());
    }

    /** Begins to take what a zone needs of this host's software: nothing, if the brand is never compared. */
    Survey survey(ZoneConfig config) {
        return BrandRules.isCompared(brand(config))
                ? host.software(config).survey(config.inheritedDirs())
                : Survey.ofNothing();
    }

    private Layout layout() {
        return host.files().layout();
    }
}
