package org.jzones.bits;

import java.nio.file.Path;
import java.util.List;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Problem;

/** What the files of a zone are in, and what was found to be fit for one. */
public interface ZoneImage {
    /** As the caller has named it. */
    String shown();

    /** What is told of it when the zone has it. */
    List<Problem> losses();

    /** How much of it the zone has got, for whoever watches. */
    List<Problem> counts();

    /** True if its files are where the zone is to have them. */
    boolean isInPlace();

    /** Puts the root where nothing is yet, in a directory which nobody else can reach; nothing to do if it is in place. */
    void put(Trees trees, Path root, Progress progress);
}
