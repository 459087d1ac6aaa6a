package org.jzones.software.sadm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds out which packages deliver into any of some directories, in one pass over the bytes of a contents file
 * (contents(4), spec 4.2, 4.3, 4.6). A line is left as soon as its path is known to be elsewhere; memory is constant
 * whatever the length of lines.
 */
final class ContentsScanner {
    private static final int BUFFER = 256 << 10;
    /** What is ahead in the buffer whenever a line starts or goes on; no directory and no package name is as long. */
    private static final int AHEAD = 16 << 10;

    /** Digits of a volume number; a longer one is none. */
    static final int LONGEST_VOLUME = 9;

    /** What is ahead of a file type, or more: a volume number, a blank, the type and what ends it. */
    private static final int TYPE_AHEAD = 16;

    /** Where in a line the scan is, and goes on when there is more of it. */
    private enum Place {
        LINE_START,
        PATH,
        TYPE,
        FIELDS,
        OLD_STYLE_PATH,
        PACKAGES,
        REST_OF_NAME,
        REST_OF_LINE
    }

    private final byte[][] directories;
    private final NameTable packages;
    private final boolean[] found;
    private long skipped;

    /** What was read, and behind it a newline, at which every loop over a line ends. */
    private final byte[] buffer = new byte[BUFFER + 4];

    private int position;
    private int limit;
    private boolean ended;

    /** Of the line: {@code ftype class /path}, a path with a target, fields still to skip, and whether inside one. */
    private boolean oldStyle;

    private boolean link;
    private int pathStart;
    private int pathEnd;
    private int fields;
    private boolean insideField;

    /**
     * @param directories absolute paths
     * @param packages names to look for
     */
    ContentsScanner(List<String> directories, List<String> packages) {
        this(bytes(directories), new NameTable(packages), new boolean[packages.size()]);
    }

    /** @param found set for each package that is found; scanners in several threads may share it */
    ContentsScanner(byte[][] directories, NameTable packages, boolean[] found) {
        this.directories = directories;
        this.packages = packages;
        this.found = found;
    }

    static byte[][] bytes(List<String> directories) {
        byte[][] bytes = new byte[directories.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = directories.get(i).getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    /** For each package, in the order given, whether an entry at or below one of the directories names it. */
    boolean[] scan(InputStream in) throws IOException {
        scan(in, false, Long.MAX_VALUE);
        return found;
    }

    /**
     * Scans the lines that start in a part of a file.
     *
     * @param in the file from there on
     * @param insideLine whether the first line, if only its end is there, belongs to the part before
     * @param length of the part; its last line is read beyond it
     */
    void scan(InputStream in, boolean insideLine, long length) throws IOException {
        position = 0;
        limit = 0;
        ended = false;
        long left = length;
        Place place = insideLine ? Place.REST_OF_LINE : Place.LINE_START;
        while (true) {
            if (limit - position < AHEAD && !ended) {
                fill(in);
            }
            if (position >= limit || (place == Place.LINE_START && left <= 0)) {
                return;
            }
            int before = position;
            place = switch (place) {
                case LINE_START -> lineStart();
                case PATH -> path();
                case TYPE -> type();
                case FIELDS -> fields();
                case OLD_STYLE_PATH -> oldStylePath();
                case PACKAGES -> packages();
                case REST_OF_NAME -> restOfName();
                case REST_OF_LINE -> restOfLine();
            };
            left -= position - before;
        }
    }

    /** Lines that had a path of interest and did not fit the format. */
    long skipped() {
        return skipped;
    }

    private void fill(InputStream in) throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit < AHEAD && !ended) {
            int n = in.read(buffer, limit, BUFFER - limit);
            if (n < 0) {
                ended = true;
            } else {
                limit += n;
            }
        }
        buffer[limit] = '\n';
    }

    private Place restOfLine() {
        byte[] bytes = buffer;
        int at = position;
        int last = limit - 4;
        while (at < last
                && bytes[at] != '\n'
                && bytes[at + 1] != '\n'
                && bytes[at + 2] != '\n'
                && bytes[at + 3] != '\n') {
            at += 4;
        }
        while (bytes[at] != '\n') {
            at++;
        }
        if (at >= limit) {
            position = limit;
            return Place.REST_OF_LINE;
        }
        position = at + 1;
        return Place.LINE_START;
    }

    private Place lineStart() {
        byte first = buffer[position];
        if (first == '/') {
            oldStyle = false;
            return isInside(position) ? pathStart() : restOfLine();
        }
        if (first == '#' || first == '\n') {
            return restOfLine();
        }
        oldStyle = true;
        if (fieldsAfterType(first, true) < 0 || !skipFileType()) {
            return malformed();
        }
        fields = 1;
        insideField = false;
        return fields();
    }

    /** {@code ftype class /path PKG…}: at the path, or the blanks before it. */
    private Place oldStylePath() {
        if (!skipBlanks()) {
            return isCut() ? Place.OLD_STYLE_PATH : malformed();
        }
        if (limit - position < AHEAD / 2 && !ended) {
            return Place.OLD_STYLE_PATH;
        }
        if (buffer[position] != '/') {
            return malformed();
        }
        return isInside(position) ? pathStart() : restOfLine();
    }

    private Place pathStart() {
        link = false;
        return path();
    }

    /** Behind the path, and a link's target; whether there is one is looked up only for what is a link. */
    private Place path() {
        pathStart = position;
        skipField();
        pathEnd = position;
        if (isCut()) {
            lookForTarget();
            return Place.PATH;
        }
        return oldStyle ? packages() : type();
    }

