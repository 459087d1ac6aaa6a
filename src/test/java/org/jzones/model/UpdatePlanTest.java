package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jzones.model.UpdatePlan.Dependency;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Replacement;

/** What a plan for attach -u tells of itself. */
class UpdatePlanTest {
    private static final List<Pkg> REMOVE = List.of(new Pkg("A", "1"));
    private static final List<Replacement> REPLACE = List.of(new Replacement("B", "1", "2", List.of()));
    private static final List<Pkg> ADD = List.of(new Pkg("C", "1"));

    private static UpdatePlan plan(List<Pkg> remove, List<Replacement> replace, List<Pkg> add, Refusal... refusals) {
        List<Dependency> dependencies = List.of(new Dependency("B", "A"), new Dependency("C", "B"));
        return new UpdatePlan(remove, replace, add, dependencies, List.of(), List.of(refusals), Set.of("1-1"));
    }

    @Test
    void aPlanIsEmptyIfNoPackageIsTouched() {
        assertEquals(true, plan(List.of(), List.of(), List.of()).isEmpty());
        assertEquals(false, plan(REMOVE, List.of(), List.of()).isEmpty());
        assertEquals(false, plan(List.of(), REPLACE, List.of()).isEmpty());
        assertEquals(false, plan(List.of(), List.of(), ADD).isEmpty());
    }

    @Test
    void aPlanIsRefusedForAnyReason() {
        Refusal reason = new Refusal.PackageDowngrade("A", "2", "1");
        assertEquals(true, plan(REMOVE, List.of(), List.of(), reason).isRefused());
        assertEquals(false, plan(REMOVE, List.of(), List.of()).isRefused());
    }

    @Test
    void whatIsReplacedOrAddedIsTakenAndWithWhatIsRemovedTouched() {
        UpdatePlan plan = plan(REMOVE, REPLACE, ADD);
        assertEquals(List.of("A", "B", "C"), new ArrayList<>(plan.touched()));
        assertEquals(List.of("B", "C"), new ArrayList<>(plan.taken()));
        assertEquals(Optional.of("A"), plan.neededBy("B"));
        assertEquals(Optional.of("B"), plan.neededBy("C"));
        assertEquals(Optional.empty(), plan.neededBy("A"));
    }

    @Test
    void whatAnUpdateThatWasCutOffHasTouchedIsTakenAnewOrRemoved() {
        List<HostPackage> local = List.of(pkg("Y", "3"), pkg("B", "2"), pkg("AA", "1"), pkg("untouched", "1"));
        UpdatePlan plan = plan(REMOVE, REPLACE, ADD).finishing(Set.of("A", "B", "C", "Y", "AA", "0", "Z"), local);
        assertEquals(List.of(new Pkg("0", ""), new Pkg("A", "1"), new Pkg("Z", "")), plan.remove());
        assertEquals(
                List.of(
                        new Replacement("AA", "1", "1", List.of()),
                        new Replacement("B", "1", "2", List.of()),
                        new Replacement("Y", "3", "3", List.of())),
                plan.replace());
        assertEquals(ADD, plan.add());
        assertEquals(Set.of("1-1"), plan.ignored());
    }

    private static HostPackage pkg(String name, String version) {
        return new HostPackage(name, version, true, false, false, List.of());
    }
}
