package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Numbers;
import org.jzones.model.Problem;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;

/** What does not go together in one zone (verify, commit and zoneadm's verbs, spec 2.4): the one table. */
enum Together {
    POOL_AND_DEDICATED_CPU("pool", Message.NOT_TOGETHER),
    SHARES_AND_DEDICATED_CPU("cpu-shares", Message.NOT_TOGETHER),
    CAPPED_AND_DEDICATED_CPU("capped-cpu", Message.NOT_TOGETHER),
    SHARES_AND_CLASS("cpu-shares", Message.NOT_TOGETHER),
    LOCKED_AND_PHYSICAL("capped-memory locked", Message.NOT_TOGETHER),
    INHERITED_AND_BRAND("inherit-pkg-dir", Message.NOT_TOGETHER),
    LIMITPRIV_AND_BRAND("limitpriv", Message.PRIVILEGE_UNKNOWN);

    /** The brands of zones that take directories from their host. */
    private static final List<String> INHERITING = List.of("native", "cluster", "labeled", "lx");

    private static final String NOTHING = "";

    private final String one;
    private final Message message;

    Together(String one, Message message) {
        this.one = one;
        this.message = message;
    }

    /** A problem for each row that the configuration breaks. */
    static List<Problem> problems(ZoneConfig config) {
        List<Problem> problems = new ArrayList<>();
        for (Together row : values()) {
            String other = row.other(config);
            if (!other.equals(NOTHING)) {
                problems.add(Problem.of(row.message, row.one, other));
            }
        }
        return problems;
    }

    /** What the configuration has that does not go with the one, if it has both. */
    private String other(ZoneConfig config) {
        return switch (this) {
            case POOL_AND_DEDICATED_CPU -> config.isSet(GlobalProperty.POOL) ? dedicatedCpu(config) : NOTHING;
            case SHARES_AND_DEDICATED_CPU -> hasShares(config) ? dedicatedCpu(config) : NOTHING;
            case CAPPED_AND_DEDICATED_CPU ->
                config.rctl(Resources.CPU_CAP).isPresent() ? dedicatedCpu(config) : NOTHING;
            case SHARES_AND_CLASS -> hasShares(config) ? unfairClass(config) : NOTHING;
            case LOCKED_AND_PHYSICAL -> smallerPhysical(config);
            case INHERITED_AND_BRAND -> config.inheritedDirs().isEmpty() ? NOTHING : ownBrand(config);
            case LIMITPRIV_AND_BRAND ->
                config.isSet(GlobalProperty.LIMITPRIV)
                        ? String.join(
                                ", ",
                                Privileges.unknown(
                                        config.get(GlobalProperty.LIMITPRIV), config.get(GlobalProperty.BRAND)))
                        : NOTHING;
        };
    }

    private static boolean hasShares(ZoneConfig config) {
        return config.rctl(RctlAlias.CPU_SHARES.rctl()).isPresent();
    }

    private static String dedicatedCpu(ZoneConfig config) {
        return config.stored(ResourceType.DEDICATED_CPU).isEmpty() ? NOTHING : ResourceType.DEDICATED_CPU.word();
    }

    /** A class of processes in which shares mean nothing. */
    private static String unfairClass(ZoneConfig config) {
        String schedulingClass = config.get(GlobalProperty.SCHEDULING_CLASS);
        return schedulingClass.isEmpty() || schedulingClass.equals("FSS")
                ? NOTHING
                : "scheduling-class=" + schedulingClass;
    }

    private static String smallerPhysical(ZoneConfig config) {
        for (Resource memory : Resources.of(config, ResourceType.CAPPED_MEMORY)) {
            String locked = memory.text("locked").orElse("");
            String physical = memory.text("physical").orElse("");
            boolean both = Numbers.isUnsigned(locked) && Numbers.isUnsigned(physical);
            if (both && Long.compareUnsigned(Long.parseUnsignedLong(locked), Long.parseUnsignedLong(physical)) > 0) {
                return "a physical that is less";
            }
        }
        return NOTHING;
    }

    /** A brand whose zones have all their files to themselves. */
    private static String ownBrand(ZoneConfig config) {
        String brand = config.get(GlobalProperty.BRAND);
        return INHERITING.contains(brand) ? NOTHING : "brand=" + brand;
    }
}
