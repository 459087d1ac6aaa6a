package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jzones.file.FileTrouble;
import org.jzones.host.Processes;

/** The network interfaces of the machine: of this process's namespace, which /sys need not be one of. */
final class Interfaces {
    private static final Path LIST = Path.of("/proc/self/net/dev");
    private static final Path LOCAL_V4 = Path.of("/proc/self/net/fib_trie");
    private static final Path LOCAL_V6 = Path.of("/proc/self/net/if_inet6");
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

    /** The addresses they have, as the kernel's tables of routes name those of its own. */
    static List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        String address = "";
        for (String line : lines(LOCAL_V4)) {
            String text = line.strip();
            if (text.startsWith("|-- ")) {
                address = text.substring("|-- ".length());
            } else if (text.startsWith("/32 host LOCAL") && !addresses.contains(address)) {
                addresses.add(address);
            }
        }
        for (String line : lines(LOCAL_V6)) {
            if (line.matches("[0-9a-f]{32} .*")) {
                addresses.add(line.substring(0, 32).replaceAll("(....)(?!$)", "$1:"));
            }
        }
        return addresses;
    }

    /** Those of a table of the kernel; none if it has no such protocol. */
    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return List.of();
            }
            throw FileTrouble.reading(table.toString(), e);
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
