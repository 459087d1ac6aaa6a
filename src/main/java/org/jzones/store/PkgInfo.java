package org.jzones.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;

/** Reads one pkginfo file (pkginfo(4), spec 4.1). Bytes are ISO 8859-1 and none of them is an error. */
final class PkgInfo {
    private static final String PATCH_INFO = "PATCH_INFO_";
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final Map<String, String> values = new HashMap<>();

    private PkgInfo(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param name the package's instance name, that is its directory's */
    static HostPackage parse(String name, byte[] bytes) {
        PkgInfo info = new PkgInfo(bytes);
        info.readLines();
        return new HostPackage(
                name,
                info.value("VERSION"),
                info.flag("SUNW_PKG_ALLZONES"),
                info.flag("SUNW_PKG_THISZONE"),
                info.flag("SUNW_PKG_HOLLOW"),
                info.patches());
    }

    private String value(String key) {
        return values.getOrDefault(key, "");
    }

    private boolean flag(String key) {
        return value(key).equalsIgnoreCase("true");
    }

    private List<Patch> patches() {
        List<Patch> patches = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String id : words(value("PATCHLIST"))) {
            if (seen.add(id)) {
                patches.add(patch(id, words(value(PATCH_INFO + id))));
            }
        }
        return patches;
    }

    /** {@code Installed: DATE From: HOST Obsoletes: IDS Requires: IDS Incompatibles: IDS}, or {@code backed out}. */
    private static Patch patch(String id, List<String> words) {
        Set<String> obsoletes = new LinkedHashSet<>();
        Set<String> incompatibles = new LinkedHashSet<>();
        String label = "";
        for (String word : words) {
            if (word.endsWith(":")) {
                label = word;
            } else if (label.equals("Obsoletes:")) {
                obsoletes.add(word);
            } else if (label.equals("Incompatibles:")) {
                incompatibles.add(word);
            }
        }
        return new Patch(id, List.copyOf(obsoletes), List.copyOf(incompatibles));
    }

    private void readLines() {
        int start = 0;
        while (start < bytes.length) {
            int end = endOfLine(start);
            int equals = isInteresting(start) ? indexOf('=', start, end) : -1;
            if (equals < 0) {
                start = bytes[start] != '#' && continuesAt(start, end) ? skipContinued(end) : end + 1;
                continue;
            }
            String key = new String(bytes, start, equals - start, StandardCharsets.ISO_8859_1);
            StringBuilder text = new StringBuilder();
            start = equals + 1;
            while (continuesAt(start, end)) {
                text.append(decode(start, backslashBefore(end)));
                start = end + 1;
                end = endOfLine(start);
            }
            text.append(decode(start, end));
            values.putIfAbsent(key, clean(text.toString()));
            start = end + 1;
        }
    }

    /** True if the line could be one of the keys read here; all of them start with P, S or V. */
    private boolean isInteresting(int start) {
        byte first = bytes[start];
        return first == 'P' || first == 'S' || first == 'V';
    }

    private int skipContinued(int lineEnd) {
        int start = lineEnd + 1;
        int end = endOfLine(start);
        while (continuesAt(start, end)) {
            start = end + 1;
            end = endOfLine(start);
        }
        return end + 1;
    }

    private int endOfLine(int start) {
        int newline = indexOf('\n', start, bytes.length);
        return newline < 0 ? bytes.length : newline;
    }

    private int indexOf(char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** True if the line's last character is a backslash and another line follows. */
    private boolean continuesAt(int start, int end) {
        int backslash = backslashBefore(end);
        return end < bytes.length && backslash >= start && bytes[backslash] == '\\';
    }

    /** Where a backslash would stand that continues the line which ends here, a carriage return aside. */
    private int backslashBefore(int end) {
        return end >= 2 && bytes[end - 1] == '\r' ? end - 2 : end - 1;
    }

    private String decode(int start, int end) {
        return end <= start ? "" : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Without blanks around it and one pair of quotes; what XML could not carry becomes a replacement character. */
    private static String clean(String raw) {
        String text = raw.strip();
        if (text.length() >= 2) {
            char first = text.charAt(0);
            if ((first == '"' || first == '\'') && text.charAt(text.length() - 1) == first) {
                text = text.substring(1, text.length() - 1);
            }
        }
        StringBuilder printable = new StringBuilder(text);
        for (int i = 0; i < printable.length(); i++) {
            if (printable.charAt(i) < ' ' && printable.charAt(i) != '\t') {
                printable.setCharAt(i, REPLACEMENT);
            }
        }
        return printable.toString();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("[ \t]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
