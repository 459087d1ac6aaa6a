package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Property;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** Whether a configuration is complete and consistent in itself (zonecfg verify and commit, spec 2.4). */
public final class ConfigRules {
    private ConfigRules() {}

    /** Everything that is wrong with the configuration, properties first, then resources in their order. */
    public static List<Problem> problems(ZoneConfig config) {
        List<Problem> problems = new ArrayList<>();
        boolean isGlobal = config.zonename().equals(ZoneName.GLOBAL.value());
        if (config.zonepath().isEmpty()) {
            problems.add(Problem.of(Message.ZONEPATH_NOT_SET, config.zonename()));
        }
        if (config.zonepath().indexOf(':') >= 0 && config.zonepath().indexOf('"') >= 0) {
            problems.add(Problem.of(Message.ZONEPATH_AMBIGUOUS, config.zonepath()));
        }
        for (GlobalProperty property : GlobalProperty.values()) {
            boolean given = property == GlobalProperty.ZONENAME || property == GlobalProperty.ZONEPATH;
            if (config.isSet(property) && !(isGlobal && given)) {
                ValueRules.problem(property.type(), property.word(), config.get(property))
                        .ifPresent(problems::add);
            }
        }
        for (Resource resource : config.resources()) {
            problems.addAll(problems(resource));
            if (resource.type() == ResourceType.NET) {
                problems.addAll(NetRules.problems(config, resource));
            } else if (resource.type() == ResourceType.FS) {
                problems.addAll(FsRules.problems(resource));
            }
        }
        problems.addAll(Together.problems(config));
        return problems;
    }

    /** What should be known and is no hindrance: keys that several resources have, and what is kept without being known. */
    public static List<Problem> warnings(ZoneConfig config) {
        List<Problem> warnings = new ArrayList<>();
        List<Resource> told = new ArrayList<>();
        for (Resource resource : config.resources()) {
            List<Resource> alike = alike(config.stored(resource.type()), resource);
            if (alike.size() > 1 && !told.containsAll(alike)) {
                warnings.add(duplicates(alike));
                told.addAll(alike);
            }
        }
        List<String> kept = config.keptNames();
        if (!kept.isEmpty()) {
            warnings.add(Problem.of(Message.KEPT_UNKNOWN, String.join(", ", kept)));
        }
        return warnings;
    }

    /** True if several resources have the key of this one. */
    public static boolean isShared(ZoneConfig config, Resource resource) {
        return alike(config.stored(resource.type()), resource).size() > 1;
    }

    /** The warning that an attr has a name which others have; living systems use that, so it is no error. */
    public static Optional<Problem> sharedName(ZoneConfig config, Resource attr) {
        return isShared(config, attr)
                ? Optional.of(duplicates(alike(config.stored(ResourceType.ATTR), attr)))
                : Optional.empty();
    }

    private static Problem duplicates(List<Resource> alike) {
        ResourceType type = alike.get(0).type();
        String key = type.key().orElseThrow();
        return Problem.of(
                Message.DUPLICATE_KEY,
                alike.size(),
                type.word(),
                key,
                alike.get(0).get(key));
    }

    private static List<Resource> alike(List<Resource> ofType, Resource resource) {
        return ofType.stream()
                .filter(other -> resource.type().key().isPresent()
                        && !resource.type().word().isEmpty()
                        && sameKey(resource.type(), resource.type().key().get(), other, resource))
                .toList();
    }

    /** Properties that tell these resources apart: one by itself if possible, else all that differ; none if none does. */
    public static List<String> tellingApart(List<Resource> resources) {
        List<String> differing = new ArrayList<>();
        for (Property property : resources.get(0).type().properties()) {
            long texts = resources.stream()
                    .map(resource -> resource.text(property.name()))
                    .distinct()
                    .count();
            if (!property.isList() && texts == resources.size()) {
                return List.of(property.name());
            }
            if (!property.isList() && texts > 1) {
                differing.add(property.name());
            }
        }
        return differing;
    }

