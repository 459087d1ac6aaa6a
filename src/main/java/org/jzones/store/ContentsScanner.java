package org.jzones.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which packages deliver into any of some directories, in one pass over the bytes of a contents file
 * (contents(4), spec 4.2, 4.3, 4.6). A line is left as soon as its path is known to be elsewhere; memory is constant
 * whatever the length of lines.
 */
final class ContentsScanner {
    private static final int BUFFER = 256 << 10;
    /** A line's path and fields before the packages must fit in this; longer ones are skipped. */
    private static final int LONGEST_HEAD = 16 << 10;

    private enum Place {
        LINE_START,
        PACKAGES,
        REST_OF_NAME,
        REST_OF_LINE
    }

    private final List<byte[]> directories;
    private final NameTable packages;
    private final boolean[] found;
    private long skipped;

    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean ended;

    /**
     * @param directories absolute paths
     * @param packages names to look for
     */
    ContentsScanner(List<String> directories, List<String> packages) {
        this(bytes(directories), new NameTable(packages), new boolean[packages.size()]);
    }

    /** @param found set for each package that is found; scanners in several threads may share it */
    ContentsScanner(List<byte[]> directories, NameTable packages, boolean[] found) {
        this.directories = directories;
        this.packages = packages;
        this.found = found;
    }

    static List<byte[]> bytes(List<String> directories) {
        List<byte[]> bytes = new ArrayList<>();
        for (String directory : directories) {
            bytes.add(directory.getBytes(StandardCharsets.UTF_8));
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
            if (limit - position < LONGEST_HEAD && !ended) {
                fill(in);
            }
            if (position >= limit || (place == Place.LINE_START && left <= 0)) {
                return;
            }
            int before = position;
            place = switch (place) {
                case LINE_START -> head();
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
        while (limit < LONGEST_HEAD && !ended) {
            int n = in.read(buffer, limit, buffer.length - limit);
            if (n < 0) {
                ended = true;
            } else {
                limit += n;
            }
        }
    }

    private Place restOfLine() {
        while (position < limit) {
            if (buffer[position++] == '\n') {
                return Place.LINE_START;
            }
        }
        return Place.REST_OF_LINE;
    }

    /** At a line's start: goes behind the fields before the packages, or gives the line up. */
    private Place head() {
        if (position >= limit) {
            return Place.LINE_START;
        }
        byte first = buffer[position];
        if (first == '#' || first == '\n') {
            return Place.REST_OF_LINE;
        }
        if (first != '/') {
            return oldStyleHead();
        }
        if (!isInside(position)) {
            return Place.REST_OF_LINE;
        }
        boolean link = skipPath();
        if (!skipBlanks()) {
            return malformed();
        }
        int fields = fieldsAfterType(buffer[position], link);
        if (fields < 0 || !skipFileType()) {
            return malformed();
        }
        for (int i = 0; i < fields; i++) {
            if (!skipBlanks() || !skipField()) {
                return malformed();
            }
        }
        return Place.PACKAGES;
    }

    /** {@code ftype class /path PKG…}. */
    private Place oldStyleHead() {
        if (fieldsAfterType(buffer[position], true) < 0 || !skipFileType()) {
            return malformed();
        }
        if (!skipBlanks() || !skipField() || !skipBlanks() || buffer[position] != '/') {
            return malformed();
        }
        if (!isInside(position)) {
            return Place.REST_OF_LINE;
        }
        skipPath();
        return Place.PACKAGES;
    }

    private Place malformed() {
        skipped++;
        return Place.REST_OF_LINE;
    }

    /** Goes behind the one character of a file type; false if the field is longer or the line's last. */
    private boolean skipFileType() {
        position++;
        return position < limit && isBlank(buffer[position]);
    }

    /** How many fields stand between the file type and the packages; -1 if it is no file type. */
    private static int fieldsAfterType(int type, boolean link) {
        return switch (type) {
            case 'd', 'x', 'p' -> 4;
            case 'f', 'e', 'v' -> 7;
            case 's', 'l' -> link ? 1 : -1;
            case 'c', 'b' -> 6;
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

    /** Goes behind the path and a link's target; true if there was a target. */
    private boolean skipPath() {
        boolean target = false;
        while (position < limit && !isBlank(buffer[position]) && buffer[position] != '\n') {
            target |= buffer[position] == '=';
            position++;
        }
        return target;
    }

    /** Goes to the next field of the line; false if there is none. */
    private boolean skipBlanks() {
        while (position < limit && isBlank(buffer[position])) {
            position++;
        }
        return position < limit && buffer[position] != '\n';
    }

    /** Goes behind a field; false if the line ends with it, for something has to follow. */
    private boolean skipField() {
        while (position < limit && !isBlank(buffer[position])) {
            if (buffer[position] == '\n') {
                return false;
            }
            position++;
        }
        return position < limit;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Takes packages until the line ends or a name may go on behind the buffer. */
    private Place packages() {
        while (skipBlanks()) {
            int token = position;
            if (isStatus(buffer[position])) {
                position++;
            }
            int start = position;
            int hash = 0;
            int end = -1;
            while (position < limit && !isBlank(buffer[position]) && buffer[position] != '\n') {
                byte b = buffer[position];
                if (end < 0 && (b == ':' || b == '\\')) {
                    end = position;
                }
                if (end < 0) {
                    hash = NameTable.hash(hash, b);
                }
                position++;
            }
            if (position == limit && !ended) {
                return cutName(token);
            }
            found(packages.find(buffer, start, end < 0 ? position : end, hash));
        }
        return position < limit ? Place.REST_OF_LINE : Place.PACKAGES;
    }

    /** A name at the buffer's end: is looked at again once there is more, or left if no package has so long a name. */
    private Place cutName(int start) {
        if (position - start >= LONGEST_HEAD) {
            return Place.REST_OF_NAME;
        }
        position = start;
        return Place.PACKAGES;
    }

    private Place restOfName() {
        while (position < limit) {
            if (isBlank(buffer[position]) || buffer[position] == '\n') {
                return Place.PACKAGES;
            }
            position++;
        }
        return Place.REST_OF_NAME;
    }

    private void found(int index) {
        if (index >= 0) {
            found[index] = true;
        }
    }

    private static boolean isStatus(byte b) {
        return switch (b) {
            case '+', '-', '!', '%', '@', '#', '*', '~' -> true;
            default -> false;
        };
    }
}
