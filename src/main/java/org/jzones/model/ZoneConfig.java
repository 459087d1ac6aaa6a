package org.jzones.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A zone's configuration as its document stores it: properties that are not at their default, the resources in the order
 * they were added, elements that are not known among them, and attributes that are not known. capped-cpu, and the swap and
 * locked parts of capped-memory, are stored as resource controls; {@link Resources} shows them as the language does.
 */
public record ZoneConfig(Map<GlobalProperty, String> properties, List<Resource> resources, Kept kept) {
    public ZoneConfig {
        EnumMap<GlobalProperty, String> set = new EnumMap<>(GlobalProperty.class);
        properties.forEach((property, text) -> {
            if (!text.equals(property.byDefault())) {
                set.put(property, text);
            }
        });
        properties = java.util.Collections.unmodifiableMap(set);
        resources = List.copyOf(resources);
    }

    public static ZoneConfig blank(ZoneName name) {
        return new ZoneConfig(Map.of(GlobalProperty.ZONENAME, name.value()), List.of(), Kept.NOTHING);
    }

    /** The value of the property, its default if unset. */
    public String get(GlobalProperty property) {
        String text = properties.get(property);
        return text == null ? property.byDefault() : text;
    }

    public boolean isSet(GlobalProperty property) {
        return properties.containsKey(property);
    }

    public ZoneConfig with(GlobalProperty property, String text) {
        EnumMap<GlobalProperty, String> changed = new EnumMap<>(GlobalProperty.class);
        changed.putAll(properties);
        changed.put(property, text);
        return new ZoneConfig(changed, resources, kept);
    }

    public ZoneConfig named(ZoneName name) {
        return with(GlobalProperty.ZONENAME, name.value());
    }

    public String zonename() {
        return get(GlobalProperty.ZONENAME);
    }

    /** The zonepath, empty in a template. */
    public String zonepath() {
        return get(GlobalProperty.ZONEPATH);
    }

    /** The stored resources of the type, in their order. */
    public List<Resource> stored(ResourceType type) {
        List<Resource> stored = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource.type() == type) {
                stored.add(resource);
            }
        }
        return stored;
    }

    /** The value of the first attr of this name. */
    public Optional<String> attr(String name) {
        return stored(ResourceType.ATTR).stream()
                .filter(attr -> attr.text("name").filter(name::equals).isPresent())
                .findFirst()
                .map(attr -> attr.text("value").orElse(""));
    }

    public Optional<Resource> rctl(String name) {
        return stored(ResourceType.RCTL).stream()
                .filter(r -> r.text("name").filter(name::equals).isPresent())
                .findFirst();
    }

    /** The inherit-pkg-dirs, in their order. */
    public List<String> inheritedDirs() {
        return stored(ResourceType.INHERIT_PKG_DIR).stream()
                .flatMap(r -> r.text("dir").stream())
                .toList();
    }

    /** What neither info nor export tells. */
    public List<Kept.Named> keptParts() {
        List<Kept.Named> parts = new ArrayList<>();
        kept.addParts("zone", parts);
        for (Resource resource : resources) {
            resource.kept().addParts(resource.type().element(), parts);
        }
        return parts;
    }

    /** What that is called, each name once. */
    public List<String> keptNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Kept.Named part : keptParts()) {
            names.add(part.name());
        }
        return List.copyOf(names);
    }

    public ZoneConfig adding(Resource resource) {
        List<Resource> changed = new ArrayList<>(resources);
        changed.add(resource);
        return new ZoneConfig(properties, changed, kept);
    }

    /** Puts the new resource in the place of the old one, which must be there. */
    public ZoneConfig replacing(Resource old, Resource resource) {
        List<Resource> changed = new ArrayList<>(resources);
        changed.set(placeOf(old), resource);
        return new ZoneConfig(properties, changed, kept);
    }

    public ZoneConfig removing(Resource old) {
        List<Resource> changed = new ArrayList<>(resources);
        changed.remove(placeOf(old));
        return new ZoneConfig(properties, changed, kept);
    }

    private int placeOf(Resource old) {
        int place = resources.indexOf(old);
        if (place < 0) {
            throw new IllegalArgumentException("not a resource of " + zonename() + ": " + old);
        }
        return place;
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ZoneConfig o
                && o.properties.equals(properties)
                && o.resources.equals(resources)
                && o.kept.equals(kept);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }
}
