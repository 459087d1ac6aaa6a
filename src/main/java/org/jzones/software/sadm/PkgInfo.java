package org.jzones.software.sadm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;
import org.jzones.model.PlainText;

/**
 * Reads one pkginfo file in one pass over its bytes (pkginfo(4), spec 4.1). Bytes are ISO 8859-1 and none of them is an
 * error; what XML could not carry becomes a replacement character.
 */
final class PkgInfo {
    private static final byte[] VERSION = ascii("VERSION");
    private static final byte[] PACKAGE = ascii("SUNW_PKG_");
    private static final byte[][] FLAGS = {ascii("ALLZONES"), ascii("THISZONE"), ascii("HOLLOW")};
    private static final int ALLZONES = 1;
    private static final int THISZONE = 1 << 1;
    private static final int HOLLOW = 1 << 2;
    private static final byte[] PATCHLIST = ascii("PATCHLIST");
    private static final byte[] PATCH_INFO = ascii("PATCH_INFO_");
    private static final byte[] OBSOLETES = ascii("Obsoletes:");
    private static final byte[] INCOMPATIBLES = ascii("Incompatibles:");
    private static final byte[] NO_LABEL = {};

    /** The file, and behind it a newline, at which every loop over a line ends. */
    private final byte[] bytes;

    private final int length;
    private final KnownPatches known;
    /** The package's number among those that the known patches tell of. */
    private final int number;

    /** Where the present value stands: the file itself, or a copy with the lines put together if it has several. */
    private byte[] text;
    /** Its first byte in that text, and the one after its last. */
    private int valueStart;

    private int valueEnd;

    private String version = "";
    private boolean versionSeen;
    /** Of the flags, a bit each: those that were there, and those that are true. */
    private int flagsSeen;

    private int flags;
    private List<KnownPatch> patchList = List.of();
    private boolean patchListSeen;

    private PkgInfo(byte[] bytes, int length, KnownPatches known) {
        this.bytes = bytes;
        this.length = length;
        this.known = known;
        this.number = known.nextPackage();
        this.text = bytes;
    }

    /** As {@link #parse(String, byte[], int, KnownPatches)}, of all these bytes. */
    static HostPackage parse(String name, byte[] bytes, KnownPatches known) {
        return parse(name, Arrays.copyOf(bytes, bytes.length + 1), bytes.length, known);
    }

    /**
     * @param name the package's instance name, that is its directory's
     * @param buffer begins with the file, and is longer; what is behind the file changes
     * @param length of the file
     * @param known the same for all packages of a host, which repeat much of what they tell of patches
     */
    static HostPackage parse(String name, byte[] buffer, int length, KnownPatches known) {
        buffer[length] = '\n';
        PkgInfo info = new PkgInfo(buffer, length, known);
        info.readLines();
        return new HostPackage(
                name,
                info.version,
                (info.flags & ALLZONES) != 0,
                (info.flags & THISZONE) != 0,
                (info.flags & HOLLOW) != 0,
                info.patches());
    }

    /** The patches that PATCHLIST names, each once. */
    private List<Patch> patches() {
        if (patchList.isEmpty()) {
            return List.of();
        }
        List<Patch> patches = new ArrayList<>(patchList.size());
        for (KnownPatch patch : patchList) {
            if (patch.list(number)) {
                patches.add(patch.toldBy(number));
            }
        }
        return patches;
    }

    /** Most lines are of no interest, and are passed over right here. */
    private void readLines() {
        byte[] all = bytes;
        int start = 0;
        while (start < length) {
            byte first = all[start];
            int next = first == 'P' || first == 'S' || first == 'V' ? interesting(first, start) : -1;
            if (next < 0) {
                int end = start;
                while (all[end] != '\n') {
                    end++;
                }
                byte last = all[Math.max(start, end - 1)];
                next = (last == '\\' || last == '\r') && first != '#' ? behindContinued(start, end) : end + 1;
            }
            start = next;
        }
    }

    /** Takes the line if its key is one of those read here, and returns where the next one starts; -1 if it is not. */
    private int interesting(byte first, int start) {
        if (first == 'P') {
            if (isAt(start, PATCH_INFO)) {
                return patchInfo(start + PATCH_INFO.length);
            }
            return isKey(start, PATCHLIST) ? patchList(start + PATCHLIST.length + 1) : -1;
        }
        if (first == 'V') {
            return isKey(start, VERSION) ? version(start + VERSION.length + 1) : -1;
        }
        if (isAt(start, PACKAGE)) {
            int name = start + PACKAGE.length;
            for (int i = 0; i < FLAGS.length; i++) {
                if (isKey(name, FLAGS[i])) {
                    return flag(1 << i, name + FLAGS[i].length + 1);
                }
            }
        }
        return -1;
    }

