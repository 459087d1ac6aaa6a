package org.jzones.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;

/**
 * What a word being typed can become (spec 2.1): commands, resources and properties of the scope, values where they are
 * known, and directories of the host.
 */
public final class Words {
    private final Session session;
    private final Function<String, List<String>> directories;
    private final List<String> templates;
    private final Supplier<List<String>> interfaces;

    /**
     * @param directories the directories whose path begins with a text, each ending in a slash
     * @param templates zones and templates to create a zone from
     * @param interfaces names of physical interfaces that zones of the host use; asked for when they are wanted
     */
    public Words(
            Session session,
            Function<String, List<String>> directories,
            List<String> templates,
            Supplier<List<String>> interfaces) {
        this.session = session;
        this.directories = directories;
        this.templates = List.copyOf(templates);
        this.interfaces = interfaces;
    }

    /** The words that can stand where the text ends, whole; those that end in {@code =} or a slash go on. */
    public List<String> complete(String text) {
        String command = text.substring(lastSeparator(text) + 1).stripLeading();
        List<String> words = new ArrayList<>(List.of(command.split("[ \t]+", -1)));
        String last = words.remove(words.size() - 1);
        Stream<String> candidates = values(command, words, last).orElseGet(() -> candidates(words, last));
        return candidates.filter(word -> word.startsWith(last)).distinct().toList();
    }

