package org.jzones.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.commons.text.WordUtils;
import org.jzones.check.Closest;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Property;
import org.jzones.model.ResourceType;
import org.jzones.model.ValueType;
import org.jzones.model.Wrapping;

/** The help of the language, made from its tables and from what help.properties says of their words (spec 2.3). */
public final class HelpText {
    private static final int COLUMN = 18;
    /** How many columns its lines have at most. */
    public static final int WIDTH = 78;

    private static final String RULES = "A command ends at the end of its line or at ';'. '#' begins a comment where a"
            + " command could begin. In a file, a line that ends in \\ goes on in the next one.";
    private static final String VALUES = "Values: simple, \"quoted\" (\\\" and \\\\ stand for \" and \\),"
            + " (name=value,name=value), or [value,value].";

    private final Properties texts;

    private final int width;

    private HelpText(int width) {
        this.width = width;
        texts = new Properties();
        try (InputStream in = HelpText.class.getResourceAsStream("help.properties")) {
            if (in == null) {
                throw new IllegalStateException("help.properties is not in the jar");
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code help} shows of a topic.
     *
     * @param width how many columns a line may have
     * @throws Failure if there is no such topic
     */
    public static List<String> of(Optional<String> topic, Optional<ResourceType> scope, int width) {
        List<String> lines = new HelpText(width).of(topic, scope);
        return width < WIDTH ? Wrapping.lines(lines, width) : lines;
    }

    private List<String> of(Optional<String> topic, Optional<ResourceType> scope) {
        if (topic.isEmpty()) {
            return scope.map(this::inside).orElseGet(this::overview);
        }
        return switch (topic.get()) {
            case "commands" -> commands();
            case "syntax" -> syntax();
            case "usage" -> usage();
            default -> word(topic.get(), scope);
        };
    }

    /** What is said of a property of the zone or a resource, or of a property of a resource; empty if nothing is. */
    public Optional<String> text(String word) {
        return Optional.ofNullable(texts.getProperty(word));
    }

    /** The texts alone. */
    public static HelpText texts() {
        return new HelpText(WIDTH);
    }

    /** A command; or what the word is in the scope; or the properties of resources that are called so. */
    private List<String> word(String word, Optional<ResourceType> scope) {
        Optional<CommandWord> command = CommandWord.of(word);
        if (command.isPresent()) {
            return entry("usage: " + command.get().synopsis(), "", command.get().purpose());
        }
        Optional<Property> own = scope.flatMap(type -> type.property(word));
        if (own.isPresent()) {
            return property(scope.orElseThrow(), own.get());
        }
        if (Vocabulary.PROPERTIES.contains(word)) {
            return entry("usage: set " + word + "=VALUE" + values(word), "", said(word));
        }
        Optional<ResourceType> resource = ResourceType.of(word);
        if (resource.isPresent()) {
            return resource(resource.get());
        }
        List<String> lines = new ArrayList<>();
        for (ResourceType type : ResourceType.words()) {
            type.property(word).ifPresent(property -> lines.addAll(property(type, property)));
        }
        if (lines.isEmpty()) {
            throw Failure.of(Message.HELP_UNKNOWN, word, Closest.question(word, Vocabulary.HELP));
        }
        return lines;
    }

    private List<String> overview() {
        List<String> lines = new ArrayList<>(List.of("Commands:"));
        for (CommandWord command : CommandWord.values()) {
            lines.add("  " + command.synopsis());
        }
        lines.addAll(entry("Properties of the zone:", "  ", String.join(", ", Vocabulary.PROPERTIES)));
        lines.addAll(entry("Resources:", "  ", String.join(", ", Vocabulary.RESOURCES)));
        lines.add("'help commands' and 'help syntax' tell more of all of them, 'help WORD' of one,");
        lines.add("'help usage' of zonecfg itself.");
        return lines;
    }

    private List<String> commands() {
        List<String> lines = new ArrayList<>(List.of("Commands:"));
        for (CommandWord command : CommandWord.values()) {
            lines.addAll(entry("  " + command.synopsis(), "      ", command.purpose()));
        }
        return lines;
    }

    private static List<String> usage() {
        return List.of(
                "usage: zonecfg [-R DIR] -z ZONE                interactive, or commands from standard input",
                "       zonecfg [-R DIR] -z ZONE COMMAND...     commands separated by ';'",
                "       zonecfg [-R DIR] -z ZONE -f FILE        commands from FILE",
                "       zonecfg help",
                "-u UUID names the zone by its uuid, -R DIR the root of the host to work on.");
    }

    private List<String> syntax() {
        List<String> lines = new ArrayList<>(wrapped("", RULES));
        lines.addAll(wrapped("", VALUES));
        lines.add("Properties of the zone:");
        for (String word : Vocabulary.PROPERTIES) {
            lines.addAll(wrapped("  " + word + " ".repeat(Math.max(1, COLUMN - word.length())), said(word)));
        }
        lines.add("Resources and their properties (optional ones in brackets):");
        for (ResourceType type : ResourceType.words()) {
            List<String> properties = type.properties().stream()
                    .map(property -> property.isRequired() ? property.name() : "[" + property.name() + "]")
                    .toList();
            lines.addAll(wrapped("  " + type.word() + ": ", String.join(" ", properties)));
            lines.addAll(wrapped("      ", said(type.word())));
        }
        return lines;
    }

    /** What can be done inside a resource. */
    private List<String> inside(ResourceType type) {
        List<String> lines = resource(type);
        lines.add("'end' finishes it, 'cancel' leaves it as it was, 'info' shows it.");
        return lines;
    }

    private List<String> resource(ResourceType type) {
        List<String> lines = new ArrayList<>(wrapped("", said(type.word())));
        lines.add("The " + type.word() + " resource has these properties:");
        for (Property property : type.properties()) {
            lines.addAll(entry("  " + how(property), "      ", said(type.word() + "." + property.name())));
        }
        return lines;
    }

    private List<String> property(ResourceType type, Property property) {
        return entry("In " + type.word() + ": " + how(property), "    ", said(type.word() + "." + property.name()));
    }

    private static String how(Property property) {
        String how = property.isList() ? "add " + property.name() + " " : "set " + property.name() + "=";
        return how + property.form() + (property.isRequired() ? "  required" : "  optional") + choices(property.type());
    }

    private static String values(String word) {
        return GlobalProperty.of(word).map(p -> choices(p.type())).orElse("");
    }

    private static String choices(ValueType type) {
        return type.choices().isEmpty() ? "" : "  (" + String.join(", ", type.choices()) + ")";
    }

    private String said(String word) {
        return text(word).orElse("");
    }

    private List<String> entry(String head, String indent, String text) {
        List<String> lines = new ArrayList<>(List.of(head));
        lines.addAll(wrapped(indent, text));
        return lines;
    }

    /** The text in lines that fit a terminal, the first behind the prefix and the others below it. */
    private List<String> wrapped(String prefix, String text) {
        List<String> lines = new ArrayList<>();
        WordUtils.wrap(text, Math.max(1, width - prefix.length()), "\n", false)
                .lines()
                .forEach(part -> lines.add((lines.isEmpty() ? prefix : " ".repeat(prefix.length())) + part));
        return lines;
    }
}
