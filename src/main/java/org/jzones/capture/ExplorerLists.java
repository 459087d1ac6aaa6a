package org.jzones.capture;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jzones.model.Failure;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;

/** The lists of packages and patches that Explorer has collected: what pkginfo -l and showrev -p have printed. */
final class ExplorerLists {
    private static final int MOST = 100_000;
    private static final String INSTALLED = "completely installed";
    private static final String PATCH = "Patch:";

    private final Function<String, Failure> failing;

    /** @param failing makes the failure of what is wrong */
    ExplorerLists(Function<String, Failure> failing) {
        this.failing = failing;
    }

    /**
     * The packages that are completely installed, by the paragraphs of pkginfo -l: lines {@code KEY:  value}.
     *
     * @throws Failure if there is none, too many, or a paragraph that is cut
     */
    List<Pkg> packages(String text, String file) {
        Map<String, Pkg> packages = new LinkedHashMap<>();
        Map<String, String> paragraph = new LinkedHashMap<>();
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            if (key.equals("PKGINST")) {
                add(paragraph, packages, file);
                paragraph.clear();
            }
            if (List.of("PKGINST", "VERSION", "STATUS").contains(key)) {
                paragraph.putIfAbsent(key, printable(line.substring(colon + 1).strip()));
            }
        }
        add(paragraph, packages, file);
        if (packages.isEmpty()) {
            throw failing.apply(file + " names no package that is installed");
        }
        return List.copyOf(packages.values());
    }

    private void add(Map<String, String> paragraph, Map<String, Pkg> packages, String file) {
        String name = paragraph.getOrDefault("PKGINST", "");
        if (name.isEmpty() && !paragraph.containsKey("PKGINST")) {
            return; // what stands above the first
        }
        for (String key : List.of("PKGINST", "VERSION", "STATUS")) {
            if (paragraph.getOrDefault(key, "").isEmpty()) {
                throw failing.apply(file + " is damaged: package '" + name + "' has no " + key);
            }
        }
        if (paragraph.getOrDefault("STATUS", "").startsWith(INSTALLED)) {
            packages.putIfAbsent(name, new Pkg(name, paragraph.getOrDefault("VERSION", "")));
            requireRoom(packages.size(), file);
        }
    }

    /** By lines {@code Patch: ID Obsoletes: IDS Requires: IDS Incompatibles: IDS Packages: NAMES}; others are none. */
    List<InstalledPatch> patches(String text) {
        List<InstalledPatch> patches = new ArrayList<>();
        text.lines().filter(line -> line.startsWith(PATCH)).forEach(line -> {
            patches.add(patch(line));
            requireRoom(patches.size(), "the list of patches");
        });
        return patches;
    }

    private InstalledPatch patch(String line) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        List<String> list = new ArrayList<>();
        for (String word : printable(line).split("[\\s,]+")) {
            if (word.endsWith(":")) {
                list = lists.computeIfAbsent(word, label -> new ArrayList<>());
            } else {
                list.add(word);
            }
        }
        List<String> id = lists.getOrDefault(PATCH, List.of());
        if (id.size() != 1 || !lists.containsKey("Packages:")) {
            throw failing.apply("the list of patches is damaged: a line is cut");
        }
        Patch patch = new Patch(
                id.get(0),
                lists.getOrDefault("Obsoletes:", List.of()),
                lists.getOrDefault("Incompatibles:", List.of()));
        return new InstalledPatch(patch, Set.copyOf(lists.getOrDefault("Packages:", List.of())));
    }

    private void requireRoom(int size, String file) {
        if (size > MOST) {
            throw failing.apply(file + " names more than " + MOST);
        }
    }

    /** What XML could not carry is not in a manifest either. */
    private static String printable(String text) {
        return text.chars().noneMatch(c -> c < ' ' && c != '\t')
                ? text
                : text.replaceAll("[\\x00-\\x08\\x0a-\\x1f]", "\uFFFD");
    }
}