    private static int lastSeparator(String text) {
        boolean quoted = false;
        int last = -1;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            last = text.charAt(i) == ';' && !quoted ? i : last;
        }
        return last;
    }

    /**
     * What the value being typed can become, if it is one, with what of the last word stands in front of it: blanks may stand
     * around an equals sign, and within a value in parentheses.
     */
    private Optional<Stream<String>> values(String command, List<String> before, String last) {
        boolean set = !before.isEmpty() && CommandWord.of(before.get(0)).equals(Optional.of(CommandWord.SET));
        boolean add = before.size() > 1
                && CommandWord.of(before.get(0)).equals(Optional.of(CommandWord.ADD))
                && session.scope().isPresent();
        if (!set && !add) {
            return Optional.empty();
        }
        String rest = command.substring(before.get(0).length()).stripLeading();
        int end = set ? rest.indexOf('=') : before.get(1).length();
        if (end < 0) {
            boolean named = before.size() == 2
                    && last.isEmpty()
                    && typeOf(before.get(1)).isPresent();
            return named ? Optional.of(Stream.of("=")) : Optional.empty();
        }
        String begun = rest.substring(end + 1).stripLeading();
        return Optional.of(typeOf(rest.substring(0, end).stripTrailing()).stream()
                .flatMap(type -> values(type, begun))
                .filter(value -> value.startsWith(begun))
                .flatMap(value -> ending(value, begun, last)));
    }

    /** The value from where the last word begins, and the last word from where it is not of the value. */
    private static Stream<String> ending(String value, String begun, String last) {
        if (last.endsWith(begun)) {
            return Stream.of(last.substring(0, last.length() - begun.length()) + value);
        }
        return begun.endsWith(last) ? Stream.of(value.substring(begun.length() - last.length())) : Stream.empty();
    }

    private Stream<String> candidates(List<String> before, String last) {
        if (before.isEmpty()) {
            return commands();
        }
        Optional<CommandWord> command = CommandWord.of(before.get(0));
        return command.map(c -> arguments(c, before, last)).orElse(Stream.empty());
    }

    private Stream<String> commands() {
        List<CommandWord> insideOnly = List.of(CommandWord.END, CommandWord.CANCEL);
        List<CommandWord> alsoInside = List.of(
                CommandWord.ADD,
                CommandWord.SET,
                CommandWord.CLEAR,
                CommandWord.REMOVE,
                CommandWord.INFO,
                CommandWord.EXIT,
                CommandWord.HELP);
        boolean inside = session.scope().isPresent();
        return Stream.of(CommandWord.values())
                .filter(c -> inside ? insideOnly.contains(c) || alsoInside.contains(c) : !insideOnly.contains(c))
                .map(CommandWord::word);
    }

    private Stream<String> arguments(CommandWord command, List<String> before, String last) {
        return switch (command) {
            case CREATE -> create(before.get(before.size() - 1), last);
            case SET -> before.size() == 1 ? properties().map(name -> name + "=") : Stream.empty();
            case CLEAR -> before.size() == 1 ? properties() : Stream.empty();
            case ADD ->
                before.size() == 1 ? session.scope().map(this::lists).orElseGet(this::resources) : Stream.empty();
            case SELECT, REMOVE -> resourceOrFilter(before, last);
            case INFO -> before.size() == 1 && !last.contains("=") ? info() : resourceOrFilter(before, last);
            case EXPORT -> Stream.of("-f");
            case COMMIT, REVERT, DELETE, EXIT -> Stream.of("-F");
            case HELP -> Vocabulary.HELP.stream();
            case END, CANCEL, VERIFY -> Stream.empty();
        };
    }

    private Stream<String> create(String previous, String last) {
        return switch (previous) {
            case "-a" -> directories.apply(last).stream();
            case "-t" -> templates.stream();
            default -> Stream.of("-F", "-a", "-b", "-t");
        };
    }

    private Stream<String> resources() {
        return Vocabulary.RESOURCES.stream();
    }

    private Stream<String> properties() {
        return session.scope()
                .map(type -> Vocabulary.propertiesOf(type).stream())
                .orElseGet(Vocabulary.PROPERTIES::stream);
    }

    private Stream<String> info() {
        return session.scope()
                .map(type -> Vocabulary.propertiesOf(type).stream())
                .orElseGet(Vocabulary.INFO::stream);
    }

    /** The properties of a resource that values are added to. */
    private Stream<String> lists(ResourceType type) {
        return type.properties().stream().filter(Property::isList).map(Property::name);
    }

    private Optional<ValueType> typeOf(String name) {
        if (session.scope().isPresent()) {
            return session.scope().get().property(name).map(Property::type);
        }
        return GlobalProperty.of(name)
                .map(GlobalProperty::type)
                .or(() -> RctlAlias.of(name).map(RctlAlias::type));
    }

    private Stream<String> values(ValueType type, String begun) {
        return switch (type) {
            case PATH, DEVICE -> directories.apply(begun).stream();
            case PHYSICAL -> interfaces();
            case RCTL_NAME ->
                Stream.concat(Arrays.stream(RctlAlias.values()).map(RctlAlias::rctl), Stream.of(Resources.CPU_CAP));
            case RCTL_VALUE -> RctlWords.complete(begun);
            default -> type.choices().stream();
        };
    }

    /** Those of the other zones, and those that this one has so far. */
    private Stream<String> interfaces() {
        Stream<String> own = session.working().stream()
                .flatMap(config -> config.stored(ResourceType.NET).stream())
                .flatMap(net -> net.text("physical").stream());
        return Stream.concat(interfaces.get().stream(), own).sorted();
    }

    private Stream<String> resourceOrFilter(List<String> before, String last) {
        if (session.scope().isPresent()) {
            return before.size() == 1 ? lists(session.scope().get()) : Stream.empty();
        }
        if (before.size() == 1) {
            return resources();
        }
        Optional<ZoneConfig> config = session.working();
        return ResourceType.of(before.get(before.get(1).equals("-F") && before.size() > 2 ? 2 : 1)).stream()
                .flatMap(type -> config.stream().flatMap(c -> Resources.of(c, type).stream()))
                .flatMap(resource -> filters(resource, last))
                .distinct();
    }

    private static Stream<String> filters(Resource resource, String last) {
        return resource.type().properties().stream()
                .filter(p -> resource.text(p.name()).isPresent())
                .map(p -> last.contains("=") ? p.name() + "=" + Lexer.quoted(resource.get(p.name())) : p.name() + "=");
    }
}
