package org.jzones.software.dpkg;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.jzones.file.Layout;
import org.jzones.model.FileNames;
import org.jzones.software.Delivery;

/**
 * The links in the root directory of a host, such as lib, which is usr/lib where usr is merged: packages name files by
 * either (spec 5.9). Paths are those of lists, each byte a character.
 */
final class RootLinks {
    private final Layout layout;
    /** By its name, where a link really leads; empty for one to the root itself. */
    private final Map<String, String> targets = new TreeMap<>();

    RootLinks(Layout layout) {
        this.layout = layout;
        String @Nullable [] names = layout.root().toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (FileNames.isReadable(name)) {
                add(name);
            }
        }
    }

    private void add(String name) {
        Path file = layout.root().resolve(name);
        if (Files.isSymbolicLink(file)) {
            targets.put(Delivery.asPath(name), real("/" + name));
        }
    }

    private String real(String path) {
        String real = Delivery.asPath(layout.shown(layout.resolve(path)));
        return real.equals("/") ? "" : real;
    }

    /** The path as a list has it, which begins with a slash; its first component is no link. */
    String canonical(String path) {
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        String target = targets.get(first);
        return target == null ? path : target + path.substring(first.length() + 1);
    }

    /**
     * What paths in lists begin with that are below one of the directories, each with a slash at its end.
     *
     * @param alone takes the links that lead below one of them
     */
    List<byte[]> prefixes(List<String> directories, List<byte[]> alone) {
        List<byte[]> prefixes = new ArrayList<>();
        for (String directory : directories) {
            String named = canonical(Delivery.asPath(directory));
            String real = real(directory);
            add(named, prefixes, alone);
            if (!real.equals(named)) {
                add(real, prefixes, alone);
            }
        }
        return prefixes;
    }

    private void add(String top, List<byte[]> prefixes, List<byte[]> alone) {
        prefixes.add(bytes(top + "/"));
        targets.forEach((name, target) -> {
            if (target.equals(top) || target.startsWith(top + "/")) {
                prefixes.add(bytes("/" + name + "/"));
                if (!target.equals(top)) {
                    alone.add(bytes("/" + name));
                }
            } else if (top.startsWith(target + "/")) {
                prefixes.add(bytes("/" + name + top.substring(target.length()) + "/"));
            }
        });
    }

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.ISO_8859_1);
    }
}
