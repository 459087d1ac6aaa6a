package org.jzones.shell;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jzones.check.Closest;
import org.jzones.check.TransferRules;
import org.jzones.file.Locks;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.store.HostFiles;
import org.jzones.store.Templates;

/**
 * The zone of a session on disk: its configuration as last read, and the saving, renaming and deleting of it, each under
 * the zone's lock and only if nobody has changed it meanwhile (spec 1.3).
 */
public final class ZoneDocument {
    private final HostFiles host;
    private final Function<ZoneEntry, ZoneState> stateOf;

    private ZoneName name;
    private Optional<ZoneEntry> entry = Optional.empty();
    private Optional<byte[]> bytes = Optional.empty();
    private Optional<ZoneConfig> saved = Optional.empty();
    private Optional<Failure> broken = Optional.empty();

    /** @param stateOf the state of a zone now, run-time states included */
    public ZoneDocument(HostFiles host, ZoneName name, Function<ZoneEntry, ZoneState> stateOf) {
        this.host = host;
        this.name = name;
        this.stateOf = stateOf;
        load();
    }

    /** What there is to say of a rename or move of the zone that was cut off; a commit puts it right. */
    public List<Problem> unfinished() {
        return isKnown() ? host.unfinished(name) : List.of();
    }

    /** Reads the zone again: the configuration as last saved, by whomever. */
    void load() {
        entry = host.index().read().find(name);
        bytes = Optional.empty();
        saved = Optional.empty();
        broken = Optional.empty();
        try {
            if (name.isTemplate()) {
                saved = host.configs().template(name);
            } else if (name.isGlobal()) {
                bytes = host.configs().bytes(name);
                ZoneConfig config =
                        bytes.map(read -> host.configs().parse(name, read)).orElse(ZoneConfig.blank(name));
                saved = Optional.of(config.with(GlobalProperty.ZONEPATH, "/"));
            } else if (entry.isPresent()) {
                bytes = host.configs().bytes(name);
                saved = bytes.map(read -> host.configs().parse(name, read));
            }
        } catch (Failure e) {
            broken = Optional.of(e);
        }
    }

    ZoneName name() {
        return name;
    }

    /** The configuration as last read or saved; empty for an unknown zone and for one whose document is unusable. */
    Optional<ZoneConfig> saved() {
        return saved;
    }

    /** True if the index knows the zone. */
    boolean isKnown() {
        return entry.isPresent();
    }

    /**
     * True if there is a document and the index, which has nothing to say of the global zone, agrees with it, and no rename
     * or move was cut off.
     */
    boolean isSettled() {
        if (name.isGlobal()) {
            return bytes.isPresent();
        }
        return entry.isPresent()
                && saved.isPresent()
                && entry.get().zonepath().equals(saved.get().zonepath())
                && unfinished().isEmpty();
    }

    ZoneState state() {
        return entry.map(stateOf).orElse(ZoneState.CONFIGURED);
    }

    /** True if the zone has bits: incomplete, installed or beyond. */
    boolean isInstalled() {
        return state() != ZoneState.CONFIGURED;
    }

    String zonepath() {
        return entry.map(ZoneEntry::zonepath).orElse("");
    }

    /** Why there is no configuration to work on. */
    Failure whyUnusable() {
        return broken.orElseGet(() -> entry.isPresent()
                ? Failure.of(
                        Message.CONFIG_MISSING,
                        name,
                        host.layout().shown(host.layout().config(name)))
                : notConfigured());
    }

    /** True if the caller may write the store. */
    public boolean isWritable() {
        Path directory = host.layout().zonesDir();
        while (!Files.exists(directory)) {
            Path parent = directory.getParent();
            if (parent == null) {
                return false;
            }
            directory = parent;
        }
        return Files.isWritable(directory);
    }

    void requireWritable() {
        if (name.isTemplate()) {
            throw Failure.of(Message.TEMPLATE_CHANGED, name);
        }
        if (!isWritable()) {
            throw Failure.of(
                    Message.READ_ONLY, host.layout().shown(host.layout().zonesDir()));
        }
    }

    /** The global zone is there, and stays. */
    void requireNotGlobal(CommandWord command) {
        if (name.isGlobal()) {
            throw Failure.of(Message.GLOBAL_STAYS, command.word());
        }
    }

    /** The template's configuration, or another zone's. */
    ZoneConfig template(String template) {
        Optional<ZoneName> wanted =
                ZoneName.isWellFormed(template) ? Optional.of(new ZoneName(template)) : Optional.empty();
        return wanted.flatMap(host.configs()::template)
                .orElseThrow(() -> Failure.of(Message.TEMPLATE_UNKNOWN, template, String.join(", ", Templates.NAMES)));
    }

    /** The configuration in the manifest of a detached zone, at home in this zonepath (spec 2.6). */
    ZoneConfig detached(String path) {
        String zonepath = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        InRootPath.flaw(zonepath).ifPresent(flaw -> {
            throw Failure.of(flaw, "create -a", zonepath);
        });
        host.layout().requireNoLinks(zonepath);
        Path directory = host.layout().zonepath(zonepath);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.of(Message.DETACHED_NO_ZONEPATH, zonepath);
        }
        if (!Files.isDirectory(host.layout().zoneRoot(zonepath), LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.of(Message.DETACHED_NO_ROOT, zonepath + "/root");
        }
        Manifest manifest =
                host.manifests().read(zonepath).orElseThrow(() -> Failure.of(Message.DETACHED_NO_MANIFEST, zonepath));
        return manifest.config().with(GlobalProperty.ZONEPATH, zonepath);
    }

