package org.jzones.op;

import java.util.ArrayList;
import java.util.List;
import org.jzones.check.ConfigRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** {@code zoneadm verify}: what install would find wrong with a configured zone, or boot with another one (spec 3, 3.6). */
public final class Verify {
    private final Zones zones;

    public Verify(HostRoot host) {
        this.zones = new Zones(host);
    }

    /** What should be known of its configuration and is no hindrance. */
    public List<Problem> warnings(ZoneSelector selector) {
        return ConfigRules.warnings(zones.config(zones.find(selector, Verb.VERIFY)));
    }

    /** Every problem; none if the zone is in order. */
    public List<Problem> plan(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.VERIFY);
        zones.requireState(Verb.VERIFY, entry);
        ZoneConfig config = zones.config(entry);
        boolean configured = entry.state() == ZoneState.CONFIGURED;
        List<Problem> problems = new ArrayList<>(zones.runningProblems(config, configured ? Verb.INSTALL : Verb.BOOT));
        problems.addAll(zones.problems(entry, config, configured ? Purpose.INSTALL_AS_IT_IS : Purpose.BOOT));
        return problems;
    }
}
