package org.jzones.software.sadm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jzones.software.Delivery;

/** Looks in a contents file for a few directories: whether an entry is one of them or lies below. Few lines are parsed. */
final class DirectorySearch {
    private final Map<String, byte[]> sought = new HashMap<>();
    private final Predicate<Delivery> counts;
    private byte[] buffer = new byte[1 << 16];

    /** @param counts whether an entry is one that tells */
    DirectorySearch(Set<String> directories, Predicate<Delivery> counts) {
        directories.forEach(directory -> sought.put(directory, directory.getBytes(StandardCharsets.UTF_8)));
        this.counts = counts;
    }

    /** Those of the directories that are not in the file; reading ends when all are found. */
    Set<String> missingIn(InputStream contents) throws IOException {
        int end = 0;
        boolean isRest = false;
        int n = contents.read(buffer);
        while (n >= 0 && !sought.isEmpty()) {
            int from = 0;
            for (int i = end; i < end + n; i++) {
                if (buffer[i] == '\n') {
                    if (!isRest) {
                        line(from, i);
                    }
                    isRest = false;
                    from = i + 1;
                }
            }
            end += n;
            if (from == 0 && end == buffer.length) {
                isRest |= end >= ContentsFile.LONGEST_LINE;
                buffer = isRest ? buffer : Arrays.copyOf(buffer, 2 * end);
                from = isRest ? end : 0;
            }
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
            n = contents.read(buffer, end, buffer.length - end);
        }
        if (!isRest) {
            line(0, end);
        }
        return sought.keySet();
    }

    private void line(int start, int end) {
        boolean isOldStyle = end > start && buffer[start] != '/' && buffer[start] != '#';
        if (isOldStyle || sought.values().stream().anyMatch(path -> begins(start, end, path))) {
            ContentsEntry.parse(Arrays.copyOfRange(buffer, start, end))
                    .filter(counts)
                    .ifPresent(entry -> sought.keySet().removeIf(path -> entry.shows(Delivery.asPath(path))));
        }
    }

    private boolean begins(int start, int end, byte[] path) {
        int behind = start + path.length;
        return behind < end
                && (buffer[behind] == '/' || buffer[behind] == ' ' || buffer[behind] == '\t')
                && Arrays.equals(buffer, start, behind, path, 0, path.length);
    }
}
