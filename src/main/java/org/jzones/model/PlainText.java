package org.jzones.model;

/** Texts that documents and lists can hold on one line and give back as they were: what XML 1.0 allows, without controls. */
public final class PlainText {
    private PlainText() {}

    /** True if there is no control character, half surrogate pair or noncharacter in the text. */
    public static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        || c == 0xFFFE
                        || c == 0xFFFF);
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
