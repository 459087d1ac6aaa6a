package org.jzones.host.oci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jzones.file.Settings;

/** Where the programs are that run zones: those of the machine, and our own. */
final class Installation {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Map<String, String> environment;

    /** @param environment of this process, with {@code jzones.home} and {@code java.home} besides */
    Installation(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The program at this path, or of this name, found as everybody finds it, or where administrators' programs are. */
    Optional<Path> program(String name) {
        Stream<Path> places = name.startsWith("/")
                ? Stream.of(Path.of(name))
                : Stream.of(path().split(":"))
                        .filter(directory -> directory.startsWith("/"))
                        .map(directory -> Path.of(directory, name));
        return places.filter(Files::isExecutable).findFirst();
    }

    private String path() {
        String path = environment.getOrDefault("PATH", "");
        return path.isEmpty() ? USUAL_PATH : path;
    }

    /** Our own zoneadm, by which the end of a zone is told. */
    Path zoneadm() {
        Path home = Path.of(environment.getOrDefault("jzones.home", "/usr"));
        return Stream.of("scripts", "bin")
                .map(directory -> home.resolve(directory).resolve("zoneadm"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(home.resolve("bin/zoneadm"));
    }

    /** What the settings of the installation say. */
    Optional<String> setting(String name) {
        String home = environment.getOrDefault("jzones.home", "");
        return home.isEmpty() ? Optional.empty() : Settings.value(Path.of(home, "conf", "jzones.conf"), name);
    }

    /** All that a program gets of an environment which lives on when the command has ended. */
    Map<String, String> forLater() {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("PATH", path());
        for (String name : List.of("ZONES_JAVA_HOME", "JAVA_HOME")) {
            Optional.ofNullable(environment.get(name)).ifPresent(value -> kept.put(name, value));
        }
        return kept;
    }
}
