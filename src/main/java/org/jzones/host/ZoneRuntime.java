package org.jzones.host;

import java.util.Map;
import java.util.Optional;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;

/** How the zones of a brand run: the seam for brands to come (spec 1.4). State rules are the caller's. */
public interface ZoneRuntime {
    /** All zones that are not merely installed, at one moment. */
    Map<ZoneName, RunState> states();

    Optional<RunState> state(ZoneName zone);

    /** Makes an installed zone ready. */
    void ready(ZoneName zone);

    /** Runs an installed or ready zone; a ready one keeps its id. */
    void boot(ZoneName zone, String bootArguments);

    /** Brings a running zone down and up again under a new id, as one step. */
    void reboot(ZoneName zone, String bootArguments);

    /** Brings the zone down to installed. */
    void halt(ZoneName zone);
}
