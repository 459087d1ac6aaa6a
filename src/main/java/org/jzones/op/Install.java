package org.jzones.op;

import java.util.List;
import java.util.function.Consumer;
import org.jzones.bits.ZoneFiller;
import org.jzones.bits.ZoneFiller.Filled;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;

/** {@code zoneadm install}: makes a zone's bits from the host's packages (spec 3.2). */
public final class Install {
    private final HostRoot host;
    private final Zones zones;
    private final Consumer<Problem> notes;

    /** @param notes takes what a person watching wants to know */
    public Install(HostRoot host, Consumer<Problem> notes) {
        this.host = host;
        this.notes = notes;
        this.zones = new Zones(host);
    }

    /**
     * What was put into a zone.
     *
     * @param packages how many packages it has
     * @param copied how many files, directories and links it got
     * @param absent how many the host had no bits for
     */
    public record Installed(int packages, int copied, int absent) {}

    /** Installs the zone; if that fails all is as it was, if it is killed the zone is incomplete. */
    public Installed apply(ZoneSelector selector, Progress progress) {
        ZoneEntry entry = zones.find(selector, Verb.INSTALL);
        zones.requireState(Verb.INSTALL, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.INSTALL);
        Failure.ifAny(zones.problems(entry, config, Purpose.INSTALL));
        progress.phase(Problem.of(Message.PHASE_READING));
        List<HostPackage> packages = packages(config);
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(Verb.INSTALL, entry, config);
            Failure.ifAny(zones.problems(now, config, Purpose.INSTALL));
            return new NewFiles(host, notes, progress).make(now, () -> fill(now, config, packages, progress));
        }
    }

    private List<HostPackage> packages(ZoneConfig config) {
        if (!config.inheritedDirs().isEmpty()) {
            host.software().requireDeliveries();
        }
        return host.software().packages().stream().filter(p -> !p.thisZone()).toList();
    }

    private Installed fill(ZoneEntry entry, ZoneConfig config, List<HostPackage> packages, Progress progress) {
        Layout layout = host.files().layout();
        Trees trees = host.files().trees();
        trees.makeDirectory(layout.zoneRoot(entry.zonepath()), "rwxr-xr-x");
        trees.makeDirectory(layout.zoneDev(entry.zonepath()), "rwxr-xr-x");
        Filled filled = new ZoneFiller(trees, host.software(), layout.zoneRoot(entry.zonepath()), progress)
                .fill(packages, config.inheritedDirs());
        return new Installed(packages.size(), filled.copied(), filled.absent());
    }
}
