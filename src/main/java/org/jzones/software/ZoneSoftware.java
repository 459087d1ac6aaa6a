package org.jzones.software;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.model.HostPackage;

/**
 * The software database that a zone has of its own. Every method throws a {@link org.jzones.model.Failure} that names the
 * file if it cannot be read or written.
 */
public interface ZoneSoftware {
    /** The package of this name as the zone has it. */
    Optional<HostPackage> find(String name);

    /** Gives every path that the zone's packages have brought; none if it does not tell. */
    void deliveries(Consumer<Delivery> taker);

    /**
     * Checks that all can be written that an update writes which takes these packages from the host; nothing changes. What
     * is found here would otherwise stop the update halfway, every time.
     */
    void requireChangeable(Set<String> taken);

    /** Replaces all it tells of paths, as one step; what else stands there is kept as {@link #deliveries} has found it. */
    void write(Iterable<Delivery> deliveries);

    /** Takes what is told of paths one by one, for a new zone. */
    Recorder recorder();

    /** Knows the package from now on as the host does. */
    void record(String pkg);

    /** Knows the package no more. */
    void forget(String pkg);

    /** Adds lines to what the zone keeps of changes to its software. */
    void log(List<String> lines);

    /** Is told what a new zone's packages have brought. */
    interface Recorder extends AutoCloseable {
        void add(Delivery delivery);

        @Override
        void close();
    }
}