    private void lookForTarget() {
        for (int i = pathStart; i < pathEnd && !link; i++) {
            link = buffer[i] == '=';
        }
        pathEnd = pathStart;
    }

    private Place type() {
        if (!skipBlanks() || (limit - position < TYPE_AHEAD && !ended)) {
            boolean cut = isCut() || (position < limit && buffer[position] != '\n');
            lookForTarget();
            return cut ? Place.TYPE : malformed();
        }
        if (skipVolume() && !skipBlanks()) {
            lookForTarget();
            return isCut() ? Place.TYPE : malformed();
        }
        byte type = buffer[position];
        if (type == 's' || type == 'l') {
            lookForTarget();
        }
        fields = fieldsAfterType(type, link);
        insideField = false;
        return fields < 0 || !skipFileType() ? malformed() : fields();
    }

    /** Goes behind a volume number, which may stand before the file type; false if there is none. */
    private boolean skipVolume() {
        int at = position;
        while (at < position + LONGEST_VOLUME && buffer[at] >= '0' && buffer[at] <= '9') {
            at++;
        }
        boolean isVolume = at > position && isBlank(buffer[at]);
        if (isVolume) {
            position = at;
        }
        return isVolume;
    }

    /** Goes behind so many fields, behind each of which something has to follow. */
    private Place fields() {
        byte[] bytes = buffer;
        int at = position;
        int left = fields;
        boolean inside = insideField;
        while (left > 0) {
            byte b = bytes[at];
            if (!endsField(b)) {
                inside = true;
            } else if (b == '\n') {
                break;
            } else if (inside) {
                inside = false;
                left--;
            }
            at++;
        }
        position = at;
        fields = left;
        insideField = inside;
        if (left > 0) {
            return isCut() ? Place.FIELDS : malformed();
        }
        return oldStyle ? oldStylePath() : packages();
    }

    /** True if the scan has come to the end of the buffer, but not of the file. */
    private boolean isCut() {
        return position == limit && !ended;
    }

    private Place malformed() {
        skipped++;
        return Place.REST_OF_LINE;
    }

    /** Goes behind the one character of a file type; false if the field is longer or the line's last. */
    private boolean skipFileType() {
        position++;
        return isBlank(buffer[position]);
    }

    /** How many fields stand between the file type and the packages; -1 if it is no file type. */
    static int fieldsAfterType(int type, boolean link) {
        return switch (type) {
            case 'd', 'x', 'p' -> 4;
            case 'f', 'e', 'v' -> 7;
            case 's', 'l' -> link ? 1 : -1;
            case 'c', 'b' -> 6;
            case '?' -> 1;
            default -> -1;
        };
    }

    private boolean isInside(int start) {
        for (byte[] directory : directories) {
            int end = start + directory.length;
            if (end < limit && endsPathComponent(buffer[end]) && matches(directory, start)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] directory, int start) {
        for (int i = directory.length - 1; i >= 0; i--) {
            if (buffer[start + i] != directory[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsPathComponent(byte b) {
        return b == '/' || b == '=' || isBlank(b);
    }

    /** Goes to the next field of the line; false if there is none. */
    private boolean skipBlanks() {
        byte[] bytes = buffer;
        int at = position;
        while (isBlank(bytes[at])) {
            at++;
        }
        position = at;
        return bytes[at] != '\n';
    }

    /** Goes behind a field. */
    private void skipField() {
        byte[] bytes = buffer;
        int at = position;
        while (bytes[at] > ' ' && bytes[at + 1] > ' ' && bytes[at + 2] > ' ' && bytes[at + 3] > ' ') {
            at += 4;
        }
        while (!endsField(bytes[at])) {
            at++;
        }
        position = at;
    }

    private static boolean endsField(byte b) {
        return b <= ' ' && (isBlank(b) || b == '\n');
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Takes packages until the line ends or a name may go on behind the buffer. */
    private Place packages() {
        while (skipBlanks()) {
            int token = position;
            takeName(isStatus(buffer[token]) ? token + 1 : token);
            if (isCut()) {
                return cutName(token);
            }
        }
        return position < limit ? restOfLine() : Place.PACKAGES;
    }

    /** Takes the package whose name starts here, and goes behind its token. */
    private void takeName(int start) {
        byte[] bytes = buffer;
        int hash = 0;
        int at = start;
        byte b = bytes[at];
        while (!endsField(b) && b != ':' && b != '\\') {
            hash = NameTable.hash(hash, b);
            b = bytes[++at];
        }
        int end = at;
        while (!endsField(bytes[at])) {
            at++;
        }
        position = at;
        if (end < limit || ended) {
            packages.mark(bytes, start, end, hash, found);
        }
    }

    /** A name at the buffer's end: is looked at again once there is more, or left if no package has so long a name. */
    private Place cutName(int start) {
        if (position - start >= AHEAD) {
            return Place.REST_OF_NAME;
        }
        position = start;
        return Place.PACKAGES;
    }

    private Place restOfName() {
        byte[] bytes = buffer;
        int at = position;
        while (!endsField(bytes[at])) {
            at++;
        }
        position = at;
        return at < limit ? Place.PACKAGES : Place.REST_OF_NAME;
    }

    private static boolean isStatus(byte b) {
        return switch (b) {
            case '+', '-', '!', '%', '@', '#', '*', '~' -> true;
            default -> false;
        };
    }
}
