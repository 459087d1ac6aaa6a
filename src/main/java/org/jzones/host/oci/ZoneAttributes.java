package org.jzones.host.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.CommandWords;
import org.jzones.model.LinuxDefaults;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.ZoneConfig;

/** What the attr resources of a Linux zone say about how it runs (spec 5.5). */
final class ZoneAttributes {
    private final ZoneConfig config;

    ZoneAttributes(ZoneConfig config) {
        this.config = config;
    }

    String hostname() {
        return config.attr("hostname").filter(name -> !name.isEmpty()).orElse(config.zonename());
    }

    /** Where the first program begins. */
    String directory() {
        return config.attr("cwd").filter(path -> path.startsWith("/")).orElse("/");
    }

    /** Whose the first program is; root if it does not say. */
    Optional<String> user() {
        return config.attr("user").filter(user -> !user.isEmpty());
    }

    /** The signal that asks the first program to end. */
    String stopSignal() {
        return config.attr("stop-signal").filter(name -> !name.isEmpty()).orElse("TERM");
    }

    /** What the first program gets of an environment. */
    List<String> environment() {
        return LinuxEnvironment.of(config);
    }

    /**
     * The first program with its arguments and those of the boot, of which {@code -s} alone asks for a shell, and
     * {@code -i} for another first program.
     */
    List<String> command(String bootArguments) {
        List<String> arguments = new ArrayList<>(words(bootArguments));
        if (arguments.equals(List.of("-s"))) {
            return List.of("/bin/sh");
        }
        List<String> command = new ArrayList<>(init());
        int other = arguments.indexOf("-i");
        if (other >= 0 && other + 1 < arguments.size()) {
            command = new ArrayList<>(List.of(arguments.get(other + 1)));
            arguments.subList(other, other + 2).clear();
        }
        command.addAll(arguments);
        return command;
    }

    private List<String> init() {
        return config.attr("init")
                .flatMap(CommandWords::of)
                .filter(words -> !words.isEmpty())
                .orElse(List.of(LinuxDefaults.INIT));
    }

    private static List<String> words(String bootArguments) {
        String text = bootArguments.strip();
        return text.isEmpty() ? List.of() : List.of(text.split(" +"));
    }
}
