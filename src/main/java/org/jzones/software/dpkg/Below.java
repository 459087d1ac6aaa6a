package org.jzones.software.dpkg;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether paths in lists are below one of some directories; the directories themselves are not (spec 5.9). */
final class Below {
    private final List<byte[]> alone = new ArrayList<>();
    private final List<byte[]> prefixes;

    Below(RootLinks links, List<String> directories) {
        this.prefixes = links.prefixes(directories, alone);
    }

    boolean holds(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
        return holds(bytes, 0, bytes.length);
    }

    /** The same of the bytes from start to end. */
    boolean holds(byte[] line, int start, int end) {
        for (byte[] prefix : prefixes) {
            if (end - start > prefix.length
                    && Arrays.equals(line, start, start + prefix.length, prefix, 0, prefix.length)) {
                return true;
            }
        }
        for (byte[] path : alone) {
            if (Arrays.equals(line, start, end, path, 0, path.length)) {
                return true;
            }
        }
        return false;
    }
}
