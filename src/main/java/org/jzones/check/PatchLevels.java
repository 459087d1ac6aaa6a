package org.jzones.check;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jzones.model.Patch;

/** The patch levels of a zone's source host and of this host beside each other (spec 4.5). */
final class PatchLevels {
    private final PatchLevel source;
    private final PatchLevel local;

    PatchLevels(List<Patch> source, List<Patch> local) {
        this.source = new PatchLevel(source);
        this.local = new PatchLevel(local);
    }

    /**
     * A patch in which the hosts differ.
     *
     * @param source its highest revision on the source host, if there is one
     * @param local its highest revision here, if there is one
     */
    record Gap(String base, Optional<Patch> source, Optional<Patch> local) {
        boolean isHigherHere() {
            return local.isPresent() && isNews(local.get());
        }

        boolean isLowerHere() {
            return source.isPresent()
                    && (local.isEmpty() || PatchLevel.compareRevisions(source.get(), local.get()) > 0);
        }

        /** True if this revision of the patch is higher than what the source has of it. */
        boolean isNews(Patch revision) {
            return source.isEmpty() || PatchLevel.compareRevisions(revision, source.get()) > 0;
        }
    }

    /** Every patch in which the hosts differ, by base id. */
    List<Gap> gaps() {
        SortedSet<String> bases = new TreeSet<>(source.bases());
        bases.addAll(local.bases());
        return bases.stream()
                .map(base -> new Gap(base, source.highest(base), local.highest(base)))
                .filter(this::isOpen)
                .toList();
    }

    private boolean isOpen(Gap gap) {
        if (gap.source().isEmpty() || gap.local().isEmpty()) {
            return !isCovered(gap.source().or(gap::local).orElseThrow());
        }
        Patch theirs = gap.source().get();
        Patch ours = gap.local().get();
        return !theirs.id().equals(ours.id()) && !(source.covers(theirs) && local.covers(ours));
    }

    /** True if a patch of either host makes up for this one. */
    boolean isCovered(Patch patch) {
        return source.covers(patch) || local.covers(patch);
    }
}
