package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RctlAlias;
import org.jzones.model.ResourceType;

/** What the configuration of the global zone can hold: its share of the machine, and notes (spec 2.7). */
public final class GlobalZoneRules {
    public static final List<GlobalProperty> PROPERTIES = List.of(GlobalProperty.POOL, GlobalProperty.SCHEDULING_CLASS);
    public static final List<ResourceType> RESOURCES =
            List.of(ResourceType.RCTL, ResourceType.ATTR, ResourceType.DEDICATED_CPU, ResourceType.CAPPED_MEMORY);

    private GlobalZoneRules() {}

    /** The problem of changing the property there. */
    public static Optional<Problem> problem(GlobalProperty property) {
        return PROPERTIES.contains(property) ? Optional.empty() : Optional.of(notThere(property.word()));
    }

    /** The problem of changing resources of the type there. */
    public static Optional<Problem> problem(ResourceType type) {
        return RESOURCES.contains(type) ? Optional.empty() : Optional.of(notThere(type.word()));
    }

    private static Problem notThere(String word) {
        List<String> words = new ArrayList<>();
        PROPERTIES.forEach(property -> words.add(property.word()));
        for (RctlAlias alias : RctlAlias.values()) {
            words.add(alias.word());
        }
        RESOURCES.forEach(type -> words.add(type.word()));
        return Problem.of(Message.GLOBAL_HAS_NOT, word, String.join(", ", words));
    }
}
