package org.jzones.op;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Problem;
import org.jzones.model.Verb;

/** {@code zoneadm shutdown}: brings a running zone down in order, and with -r up again (spec 3). */
public final class Shutdown extends Lifecycle {
    /** How long a zone may take unless something else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public Shutdown(HostRoot host) {
        super(host, Verb.SHUTDOWN);
    }

    /** Brings the zone down to installed; returns what the administrator should know. */
    public List<Problem> apply(ZoneSelector selector, Duration patience) {
        List<Problem> notes = new ArrayList<>();
        stop(selector, (runtime, zone, state) -> notes.addAll(runtime.shutdown(zone, patience)));
        return notes;
    }

    /**
     * The same, and boots it again.
     *
     * @param arguments instead of the configuration's bootargs, for this boot
     */
    public List<Problem> reboot(ZoneSelector selector, Duration patience, Optional<String> arguments) {
        List<Problem> notes = new ArrayList<>();
        start(selector, arguments, (runtime, zone, state, bootArguments) -> {
            notes.addAll(runtime.shutdown(zone, patience));
            refresh(zone);
            runtime.boot(zone, bootArguments);
        });
        return notes;
    }
}
