package org.jzones.place;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jzones.model.HostCapacity;

/**
 * The order of hosts: those that are nearest to taking a zone first, and of equal ones those that have most for it. How large
 * hosts are counts only if it is known of all of them.
 */
public final class Ranking {
    private Ranking() {}

    /** The answers that say something about the zone of this number, best first. */
    public static List<Answer> of(List<Answer> answers, int zone) {
        List<Answer> said =
                answers.stream().filter(answer -> answer.failure().isEmpty()).toList();
        Comparator<Answer> best =
                Comparator.comparing(answer -> answer.placements().get(zone).status());
        best = best.thenComparing(answer -> answer.placements().get(zone).distance());
        if (said.stream().allMatch(answer -> answer.capacity().memory().isPresent())) {
            best = best.thenComparing(mostEach(capacity -> capacity.memory().orElse(0)));
        }
        if (said.stream().allMatch(answer -> answer.capacity().cpus().isPresent())) {
            best = best.thenComparing(mostEach(capacity -> capacity.cpus().orElse(0)));
        }
        return said.stream()
                .sorted(best.thenComparing(answer -> answer.zones().orElse(Integer.MAX_VALUE))
                        .thenComparing(Answer::host))
                .toList();
    }

    /** Where a zone has most of that if all zones, and one more, have the same. */
    private static Comparator<Answer> mostEach(ToDoubleFunction<HostCapacity> of) {
        return Comparator.comparingDouble(answer -> -of.applyAsDouble(answer.capacity()) / (1.0 + answer.sharing()));
    }
}
