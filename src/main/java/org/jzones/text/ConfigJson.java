package org.jzones.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.ConfigView;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Kept;
import org.jzones.model.ListItem;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;

/** {@code zonecfg info --json}, as docs/json.md describes it: members are called as in the language. */
public final class ConfigJson {
    private final JsonText json = new JsonText("info");
    private final ZoneConfig config;

    private ConfigJson(ZoneConfig config) {
        this.config = config;
    }

    /** The document of what was asked for. */
    public static String info(ConfigView view) {
        ConfigJson document = new ConfigJson(view.config());
        document.property(GlobalProperty.ZONENAME);
        if (view.word().isEmpty()) {
            document.all();
        } else {
            document.one(view.word().get(), view.resources());
        }
        return document.json.end();
    }

    private void all() {
        for (GlobalProperty property : GlobalProperty.values()) {
            if (property != GlobalProperty.ZONENAME) {
                property(property);
            }
        }
        for (RctlAlias alias : RctlAlias.values()) {
            alias(alias);
        }
        for (ResourceType type : ResourceType.words()) {
            List<Resource> resources = Resources.of(config, type);
            if (!resources.isEmpty()) {
                resources(type, resources);
            }
        }
        List<Kept.Named> kept = config.keptParts();
        if (!kept.isEmpty()) {
            json.put("kept", kept, part -> json.put("name", part.name()).put("content", part.content()));
        }
    }

    private void one(String word, List<Resource> resources) {
        Optional<ResourceType> type = ResourceType.of(word);
        if (type.isPresent()) {
            resources(type.get(), resources);
        }
        GlobalProperty.of(word).filter(p -> p != GlobalProperty.ZONENAME).ifPresent(this::property);
        RctlAlias.of(word).ifPresent(this::alias);
    }

    private void property(GlobalProperty property) {
        String text = config.get(property);
        if (!text.isEmpty()) {
            value(property.type(), property.word(), text);
        }
    }

    private void alias(RctlAlias alias) {
        Resources.alias(config, alias).ifPresent(limit -> value(alias.type(), alias.word(), limit));
    }

    /** A list, but for what a zone has at most one of. */
    private void resources(ResourceType type, List<Resource> resources) {
        if (!type.isSingle()) {
            json.put(type.word(), resources, this::members);
        } else if (!resources.isEmpty()) {
            json.put(type.word(), () -> members(resources.get(0)));
        }
    }

    private void members(Resource resource) {
        for (Property property : resource.type().properties()) {
            if (property.isList()) {
                list(property, resource.items());
            } else {
                resource.text(property.name())
                        .ifPresent(text -> value(typeOf(resource, property), property.name(), text));
            }
        }
    }

    /** The kind of an attr's value is what the attr says it is. */
    private static ValueType typeOf(Resource resource, Property property) {
        if (resource.type() != ResourceType.ATTR || !property.name().equals("value")) {
            return property.type();
        }
        return switch (resource.text("type").orElse("")) {
            case "int", "uint" -> ValueType.COUNT;
            case "boolean" -> ValueType.BOOLEAN;
            default -> ValueType.TEXT;
        };
    }

    private void list(Property list, List<ListItem> items) {
        if (items.isEmpty()) {
            return;
        }
        if (!list.isComplex()) {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(item.field(0)));
            json.put(list.name(), texts);
            return;
        }
        json.put(list.name(), items, item -> {
            for (int i = 0; i < list.fields().size(); i++) {
                boolean isLimit = list.type() == ValueType.RCTL_VALUE
                        && list.fields().get(i).equals("limit");
                value(isLimit ? ValueType.COUNT : ValueType.TEXT, list.fields().get(i), item.field(i));
            }
        });
    }

    /** Numbers as numbers and truth as truth, unless the document holds something else there. */
    private void value(ValueType type, String name, String text) {
        boolean isNumber = type == ValueType.COUNT
                || type == ValueType.BYTES
                || type == ValueType.VLAN_ID
                || type == ValueType.CPU_RANGE
                || type == ValueType.CPU_SHARE;
        if (isNumber && text.matches("[+-]?[0-9]{1,20}(\\.[0-9]{1,2})?")) {
            json.put(name, new BigDecimal(text));
        } else if (type == ValueType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
            json.put(name, text.equals("true"));
        } else {
            json.put(name, text);
        }
    }
}
