package org.jzones.op;

import java.util.ArrayList;
import java.util.List;
import org.jzones.check.HostRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;

/** {@code zoneadm move}: takes an installed zone to another zonepath on this host (spec 3). */
public final class Move {
    private final HostRoot host;
    private final Zones zones;

    public Move(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /**
     * Moves the zone to an unused path, whose missing parents are made; returns what the administrator should look at. If
     * it fails the zone is where it was.
     */
    public List<Problem> apply(ZoneSelector selector, String newPath, Progress progress) {
        ZoneEntry entry = zones.findToChange(selector, Verb.MOVE);
        zones.requireState(Verb.MOVE, entry);
        ZoneConfig config = zones.config(entry);
        requireMovable(entry, config, newPath);
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(Verb.MOVE, entry);
            ZoneConfig configNow = zones.config(now);
            requireMovable(now, configNow, newPath);
            List<Problem> notes = movedAlong(configNow, newPath);
            if (!host.files().moves().move(now, configNow, newPath, progress)) {
                notes.add(Problem.of(Message.DIRECTORY_STAYS, now.zonepath()));
            }
            return notes;
        }
    }

    /** The fs resources whose files were below the old zonepath and are named there still. */
    private static List<Problem> movedAlong(ZoneConfig old, String newPath) {
        List<Problem> problems = new ArrayList<>();
        for (Resource fs : HostRules.filesystemsOf(old, old.zonepath())) {
            String special = fs.get("special");
            String now = newPath + special.substring(old.zonepath().length());
            problems.add(Problem.of(Message.MOVE_TAKES_SPECIAL, fs.get("dir"), special, now));
        }
        return problems;
    }

    private void requireMovable(ZoneEntry entry, ZoneConfig config, String newPath) {
        InRootPath.flaw(newPath).ifPresent(flaw -> {
            throw Failure.of(flaw, "move", newPath);
        });
        zones.requireRemovable(entry.zonepath());
        InRootPath to = new InRootPath(newPath);
        InRootPath from = new InRootPath(entry.zonepath());
        if (to.isAtOrBelow(from) || from.isAtOrBelow(to)) {
            throw Failure.of(Message.MOVE_INTO_ITSELF, newPath, entry.zonepath());
        }
        List<Problem> problems =
                new ArrayList<>(zones.problems(entry, config.with(GlobalProperty.ZONEPATH, newPath), Purpose.MOVE));
        if (problems.isEmpty()
                && !host.files()
                        .trees()
                        .names(host.files().layout().zonepath(newPath))
                        .isEmpty()) {
            problems.add(Problem.of(Message.MOVE_TARGET_USED, newPath));
        }
        Failure.ifAny(problems);
    }
}
