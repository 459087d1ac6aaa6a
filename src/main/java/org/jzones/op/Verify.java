package org.jzones.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.check.BrandRules;
import org.jzones.check.ConfigRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** {@code zoneadm verify}: what install would find wrong with a configured zone, or boot with another one (spec 3, 3.6). */
public final class Verify {
    private final HostRoot host;
    private final Zones zones;

    public Verify(HostRoot host) {
        this.host = host;
        this.zones = new Zones(host);
    }

    /** What should be known of its configuration and is no hindrance. */
    public List<Problem> warnings(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.VERIFY);
        ZoneConfig config = zones.config(entry);
        List<Problem> warnings = new ArrayList<>(ConfigRules.warnings(config));
        if (entry.state() != ZoneState.CONFIGURED && noSoftware(config).isPresent()) {
            warnings.add(Problem.of(Message.NO_SOLARIS));
        }
        host.runtimes()
                .of(config.get(GlobalProperty.BRAND))
                .map(runtime -> runtime.warnings(zones.forRuntime(entry, Optional.of(config))))
                .ifPresent(warnings::addAll);
        return warnings;
    }

    /** Every problem; none if the zone is in order. */
    public List<Problem> plan(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, Verb.VERIFY);
        zones.requireState(Verb.VERIFY, entry);
        ZoneConfig config = zones.config(entry);
        boolean configured = entry.state() == ZoneState.CONFIGURED;
        List<Problem> problems = new ArrayList<>(zones.runningProblems(config, configured ? Verb.INSTALL : Verb.BOOT));
        Optional<Problem> none = noSoftware(config);
        if (configured && none.isPresent()) {
            problems.add(none.get()); // of what else is missing it is the cause
            return problems;
        }
        problems.addAll(zones.problems(entry, config, configured ? Purpose.INSTALL_AS_IT_IS : Purpose.BOOT));
        host.runtimes()
                .of(config.get(GlobalProperty.BRAND))
                .map(runtime -> runtime.problems(zones.forRuntime(entry, Optional.of(config))))
                .ifPresent(problems::addAll);
        return problems;
    }

    /** That the host has nothing of what a zone of this brand is made of, if so. */
    private Optional<Problem> noSoftware(ZoneConfig config) {
        return BrandRules.isOfPackages(config.get(GlobalProperty.BRAND))
                ? host.software().absence()
                : Optional.empty();
    }
}
