package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jzones.model.Kept.Attribute;
import org.jzones.model.Kept.Child;
import org.jzones.model.Kept.Element;
import org.jzones.model.Kept.Named;

/** What is kept without being known, and what it is called (spec 1.2). */
class KeptTest {
    private static final Kept COLOR = new Kept(List.of(new Attribute("color", "red")), List.of(), List.of());
    private static final ListItem ITEM = ListItem.of("ro");
    private static final Kept OF_CHILD = new Kept(List.of(), List.of(), List.of(new Child("fsoption", ITEM, 1, COLOR)));

    @Test
    void theOwnerIsNamedButTheZone() {
        Kept kept = new Kept(
                List.of(new Attribute("mac-learn", "on"), new Attribute("debugid", "7")),
                List.of(new Element(0, "future", "<future/>")),
                OF_CHILD.children());
        List<Named> parts = new ArrayList<>();
        kept.addParts("network", parts);
        assertEquals(
                List.of(
                        new Named("network mac-learn", "on"),
                        new Named("network <future>", "<future/>"),
                        new Named("fsoption color", "red")),
                parts);
        List<Named> ofTheZone = new ArrayList<>();
        new Kept(List.of(), kept.elements(), List.of()).addParts("", ofTheZone);
        assertEquals(List.of(new Named("<future>", "<future/>")), ofTheZone);
    }

    @Test
    void aChildIsFoundByAllItIs() {
        assertEquals(COLOR, OF_CHILD.of("fsoption", ITEM, 1));
        assertEquals(Kept.NOTHING, OF_CHILD.of("net-attr", ITEM, 1));
        assertEquals(Kept.NOTHING, OF_CHILD.of("fsoption", ListItem.of("rw"), 1));
        assertEquals(Kept.NOTHING, OF_CHILD.of("fsoption", ITEM, 0));
    }

    @Test
    void whatHoldsAnythingIsNotNothing() {
        assertEquals(true, Kept.NOTHING.isNothing());
        assertEquals(false, COLOR.isNothing());
        assertEquals(false, OF_CHILD.isNothing());
        assertEquals(false, new Kept(List.of(), List.of(new Element(0, "a", "<a/>")), List.of()).isNothing());
    }

    @Test
    void anAttributeIsKnownByItsName() {
        assertEquals(true, COLOR.hasAttribute("color"));
        assertEquals(false, COLOR.hasAttribute("red"));
    }
}
