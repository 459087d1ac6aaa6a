package org.jzones.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jzones.check.Closest;
import org.jzones.check.ConfigRules;
import org.jzones.check.ValueRules;
import org.jzones.model.Failure;
import org.jzones.model.ListItem;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Property;
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

    /** {@code set PROPERTY=VALUE}; a list is replaced as a whole. */
    ResourceScope set(String name, Value value) {
        Property property = property(name);
        if (!property.isList()) {
            return with(text(property, value.simple(name)));
        }
        boolean clears = !property.isRequired() && value.equals(new Text(""));
        return with(resource.withItems(clears ? List.of() : items(property, value)));
    }

    private Resource text(Property property, String text) {
        if (text.isEmpty() && !property.mayBeEmpty()) {
            if (isNeeded(property)) {
                throw Failure.of(Message.VALUE_EMPTY, where(property));
            }
            return resource.without(property.name());
        }
        ValueRules.problem(property.type(), where(property), text).ifPresent(problem -> {
            throw new Failure(List.of(problem));
        });
        return resource.with(property.name(), ValueRules.canonical(property.type(), text));
    }

    /** {@code clear PROPERTY}. */
    ResourceScope clear(String name) {
        Property property = property(name);
        if (isNeeded(property)) {
            throw Failure.of(Message.CLEAR_REQUIRED, where(property));
        }
        return with(property.isList() ? resource.withItems(List.of()) : resource.without(name));
    }

    /** True if the resource cannot be without a value; which ones a net needs depends on the zone. */
    private boolean isNeeded(Property property) {
        return property.isRequired() && resource.type() != ResourceType.NET;
    }

    /** {@code add PROPERTY VALUE}. */
    ResourceScope add(String name, Optional<Value> given) {
        requireInside(name, Message.ADD_INSIDE);
        Property list = listProperty(name);
        List<ListItem> items = new ArrayList<>(resource.items());
        items.addAll(items(list, required(given, CommandWord.ADD)));
        return with(resource.withItems(items));
    }

    /** {@code remove PROPERTY VALUE}. */
    ResourceScope remove(String name, Optional<Value> given) {
        requireInside(name, Message.REMOVE_INSIDE);
        Property list = listProperty(name);
        List<ListItem> left = new ArrayList<>(resource.items());
        for (ListItem item : items(list, required(given, CommandWord.REMOVE))) {
            if (!left.remove(item)) {
                throw Failure.of(Message.LIST_VALUE_MISSING, name, Printer.written(list, item));
            }
        }
        return with(resource.withItems(left));
    }

    /**
     * The configuration with the finished resource.
     *
     * @param isNew true if the configuration is only just being made, as by an export that is read back
     * @throws Failure if the resource is incomplete or clashes
     */
    ZoneConfig end(ZoneConfig config, boolean isNew) {
        Failure.ifAny(ConfigRules.problems(resource));
        ZoneConfig others = original.map(old -> Resources.remove(config, old)).orElse(config);
        boolean mayShare = resource.type() == ResourceType.ATTR && (isNew || ConfigRules.isShared(config, resource));
        if (!hasItsOldKey() && !mayShare) {
            ConfigRules.clash(Resources.of(others, resource.type()), resource).ifPresent(ResourceScope::fail);
        }
        ConfigRules.rctlInTheWay(config, resource).ifPresent(ResourceScope::fail);
        return original.map(old -> Resources.replace(config, old, resource))
                .orElseGet(() -> Resources.add(config, resource));
    }

    /** True for a selected one whose key was not changed: if others have it, that was so before. */
    private boolean hasItsOldKey() {
        Optional<String> key = resource.type().key();
        return original.isPresent()
                && key.isPresent()
                && original.get().text(key.get()).equals(resource.text(key.get()));
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
        if (!property.isList()) {
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

    /** The items written: {@code [v1,v2]}, one complex value, or simple ones with commas between them. */
    private List<ListItem> items(Property list, Value value) {
        List<ListItem> items = new ArrayList<>();
        if (value instanceof Items several) {
            several.values().forEach(one -> items.add(item(list, one)));
        } else if (value instanceof Text text && !list.isComplex()) {
            for (String one : text.text().split(",", -1)) {
                items.add(item(list, new Text(one)));
            }
        } else {
            items.add(item(list, value));
        }
        return items;
    }

    private ListItem item(Property list, Value value) {
        ListItem item = list.isComplex() ? complex(list, value) : ListItem.of(value.simple(list.name()));
        ValueRules.problem(list, where(list), item).ifPresent(ResourceScope::fail);
        return item;
    }

    /** A complex value with each field of the list once, in any order. */
    private ListItem complex(Property list, Value value) {
        Map<String, String> given = new HashMap<>();
        boolean fits = value instanceof Fields;
        if (value instanceof Fields fields) {
            for (Assignment assignment : fields.assignments()) {
                fits &= given.put(assignment.name(), assignment.value()) == null;
            }
        }
        if (!fits || !given.keySet().equals(Set.copyOf(list.fields()))) {
            throw Failure.of(Message.VALUE_NOT_COMPLEX, where(list), list.form());
        }
        return new ListItem(list.fields().stream().map(given::get).toList());
    }
}
