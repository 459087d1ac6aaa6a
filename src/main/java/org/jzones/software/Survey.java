package org.jzones.software;

import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;

/** Software that is being looked at while the caller has other things to do; what goes wrong is told when it is asked. */
public interface Survey extends AutoCloseable {
    /**
     * All packages as the zone sees them, without what they need.
     *
     * @throws org.jzones.model.Failure if the database cannot be read
     */
    HostSoftware software();

    /** The packages and patches that matter to the zone (spec 4.3). @throws org.jzones.model.Failure as software */
    default Inventory inventory() {
        return Inventory.of(software().relevant());
    }

    @Override
    void close();

    /** A survey that finds nothing, whatever the host has. */
    static Survey ofNothing() {
        return new Survey() {
            @Override
            public HostSoftware software() {
                return HostSoftware.NONE;
            }

            @Override
            public void close() {
                // nothing was begun
            }
        };
    }
}
