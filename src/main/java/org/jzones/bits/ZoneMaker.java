package org.jzones.bits;

import org.jzones.file.Progress;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/** Where the files of a new zone come from: the packages of the host, its directories, or another tree. */
public interface ZoneMaker {
    /**
     * Finds out whether there is what the zone is made of; nothing is written, and nobody waits for it.
     *
     * @throws org.jzones.model.Failure if not
     */
    void prepare(ZoneConfig config, Progress progress);

    /**
     * Makes root, and what else the zone has of its own, in its zonepath, which is there and holds no such things. If it
     * fails, the caller removes what there is by then.
     *
     * @return what a person watching wants to know
     */
    Problem make(ZoneConfig config, Progress progress);
}
