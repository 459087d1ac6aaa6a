package org.jzones.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Numbers;

/** Files with the number of a process in their names, which has died before it gave them the names they were meant for. */
final class Leftovers {
    private Leftovers() {}

    /** Those in a directory whose names begin like this, then have the number, then {@code .tmp}. */
    static List<Path> of(Path directory, String prefix) throws IOException {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(prefix) && name.endsWith(".tmp")) {
                    String pid = name.substring(prefix.length(), Math.max(prefix.length(), name.length() - 4));
                    if (Numbers.isDigits(pid) && pid.length() < 19 && isDead(Long.parseLong(pid))) {
                        old.add(file);
                    }
                }
            }
        }
        return old;
    }

    private static boolean isDead(long pid) {
        return !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
