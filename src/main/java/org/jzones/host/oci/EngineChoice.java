package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.host.Processes;
import org.jzones.host.ShellProgram;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.OneLine;
import org.jzones.model.Problem;

/**
 * Which engine makes containers on this machine: the one that the settings name, else crun, else runc, of those that have
 * been seen to run one in this boot of the machine (spec 5, 1.2).
 */
final class EngineChoice {
    private static final List<String> NAMES = List.of("crun", "runc");
    private static final String SETTING = "runtime";

    private final Layout layout;
    private final AtomicFile files;
    private final Installation installation;
    private final Processes processes;
    private final String boot;

    EngineChoice(Layout layout, AtomicFile files, Installation installation, Processes processes, String boot) {
        this.layout = layout;
        this.files = files;
        this.installation = installation;
        this.processes = processes;
        this.boot = boot;
    }

    /** The engine's program. @throws Failure if there is none, or none that can run a container, saying why */
    Path program() {
        List<Path> candidates = candidates(installation);
        if (candidates.isEmpty()) {
            throw new Failure(List.of(none(installation)));
        }
        for (Path candidate : candidates) {
            if (remembered().filter(candidate::equals).isPresent()) {
                return candidate;
            }
        }
        List<String> reasons = new ArrayList<>();
        for (Path candidate : candidates) {
            Optional<String> trouble = trouble(candidate);
            if (trouble.isEmpty()) {
                files.write(layout.engineChoice(), (boot + "\n" + candidate + "\n").getBytes(StandardCharsets.UTF_8));
                return candidate;
            }
            reasons.add(candidate + ": " + trouble.get());
        }
        throw Failure.of(Message.ENGINE_NONE, String.join("; ", reasons));
    }

    /** The engines that may be chosen and are there. */
    static List<Path> candidates(Installation installation) {
        return installation.setting(SETTING).map(List::of).orElse(NAMES).stream()
                .flatMap(name -> installation.program(name).stream())
                .toList();
    }

    /** That none is there. */
    static Problem none(Installation installation) {
        return installation
                .setting(SETTING)
                .map(name -> Problem.of(Message.ENGINE_SETTING, name))
                .orElseGet(() -> Problem.of(Message.PROGRAM_NOT_INSTALLED, String.join(" or ", NAMES), NAMES.get(0)));
    }

    private Optional<Path> remembered() {
        Path path = layout.engineChoice();
        try {
            List<String> lines = new String(RegularFile.read(path, layout.shown(path)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.size() == 2 && lines.get(0).equals(boot)
                    ? Optional.of(Path.of(lines.get(1)))
                    : Optional.empty();
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return Optional.empty();
            }
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    /** The words that run an engine whose control groups are as it wants them. */
    static List<String> wrapped(Path engine, List<String> mounts, Installation installation) {
        String hybrid = String.valueOf(engine.getFileName()).equals("crun") ? Cgroups.hybrid() : "";
        if (hybrid.isEmpty() && mounts.isEmpty()) {
            return List.of(engine.toString());
        }
        List<String> words = new ArrayList<>(List.of(
                installation
                        .program("unshare")
                        .orElse(Path.of("/usr/bin/unshare"))
                        .toString(),
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                ShellProgram.of(EngineChoice.class, "create"),
                "create",
                hybrid));
        words.addAll(mounts);
        words.addAll(List.of("--", engine.toString()));
        return words;
    }

    /** Runs a container with the engine; why that does not work, if so. */
    private Optional<String> trouble(Path engine) {
        try {
            Path bundle = Files.createTempDirectory("jzones-probe");
            try {
                return trouble(engine, bundle);
            } finally {
                remove(bundle);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, Path.of("/tmp")), e);
        }
    }

    private Optional<String> trouble(Path engine, Path bundle) throws IOException {
        String id = "jzones-probe-" + ProcessHandle.current().pid();
        Path root = Files.createDirectory(bundle.resolve("rootfs"));
        Files.createDirectory(root.resolve("dev"));
        Files.createDirectory(root.resolve("proc"));
        StringBuilder mounts = new StringBuilder();
        for (String directory : List.of("usr", "bin", "sbin", "lib", "lib64")) {
            Path real = Path.of("/", directory);
            if (Files.isSymbolicLink(real)) {
                Files.createSymbolicLink(root.resolve(directory), Files.readSymbolicLink(real));
            } else if (Files.isDirectory(real)) {
                mounts.append(",{\"destination\":\"/")
                        .append(directory)
                        .append("\",\"source\":\"/")
                        .append(directory)
                        .append("\",\"type\":\"bind\",\"options\":[\"rbind\",\"ro\",\"rprivate\"]}");
            }
        }
        Files.writeString(
                bundle.resolve("config.json"),
                "{\"ociVersion\":\"1.0.2\",\"root\":{\"path\":\"rootfs\"},\"process\":{\"terminal\":false,"
                        + "\"user\":{\"uid\":0,\"gid\":0},\"args\":[\"true\"],\"env\":[\"PATH=/usr/bin:/bin\"],"
                        + "\"cwd\":\"/\"},\"mounts\":[{\"destination\":\"/proc\",\"type\":\"proc\",\"source\":\"proc\"},"
                        + "{\"destination\":\"/dev\",\"type\":\"tmpfs\",\"source\":\"tmpfs\"}"
                        + mounts + "],\"linux\":{\"cgroupsPath\":\"/zones/" + id + "\",\"namespaces\":["
                        + "{\"type\":\"pid\"},{\"type\":\"mount\"},{\"type\":\"network\"},{\"type\":\"ipc\"},"
                        + "{\"type\":\"uts\"}]}}\n");
        List<String> options = List.of("--root", bundle.resolve("engine").toString());
        List<String> run = new ArrayList<>(wrapped(engine, List.of(), installation));
        run.addAll(options);
        run.addAll(List.of("run", "--bundle", bundle.toString(), id));
        Processes.Outcome outcome = processes.run(run);
        if (outcome.status() == 0) {
            return Optional.empty();
        }
        List<String> delete = new ArrayList<>(List.of(engine.toString()));
        delete.addAll(options);
        delete.addAll(List.of("delete", "--force", id));
        processes.run(delete);
        new Cgroups(new ContainerId(id)).remove();
        return Optional.of(outcome.err()
                .lines()
                .reduce((first, last) -> last)
                .map(OneLine::of)
                .orElse("it ended with status " + outcome.status()));
    }

    private static void remove(Path tree) throws IOException {
        try (var all = Files.walk(tree)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
