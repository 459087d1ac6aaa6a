package org.jzones.op;

import java.util.Optional;
import org.jzones.check.HostRules.Purpose;
import org.jzones.file.Locks;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.PlainText;
import org.jzones.model.Verb;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneState;

/** What ready, boot, halt, reboot and shutdown share: the state is checked, then under the zone's lock checked again. */
abstract class Lifecycle {
    protected final HostRoot host;
    protected final Zones zones;
    private final Verb verb;

    Lifecycle(HostRoot host, Verb verb) {
        this.host = host;
        this.zones = new Zones(host);
        this.verb = verb;
    }

    /** A change of the run-time state of a zone whose lock is held. */
    interface Change {
        void apply(ZoneEntry entry, ZoneState state);
    }

    /** Does the change to a zone that has to be fit to run. */
    void start(ZoneSelector selector, Optional<String> arguments, StartChange change) {
        ZoneEntry entry = zones.find(selector, verb);
        zones.requireState(verb, entry);
        ZoneConfig config = zones.config(entry);
        zones.requireBrandThatRuns(config, verb);
        Failure.ifAny(zones.problems(entry, config, Purpose.BOOT));
        String bootArguments = arguments.orElse(config.get(GlobalProperty.BOOTARGS));
        if (!PlainText.isPlain(bootArguments)) {
            throw Failure.of(Message.VALUE_CONTROL, "boot arguments");
        }
        locked(entry, Optional.of(config), (now, state) -> change.apply(now, state, bootArguments));
    }

    /** Does the change to a zone whatever its configuration. */
    void stop(ZoneSelector selector, Change change) {
        ZoneEntry entry = zones.find(selector, verb);
        zones.requireState(verb, entry);
        zones.checkPathIfConfigured(entry);
        locked(entry, Optional.empty(), change);
    }

    /** A change that needs boot arguments. */
    interface StartChange {
        void apply(ZoneEntry entry, ZoneState state, String bootArguments);
    }

    private void locked(ZoneEntry entry, Optional<ZoneConfig> config, Change change) {
        try (Locks.Held lock = zones.lock(entry)) {
            ZoneEntry now = config.isPresent() ? zones.again(verb, entry, config.get()) : zones.again(verb, entry);
            change.apply(now, zones.state(now));
        }
    }
}
