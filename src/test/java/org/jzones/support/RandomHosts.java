package org.jzones.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Small hosts of one family: most packages and patches in common, some not, and directories that are there or not. */
public final class RandomHosts {
    private static final List<String> TOPS = List.of("/usr", "/lib", "/sbin", "/platform", "/opt", "/etc");
    private static final List<String> WORDS = List.of("bin", "lib", "share", "a", "b", "ab", "lib64", "\u00e9t\u00e9");
    private static final int PACKAGES = 30;

    private final Random random;

    public RandomHosts(long seed) {
        this.random = new Random(seed);
    }

    /** @param differs of how many parts in a hundred this host is not like the others */
    public TestHost make(Path root, int differs) {
        TestHost host = TestHost.empty(root);
        for (int i = 0; i < PACKAGES; i++) {
            if (!unlike(differs)) {
                pkg(host, i, differs);
            }
        }
        Map<String, String> entries = new TreeMap<>();
        for (int i = 0; i < 6 * PACKAGES; i++) {
            Random same = new Random(i);
            entry(host, entries, path(same), unlike(differs) ? random : same);
        }
        entries.put("/usr", "/usr d none 0755 root sys" + packages(random));
        List<String> lines = new ArrayList<>(entries.values());
        lines.add(random.nextInt(lines.size()), "# a comment");
        lines.add(random.nextInt(lines.size()), "/usr/broken ? nothing");
        lines.add(random.nextInt(lines.size()), "f none /usr/old/style SUNWp3");
        lines.add(random.nextInt(lines.size()), "/usr/../etc/x f none 0644 root sys 1 2 3 SUNWp4 SUNWgone");
        host.contents(lines.toArray(String[]::new));
        return host;
    }

    private boolean unlike(int differs) {
        return random.nextInt(100) < differs;
    }

    private void pkg(TestHost host, int i, int differs) {
        List<String> lines = new ArrayList<>();
        lines.add("VERSION=1." + (unlike(differs) ? random.nextInt(3) : 1));
        lines.add("SUNW_PKG_ALLZONES=" + (i % 5 == 0));
        lines.add("SUNW_PKG_THISZONE=" + (i % 7 == 3));
        List<String> ids = new ArrayList<>();
        for (int p = 0; p < i % 4; p++) {
            if (!unlike(differs)) {
                ids.add((100000 + i % 9 + p) + "-0" + (unlike(differs) ? 1 + random.nextInt(4) : 2));
            }
        }
        if (!ids.isEmpty()) {
            lines.add("PATCHLIST=" + String.join(" ", ids));
            lines.add("PATCH_INFO_" + ids.get(0) + "=Installed: x From: y Obsoletes: 10000" + i % 9 + "-01 Requires: ");
        }
        host.pkg("SUNWp" + i, lines.toArray(String[]::new));
        if (i % 3 > 0) {
            String needed =
                    "P SUNWp" + i * 7 % PACKAGES + " x\nI SUNWp0 x\nP " + (i % 8 > 0 ? "SUNWp1" : "GONE" + i) + "\n";
            host.write("/var/sadm/pkg/SUNWp" + i + "/install/depend", needed);
        }
    }

    private static String path(Random same) {
        StringBuilder path = new StringBuilder(TOPS.get(same.nextInt(TOPS.size())));
        for (int i = same.nextInt(4); i >= 0; i--) {
            path.append('/').append(WORDS.get(same.nextInt(WORDS.size())));
        }
        return path.toString();
    }

    private void entry(TestHost host, Map<String, String> entries, String path, Random same) {
        switch (same.nextInt(5)) {
            case 0 -> {
                entries.put(path, path + " d none 0755 root sys" + packages(same));
                if (same.nextInt(8) > 0) {
                    host.makeDirectory(path);
                }
            }
            case 1 -> {
                String target = TOPS.get(same.nextInt(TOPS.size()));
                entries.put(path, path + "=" + target + " s none" + packages(same));
                link(host.at(path), host.at(target));
            }
            default -> entries.put(path, path + " f none 0644 root sys 1 2 3" + packages(same));
        }
    }

    private static void link(Path path, Path target) {
        try {
            Path above = path.getParent();
            if (above != null && Files.isDirectory(above) && !Files.exists(path)) {
                Files.createSymbolicLink(path, above.toRealPath().relativize(target.toRealPath()));
            }
        } catch (java.nio.file.FileAlreadyExistsException | java.nio.file.NoSuchFileException e) {
            return; // a link is there, or leads to itself
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packages(Random same) {
        StringBuilder names = new StringBuilder();
        for (int i = same.nextInt(3); i >= 0; i--) {
            names.append(" ")
                    .append(same.nextInt(9) == 0 ? "+" : "")
                    .append("SUNWp")
                    .append(same.nextInt(PACKAGES));
            names.append(same.nextInt(9) == 0 ? ":none" : "");
        }
        return names.toString();
    }

    /** A directory a zone may want: mostly one that the hosts of the family have, or that their packages name. */
    public static String directory(Random random) {
        String path =
                random.nextInt(3) == 0 ? TOPS.get(random.nextInt(TOPS.size())) : path(new Random(random.nextInt(180)));
        int slash = path.lastIndexOf('/');
        return slash > 0 && random.nextInt(3) == 0 ? path.substring(0, slash) : path;
    }
}
