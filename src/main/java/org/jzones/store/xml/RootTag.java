package org.jzones.store.xml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The first tag of a zone document, whatever is behind it: what list shows of a zone (spec 3.1). In the form in which all
 * systems write it it is found without an XML parser, which would be most of what list costs; any other is left to one.
 */
public final class RootTag {
    private final String text;
    private int at;

    private RootTag(String text) {
        this.text = text;
    }

    /** The attributes of the zone element; empty if it cannot be read. */
    public static Optional<Map<String, String>> attributes(byte[] document) {
        return plain(document).or(() -> parsed(document));
    }

    /** Without an XML parser; empty if there is anything out of the ordinary. */
    static Optional<Map<String, String>> plain(byte[] document) {
        return new RootTag(new String(document, StandardCharsets.ISO_8859_1)).find();
    }

    /** With an XML parser. */
    static Optional<Map<String, String>> parsed(byte[] document) {
        try {
            XMLStreamReader2 xml = ZoneDocumentReader.parser(new ByteArrayInputStream(document));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                // declarations and comments are nothing to list
            }
            if (!xml.getLocalName().equals("zone")) {
                return Optional.empty();
            }
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
            return Optional.of(attributes);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private Optional<Map<String, String>> find() {
        if (take("<?xml version=\"1.0\"") && !take("?>") && !take(" encoding=\"UTF-8\"?>")) {
            return Optional.empty();
        }
        boolean typed = false;
        while (true) {
            skipBlanks();
            if (!typed && take("<!DOCTYPE zone PUBLIC \"-//Sun Microsystems Inc//DTD Zones//EN\" \"")) {
                typed = true;
                if (!take(ZoneDocumentReader.DTD + "\">") && !take("\">")) {
                    return Optional.empty();
                }
            } else if (take("<!--")) {
                int end = text.indexOf("--", at);
                if (end < 0 || !isPlain(end)) {
                    return Optional.empty();
                }
                at = end;
                if (!take("-->")) {
                    return Optional.empty();
                }
            } else {
                return take("<zone") ? tag() : Optional.empty();
            }
        }
    }

    private Optional<Map<String, String>> tag() {
        int end = text.indexOf('>', at);
        if (end < 0 || !isPlain(end) || text.substring(at, end).indexOf('&') >= 0) {
            return Optional.empty();
        }
        Map<String, String> attributes = new HashMap<>();
        while (skipBlanks()) {
            if (text.charAt(at) == '>' || text.startsWith("/>", at)) {
                return Optional.of(attributes);
            }
            int equals = text.indexOf("=\"", at);
            int close = equals < 0 ? -1 : text.indexOf('"', equals + 2);
            if (close < 0 || close > end || !isName(text.substring(at, equals))) {
                return Optional.empty();
            }
            String value = text.substring(equals + 2, close);
            if (value.indexOf('<') >= 0
                    || value.indexOf('\n') >= 0
                    || attributes.put(text.substring(at, equals), value) != null) {
                return Optional.empty();
            }
            at = close + 1;
        }
        boolean ends = text.charAt(at) == '>' || text.startsWith("/>", at);
        return ends ? Optional.of(attributes) : Optional.empty();
    }

    /** True if there is nothing but printable ASCII and line ends up to there. */
    private boolean isPlain(int end) {
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n') || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String name) {
        boolean is = !name.isEmpty() && name.charAt(0) >= 'a';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            is &= (c >= 'a' && c <= 'z') || c == '-';
        }
        return is;
    }

    /** True if there were any. */
    private boolean skipBlanks() {
        int from = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
            at++;
        }
        return at > from;
    }

    private boolean take(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }
}
