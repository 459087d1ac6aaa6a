package org.jzones.store.xml;

import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The failure of a document that is no valid zone document: file, line and what is wrong (spec 1.2). */
final class InvalidDocument {
    private InvalidDocument() {}

    static Failure at(String shownPath, int line, String what) {
        return Failure.of(Message.DOCUMENT_INVALID, shownPath, Math.max(line, 1), what);
    }
}
