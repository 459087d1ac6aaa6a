package org.jzones.op;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jzones.check.HostRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;

/** {@code zoneadm clone}: installs a zone as a copy of another one's root and dev (spec 3.3). */
public final class CloneZone {
    private final HostRoot host;
    private final Zones zones;
    private final Consumer<Problem> notes;

    /** @param notes takes what a person watching wants to know */
    public CloneZone(HostRoot host, Consumer<Problem> notes) {
        this.host = host;
        this.notes = notes;
        this.zones = new Zones(host);
    }

    /**
     * Clones the zone; returns what the administrator should look at. If it fails, all is as it was.
     *
     * @param sysidcfg answers to what the zone asks when it boots first
     */
    public List<Problem> apply(
            ZoneSelector selector, ZoneSelector sourceSelector, Optional<byte[]> sysidcfg, Progress progress) {
        ZoneEntry entry = zones.findToFill(selector, Verb.CLONE);
        zones.requireState(Verb.CLONE, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.CLONE);
        ZoneMakers.requireAsks(config, sysidcfg);
        Failure.ifAny(zones.problems(entry, config, Purpose.INSTALL));
        ZoneEntry source = source(sourceSelector, entry);
        ZoneConfig sourceConfig = zones.config(source);
        requireSameInheritedDirs(config, sourceConfig);
        zones.requireRealZonepath(source.zonepath());
        zones.requireFiles(source.zonepath());
        try (Locks.Held lock = zones.lock(entry);
                Locks.Held sourceLock = zones.lock(source)) {
            ZoneEntry now = zones.recheck(Verb.CLONE, entry, config);
            zones.requireFiles(source(sourceSelector, entry).zonepath());
            Failure.ifAny(zones.problems(now, config, Purpose.INSTALL));
            new NewFiles(host, notes, progress).make(now, () -> copy(config, source.zonepath(), sysidcfg, progress));
        }
        List<Problem> warnings = new ArrayList<>(differences(config, sourceConfig));
        for (Resource fs : HostRules.filesystemsOf(config, source.zonepath())) {
            warnings.add(Problem.of(Message.CLONE_SHARES, fs.get("dir"), fs.get("special"), source.name()));
        }
        return warnings;
    }

    private ZoneEntry source(ZoneSelector selector, ZoneEntry target) {
        ZoneEntry source = zones.lookUp(selector)
                .map(zones::settled)
                .orElseThrow(() -> Failure.of(Message.CLONE_SOURCE_UNKNOWN, selector.typed()));
        if (source.name().equals(target.name())) {
            throw Failure.of(Message.CLONE_ITSELF);
        }
        ZoneState state = zones.state(source);
        if (state != ZoneState.INSTALLED) {
            Message message = state.isStored() ? Message.CLONE_SOURCE_STATE : Message.CLONE_SOURCE_UP;
            throw Failure.of(message, source.name(), state.word());
        }
        return source;
    }

    private static void requireSameInheritedDirs(ZoneConfig config, ZoneConfig source) {
        if (!new HashSet<>(config.inheritedDirs()).equals(new HashSet<>(source.inheritedDirs()))) {
            throw Failure.of(
                    Message.CLONE_INHERITED_DIRS,
                    source.zonename(),
                    String.join(" ", config.inheritedDirs()),
                    String.join(" ", source.inheritedDirs()));
        }
    }

    private static List<Problem> differences(ZoneConfig config, ZoneConfig source) {
        List<Problem> differences = new ArrayList<>();
        for (ResourceType type : List.of(ResourceType.FS, ResourceType.NET, ResourceType.DEVICE)) {
            if (!config.stored(type).equals(source.stored(type))) {
                differences.add(Problem.of(Message.CLONE_DIFFERS, source.zonename(), type.word()));
            }
        }
        return differences;
    }

    private boolean copy(ZoneConfig config, String sourceZonepath, Optional<byte[]> sysidcfg, Progress progress) {
        HostFiles files = host.files();
        Layout layout = files.layout();
        Trees trees = files.trees();
        List<Path> parts = Stream.of(
                        layout.zoneRoot(sourceZonepath),
                        layout.zoneDev(sourceZonepath),
                        layout.copiesNote(sourceZonepath))
                .filter(Layout::exists)
                .toList();
        trees.expect(progress, parts);
        List<String> names =
                parts.stream().map(path -> String.valueOf(path.getFileName())).toList();
        trees.copy(layout.zonepath(sourceZonepath), names, layout.zonepath(config.zonepath()), progress);
        ZoneMakers.giveIdentity(trees, config, sysidcfg);
        return true;
    }
}
