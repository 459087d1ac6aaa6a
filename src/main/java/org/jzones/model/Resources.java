package org.jzones.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The resources of a configuration as the language shows them (spec 2.4, 2.5): capped-cpu and the swap and locked parts
 * of capped-memory, like the resource-control aliases, are views of resource controls with one privileged value.
 */
public final class Resources {
    /** The resource control behind capped-cpu. */
    public static final String CPU_CAP = "zone.cpu-cap";

    private static final String DENY = "deny";
    /** Property of capped-memory and the resource control behind it. */
    private static final List<String[]> MEMORY_RCTLS =
            List.of(new String[] {"swap", "zone.max-swap"}, new String[] {"locked", "zone.max-locked-memory"});

    private Resources() {}

    /** The resources of the type, in the order they were added. */
    public static List<Resource> of(ZoneConfig config, ResourceType type) {
        return switch (type) {
            case CAPPED_CPU ->
                limit(config, CPU_CAP, DENY).stream()
                        .map(limit -> Resource.of(type).with("ncpus", Numbers.fromHundredths(limit)))
                        .toList();
            case CAPPED_MEMORY -> cappedMemory(config).stream().toList();
            default -> config.stored(type);
        };
    }

    /** True if the zone has a resource of the type that another one of it would clash with. */
    public static boolean isThere(ZoneConfig config, ResourceType type) {
        return !of(config, type).isEmpty() && part(config, type).isEmpty();
    }

    /**
     * What there is already of a resource that is added: the swap and locked parts of capped-memory when they were set as
     * resource controls, which is how export writes them.
     */
    public static Optional<Resource> part(ZoneConfig config, ResourceType type) {
        boolean partly =
                type == ResourceType.CAPPED_MEMORY && config.stored(type).isEmpty();
        return partly ? cappedMemory(config) : Optional.empty();
    }

    /** The limit of a resource control that has exactly one value, privileged, with this action. */
    public static Optional<String> limit(ZoneConfig config, String rctl, String action) {
        return config.rctl(rctl)
                .filter(r -> r.items().size() == 1)
                .map(r -> RctlValue.of(r.items().get(0)))
                .filter(v -> v.priv().equals("privileged") && v.action().equals(action))
                .map(RctlValue::limit)
                .filter(Numbers::isUnsigned);
    }

    /** The limit behind an alias, if the resource control can be told by one. */
    public static Optional<String> alias(ZoneConfig config, RctlAlias alias) {
        return limit(config, alias.rctl(), alias.action());
    }

    /** Sets the resource control behind the alias; an existing one keeps its place. */
    public static ZoneConfig withAlias(ZoneConfig config, RctlAlias alias, String limit) {
        return withLimit(config, alias.rctl(), alias.action(), Optional.of(limit));
    }

    public static ZoneConfig withoutAlias(ZoneConfig config, RctlAlias alias) {
        return withLimit(config, alias.rctl(), alias.action(), Optional.empty());
    }

    /** The resource controls that the resource would be stored as. */
    public static List<String> rctlsBehind(Resource resource) {
        List<String> names = new ArrayList<>();
        if (resource.type() == ResourceType.CAPPED_CPU) {
            names.add(CPU_CAP);
        } else if (resource.type() == ResourceType.CAPPED_MEMORY) {
            for (String[] pair : MEMORY_RCTLS) {
                resource.text(pair[0]).ifPresent(limit -> names.add(pair[1]));
            }
        }
        return names;
    }

    public static ZoneConfig add(ZoneConfig config, Resource resource) {
        return switch (resource.type()) {
            case CAPPED_CPU ->
                withLimit(config, CPU_CAP, DENY, resource.text("ncpus").flatMap(Numbers::hundredths));
            case CAPPED_MEMORY -> withMemory(config, resource);
            default -> config.adding(resource);
        };
    }

    /** Puts the resource in the place of the old one, as shown by {@link #of}. */
    public static ZoneConfig replace(ZoneConfig config, Resource old, Resource resource) {
        return switch (resource.type()) {
            case CAPPED_CPU, CAPPED_MEMORY -> add(config, resource);
            default -> config.replacing(old, resource);
        };
    }

    /** Removes the resource, as shown by {@link #of}. */
    public static ZoneConfig remove(ZoneConfig config, Resource resource) {
        return switch (resource.type()) {
            case CAPPED_CPU -> withLimit(config, CPU_CAP, DENY, Optional.empty());
            case CAPPED_MEMORY -> withMemory(config, Resource.of(ResourceType.CAPPED_MEMORY));
            default -> config.removing(resource);
        };
    }

    private static Optional<Resource> cappedMemory(ZoneConfig config) {
        Resource shown = config.stored(ResourceType.CAPPED_MEMORY).stream()
                .findFirst()
                .orElse(Resource.of(ResourceType.CAPPED_MEMORY));
        for (String[] pair : MEMORY_RCTLS) {
            Optional<String> limit = limit(config, pair[1], DENY);
            if (limit.isPresent()) {
                shown = shown.with(pair[0], limit.get());
            }
        }
        return shown.texts().isEmpty() ? Optional.empty() : Optional.of(shown);
    }

    private static ZoneConfig withMemory(ZoneConfig config, Resource resource) {
        List<Resource> old = config.stored(ResourceType.CAPPED_MEMORY);
        Resource part = old.isEmpty() ? Resource.of(ResourceType.CAPPED_MEMORY) : old.get(0);
        Optional<Resource> stored = resource.text("physical").map(bytes -> part.with("physical", bytes));
        ZoneConfig changed = config;
        if (old.isEmpty()) {
            changed = stored.map(changed::adding).orElse(changed);
        } else {
            Resource first = old.get(0);
            ZoneConfig before = changed;
            changed = stored.map(r -> before.replacing(first, r)).orElseGet(() -> before.removing(first));
        }
        for (String[] pair : MEMORY_RCTLS) {
            Optional<String> limit = resource.text(pair[0]);
            if (limit.isPresent() || limit(changed, pair[1], DENY).isPresent()) {
                changed = withLimit(changed, pair[1], DENY, limit);
            }
        }
        return changed;
    }

    private static ZoneConfig withLimit(ZoneConfig config, String rctl, String action, Optional<String> limit) {
        Optional<Resource> old = config.rctl(rctl);
        if (limit.isEmpty()) {
            return old.map(config::removing).orElse(config);
        }
        RctlValue value = new RctlValue("privileged", limit.get(), action);
        return old.map(r -> config.replacing(r, r.withItems(List.of(value.item()))))
                .orElseGet(() -> config.adding(Resource.rctl(rctl, value)));
    }
}
