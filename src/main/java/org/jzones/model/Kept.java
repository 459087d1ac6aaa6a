package org.jzones.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an element of a document holds that is not known here, to be written again at its place (spec 1.2).
 *
 * @param attributes in their order
 * @param elements in their order
 * @param children the same of its known children, if they are no resources themselves
 */
public record Kept(List<Attribute> attributes, List<Element> elements, List<Child> children) {
    public static final Kept NOTHING = new Kept(List.of(), List.of(), List.of());

    /** Known in documents of living systems, and of no use here: kept without a word about it. */
    private static final String DEBUGID = "debugid";

    /** An attribute. */
    public record Attribute(String name, String value) {}

    /**
     * An element with everything in it.
     *
     * @param place how many known children stand before it
     * @param xml from its first tag to its last, as it is written
     */
    public record Element(int place, String name, String xml) {}

    /**
     * What a known child holds.
     *
     * @param element what it is called
     * @param item which one it is, if there can be several
     * @param alike how many of the same stand before it
     */
    public record Child(String element, ListItem item, int alike, Kept kept) {}

    /**
     * A part as people are told of it: {@code network mac-learn} is an attribute, {@code <future>} an element.
     *
     * @param content the value of the attribute, or the element as it is written
     */
    public record Named(String name, String content) {}

    public Kept {
        attributes = List.copyOf(attributes);
        elements = List.copyOf(elements);
        children = List.copyOf(children);
    }

    /** What is kept of this child. */
    public Kept of(String element, ListItem item, int alike) {
        for (Child child : children) {
            if (child.element().equals(element) && child.item().equals(item) && child.alike() == alike) {
                return child.kept();
            }
        }
        return NOTHING;
    }

    public boolean hasAttribute(String name) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    public boolean isNothing() {
        return attributes.isEmpty() && elements.isEmpty() && children.isEmpty();
    }

    /**
     * Adds the parts people are told of.
     *
     * @param owner the element whose they are, empty for elements of the zone
     */
    public void addParts(String owner, List<Named> parts) {
        for (Attribute attribute : attributes) {
            if (!attribute.name().equals(DEBUGID)) {
                parts.add(new Named(owner + " " + attribute.name(), attribute.value()));
            }
        }
        for (Element element : elements) {
            String name = (owner.isEmpty() ? "<" : owner + " <") + element.name() + ">";
            parts.add(new Named(name, element.xml()));
        }
        for (Child child : children) {
            child.kept().addParts(child.element(), parts);
        }
    }

    /** By hand, for the generated one is put together at run time, which start-up archives do not help. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Kept o
                && o.attributes.equals(attributes)
                && o.elements.equals(elements)
                && o.children.equals(children);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }
}
