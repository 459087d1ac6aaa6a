package org.jzones.place;

import java.util.List;
import java.util.Optional;
import org.jzones.check.BrandRules;
import org.jzones.model.Comparison;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.UpdatePlan;
import org.jzones.model.ZoneConfig;

/**
 * Whether one host can take one zone.
 *
 * @param extent how much is to be done
 * @param comparison what differs; only for {@link Status#NEEDS}, and if it was asked for
 * @param update what an update would do; only if that and such details were asked for, and something differs
 * @param problems what is wrong apart from software
 * @param unchecked what nobody but the host itself can tell
 */
public record Placement(
        Status status,
        Extent extent,
        Optional<Comparison> comparison,
        Optional<UpdatePlan> update,
        List<Problem> problems,
        List<String> unchecked) {
    public Placement {
        problems = List.copyOf(problems);
        unchecked = List.copyOf(unchecked);
    }

    /** How well the host does, best first. */
    public enum Status {
        /** attach would succeed. */
        READY("ready"),
        /** attach -u would succeed. */
        UPDATE("update"),
        /** What the zone names is there; what else there is, nobody can tell. */
        PROBABLY("probably"),
        /** Packages and patches differ. */
        NEEDS("needs"),
        /** Something else is in the way, or an update would be a downgrade. */
        REFUSED("refused"),
        /** The host's packages are of another kind than those that the zone is compared with. */
        OTHER_PACKAGING("other packaging");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** True if it is known that the zone can be attached. */
        public boolean isGood() {
            return this == READY || this == UPDATE;
        }
    }

    /**
     * How much is to be done.
     *
     * @param packages how many packages differ
     * @param patches how many patches differ
     * @param removed how many packages an update would remove from the zone
     * @param replaced how many it would replace
     * @param added how many it would add
     * @param downgrades how many packages and patches forbid an update
     */
    public record Extent(int packages, int patches, int removed, int replaced, int added, int downgrades) {
        static final Extent NONE = new Extent(0, 0, 0, 0, 0, 0);

        static Extent of(Comparison differing) {
            return new Extent(
                    differing.sourcePackages().size()
                            + differing.localPackages().size(),
                    differing.sourcePatches().size() + differing.localPatches().size(),
                    0,
                    0,
                    0,
                    0);
        }

        /** How many packages an update would change. */
        public int changed() {
            return removed + replaced + added;
        }

        Extent with(UpdatePlan plan) {
            return new Extent(
                    packages,
                    patches,
                    plan.remove().size(),
                    plan.replace().size(),
                    plan.add().size(),
                    plan.refusals().size());
        }
    }

    /** One that has nothing to list. */
    static Placement plain(Status status, Extent extent, List<Problem> problems, List<String> unchecked) {
        return new Placement(status, extent, Optional.empty(), Optional.empty(), problems, unchecked);
    }

    /** What is said of a host with software of this kind, if the zone is compared with another. */
    static Optional<Placement> otherKind(ZoneConfig config, String there) {
        String brand = config.get(GlobalProperty.BRAND);
        String kind = BrandRules.softwareKind(brand);
        boolean isCompared = BrandRules.isOfPackages(brand)
                || (BrandRules.isLinux(brand) && !config.inheritedDirs().isEmpty());
        Problem other = Problem.of(Message.PLACE_OTHER_KIND, brand, kind, there);
        return !isCompared || kind.equals(there)
                ? Optional.empty()
                : Optional.of(plain(Status.OTHER_PACKAGING, Extent.NONE, List.of(other), List.of()));
    }

    /** How far the host is from taking the zone, for hosts with the same status. */
    int distance() {
        return switch (status) {
            case READY, PROBABLY -> 0;
            case UPDATE -> extent.changed();
            case NEEDS -> extent.packages() + extent.patches();
            case REFUSED, OTHER_PACKAGING -> problems.size() + extent.downgrades();
        };
    }
}
