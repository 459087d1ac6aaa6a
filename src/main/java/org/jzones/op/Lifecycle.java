package org.jzones.op;

import java.util.List;
import java.util.Optional;
import org.jzones.bits.HostCopies;
import org.jzones.check.BrandRules;
import org.jzones.check.ConfigRules;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Locks;
import org.jzones.host.Zone;
import org.jzones.host.ZoneRuntime;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.PlainText;
import org.jzones.model.RunState;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** What ready, boot, halt, reboot and shutdown share: the state is checked, then under the zone's lock checked again. */
abstract class Lifecycle {
    private final HostRoot host;
    private final Zones zones;
    private final Verb verb;

    Lifecycle(HostRoot host, Verb verb) {
        this.host = host;
        this.zones = new Zones(host);
        this.verb = verb;
    }

    /** A change of the run-time state of a zone whose lock is held. */
    interface Change {
        void apply(ZoneRuntime runtime, Zone zone, ZoneState state);
    }

    /** A change that needs boot arguments. */
    interface StartChange {
        void apply(ZoneRuntime runtime, Zone zone, ZoneState state, String bootArguments);
    }

    /** What a zone that is fit to run would be made of. */
    String platform(ZoneSelector selector) {
        ZoneEntry entry = zones.find(selector, verb);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, verb);
        Failure.ifAny(ConfigRules.problems(config));
        Zone zone = zones.forRuntime(entry, Optional.of(config));
        return host.runtimes()
                .of(zone.configuredBrand())
                .orElseThrow()
                .platform(zone, config.get(GlobalProperty.BOOTARGS));
    }

    /** Does the change to a zone that has to be fit to run. */
    void start(ZoneSelector selector, Optional<String> arguments, StartChange change) {
        ZoneEntry entry = zones.findToChange(selector, verb);
        zones.requireState(verb, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, verb);
        Failure.ifAny(zones.problems(entry, config, Purpose.BOOT));
        String bootArguments = arguments.orElse(config.get(GlobalProperty.BOOTARGS));
        if (!PlainText.isPlain(bootArguments)) {
            throw Failure.of(Message.VALUE_CONTROL, "boot arguments");
        }
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(verb, entry, config);
            run(now, Optional.of(config), (runtime, zone, state) -> {
                if (state == ZoneState.INSTALLED) {
                    refresh(zone);
                }
                change.apply(runtime, zone, state, bootArguments);
            });
        }
    }

    /** Brings what follows the host in the zone's files to what is on the host by now. The zone must not run. */
    final void refresh(Zone zone) {
        new HostCopies(host.files().trees(), zone.entry().zonepath()).refresh();
    }

    /** Does the change to a zone whatever its configuration. */
    void stop(ZoneSelector selector, Change change) {
        ZoneEntry entry = zones.findToChange(selector, verb);
        zones.requireState(verb, entry);
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = zones.recheck(verb, entry);
            run(now, zones.configIfFit(now), change);
        }
    }

    private void run(ZoneEntry entry, Optional<ZoneConfig> config, Change change) {
        Zone zone = zones.forRuntime(entry, config);
        // one that is up has the brand it was brought up with, whatever has become of its document since
        Optional<RunState> up = host.runtimes().state(entry.name());
        String brand = up.map(RunState::brand).orElseGet(zone::configuredBrand);
        Optional<ZoneRuntime> runtime = host.runtimes().of(brand);
        if (runtime.isPresent()) {
            change.apply(runtime.get(), zone, up.map(RunState::state).orElse(ZoneState.INSTALLED));
        } else if (up.isPresent()) {
            throw new Failure(
                    List.of(BrandRules.doesNotRun(verb, brand, host.runtimes().brands())));
        }
    }
}