    /** What is wrong with one resource by itself. */
    public static List<Problem> problems(Resource resource) {
        List<Problem> problems = new ArrayList<>();
        for (Property property : resource.type().properties()) {
            if (!isComplete(resource, property)) {
                problems.add(Problem.of(Message.PROPERTY_MISSING, resource.label(), property.name()));
            } else {
                resource.text(property.name())
                        .filter(text ->
                                !text.isEmpty() || (property.isRequired() && !isAddressOfNet(resource, property)))
                        .flatMap(text -> ValueRules.problem(property.type(), where(resource, property), text))
                        .ifPresent(problems::add);
            }
        }
        resource.type()
                .list()
                .ifPresent(list -> resource.items()
                        .forEach(item -> ValueRules.problem(list, where(resource, list), item)
                                .ifPresent(problems::add)));
        switch (resource.type()) {
            case ATTR -> {
                if (problems.isEmpty()) {
                    ValueRules.attrValue(resource.get("name"), resource.get("type"), resource.get("value"))
                            .ifPresent(problems::add);
                }
            }
            case CAPPED_MEMORY -> {
                if (resource.texts().isEmpty()) {
                    problems.add(Problem.of(Message.CAPPED_MEMORY_EMPTY));
                }
            }
            default -> {}
        }
        return problems;
    }

    /** The problem of having this resource besides the others: a second one of a kind, or the same key. */
    public static Optional<Problem> clash(List<Resource> others, Resource resource) {
        for (Resource other : others) {
            if (other.type() != resource.type()) {
                continue;
            }
            if (resource.type().isSingle()) {
                return Optional.of(
                        Problem.of(Message.RESOURCE_SINGLE, resource.type().word()));
            }
            Optional<String> key = resource.type().key();
            if (key.isPresent() && sameKey(resource.type(), key.get(), other, resource)) {
                return Optional.of(Problem.of(
                        Message.RESOURCE_EXISTS,
                        resource.type().word(),
                        key.get(),
                        resource.text(key.get()).orElse("")));
            }
        }
        return Optional.empty();
    }

    /** The problem of storing this resource as resource controls that the zone has already, in a form of their own. */
    public static Optional<Problem> rctlInTheWay(ZoneConfig config, Resource resource) {
        List<String> shown = Resources.of(config, resource.type()).stream()
                .flatMap(old -> Resources.rctlsBehind(old).stream())
                .toList();
        return Resources.rctlsBehind(resource).stream()
                .filter(name -> config.rctl(name).isPresent() && !shown.contains(name))
                .map(name -> Problem.of(Message.RCTL_IN_THE_WAY, resource.type().word(), name))
                .findFirst();
    }

    /** True if a filter {@code property=text} means this resource; net addresses match as they clash. */
    public static boolean matches(Resource resource, String property, String text) {
        Optional<String> value = resource.text(property);
        if (value.isEmpty()) {
            return false;
        }
        if (resource.type() == ResourceType.NET && property.equals("address")) {
            return sameAddress(value.get(), text);
        }
        return value.get().equals(text);
    }

    private static boolean sameKey(ResourceType type, String key, Resource one, Resource other) {
        Optional<String> a = one.text(key).filter(text -> !text.isEmpty());
        Optional<String> b = other.text(key).filter(text -> !text.isEmpty());
        if (a.isEmpty() || b.isEmpty()) {
            return false;
        }
        return type == ResourceType.NET ? sameAddress(a.get(), b.get()) : a.equals(b);
    }

    private static boolean sameAddress(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Optional<NetAddress> a = NetAddress.parse(one);
        Optional<NetAddress> b = NetAddress.parse(other);
        return a.isPresent() && b.isPresent() && a.get().clashesWith(b.get());
    }

    private static boolean isComplete(Resource resource, Property property) {
        if (!property.isRequired() || resource.isStorage() || isAddressOfNet(resource, property)) {
            return true;
        }
        return resource.has(property)
                && (property.mayBeEmpty()
                        || !resource.text(property.name()).orElse("x").isEmpty());
    }

    /** Whether a net needs one is for {@link NetRules} to say. */
    private static boolean isAddressOfNet(Resource resource, Property property) {
        return resource.type() == ResourceType.NET && property.name().equals("address");
    }

    private static String where(Resource resource, Property property) {
        boolean isKey = resource.type().key().filter(property.name()::equals).isPresent();
        return (isKey ? resource.type().word() : resource.label()) + " " + property.name();
    }
}
