package org.jzones.store.xml;

import java.util.ArrayDeque;
import java.util.Deque;

/** XML as it is being written: what ASCII does not print becomes character references. */
final class Markup {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    Markup start(String element) {
        closeTag();
        text.append('<').append(element);
        open.push(element);
        inTag = true;
        return this;
    }

    /** An attribute of the element that has just begun. */
    Markup attribute(String name, String value) {
        text.append(' ').append(name).append("=\"");
        value(value);
        text.append('"');
        return this;
    }

    /** What stands between the quotes of an attribute. */
    Markup value(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '<' || c == '&' || c == '"') {
                escape(value, true);
                return this;
            }
        }
        text.append(value); // as nearly all
        return this;
    }

    /** Ends the element, in its first tag if nothing is in it. */
    void end() {
        String element = open.pop();
        text.append(inTag ? "/>" : "</" + element + ">");
        inTag = false;
    }

    void text(String value) {
        closeTag();
        escape(value, false);
    }

    /** What is XML already. */
    Markup raw(String xml) {
        closeTag();
        text.append(xml);
        return this;
    }

    private void closeTag() {
        text.append(inTag ? ">" : "");
        inTag = false;
    }

    /** Line ends and tabs of texts stay, in attributes they would not. */
    private void escape(String value, boolean isAttribute) {
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append(isAttribute ? ">" : "&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append(isAttribute ? "&quot;" : "\"");
                default -> {
                    if ((c >= ' ' && c <= '~') || (!isAttribute && (c == '\n' || c == '\t'))) {
                        text.append((char) c);
                    } else if ((c < ' ' && c != '\n' && c != '\t' && c != '\r')
                            || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                            || c == 0xFFFE
                            || c == 0xFFFF) {
                        throw new IllegalArgumentException("no XML can hold the character " + c + ": " + value);
                    } else {
                        text.append("&#x").append(Integer.toHexString(c)).append(';');
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
