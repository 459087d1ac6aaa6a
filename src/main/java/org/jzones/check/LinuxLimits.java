package org.jzones.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Message;
import org.jzones.model.Numbers;
import org.jzones.model.Problem;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;

/** Whether a zone of Linux can be held to its limits by this machine's control groups (spec 5.5). */
final class LinuxLimits {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final String CAPPED_CPU = "capped-cpu ncpus";
    private static final String DEDICATED_CPU = "dedicated-cpu ncpus";

    private LinuxLimits() {}

    static List<Problem> problems(ZoneConfig config, int processors) {
        List<Problem> problems = new ArrayList<>();
        for (Resource capped : Resources.of(config, ResourceType.CAPPED_CPU)) {
            String ncpus = capped.text("ncpus").orElse("");
            Optional<BigInteger> hundredths = Numbers.hundredths(ncpus).map(BigInteger::new);
            if (hundredths.isEmpty()) {
                problems.add(Problem.of(Message.CPUS_TOO_FEW, CAPPED_CPU, ncpus));
            } else if (hundredths.get().compareTo(BigInteger.valueOf(100L * processors)) > 0) {
                problems.add(Problem.of(Message.CPUS_TOO_MANY, CAPPED_CPU, ncpus, processors));
            }
        }
        for (Resource dedicated : config.stored(ResourceType.DEDICATED_CPU)) {
            String ncpus = dedicated.text("ncpus").orElse("");
            if (least(ncpus).compareTo(BigInteger.valueOf(processors)) > 0) {
                problems.add(Problem.of(Message.CPUS_TOO_MANY, DEDICATED_CPU, ncpus, processors));
            }
        }
        for (RctlAlias alias : List.of(RctlAlias.MAX_LWPS, RctlAlias.MAX_PROCESSES)) {
            Resources.alias(config, alias).ifPresent(limit -> positive(alias.word(), limit, problems));
        }
        memory(config, problems);
        return problems;
    }

    /** The lower end of a range of how many processors it may be. */
    private static BigInteger least(String range) {
        String lower = range.split("-", 2)[0];
        return Numbers.isUnsigned(lower) ? new BigInteger(lower) : BigInteger.ZERO;
    }

    private static void memory(ZoneConfig config, List<Problem> problems) {
        for (Resource memory : Resources.of(config, ResourceType.CAPPED_MEMORY)) {
            Optional<BigInteger> physical = bytes(memory, "physical");
            Optional<BigInteger> swap = bytes(memory, "swap");
            if (swap.isPresent() && physical.isEmpty()) {
                problems.add(Problem.of(Message.SWAP_WITHOUT_PHYSICAL));
            }
            physical.ifPresent(limit -> positive("capped-memory physical", limit.toString(), problems));
            if (physical.isPresent() && swap.isPresent()) {
                BigInteger both = physical.get().add(swap.get());
                positive("capped-memory physical and swap together,", both.toString(), problems);
            }
            bytes(memory, "locked")
                    .filter(locked -> locked.compareTo(MOST) > 0)
                    .ifPresent(locked ->
                            problems.add(Problem.of(Message.LIMIT_TOO_LARGE, "capped-memory locked", locked)));
        }
    }

    private static Optional<BigInteger> bytes(Resource memory, String part) {
        return memory.text(part).filter(Numbers::isUnsigned).map(BigInteger::new);
    }

    private static void positive(String what, String limit, List<Problem> problems) {
        BigInteger value = new BigInteger(limit);
        if (value.signum() == 0) {
            problems.add(Problem.of(Message.LIMIT_ZERO, what));
        } else if (value.compareTo(MOST) > 0) {
            problems.add(Problem.of(Message.LIMIT_TOO_LARGE, what, limit));
        }
    }
}
