package org.jzones.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One resource: the texts of its single-valued properties (unset ones are absent), and the items of the one property that
 * takes several values, if its type has such a one. Being complete and well-formed is for the rules to say.
 */
public record Resource(ResourceType type, Map<String, String> texts, List<ListItem> items) {
    public Resource {
        texts = Map.copyOf(texts);
        items = List.copyOf(items);
    }

    public static Resource of(ResourceType type) {
        return new Resource(type, Map.of(), List.of());
    }

    public static Resource rctl(String name, RctlValue value) {
        return new Resource(ResourceType.RCTL, Map.of("name", name), List.of(value.item()));
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
        return new Resource(type, changed, items);
    }

    public Resource without(String property) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.remove(property);
        return new Resource(type, changed, items);
    }

    public Resource withItems(List<ListItem> newItems) {
        return new Resource(type, texts, newItems);
    }

    /** True if the property has a value. */
    public boolean has(Property property) {
        return property.isList() ? !items.isEmpty() : texts.containsKey(property.name());
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource o && o.type == type && o.texts.equals(texts) && o.items.equals(items);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }
}
