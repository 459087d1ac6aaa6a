package org.jzones.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jzones.capture.CapturedHost;
import org.jzones.capture.Explorer;
import org.jzones.file.Settings;
import org.jzones.file.Steps;
import org.jzones.host.Machine;
import org.jzones.host.ShellWords;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.op.HostRoot;

/** Finds the host root: -R, then ZONES_ROOT, then the installation's conf/jzones.conf, then / (spec 1.1). */
final class HostFinder {
    private static final String VARIABLE = "ZONES_ROOT";
    private static final String SETTING = "root";
    private static final String ZONES = "etc/zones";

    private HostFinder() {}

    /**
     * The host root to work on.
     *
     * @param reading takes a capture in place of a directory, and gives its root; empty if it is to be changed
     * @throws Failure if what was given is not absolute or no directory
     */
    static HostRoot find(Optional<String> option, Io io, DebugLog debug, Optional<UnaryOperator<Path>> reading) {
        Optional<String> given = option.map(root -> absolute(filled(root, "-R")))
                .or(() -> fromEnvironment(io))
                .or(() -> fromSettings(io.environment().getOrDefault("jzones.home", "")));
        String root = given.orElse("/");
        Path path = Path.of(FileNames.require(root));
        if (!path.isAbsolute()) {
            throw Failure.of(Message.ROOT_NOT_ABSOLUTE, root);
        }
        if (given.isPresent() && !Files.isDirectory(path) && CapturedHost.is(path)) {
            return captured(path, io, debug, reading.orElseThrow(() -> readOnly(path)));
        }
        require(path, given.isPresent());
        return HostRoot.at(path, new Machine(Path.of("/proc")), io.environment(), debug::log, io.steps());
    }

    private static HostRoot captured(Path file, Io io, DebugLog debug, UnaryOperator<Path> opened) {
        Steps none = (change, path) -> {
            throw readOnly(file);
        };
        return HostRoot.at(opened.apply(file), new Machine(Path.of("/proc")), io.environment(), debug::log, none);
    }

    private static Failure readOnly(Path file) {
        return Failure.of(Message.CAPTURE_READ_ONLY, file, ShellWords.line(List.of(file.toString())));
    }

    /** What was given on the command line begins at the working directory, as every path there does. */
    private static String absolute(String option) {
        Path path = FileNames.path(option);
        if (path.isAbsolute()) {
            return option;
        }
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return path.toAbsolutePath().toString(); // it is not there, which is told with the name it would have
        }
    }

    private static void require(Path path, boolean given) {
        if (!Files.isDirectory(path)) {
            boolean inventory = Files.exists(path) && RootGuess.isCompressed(path);
            throw Failure.of(inventory ? Message.ROOT_IS_INVENTORY : Message.ROOT_NOT_DIRECTORY, path);
        }
        if (given && Files.isDirectory(path.resolve("patch+pkg")) && Explorer.is(path)) {
            throw Failure.of(Message.EXPLORER_IS_NO_ROOT, path);
        }
        if (given && !Files.isDirectory(path.resolve(ZONES))) {
            RootGuess.problem(path).ifPresent(problem -> {
                throw new Failure(List.of(problem));
            });
        }
    }

    /** One of many host roots, as it was named. @throws Failure if it is no directory, or something else than a host root */
    static HostRoot named(Path path, Io io, DebugLog debug) {
        require(path, true);
        return HostRoot.at(
                path.toAbsolutePath(), new Machine(Path.of("/proc")), io.environment(), debug::log, io.steps());
    }

    private static Optional<String> fromEnvironment(Io io) {
        return Optional.ofNullable(io.environment().get(VARIABLE)).map(root -> filled(root, VARIABLE));
    }

    /** @throws Failure if it is empty: by mistake, and the machine's own root is not to be taken for what was meant */
    private static String filled(String root, String where) {
        if (root.isEmpty()) {
            throw Failure.of(Message.ROOT_EMPTY, where);
        }
        return root;
    }

    private static Optional<String> fromSettings(String home) {
        if (home.isEmpty()) {
            return Optional.empty();
        }
        Path settings = Path.of(home, "conf", "jzones.conf");
        return Files.isRegularFile(settings)
                ? Settings.value(settings, SETTING).map(root -> filled(root, "root= in " + settings))
                : Optional.empty();
    }
}
