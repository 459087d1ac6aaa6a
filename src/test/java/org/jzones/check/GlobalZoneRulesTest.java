package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ResourceType;

/** What can be configured of the global zone (spec 2.7). */
class GlobalZoneRulesTest {
    private static final String ALL = "pool, scheduling-class, cpu-shares, max-lwps, max-processes, max-shm-memory, "
            + "max-shm-ids, max-msg-ids, max-sem-ids, rctl, attr, dedicated-cpu, capped-memory";

    @ParameterizedTest
    @EnumSource
    void itsPoolAndItsClassOfProcesses(GlobalProperty property) {
        boolean there = property == GlobalProperty.POOL || property == GlobalProperty.SCHEDULING_CLASS;
        assertEquals(problem(there, property.word()), GlobalZoneRules.problem(property));
    }

    @ParameterizedTest
    @EnumSource
    void itsShareOfTheMachineAndNotes(ResourceType type) {
        boolean there = Set.of("rctl", "capped-memory", "dedicated-cpu", "attr").contains(type.word());
        assertEquals(problem(there, type.word()), GlobalZoneRules.problem(type));
    }

    private static Optional<Problem> problem(boolean there, String word) {
        return there ? Optional.empty() : Optional.of(Problem.of(Message.GLOBAL_HAS_NOT, word, ALL));
    }
}
