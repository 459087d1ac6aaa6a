package org.jzones.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One property of a resource: a line of the table in {@link ResourceType}.
 *
 * @param name the word of the language
 * @param xmlName the attribute, or for a list the child element, in the zone document
 * @param type what values it takes
 * @param need whether {@code end} insists on it and how an absent one is shown and stored
 * @param forms for a list what its items look like, {@code name=EXAMPLE} for each attribute of the child element; none for
 *     a property with one value
 */
public record Property(String name, String xmlName, ValueType type, Need need, List<String> forms) {
    /** Required; required, and may be empty; optional and left out when unset; optional but shown as not specified. */
    public enum Need {
        REQUIRED,
        ANY_TEXT,
        OPTIONAL,
        OPTIONAL_SHOWN
    }

    public Property {
        forms = List.copyOf(forms);
    }

    public boolean isRequired() {
        return need == Need.REQUIRED || need == Need.ANY_TEXT;
    }

    /** True if an empty text is a value like any other. */
    public boolean mayBeEmpty() {
        return need == Need.ANY_TEXT;
    }

    /** True if it takes several values; a resource has one such property at most. */
    public boolean isList() {
        return !forms.isEmpty();
    }

    /** True for a list whose items are written {@code (name=value,…)}. */
    public boolean isComplex() {
        return forms.size() > 1;
    }

    /** The names of the fields of an item, which are the attributes of its element. */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (String form : forms) {
            fields.add(form.substring(0, form.indexOf('=')));
        }
        return fields;
    }

    /** What is written for a value, {@code VALUE} or {@code (name=EXAMPLE,…)}. */
    public String form() {
        return isComplex() ? "(" + String.join(",", forms) + ")" : "VALUE";
    }

    /** A list of values with names, which are the user's. */
    static Property namedValues(String name, String xmlName) {
        return new Property(name, xmlName, ValueType.TEXT, Need.OPTIONAL, List.of("name=NAME", "value=\"VALUE\""));
    }

    static Property required(String name, String xmlName, ValueType type) {
        return new Property(name, xmlName, type, Need.REQUIRED, List.of());
    }

    static Property optional(String name, String xmlName, ValueType type) {
        return new Property(name, xmlName, type, Need.OPTIONAL, List.of());
    }
}
