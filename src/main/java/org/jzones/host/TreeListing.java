package org.jzones.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jzones.model.Numbers;

/**
 * What is in a tree of files, as the programs of a machine list it: sorted records, each ended by a null character. Two of
 * them are compared as they come, so that nothing grows with the trees.
 */
public final class TreeListing {
    /** The last record, behind all others; without it the list is not whole. */
    private static final String END = "~end";

    /** In bytes: more than any path and what a link leads to. */
    private static final int LONGEST_RECORD = 1 << 20;

    private static final int MOST_DIGITS = 18;

    private TreeListing() {}

    /** What {@link #program} is told as $3 if the times of directories do not matter. */
    static final String NO_DIRECTORY_TIMES = "files";

    /** The program that lists the directory $1, with checksums if $2 is not empty, on machines that both have these. */
    public static String program(CopyTools tools) {
        return ShellProgram.of(TreeListing.class, tools.gnuLists() ? "list" : "count");
    }

    /**
     * What two listings have in common.
     *
     * @param isWholeHere whether the first one has come to its end
     * @param isWholeThere whether the other one has
     * @param difference the first record that only one of the two has, for people
     * @param onlyHere the first record that only the first one has, for people
     * @param files regular files in the first one
     * @param bytes their sizes together
     */
    public record Compared(
            boolean isWholeHere,
            boolean isWholeThere,
            Optional<String> difference,
            Optional<String> onlyHere,
            long files,
            long bytes) {}

    /** Reads two listings to their ends. */
    public static Compared compare(InputStream here, InputStream there) throws IOException {
        Records mine = new Records(here);
        Records theirs = new Records(there);
        Optional<String> difference = Optional.empty();
        Optional<String> onlyHere = Optional.empty();
        boolean more = mine.next();
        boolean moreThere = theirs.next();
        while (more || moreThere) {
            int order = !more ? 1 : !moreThere ? -1 : mine.record.compareTo(theirs.record);
            if (order != 0 && difference.isEmpty()) {
                difference = Optional.of(text(order < 0 ? mine.record : theirs.record));
            }
            if (order < 0 && onlyHere.isEmpty()) {
                onlyHere = Optional.of(text(mine.record));
            }
            if (order <= 0) {
                mine.count();
            }
            more = order > 0 ? more : mine.next();
            moreThere = order < 0 ? moreThere : theirs.next();
        }
        return new Compared(mine.isWhole(), theirs.isWhole(), difference, onlyHere, mine.files, mine.bytes);
    }

    /** The record for people: the path, and in brackets what is said of it; a count as it is. */
    private static String text(String record) {
        String text = new String(record.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        int path = text.startsWith("l ") ? text.indexOf("\t./") : text.indexOf(" ./");
        return path < 0
                ? text
                : text.substring(path + 1) + " (" + text.substring(0, path).strip() + ")";
    }

    /** The records of one listing, one after the other. */
    private static final class Records {
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int position;
        private int limit;

        private String record = "";
        private boolean isEndless;
        private long files;
        private long bytes;

        Records(InputStream in) {
            this.in = in;
        }

        /** Goes to the next record; false at the end. */
        boolean next() throws IOException {
            ByteArrayOutputStream cut = new ByteArrayOutputStream();
            while (!isEndless) {
                int end = position;
                while (end < limit && buffer[end] != 0) {
                    end++;
                }
                cut.write(buffer, position, end - position);
                position = end + 1;
                if (end < limit) {
                    record = cut.toString(StandardCharsets.ISO_8859_1);
                    return true;
                }
                isEndless = cut.size() > LONGEST_RECORD;
                limit = isEndless ? 0 : Math.max(0, in.read(buffer));
                position = 0;
                if (limit == 0) {
                    return false; // what has no end is no record
                }
            }
            return false;
        }

        private void count() {
            if (record.startsWith("f ")) {
                files++;
                String[] fields = record.split(" ", 6);
                bytes += fields.length == 6 ? number(fields[4]) : 0;
            } else if (record.startsWith("files ")) {
                files = number(record.substring("files ".length()));
            } else if (record.startsWith("bytes ")) {
                bytes = number(record.substring("bytes ".length()));
            }
        }

        /** Names of files with line ends in them can look like any other record where these are lines. */
        private static long number(String text) {
            return Numbers.isDigits(text) && text.length() <= MOST_DIGITS ? Long.parseLong(text) : 0;
        }

        /** Whether the last record is the one that ends the list. */
        boolean isWhole() {
            return !isEndless && record.equals(END);
        }
    }
}
