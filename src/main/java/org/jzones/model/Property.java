package org.jzones.model;

/**
 * One property of a resource: a line of the table in {@link ResourceType}.
 *
 * @param name the word of the language
 * @param xmlName the attribute, or for lists the child element, in the zone document
 * @param type what values it takes
 * @param kind one value, a list, or resource-control values
 * @param need whether {@code end} insists on it and how an absent one is shown and stored
 */
public record Property(String name, String xmlName, ValueType type, Kind kind, Need need) {
    /** How many values, of which shape. */
    public enum Kind {
        TEXT,
        LIST,
        RCTL_VALUES
    }

    /** Required; optional and left out when unset; optional but shown as not specified. */
    public enum Need {
        REQUIRED,
        OPTIONAL,
        OPTIONAL_SHOWN
    }

    public boolean isRequired() {
        return need == Need.REQUIRED;
    }

    static Property required(String name, String xmlName, ValueType type) {
        return new Property(name, xmlName, type, Kind.TEXT, Need.REQUIRED);
    }

    static Property optional(String name, String xmlName, ValueType type) {
        return new Property(name, xmlName, type, Kind.TEXT, Need.OPTIONAL);
    }
}
