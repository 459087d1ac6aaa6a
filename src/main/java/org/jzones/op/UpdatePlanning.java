package org.jzones.op;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jzones.check.UpdateRules;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.UpdatePlan;

/** Makes the plan of {@code attach -u}, and finds out no more for it than it takes. */
public final class UpdatePlanning {
    private UpdatePlanning() {}

    /**
     * @param source the manifest's software
     * @param needs what each package of this host needs
     * @param inZone a package as the zone itself has it, for those that a manifest does not name
     * @param ignored ids of patches of the source that need not be here
     */
    public static UpdatePlan plan(
            Inventory source,
            HostSoftware local,
            Supplier<Map<String, List<String>>> needs,
            Function<String, Optional<HostPackage>> inZone,
            Set<String> ignored) {
        UpdatePlan plan = UpdateRules.plan(source, local, List.of(), ignored);
        if (plan.taken().isEmpty()) {
            return plan;
        }
        HostSoftware known = local.withNeeds(needs.get());
        plan = UpdateRules.plan(source, known, List.of(), ignored);
        List<HostPackage> there = plan.dependencies().stream()
                .map(dependency -> inZone.apply(dependency.name()))
                .flatMap(Optional::stream)
                .toList();
        return there.isEmpty() ? plan : UpdateRules.plan(source, known, there, ignored);
    }
}
