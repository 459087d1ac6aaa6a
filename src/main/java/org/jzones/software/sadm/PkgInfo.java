package org.jzones.software.sadm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;

/**
 * Reads one pkginfo file in one pass over its bytes (pkginfo(4), spec 4.1). Bytes are ISO 8859-1 and none of them is an
 * error; what XML could not carry becomes a replacement character.
 */
final class PkgInfo {
    private static final byte[] VERSION = ascii("VERSION");
    private static final byte[] ALLZONES = ascii("SUNW_PKG_ALLZONES");
    private static final byte[] THISZONE = ascii("SUNW_PKG_THISZONE");
    private static final byte[] HOLLOW = ascii("SUNW_PKG_HOLLOW");
    private static final byte[] PATCHLIST = ascii("PATCHLIST");
    private static final byte[] PATCH_INFO = ascii("PATCH_INFO_");
    private static final byte[] OBSOLETES = ascii("Obsoletes:");
    private static final byte[] INCOMPATIBLES = ascii("Incompatibles:");
    private static final byte[] NO_LABEL = {};
    private static final byte[][] PLAIN_KEYS = {VERSION, ALLZONES, THISZONE, HOLLOW, PATCHLIST};
    private static final char REPLACEMENT = '\uFFFD';

    /** What the pkginfo files of a host repeat, and is read once. */
    static final class Repeated {
        private final KnownTexts<String> ids = new KnownTexts<>();
        /** By the line, from the id on. */
        private final KnownTexts<Patch> patches = new KnownTexts<>();
    }

    private final byte[] bytes;
    private final Repeated repeated;
    /** Where the key of the present line ends, and where the line does, with all that continue it. */
    private int keyEnd;

    private int lineEnd;
    /** Where the present value stands: the file itself, or a copy with the lines put together if it has several. */
    private byte[] text;
    /** Its first byte in that text, and the one after its last. */
    private int valueStart;

    private int valueEnd;

    private final Map<String, String> values = new HashMap<>();
    private List<String> patchList = List.of();
    private boolean patchListSeen;
    private final Map<String, Patch> patchInfo = new HashMap<>();

    private PkgInfo(byte[] bytes, Repeated repeated) {
        this.bytes = bytes;
        this.repeated = repeated;
        this.text = bytes;
    }

    /**
     * @param name the package's instance name, that is its directory's
     * @param repeated the same for all packages of a host
     */
    static HostPackage parse(String name, byte[] bytes, Repeated repeated) {
        PkgInfo info = new PkgInfo(bytes, repeated);
        info.readLines();
        return new HostPackage(
                name,
                info.values.getOrDefault("VERSION", ""),
                info.flag("SUNW_PKG_ALLZONES"),
                info.flag("SUNW_PKG_THISZONE"),
                info.flag("SUNW_PKG_HOLLOW"),
                info.patches());
    }

    private boolean flag(String key) {
        return values.getOrDefault(key, "").equalsIgnoreCase("true");
    }

