package org.jzones.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.check.ConfigRules;
import org.jzones.check.ValueRules;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Property;
import org.jzones.model.Property.Kind;
import org.jzones.model.RctlValue;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.shell.Value.Assignment;
import org.jzones.shell.Value.Fields;
import org.jzones.shell.Value.Items;
import org.jzones.shell.Value.Text;

/**
 * The resource at hand between {@code add} or {@code select} and {@code end} (spec 2.3).
 *
 * @param resource as it is so far
 * @param original the one that was selected; none for a new one
 */
record ResourceScope(Resource resource, Optional<Resource> original) {

    /** {@code set PROPERTY=VALUE}. */
    ResourceScope set(String name, Value value) {
        Property property = property(name);
        return switch (property.kind()) {
            case TEXT -> with(text(property, value.simple(name)));
            case LIST -> with(resource.withOptions(options(name, value)));
            case RCTL_VALUES ->
                throw Failure.of(Message.SET_ON_LIST, name, resource.type().word());
        };
    }

    private Resource text(Property property, String text) {
        boolean mayBeEmpty = !property.isRequired()
                || (resource.type() == ResourceType.ATTR && property.name().equals("value"))
                || resource.type() == ResourceType.NET;
        if (text.isEmpty()) {
            if (!mayBeEmpty) {
                throw Failure.of(Message.VALUE_EMPTY, where(property));
            }
            return resource.type() == ResourceType.ATTR
                    ? resource.with(property.name(), "")
                    : resource.without(property.name());
        }
        ValueRules.problem(property.type(), where(property), text).ifPresent(problem -> {
            throw new Failure(List.of(problem));
        });
        return resource.with(property.name(), ValueRules.canonical(property.type(), text));
    }

    /** {@code clear PROPERTY}. */
    ResourceScope clear(String name) {
        Property property = property(name);
        if (property.isRequired()) {
            throw Failure.of(Message.CLEAR_REQUIRED, where(property));
        }
        return with(property.kind() == Kind.LIST ? resource.withOptions(List.of()) : resource.without(name));
    }

    /** {@code add PROPERTY VALUE}. */
    ResourceScope add(String name, Optional<Value> given) {
        requireInside(name, Message.ADD_INSIDE);
        Property property = listProperty(name);
        Value value = required(given, CommandWord.ADD);
        if (property.kind() == Kind.LIST) {
            List<String> options = new ArrayList<>(resource.options());
            options.addAll(options(name, value));
            return with(resource.withOptions(options));
        }
        List<RctlValue> values = new ArrayList<>(resource.values());
        values.addAll(rctlValues(value));
        return with(resource.withValues(values));
    }

    /** {@code remove PROPERTY VALUE}. */
    ResourceScope remove(String name, Optional<Value> given) {
        requireInside(name, Message.REMOVE_INSIDE);
        Property property = listProperty(name);
        Value value = required(given, CommandWord.REMOVE);
        if (property.kind() == Kind.LIST) {
            return with(resource.withOptions(without(resource.options(), options(name, value), name)));
        }
        return with(resource.withValues(without(resource.values(), rctlValues(value), name)));
    }

    /** The configuration with the finished resource. @throws Failure if it is incomplete or clashes */
    ZoneConfig end(ZoneConfig config) {
        Failure.ifAny(ConfigRules.problems(config, resource));
        ZoneConfig others = original.map(old -> Resources.remove(config, old)).orElse(config);
        ConfigRules.clash(Resources.of(others, resource.type()), resource).ifPresent(ResourceScope::fail);
        ConfigRules.rctlInTheWay(config, resource).ifPresent(ResourceScope::fail);
        return original.map(old -> Resources.replace(config, old, resource))
                .orElseGet(() -> Resources.add(config, resource));
    }

    private static void fail(Problem problem) {
        throw new Failure(List.of(problem));
    }

    private ResourceScope with(Resource changed) {
        return new ResourceScope(changed, original);
    }

    /** The property of the resource. @throws Failure if it has none of this name */
    Property property(String name) {
        return resource.type()
                .property(name)
                .orElseThrow(() -> Failure.of(
                        Message.PROPERTY_NOT_OF_RESOURCE,
                        name,
                        resource.type().word(),
                        String.join(", ", Vocabulary.propertiesOf(resource.type())),
                        Closest.question(name, Vocabulary.propertiesOf(resource.type()))));
    }

    private Property listProperty(String name) {
        Property property = property(name);
        if (property.kind() == Kind.TEXT) {
            throw Failure.of(Message.NOT_A_LIST, name, resource.type().word());
        }
        return property;
    }

    /** A resource that is added or removed while this one is open: the user has forgotten the {@code end}. */
    private void requireInside(String word, Message message) {
        if (ResourceType.of(word).isPresent() && resource.type().property(word).isEmpty()) {
            throw Failure.of(message, word, resource.type().word());
        }
    }

    private static Value required(Optional<Value> given, CommandWord command) {
        return given.orElseThrow(() ->
                Failure.of(Message.SYNTAX_EXPECTED, "a value (\"\" for an empty one)", "nothing", command.synopsis()));
    }

    private String where(Property property) {
        return resource.type().word() + " " + property.name();
    }

    private static List<String> options(String name, Value value) {
        if (value instanceof Text text) {
            return List.of(requireFull(name, text));
        }
        if (value instanceof Items items) {
            List<String> texts = new ArrayList<>();
            for (Value item : items.values()) {
                if (!(item instanceof Text text)) {
                    throw Failure.of(Message.VALUE_NOT_SIMPLE, name);
                }
                texts.add(requireFull(name, text));
            }
            return texts;
        }
        throw Failure.of(Message.VALUE_NOT_SIMPLE, name);
    }

    private static String requireFull(String name, Text text) {
        if (text.text().isEmpty()) {
            throw Failure.of(Message.VALUE_EMPTY, name);
        }
        return text.text();
    }

    private static List<RctlValue> rctlValues(Value value) {
        if (value instanceof Items items) {
            return items.values().stream().map(ResourceScope::rctlValue).toList();
        }
        return List.of(rctlValue(value));
    }

    private static RctlValue rctlValue(Value value) {
        if (!(value instanceof Fields fields)) {
            throw Failure.of(Message.RCTL_NOT_COMPLEX);
        }
        RctlValue read = new RctlValue(field(fields, "priv"), field(fields, "limit"), field(fields, "action"));
        if (fields.assignments().size() != 3) {
            throw Failure.of(Message.RCTL_NOT_COMPLEX);
        }
        ValueRules.problem(read).ifPresent(ResourceScope::fail);
        return read;
    }

    private static String field(Fields fields, String name) {
        List<Assignment> named =
                fields.assignments().stream().filter(a -> a.name().equals(name)).toList();
        if (named.size() != 1) {
            throw Failure.of(Message.RCTL_NOT_COMPLEX);
        }
        return named.get(0).value();
    }

    private static <T> List<T> without(List<T> all, List<T> removed, String name) {
        List<T> left = new ArrayList<>(all);
        for (T one : removed) {
            if (!left.remove(one)) {
                throw Failure.of(Message.LIST_VALUE_MISSING, name, text(one));
            }
        }
        return left;
    }

    private static String text(Object value) {
        return value instanceof RctlValue rctl
                ? "(priv=" + rctl.priv() + ",limit=" + rctl.limit() + ",action=" + rctl.action() + ")"
                : String.valueOf(value);
    }
}
