package org.jzones.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A JDK, as its release file describes it.
 *
 * @param version such as {@code 17.0.15+6-Debian-1}, as the launchers read it
 * @param feature such as 17
 */
public record Jdk(Path home, String version, int feature) {
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");
    /** The first release whose archives are AOT caches. */
    private static final int AOT_CACHE = 25;

    /** The JDK in the directory; empty if there is none of release 17 or newer. */
    static Optional<Jdk> at(Path home) {
        try {
            Path real = home.toRealPath();
            String version = "";
            for (String line : Files.readAllLines(real.resolve("release"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("JAVA_RUNTIME_VERSION=")) {
                    version = line.substring(line.indexOf('=') + 1).replace("\"", "");
                }
            }
            int end = 0;
            while (end < version.length() && Character.isDigit(version.charAt(end))) {
                end++;
            }
            int feature = end == 0 || end > 3 ? 0 : Integer.parseInt(version.substring(0, end));
            boolean usable = feature >= 17 && version.indexOf('/') < 0 && Files.isExecutable(real.resolve("bin/java"));
            return usable ? Optional.of(new Jdk(real, version, feature)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The JDK at the home, and the newest one of release 25 or newer in the usual place, if there is one. */
    public static List<Jdk> withNewest(Path home) throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        at(home).ifPresent(jdks::add);
        List<Jdk> others = new ArrayList<>();
        if (Files.isDirectory(USUAL_PLACE)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(USUAL_PLACE)) {
                homes.forEach(other -> at(other).filter(Jdk::hasAotCache).ifPresent(others::add));
            }
        }
        others.stream()
                .max(Comparator.comparingInt(Jdk::feature).thenComparing(Jdk::version))
                .filter(newest -> !jdks.contains(newest))
                .ifPresent(jdks::add);
        return jdks;
    }

    public String java() {
        return home.resolve("bin/java").toString();
    }

    boolean hasAotCache() {
        return feature >= AOT_CACHE;
    }

    public String archiveSuffix() {
        return hasAotCache() ? ".aot" : ".jsa";
    }

    /** The option that starts Java from the archive. */
    public String archiveOption(Path archive) {
        return (hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }
}