    /** The patches that PATCHLIST names, each once. */
    private List<Patch> patches() {
        if (patchList.isEmpty()) {
            return List.of();
        }
        List<Patch> patches = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String id : patchList) {
            if (seen.add(id)) {
                Patch patch = patchInfo.get(id);
                patches.add(patch == null ? new Patch(id, List.of(), List.of()) : patch);
            }
        }
        return patches;
    }

    private void readLines() {
        int start = 0;
        while (start < bytes.length) {
            keyEnd = bytes[start] >= 'P' && bytes[start] <= 'V' ? keyEnd(start) : -1;
            if (keyEnd < 0) {
                start = skipLines(start);
            } else {
                int next = readValue(keyEnd + 1);
                take(start);
                start = next;
            }
        }
    }

    /** Where the key of the line ends if it is one of those read here; -1 if not. */
    private int keyEnd(int start) {
        if (isAt(start, PATCH_INFO)) {
            return equalsSign(start + PATCH_INFO.length);
        }
        for (byte[] key : PLAIN_KEYS) {
            if (isAt(start, key)) {
                int end = start + key.length;
                return end < bytes.length && bytes[end] == '=' ? end : -1;
            }
        }
        return -1;
    }

    private boolean isAt(int start, byte[] key) {
        if (start + key.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (bytes[start + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private int equalsSign(int start) {
        for (int i = start; i < bytes.length && bytes[i] != '\n'; i++) {
            if (bytes[i] == '=') {
                return i;
            }
        }
        return -1;
    }

    private void take(int start) {
        if (isAt(start, PATCH_INFO)) {
            Patch patch = patchInfo(start + PATCH_INFO.length);
            patchInfo.putIfAbsent(patch.id(), patch);
        } else if (isAt(start, PATCHLIST)) {
            patchList = patchListSeen ? patchList : words();
            patchListSeen = true;
        } else {
            values.putIfAbsent(string(bytes, start, keyEnd), string(text, valueStart, valueEnd));
        }
    }

    /** The patch whose id starts here, and of which the present value tells. */
    private Patch patchInfo(int start) {
        boolean joined = text != bytes;
        Patch known = joined ? null : repeated.patches.get(bytes, start, lineEnd);
        if (known != null) {
            return known;
        }
        Patch patch = patch(id(bytes, start, keyEnd));
        if (!joined) {
            repeated.patches.put(bytes, start, lineEnd, patch);
        }
        return patch;
    }

    private String id(byte[] in, int start, int end) {
        String known = repeated.ids.get(in, start, end);
        if (known != null) {
            return known;
        }
        String id = string(in, start, end);
        repeated.ids.put(in, start, end, id);
        return id;
    }

    /** {@code Installed: DATE From: HOST Obsoletes: IDS Requires: IDS Incompatibles: IDS}, or {@code backed out}. */
    private Patch patch(String id) {
        byte[] value = text;
        List<String> obsoletes = List.of();
        List<String> incompatibles = List.of();
        byte[] label = NO_LABEL;
        int start = wordStart(valueStart);
        while (start < valueEnd) {
            int end = wordEnd(start);
            if (value[end - 1] == ':') {
                label = label(start, end);
            } else if (label == OBSOLETES) {
                obsoletes = with(obsoletes, string(value, start, end));
            } else if (label == INCOMPATIBLES) {
                incompatibles = with(incompatibles, string(value, start, end));
            }
            start = wordStart(end);
        }
        return new Patch(id, obsoletes, incompatibles);
    }

    private byte[] label(int start, int end) {
        byte[] label = text[start] == 'O' ? OBSOLETES : text[start] == 'I' ? INCOMPATIBLES : NO_LABEL;
        return Arrays.equals(label, 0, label.length, text, start, end) ? label : NO_LABEL;
    }

    private static List<String> with(List<String> ids, String id) {
        if (ids.contains(id)) {
            return ids;
        }
        List<String> more = new ArrayList<>(ids);
        more.add(id);
        return more;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        int start = wordStart(valueStart);
        while (start < valueEnd) {
            int end = wordEnd(start);
            words.add(id(text, start, end));
            start = wordStart(end);
        }
        return words;
    }

    private int wordStart(int at) {
        byte[] value = text;
        int end = valueEnd;
        int i = at;
        while (i < end && (value[i] == ' ' || value[i] == '\t')) {
            i++;
        }
        return i;
    }

    private int wordEnd(int at) {
        byte[] value = text;
        int end = valueEnd;
        int i = at;
        while (i < end && value[i] != ' ' && value[i] != '\t') {
            i++;
        }
        return i;
    }

    /** Makes the value that starts here the present one, and returns where the next line starts. */
    private int readValue(int start) {
        int end = endOfLine(start);
        text = bytes;
        valueStart = start;
        valueEnd = end;
        if (continuesAt(start, end)) {
            end = joinLines(start, end);
        }
        lineEnd = end;
        trim();
        return end + 1;
    }

    /** Puts the lines of a continued value together; returns where the last one ends. */
    private int joinLines(int firstStart, int firstEnd) {
        int start = firstStart;
        int end = firstEnd;
        byte[] joined = new byte[bytes.length - start];
        int length = 0;
        while (true) {
            boolean goesOn = continuesAt(start, end);
            int part = (goesOn ? backslashBefore(end) : end) - start;
            System.arraycopy(bytes, start, joined, length, part);
            length += part;
            if (!goesOn) {
                break;
            }
            start = end + 1;
            end = endOfLine(start);
        }
        text = joined;
        valueStart = 0;
        valueEnd = length;
        return end;
    }

    /** Drops blanks around the value, and one pair of quotes. */
    private void trim() {
        while (valueStart < valueEnd && Character.isWhitespace(text[valueStart] & 0xff)) {
            valueStart++;
        }
        while (valueStart < valueEnd && Character.isWhitespace(text[valueEnd - 1] & 0xff)) {
            valueEnd--;
        }
        if (valueEnd - valueStart >= 2
                && (text[valueStart] == '"' || text[valueStart] == '\'')
                && text[valueEnd - 1] == text[valueStart]) {
            valueStart++;
            valueEnd--;
        }
    }

    /** Where the line after this one, and all those that continue it, starts. */
    private int skipLines(int lineStart) {
        int start = lineStart;
        int end = endOfLine(start);
        while (bytes[lineStart] != '#' && continuesAt(start, end)) {
            start = end + 1;
            end = endOfLine(start);
        }
        return end + 1;
    }

    private int endOfLine(int start) {
        byte[] all = bytes;
        int i = start;
        while (i < all.length && all[i] != '\n') {
            i++;
        }
        return i;
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

    private static String string(byte[] text, int from, int to) {
        String string = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        for (int i = from; i < to; i++) {
            if (text[i] >= 0 && text[i] < ' ' && text[i] != '\t') {
                return printable(string);
            }
        }
        return string;
    }

    private static String printable(String string) {
        char[] characters = string.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] < ' ' && characters[i] != '\t') {
                characters[i] = REPLACEMENT;
            }
        }
        return new String(characters);
    }

    private static byte[] ascii(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
