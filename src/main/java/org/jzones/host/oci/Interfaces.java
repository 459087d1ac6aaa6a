package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jzones.file.FileTrouble;
import org.jzones.host.Processes;

/** The network interfaces of the machine: of this process's namespace, which /sys need not be one of. */
final class Interfaces {
    private static final Path LIST = Path.of("/proc/self/net/dev");
    private static final int HEAD = 2;

    private Interfaces() {}

    static Set<String> all() {
        try {
            Set<String> names = new TreeSet<>();
            List<String> lines = Files.readAllLines(LIST, StandardCharsets.ISO_8859_1);
            for (String line : lines.subList(Math.min(HEAD, lines.size()), lines.size())) {
                names.add(line.substring(0, Math.max(line.indexOf(':'), 0)).strip());
            }
            return names;
        } catch (IOException e) {
            throw FileTrouble.reading(LIST.toString(), e);
        }
    }

    /**
     * Those that are bridges.
     *
     * @param ip the program ip(8)
     */
    static Set<String> bridges(Processes processes, Path ip) {
        Set<String> names = new TreeSet<>();
        String out = processes
                .run(List.of(ip.toString(), "-o", "link", "show", "type", "bridge"))
                .out();
        for (String line : out.lines().toList()) {
            String[] words = line.split(": ");
            if (words.length > 1) {
                names.add(words[1].replaceFirst("@.*", ""));
            }
        }
        return names;
    }
}
