package org.jzones.op;

import java.util.Optional;
import java.util.function.Consumer;
import org.jzones.bits.ZoneMaker;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;

/** {@code zoneadm install}: makes a zone's bits from what the host has, or from a directory (spec 3.2, 5.8). */
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
     * Installs the zone; if that fails all is as it was, if it is killed the zone is incomplete.
     *
     * @param directory of the caller's, with the files the zone is to have, as it was named
     */
    public void apply(ZoneSelector selector, Optional<String> directory, Progress progress) {
        ZoneEntry entry = zones.findToFill(selector, Verb.INSTALL);
        zones.requireState(Verb.INSTALL, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, Verb.INSTALL);
        ZoneMaker maker = ZoneMakers.of(host, config, directory);
        Failure.ifAny(zones.problems(entry, config, Purpose.INSTALL));
        maker.prepare(config, progress);
        Problem made;
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(Verb.INSTALL, entry, config);
            Failure.ifAny(zones.problems(now, config, Purpose.INSTALL));
            made = new NewFiles(host, notes, progress).make(now, () -> maker.make(config, progress));
        }
        notes.accept(made);
    }
}
