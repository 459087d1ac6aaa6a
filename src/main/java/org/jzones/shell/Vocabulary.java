package org.jzones.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.ResourceType;

/** The words of the language, collected from its tables. */
public final class Vocabulary {
    /** Resources. */
    public static final List<String> RESOURCES =
            ResourceType.words().stream().map(ResourceType::word).toList();

    /** Properties of the zone and resource-control aliases. */
    public static final List<String> PROPERTIES = Stream.concat(
                    Arrays.stream(GlobalProperty.values()).map(GlobalProperty::word),
                    Arrays.stream(RctlAlias.values()).map(RctlAlias::word))
            .toList();

    /** What info can be asked for. */
    public static final List<String> INFO =
            Stream.concat(PROPERTIES.stream(), RESOURCES.stream()).toList();

    /** What help can be asked for besides commands. */
    public static final List<String> TOPICS = List.of("commands", "syntax", "usage");

    /** What help can be asked for. */
    public static final List<String> HELP = Stream.of(TOPICS, CommandWord.words(), INFO)
            .flatMap(List::stream)
            .distinct()
            .toList();

    private Vocabulary() {}

    /** The properties of a resource. */
    public static List<String> propertiesOf(ResourceType type) {
        return type.properties().stream().map(Property::name).toList();
    }
}
