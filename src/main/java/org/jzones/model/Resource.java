package org.jzones.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One resource: the texts of its single-valued properties (unset ones are absent), its options (fs) and its
 * resource-control values (rctl). Being complete and well-formed is for the rules to say.
 */
public record Resource(ResourceType type, Map<String, String> texts, List<String> options, List<RctlValue> values) {
    public Resource {
        texts = Map.copyOf(texts);
        options = List.copyOf(options);
        values = List.copyOf(values);
    }

    public static Resource of(ResourceType type) {
        return new Resource(type, Map.of(), List.of(), List.of());
    }

    public static Resource rctl(String name, List<RctlValue> values) {
        return new Resource(ResourceType.RCTL, Map.of("name", name), List.of(), values);
    }

    public Optional<String> text(String property) {
        return Optional.ofNullable(texts.get(property));
    }

    /** The text of a property that is known to be set. */
    public String get(String property) {
        return text(property).orElseThrow();
    }

    public Resource with(String property, String text) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(property, text);
        return new Resource(type, changed, options, values);
    }

    public Resource without(String property) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.remove(property);
        return new Resource(type, changed, options, values);
    }

    public Resource withOptions(List<String> newOptions) {
        return new Resource(type, texts, newOptions, values);
    }

    public Resource withValues(List<RctlValue> newValues) {
        return new Resource(type, texts, options, newValues);
    }

    /** True if the property has a value; a list always has one. */
    public boolean has(Property property) {
        return switch (property.kind()) {
            case TEXT -> texts.containsKey(property.name());
            case LIST -> true;
            case RCTL_VALUES -> !values.isEmpty();
        };
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource o
                && o.type == type
                && o.texts.equals(texts)
                && o.options.equals(options)
                && o.values.equals(values);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }
}
