package org.jzones.model;

import java.nio.charset.StandardCharsets;

/** Texts that documents and lists can hold on one line and give back as they were: what XML 1.0 allows, without controls. */
public final class PlainText {
    /** Stands for what no document can hold. */
    public static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** True if there is no control character, half surrogate pair or noncharacter in the text. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) { // a stream for each of a host's names takes longer than all else here
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue;
            }
            if (Character.isISOControl(c) || c == 0xFFFE || c == 0xFFFF) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The bytes as ISO 8859-1, with {@link #REPLACEMENT} for what XML could not carry: controls below the blank, but tabs. */
    public static String ofLatin1(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        for (int i = from; i < to; i++) {
            if (isLost(bytes[i])) {
                return withoutLost(text);
            }
        }
        return text;
    }

    private static String withoutLost(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = isLost(characters[i]) ? REPLACEMENT : characters[i];
        }
        return new String(characters);
    }

    private static boolean isLost(int c) {
        return c >= 0 && c < ' ' && c != '\t';
    }

    /** True for {@code [A-Za-z0-9][A-Za-z0-9_.-]*} of at most so many characters. */
    public static boolean isWord(String text, int longest) {
        if (text.isEmpty() || text.length() > longest || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
