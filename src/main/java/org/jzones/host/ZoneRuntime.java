package org.jzones.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Problem;
import org.jzones.model.RunDetails;
import org.jzones.model.RunState;
import org.jzones.model.Usage;
import org.jzones.model.ZoneName;

/**
 * How the zones of some brands run (spec 1.4, 5). State rules are the caller's, who holds the zone's lock; each method may be
 * cut off at any moment, and the next one has to find its way from there.
 */
public interface ZoneRuntime {
    /**
     * What has become of a zone by now; empty if it is merely installed.
     *
     * @param recorded what the run states say of it
     */
    Optional<RunState> state(ZoneName zone, RunState recorded);

    /** What more is known of the zone. */
    RunDetails details(ZoneName zone);

    /** What the zone takes of the machine at this moment; empty if nothing runs in it. */
    Optional<Usage> usage(ZoneName zone);

    /** Everything that keeps the zone from running on this machine. */
    List<Problem> problems(Zone zone);

    /** What in its configuration has no effect when it runs here, and what else should be known of it. */
    List<Problem> warnings(Zone zone);

    /**
     * What the zone would be made of by ready, for people to read.
     *
     * @throws org.jzones.model.Failure if there is nothing of that kind
     */
    String platform(Zone zone, String bootArguments);

    /** Makes an installed zone ready. @throws org.jzones.model.Failure if that does not work; the zone is installed then */
    void ready(Zone zone);

    /** Runs an installed or ready zone; a ready one keeps its id. @throws org.jzones.model.Failure if that does not work */
    void boot(Zone zone, String bootArguments);

    /**
     * Brings a running zone down at once and up again under a new id.
     *
     * @param whileDown what is to be done in between
     * @throws org.jzones.model.Failure as boot
     */
    void reboot(Zone zone, String bootArguments, Runnable whileDown);

    /**
     * Brings a running zone down to installed in the order it wants; returns what the administrator should know.
     *
     * @param patience how long it may take until it is brought down at once
     * @throws org.jzones.model.Failure if it stays up
     */
    List<Problem> shutdown(Zone zone, Duration patience);

    /** Brings the zone down to installed at once, whatever it does. @throws org.jzones.model.Failure if it stays up */
    void halt(Zone zone);

    /**
     * Does what is left to do when a zone has come to its end by itself: it is installed then, or boots again.
     *
     * @param whileDown what is to be done before it boots again
     */
    void ended(Zone zone, Runnable whileDown);

    /** Checks that zones of the brand can be gone into, those that run. @throws org.jzones.model.Failure if not */
    void requireLogins(Zone zone);

    /** Lets somebody into a running zone until they leave. @throws org.jzones.model.Failure if that does not work */
    LoginEnd login(Zone zone, LoginRequest login, Talk talk);

    /**
     * The console of the zone; empty as long as the zone is not up.
     *
     * @throws org.jzones.model.Failure if it is up and cannot be reached
     */
    Optional<ConsoleLine> console(Zone zone);
}
