package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jzones.file.FileTrouble;

/** The control groups of one container, in every hierarchy the machine has. */
final class Cgroups {
    private static final Path TOP = Path.of("/sys/fs/cgroup");
    private static final String UNIFIED = "unified";
    private static final String CONTROLLERS = "cgroup.controllers";

    private final ContainerId id;
    private final Path top;

    Cgroups(ContainerId id) {
        this(id, TOP);
    }

    /** @param top where the hierarchies of the machine are, or the one that there is */
    Cgroups(ContainerId id, Path top) {
        this.id = id;
        this.top = top;
    }

    /** The directory of the unified hierarchy if it has controllers beside those of the old ones, which crun refuses. */
    static String hybrid() {
        try {
            Path unified = TOP.resolve(UNIFIED);
            return Files.readString(unified.resolve(CONTROLLERS)).isBlank() ? "" : unified.toString();
        } catch (IOException e) {
            return ""; // there is none
        }
    }

    private List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        String below = id.cgroup().substring(1);
        try (Stream<Path> hierarchies = Files.exists(top.resolve(CONTROLLERS)) ? Stream.of(top) : Files.list(top)) {
            for (Path hierarchy : hierarchies.toList()) {
                Path directory = hierarchy.resolve(below);
                if (!Files.isSymbolicLink(hierarchy) && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                    directories.add(directory);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of(); // without control groups nothing runs here
        } catch (IOException e) {
            throw FileTrouble.reading(top.toString(), e);
        }
        return directories;
    }

    /** What stands in the files of this name, for not all groups have one; what cannot be read is left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Path directory : directories()) {
            if (!isUnused(directory)) {
                text(directory.resolve(name)).ifPresent(texts::add);
            }
        }
        return texts;
    }

    /** Beside groups of version 1 there may be one of version 2 that nothing is in: what it counts is not the container's. */
    private static boolean isUnused(Path group) {
        return text(group.resolve("cgroup.events"))
                .filter(events -> events.lines().anyMatch("populated 0"::equals))
                .isPresent();
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The numbers of the processes in them, as this machine knows them. */
    Set<Long> processes() {
        Set<Long> processes = new TreeSet<>();
        for (Path directory : directories()) {
            for (Path each : below(directory)) {
                processes.addAll(in(each));
            }
        }
        return processes;
    }

    private static List<Long> in(Path group) {
        try {
            return Files.readAllLines(group.resolve("cgroup.procs")).stream()
                    .map(line -> Long.valueOf(line.strip()))
                    .toList();
        } catch (IOException e) {
            return List.of(); // gone meanwhile
        }
    }

    /** Removes those that are empty; of one that is not, {@link #processes} tells what is in it. */
    void remove() {
        for (Path directory : directories()) {
            for (Path each : below(directory)) {
                remove(each);
            }
        }
    }

    private static void remove(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            return; // there are processes in it
        }
    }

    /** Those below first. */
    private static List<Path> below(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> found = new ArrayList<>(all.filter(Files::isDirectory).toList());
            java.util.Collections.reverse(found);
            return found;
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of(); // gone meanwhile
        }
    }
}
