package org.jzones.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.ResourceType;

/** The help of the language, made from its tables (spec 2.3). */
final class HelpText {
    private HelpText() {}

    /** What {@code help} shows of a topic. @throws Failure if there is no such topic */
    static List<String> of(Optional<String> topic, Optional<ResourceType> scope) {
        if (topic.isEmpty()) {
            return scope.map(HelpText::resource).orElseGet(HelpText::overview);
        }
        return switch (topic.get()) {
            case "commands" -> commands();
            case "syntax" -> syntax();
            case "usage" -> usage();
            default -> {
                CommandWord command = CommandWord.of(topic.get())
                        .orElseThrow(() -> Failure.of(Message.HELP_UNKNOWN, topic.get(), suggestion(topic.get())));
                yield List.of("usage: " + command.synopsis(), command.purpose());
            }
        };
    }

    private static String suggestion(String topic) {
        List<String> topics = new ArrayList<>(Vocabulary.TOPICS);
        topics.addAll(CommandWord.words());
        return Closest.question(topic, topics);
    }

    private static List<String> overview() {
        List<String> lines = commands();
        lines.addAll(syntax());
        return lines;
    }

    /** What can be done inside a resource. */
    private static List<String> resource(ResourceType type) {
        List<String> lines = new ArrayList<>();
        lines.add("The " + type.word() + " resource has these properties:");
        for (Property property : type.properties()) {
            String need = property.isRequired() ? "required" : "optional";
            String how = switch (property.kind()) {
                case TEXT -> "set " + property.name() + "=VALUE";
                case LIST -> "add " + property.name() + " VALUE";
                case RCTL_VALUES -> "add " + property.name() + " (priv=privileged,limit=NUMBER,action=none|deny)";
            };
            List<String> choices = property.type().choices();
            String values = choices.isEmpty() ? "" : "  (" + String.join(", ", choices) + ")";
            lines.add("  " + how + "  " + need + values);
        }
        lines.add("'end' finishes it, 'cancel' leaves it as it was, 'info' shows it.");
        return lines;
    }

    private static List<String> commands() {
        List<String> lines = new ArrayList<>();
        lines.add("Commands:");
        for (CommandWord command : CommandWord.values()) {
            lines.add("  " + command.synopsis());
        }
        return lines;
    }

    private static List<String> usage() {
        return List.of(
                "usage: zonecfg [-R DIR] -z ZONE                interactive, or commands from standard input",
                "       zonecfg [-R DIR] -z ZONE COMMAND...     commands separated by ';'",
                "       zonecfg [-R DIR] -z ZONE -f FILE        commands from FILE",
                "       zonecfg help");
    }

    private static List<String> syntax() {
        List<String> lines = new ArrayList<>();
        lines.add("Properties of the zone:");
        for (GlobalProperty property : GlobalProperty.values()) {
            lines.add("  " + property.word());
        }
        for (RctlAlias alias : RctlAlias.values()) {
            lines.add("  " + alias.word());
        }
        lines.add("Resources and their properties (optional ones in brackets):");
        for (ResourceType type : ResourceType.words()) {
            StringBuilder line = new StringBuilder("  " + type.word() + ":");
            for (Property property : type.properties()) {
                line.append(property.isRequired() ? " " + property.name() : " [" + property.name() + "]");
            }
            lines.add(line.toString());
        }
        lines.add("Values: simple, \"quoted\", (name=value,name=value), or [value,value].");
        return lines;
    }
}
