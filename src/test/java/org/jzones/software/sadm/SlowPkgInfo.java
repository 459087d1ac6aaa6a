package org.jzones.software.sadm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;

/** Reads pkginfo files (pkginfo(4), spec 4.1) by the rules and without haste. */
final class SlowPkgInfo {
    private SlowPkgInfo() {}

    static HostPackage parse(String name, String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines(text)) {
            int equals = line.indexOf('=');
            if (equals >= 0 && !line.startsWith("#")) {
                // keys end before the first line that goes on does
                values.putIfAbsent(printable(line.substring(0, equals)), value(line.substring(equals + 1)));
            }
        }
        List<Patch> patches = new ArrayList<>();
        for (String id : new LinkedHashSet<>(words(values.getOrDefault("PATCHLIST", "")))) {
            patches.add(patch(printable(id), values.getOrDefault("PATCH_INFO_" + printable(id), "")));
        }
        return new HostPackage(
                name,
                printable(values.getOrDefault("VERSION", "")),
                isTrue(values, "SUNW_PKG_ALLZONES"),
                isTrue(values, "SUNW_PKG_THISZONE"),
                isTrue(values, "SUNW_PKG_HOLLOW"),
                patches.stream().distinct().toList());
    }

    private static boolean isTrue(Map<String, String> values, String key) {
        return values.getOrDefault(key, "").equalsIgnoreCase("true");
    }

    /** Those that continue one another put together, if there is an equals sign before the first ends, or no key is read. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        String[] parts = text.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            String line = parts[i];
            boolean isFirst = joined.isEmpty();
            String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            int value = isFirst ? valueStart(line) : 0;
            boolean goesOn = i < parts.length - 1
                    && bare.endsWith("\\")
                    && bare.length() > value
                    && !(isFirst && line.startsWith("#"));
            if (goesOn) {
                String part = bare.substring(0, bare.length() - 1);
                joined.append(isFirst && part.indexOf('=') < 0 ? "#" + part : part);
                if (joined.isEmpty()) {
                    joined.append('#');
                }
            } else {
                lines.add(joined.append(line).toString());
                joined.setLength(0);
            }
        }
        return lines;
    }

    private static int valueStart(String line) {
        return line.indexOf('=') + 1;
    }

    private static String value(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (start < end && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        String value = text.substring(start, end);
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.split("[ \t]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Patch patch(String id, String value) {
        Set<String> obsoletes = new LinkedHashSet<>();
        Set<String> incompatibles = new LinkedHashSet<>();
        String label = "";
        for (String word : words(value)) {
            if (word.endsWith(":")) {
                label = word;
            } else if (label.equals("Obsoletes:")) {
                obsoletes.add(printable(word));
            } else if (label.equals("Incompatibles:")) {
                incompatibles.add(printable(word));
            }
        }
        return new Patch(id, List.copyOf(obsoletes), List.copyOf(incompatibles));
    }

    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0a-\\x1f]", "\uFFFD");
    }
}
