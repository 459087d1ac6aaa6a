package org.jzones.op;

import java.nio.file.Path;
import java.util.Optional;
import org.jzones.check.BrandRules;
import org.jzones.check.ConfigRules;
import org.jzones.check.LinuxSoftware;
import org.jzones.file.Locks;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;
import org.jzones.software.Survey;
import org.jzones.store.HostFiles;

/** {@code zoneadm detach}: writes what a zone depends on into its zonepath and lets go of it (PSARC 2006/030, spec 3.4). */
public final class Detach {
    private final HostRoot host;
    private final Zones zones;

    public Detach(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /** The manifest that detach would write; changes nothing and takes a zone in any state. */
    public Manifest plan(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.DETACH);
        ZoneConfig config = zones.config(entry);
        Failure.ifAny(ConfigRules.problems(config));
        // nothing else is checked here, so that links are followed as the host would, and not out of it
        Path dev = host.files().layout().resolve(config.zonepath()).resolve("dev");
        try (Survey survey = zones.survey(config)) {
            return manifest(config, survey, dev);
        }
    }

    /** Detaches the zone: the manifest first, then the index, so that whatever happens the zone is one or the other. */
    public void apply(ZoneSelector selector) {
        ZoneEntry entry = zones.findToChange(selector, Verb.DETACH);
        zones.requireState(Verb.DETACH, entry);
        ZoneConfig config = zones.config(entry);
        HostFiles files = host.files();
        // what takes longest is begun first
        try (Survey survey = zones.survey(config);
                Locks.Held lock = lockIfFit(entry, config)) {
            ZoneEntry now = zones.recheck(Verb.DETACH, entry, config);
            Path dev = files.layout().zoneDev(now.zonepath());
            Manifest manifest = manifest(config, survey, dev);
            Optional<byte[]> before = files.manifests().present(now.zonepath());
            files.manifests().write(now.zonepath(), manifest);
            Undo.ifFails(
                    () -> files.index().update(index -> index.with(now.in(ZoneState.CONFIGURED))),
                    () -> files.manifests().putBack(now.zonepath(), before));
        }
    }

    private Locks.Held lockIfFit(ZoneEntry entry, ZoneConfig config) {
        Failure.ifAny(ConfigRules.problems(config));
        zones.requireRealZonepath(config.zonepath());
        zones.requireFiles(config.zonepath());
        return zones.lock(entry);
    }

    private Manifest manifest(ZoneConfig config, Survey survey, Path dev) {
        HostSoftware software = survey.software();
        if (BrandRules.isLinux(config.get(GlobalProperty.BRAND))) {
            Failure.ifAny(LinuxSoftware.problems(config, software));
        }
        return new Manifest(
                config, Inventory.of(software.relevant()), host.files().trees().devices(dev));
    }
}
