package org.jzones.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One resource: the texts of its single-valued properties (unset ones are absent), the items of the one property that
 * takes several values, if its type has such a one, and what its document holds of it that is not known here. Being
 * complete and well-formed is for the rules to say.
 */
public record Resource(ResourceType type, Map<String, String> texts, List<ListItem> items, Kept kept) {
    public Resource {
        texts = Map.copyOf(texts);
        items = List.copyOf(items);
    }

    public static Resource of(ResourceType type) {
        return new Resource(type, Map.of(), List.of(), Kept.NOTHING);
    }

    public static Resource rctl(String name, RctlValue value) {
        return of(ResourceType.RCTL).with("name", name).withItems(List.of(value.item()));
    }

    /** An element of a zone that is not known here. */
    public static Resource unknown(String element, String xml) {
        List<Kept.Element> elements = List.of(new Kept.Element(0, element, xml));
        return of(ResourceType.UNKNOWN).withKept(new Kept(List.of(), elements, List.of()));
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
        return new Resource(type, changed, items, kept);
    }

    public Resource without(String property) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.remove(property);
        return new Resource(type, changed, items, kept);
    }

    public Resource withItems(List<ListItem> newItems) {
        return new Resource(type, texts, newItems, kept);
    }

    /** Nothing but this property of it. */
    public Resource only(Property property) {
        Resource empty = of(type);
        if (property.isList()) {
            return empty.withItems(items);
        }
        return text(property.name())
                .map(text -> empty.with(property.name(), text))
                .orElse(empty);
    }

    public Resource withKept(Kept newKept) {
        return new Resource(type, texts, items, newKept);
    }

    /** As people are told of it: its type, and what its key is; a net without an address by its interface. */
    public String label() {
        String key = type.key().flatMap(this::text).orElse("");
        if (key.isEmpty() && type == ResourceType.NET) {
            key = text("physical").orElse("");
        }
        return key.isEmpty() ? type.word() : type.word() + " '" + key + "'";
    }

    /** True if the property has a value. */
    public boolean has(Property property) {
        return property.isList() ? !items.isEmpty() : texts.containsKey(property.name());
    }

    /** True for a device that a later system names by its storage, which is kept but not known here, instead of a match. */
    public boolean isStorage() {
        return type == ResourceType.DEVICE && text("match").isEmpty() && kept.hasAttribute("storage");
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource o
                && o.type == type
                && o.texts.equals(texts)
                && o.items.equals(items)
                && o.kept.equals(kept);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }
}