    private boolean isKey(int start, byte[] key) {
        return isAt(start, key) && bytes[start + key.length] == '=';
    }

    private boolean isAt(int start, byte[] key) {
        byte[] all = bytes;
        if (start + key.length > length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (all[start + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private int version(int start) {
        int next = readValue(start);
        if (!versionSeen) {
            versionSeen = true;
            version = PlainText.ofLatin1(text, valueStart, valueEnd);
        }
        return next;
    }

    private int flag(int flag, int start) {
        int next = readValue(start);
        if ((flagsSeen & flag) == 0) {
            flagsSeen |= flag;
            flags |= isTrue() ? flag : 0;
        }
        return next;
    }

    /** In any case of letters. */
    private boolean isTrue() {
        return valueEnd - valueStart == 4
                && (text[valueStart] | ' ') == 't'
                && (text[valueStart + 1] | ' ') == 'r'
                && (text[valueStart + 2] | ' ') == 'u'
                && (text[valueStart + 3] | ' ') == 'e';
    }

    private int patchList(int start) {
        int next = readValue(start);
        if (!patchListSeen) {
            patchListSeen = true;
            patchList = words();
        }
        return next;
    }

    /** The line of the patch whose id starts here. */
    private int patchInfo(int start) {
        byte[] all = bytes;
        int hash = 0;
        int at = start;
        byte b = all[at];
        while (b != '=' && b != '\n') {
            hash = NameTable.hash(hash, b);
            b = all[++at];
        }
        if (b == '\n') {
            return -1;
        }
        KnownPatch patch = known.at(all, start, at, hash);
        int end = patch.endOfLine(all, start, length);
        if (end >= 0) {
            patch.tellKnown(number);
            return end;
        }
        int next = readValue(at + 1);
        Patch told = patch(patch.id());
        if (text == all && next <= length) {
            patch.keep(Arrays.copyOfRange(all, start, next), told);
        }
        patch.tell(number, told);
        return next;
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
                obsoletes = with(obsoletes, PlainText.ofLatin1(value, start, end));
            } else if (label == INCOMPATIBLES) {
                incompatibles = with(incompatibles, PlainText.ofLatin1(value, start, end));
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

    private List<KnownPatch> words() {
        byte[] value = text;
        List<KnownPatch> words = new ArrayList<>();
        int start = wordStart(valueStart);
        while (start < valueEnd) {
            int hash = 0;
            int end = start;
            while (end < valueEnd && value[end] != ' ' && value[end] != '\t') {
                hash = NameTable.hash(hash, value[end]);
                end++;
            }
            words.add(known.at(value, start, end, hash));
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
        trim();
        return end + 1;
    }

    /** Puts the lines of a continued value together; returns where the last one ends. */
    private int joinLines(int firstStart, int firstEnd) {
        int start = firstStart;
        int end = firstEnd;
        byte[] joined = new byte[length - start];
        int size = 0;
        while (true) {
            boolean goesOn = continuesAt(start, end);
            int part = (goesOn ? backslashBefore(end) : end) - start;
            System.arraycopy(bytes, start, joined, size, part);
            size += part;
            if (!goesOn) {
                break;
            }
            start = end + 1;
            end = endOfLine(start);
        }
        text = joined;
        valueStart = 0;
        valueEnd = size;
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
    private int behindContinued(int lineStart, int lineEnd) {
        int start = lineStart;
        int end = lineEnd;
        while (continuesAt(start, end)) {
            start = end + 1;
            end = endOfLine(start);
        }
        return end + 1;
    }

    private int endOfLine(int start) {
        byte[] all = bytes;
        int i = start;
        while (all[i] != '\n') {
            i++;
        }
        return i;
    }

    /** True if the line's last character is a backslash and another line follows. */
    private boolean continuesAt(int start, int end) {
        int backslash = backslashBefore(end);
        return end < length && backslash >= start && bytes[backslash] == '\\';
    }

    /** Where a backslash would stand that continues the line which ends here, a carriage return aside. */
    private int backslashBefore(int end) {
        return end >= 2 && bytes[end - 1] == '\r' ? end - 2 : end - 1;
    }

    private static byte[] ascii(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
