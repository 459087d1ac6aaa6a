package org.jzones.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;

/**
 * How the zones of some brands run: the seam for brands to come (spec 1.4). State rules are the caller's, who holds the
 * zone's lock; each method may be cut off at any moment, and the next one has to find its way from there.
 */
public interface ZoneRuntime {
    /** The brands whose zones run in this way, in the order to name them in. */
    List<String> brands();

    /** All zones of these brands that are not merely installed, at one moment. */
    Map<ZoneName, RunState> states();

    /** The same of one zone, whose brand may be another one. */
    Optional<RunState> state(ZoneName zone);

    /** Makes an installed zone ready. @throws org.jzones.model.Failure if that does not work; the zone is installed then */
    void ready(Zone zone);

    /** Runs an installed or ready zone; a ready one keeps its id. @throws org.jzones.model.Failure if that does not work */
    void boot(Zone zone, String bootArguments);

    /** Brings a running zone down at once and up again under a new id. @throws org.jzones.model.Failure as boot */
    void reboot(Zone zone, String bootArguments);

    /** Brings a running zone down to installed in the order it wants. @throws org.jzones.model.Failure if it stays up */
    void shutdown(Zone zone);

    /** Brings the zone down to installed at once, whatever it does. @throws org.jzones.model.Failure if it stays up */
    void halt(Zone zone);
}
