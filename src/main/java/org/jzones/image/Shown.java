package org.jzones.image;

import org.jzones.model.OneLine;

/** Texts of an image for people: on one line, and not longer than they can be read. */
final class Shown {
    private static final int MOST = 100;

    private Shown() {}

    static String text(String text) {
        return OneLine.of(text.length() > MOST ? text.substring(0, MOST) + "..." : text);
    }
}
