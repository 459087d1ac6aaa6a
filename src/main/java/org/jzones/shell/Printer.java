package org.jzones.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jzones.check.GlobalZoneRules;
import org.jzones.model.ByteSize;
import org.jzones.model.ConfigView;
import org.jzones.model.GlobalProperty;
import org.jzones.model.ListItem;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** Configurations as text: {@code info} for people, {@code export} for the parser (spec 2.5). Lines without line ends. */
public final class Printer {
    private Printer() {}

    /** What was asked for. */
    static List<String> info(ConfigView view) {
        if (view.word().isEmpty()) {
            return info(view.config());
        }
        Optional<GlobalProperty> property = GlobalProperty.of(view.word().get());
        Optional<RctlAlias> alias = RctlAlias.of(view.word().get());
        List<String> lines = new ArrayList<>();
        property.ifPresent(p -> lines.add(info(view.config(), p)));
        alias.ifPresent(a -> lines.add(info(view.config(), a)));
        view.resources().forEach(resource -> lines.addAll(info(resource)));
        return lines;
    }

    /** The whole configuration. */
    public static List<String> info(ZoneConfig config) {
        List<String> lines = new ArrayList<>();
        for (GlobalProperty property : GlobalProperty.values()) {
            lines.add(info(config, property));
        }
        for (RctlAlias alias : RctlAlias.values()) {
            if (Resources.alias(config, alias).isPresent()) {
                lines.add(info(config, alias));
            }
        }
        for (ResourceType type : ResourceType.words()) {
            Resources.of(config, type).forEach(resource -> lines.addAll(info(resource)));
        }
        List<String> kept = config.keptNames();
        if (!kept.isEmpty()) {
            lines.add("# kept: " + String.join(", ", kept));
        }
        return lines;
    }

    /** One property of the zone, {@code pool: } with nothing behind the blank if it is empty. */
    public static String info(ZoneConfig config, GlobalProperty property) {
        return property.word() + ": " + config.get(property);
    }

    /** One alias of a resource control, {@code [max-lwps: 100]}. */
    public static String info(ZoneConfig config, RctlAlias alias) {
        String limit = Resources.alias(config, alias).orElse("");
        return "[" + alias.word() + ": " + shown(alias.type(), limit) + "]";
    }

    /** One resource. */
    public static List<String> info(Resource resource) {
        List<String> lines = new ArrayList<>();
        lines.add(resource.type().word() + ":");
        for (Property property : resource.type().properties()) {
            lines.addAll(info(resource, property));
        }
        return lines;
    }

    /** One property of a resource, none if it is optional and unset. */
    public static List<String> info(Resource resource, Property property) {
        boolean isOptionalList = property.isList() && !property.isRequired();
        if (!resource.has(property) && !isOptionalList) {
            boolean told = property.need() != Property.Need.OPTIONAL;
            return told ? List.of("\t" + property.name() + " not specified") : List.of();
        }
        if (property.isComplex()) {
            return resource.items().stream()
                    .map(item -> "\t" + property.name() + ": " + written(property, item))
                    .toList();
        }
        return List.of(
                property.isList()
                        ? "\t" + property.name() + ": ["
                                + resource.items().stream()
                                        .map(item -> written(property, item))
                                        .collect(Collectors.joining(","))
                                + "]"
                        : infoText(resource, property));
    }

    private static String infoText(Resource resource, Property property) {
        String value = shown(property.type(), resource.get(property.name()));
        String text = property.name() + ": " + (value.indexOf(' ') >= 0 ? Lexer.inQuotes(value) : value);
        return isDerived(resource.type(), property) ? "\t[" + text + "]" : "\t" + text;
    }

    /** True for what is stored as a resource control and shown besides it. */
    private static boolean isDerived(ResourceType type, Property property) {
        return type == ResourceType.CAPPED_CPU
                || (type == ResourceType.CAPPED_MEMORY && property.xmlName().isEmpty());
    }

    /** Commands that make the configuration again, its name aside. */
    public static List<String> export(ZoneConfig config) {
        List<String> lines = new ArrayList<>();
        boolean isGlobal = config.zonename().equals(ZoneName.GLOBAL.value());
        if (!isGlobal) {
            lines.add("create -b");
        }
        for (GlobalProperty property : GlobalProperty.values()) {
            boolean told = config.isSet(property) || property == GlobalProperty.AUTOBOOT;
            boolean settable =
                    isGlobal ? GlobalZoneRules.problem(property).isEmpty() : property != GlobalProperty.ZONENAME;
            if (told && settable) {
                lines.add("set " + property.word() + "=" + Lexer.quoted(config.get(property)));
            }
        }
        for (ResourceType type : ResourceType.words()) {
            config.stored(type).stream()
                    .filter(resource -> !resource.isStorage())
                    .forEach(resource -> lines.addAll(export(resource)));
        }
        return lines;
    }

    private static List<String> export(Resource resource) {
        List<String> lines = new ArrayList<>();
        lines.add("add " + resource.type().word());
        for (Property property : resource.type().properties()) {
            if (property.isList()) {
                resource.items().forEach(item -> lines.add(adding(property, item)));
            } else {
                resource.text(property.name())
                        .ifPresent(text ->
                                lines.add("set " + property.name() + "=" + Lexer.quoted(shown(property.type(), text))));
            }
        }
        lines.add("end");
        return lines;
    }

    /** A simple item that holds a comma is put in brackets, for alone it would be read as several. */
    private static String adding(Property list, ListItem item) {
        String written = written(list, item);
        boolean several = !list.isComplex() && item.field(0).indexOf(',') >= 0;
        return "add " + list.name() + " " + (several ? "[" + written + "]" : written);
    }

    /** An item of a list as the parser reads it. */
    static String written(Property list, ListItem item) {
        if (!list.isComplex()) {
            return Lexer.quoted(item.field(0));
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < list.fields().size(); i++) {
            boolean alwaysQuoted = list.forms().get(i).endsWith("\"");
            String value = item.field(i);
            fields.add(list.fields().get(i) + "=" + (alwaysQuoted ? Lexer.inQuotes(value) : Lexer.quoted(value)));
        }
        return "(" + String.join(",", fields) + ")";
    }

    private static String shown(ValueType type, String value) {
        return type == ValueType.BYTES ? ByteSize.format(value) : value;
    }
}
