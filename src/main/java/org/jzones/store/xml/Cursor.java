package org.jzones.store.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Kept;

/** Goes through a document element by element; what nobody knows can be taken as it stands (spec 1.2). */
final class Cursor {
    /** Deepest nesting that is kept; a document of any system has a handful. */
    private static final int DEEPEST = 200;

    private final XMLStreamReader2 xml;
    private final String shownPath;

    Cursor(XMLStreamReader2 xml, String shownPath) {
        this.xml = xml;
        this.shownPath = shownPath;
    }

    /** What the element at hand is called. */
    String element() {
        return xml.getLocalName();
    }

    /** Goes to the next child of the element; false at the element's end. */
    boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.getText().isBlank()) {
                        throw invalid("there is text where only elements may stand");
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entity();
                default -> {}
            }
        }
    }

    Optional<String> optional(String attribute) {
        return Optional.ofNullable(value(attribute));
    }

    String required(String attribute) {
        String value = value(attribute);
        if (value == null) {
            throw invalid("<" + element() + "> lacks the attribute '" + attribute + "'");
        }
        return value;
    }

    private @Nullable String value(String attribute) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(attribute)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The attributes of the element at hand that are none of these. */
    List<Kept.Attribute> attributesBesides(List<String> known) {
        List<Kept.Attribute> others = new ArrayList<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (!known.contains(name)) {
                others.add(new Kept.Attribute(name, xml.getAttributeValue(i)));
            }
        }
        return others;
    }

    /** What the element at hand holds besides these attributes, nothing below it being known; the cursor is at its end then. */
    Kept rest(List<String> known) throws XMLStreamException {
        List<Kept.Attribute> attributes = attributesBesides(known);
        List<Kept.Element> elements = new ArrayList<>();
        while (nextChild()) {
            elements.add(take(0));
        }
        return new Kept(attributes, elements, List.of());
    }

    /** Takes the element at hand, with everything in it; the cursor is at its end then. */
    Kept.Element take(int place) throws XMLStreamException {
        String name = element();
        Markup taken = new Markup();
        int depth = 0;
        int event = xml.getEventType();
        while (true) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > DEEPEST) {
                        throw invalid("its elements nest more than " + DEEPEST + " deep");
                    }
                    taken.start(element());
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        taken.attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    taken.end();
                }
                case XMLStreamConstants.COMMENT -> taken.raw("<!--" + xml.getText() + "-->");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    taken.raw("<?" + xml.getPITarget() + " " + xml.getPIData() + "?>");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entity();
                default -> taken.text(xml.getText());
            }
            if (depth == 0) {
                return new Kept.Element(place, name, taken.toString());
            }
            event = xml.next();
        }
    }

    private Failure entity() {
        return invalid("it uses the entity '" + element() + "', which is not allowed");
    }

    /** The failure of the document where the cursor is. */
    Failure invalid(String what) {
        return InvalidDocument.at(shownPath, xml.getLocation().getLineNumber(), what);
    }
}
