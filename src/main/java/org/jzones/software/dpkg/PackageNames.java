package org.jzones.software.dpkg;

/** What names and versions of packages look like. */
final class PackageNames {
    private static final char REPLACEMENT = '\uFFFD';

    private PackageNames() {}

    /** As dpkg has it: letters, digits and some signs, a letter or digit first; so it is the name of a file, too. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || "+-._".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** A version as a document can hold it. */
    static String version(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return printable(text);
            }
        }
        return text;
    }

    private static String printable(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] < ' ' || characters[i] > '~') {
                characters[i] = REPLACEMENT;
            }
        }
        return new String(characters);
    }
}