    /** That there is no such zone, and which one may have been meant. */
    private Failure notConfigured() {
        String question = Closest.question(name.value(), host.index().read().names());
        return Failure.of(Message.ZONE_NOT_CONFIGURED, name, question);
    }

    void requireRenameable(ZoneName newName) {
        if (entry.isPresent() && state() != ZoneState.CONFIGURED && state() != ZoneState.INSTALLED) {
            throw Failure.of(Message.RENAME_STATE, newName, state().word());
        }
        if (host.index().read().find(newName).isPresent()) {
            throw Failure.of(Message.RENAME_TAKEN, newName);
        }
    }

    void requireDeletable(boolean force) {
        if (entry.isEmpty()) {
            throw notConfigured();
        }
        ZoneState state = state();
        boolean up = state != ZoneState.CONFIGURED && !state.isStored();
        if (up) {
            throw Failure.of(Message.DELETE_RUNNING, name, state.word());
        }
        if (state != ZoneState.CONFIGURED && !force) {
            boolean whole = state == ZoneState.INSTALLED;
            throw Failure.of(whole ? Message.DELETE_INSTALLED : Message.DELETE_INCOMPLETE, name, state.word());
        }
    }

    /** Saves the configuration, renaming the zone if it has another name now. */
    void save(ZoneConfig config, boolean force) {
        if (name.isGlobal()) {
            saveGlobal(config, force);
            return;
        }
        ZoneName newName = new ZoneName(config.zonename());
        try (Locks.Held lock = host.locks().zone(first(newName));
                Locks.Held second =
                        newName.equals(name) ? () -> {} : host.locks().zone(last(newName))) {
            host.recover(name);
            host.recover(newName);
            requireStays(name, "commit");
            requireStays(newName, "commit");
            Optional<ZoneEntry> now = host.index().read().find(name);
            if (!force) {
                requireUnchanged(now);
            }
            if (!newName.equals(name)) {
                requireRenameable(newName);
            }
            now.map(stateOf).ifPresent(state -> requireFixedKept(state, config));
            host.configs().provideTemplates();
            ZoneEntry next = now.map(e -> e.at(config.zonepath()).named(newName))
                    .orElseGet(() -> new ZoneEntry(newName, ZoneState.CONFIGURED, config.zonepath(), Optional.empty()));
            if (now.isPresent() && !newName.equals(name)) {
                host.renames().rename(name, next, config);
            } else {
                host.configs().write(newName, config);
                host.index().update(index -> index.with(next));
            }
        }
        name = newName;
        load();
    }

    /** Saves that of the global zone, which no line of the index depends on. */
    private void saveGlobal(ZoneConfig config, boolean force) {
        try (Locks.Held lock = host.locks().zone(name)) {
            if (!force && !sameBytes(host.configs().bytes(name))) {
                throw Failure.of(Message.CHANGED_MEANWHILE, name);
            }
            host.configs().provideTemplates();
            host.configs().write(name, config);
        }
        load();
    }

    /** Removes the index line, then the document. */
    void delete() {
        try (Locks.Held lock = host.locks().zone(name)) {
            host.recover(name);
            requireStays(name, "delete");
            requireUnchanged(host.index().read().find(name));
            host.index().update(index -> index.without(name));
            host.configs().remove(name);
        }
        load();
    }

    private void requireStays(ZoneName zone, String command) {
        Failure.ifAny(TransferRules.problems(host.transfers().read(zone), command));
    }

    private void requireUnchanged(Optional<ZoneEntry> now) {
        boolean same = now.equals(entry)
                && (entry.isEmpty() || sameBytes(host.configs().bytes(name)))
                && now.map(stateOf).equals(entry.map(stateOf));
        if (!same) {
            throw Failure.of(Message.CHANGED_MEANWHILE, name);
        }
    }

    /** What an installation has fixed even {@code commit -F} keeps: the zone may have been installed meanwhile. */
    private void requireFixedKept(ZoneState state, ZoneConfig config) {
        if (state == ZoneState.CONFIGURED) {
            return;
        }
        ZoneConfig onDisk = host.configs().require(name);
        for (GlobalProperty property : GlobalProperty.values()) {
            if (property.isFixedByInstall() && !config.get(property).equals(onDisk.get(property))) {
                throw Failure.of(Message.FIXED_BY_INSTALL, property.word(), state.word());
            }
        }
        if (!config.inheritedDirs().equals(onDisk.inheritedDirs())) {
            throw Failure.of(Message.FIXED_BY_INSTALL, ResourceType.INHERIT_PKG_DIR.word(), state.word());
        }
    }

    private boolean sameBytes(Optional<byte[]> now) {
        return broken.isPresent()
                || (now.isPresent() == bytes.isPresent()
                        && Arrays.equals(now.orElse(new byte[0]), bytes.orElse(new byte[0])));
    }

    private ZoneName first(ZoneName newName) {
        return name.compareTo(newName) <= 0 ? name : newName;
    }

    private ZoneName last(ZoneName newName) {
        return name.compareTo(newName) <= 0 ? newName : name;
    }
}
