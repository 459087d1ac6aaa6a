package org.jzones.support;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jzones.Main;
import org.jzones.cli.Io;
import org.jzones.cli.StandardOutput;
import org.jzones.file.Steps;

/**
 * Runs a command as Main does, and kills the process it runs in before one of its steps with a running zone, as SIGKILL
 * does: of {@code MORTAL_STEPS}, a file, it appends each step to that before it is done; before number {@code MORTAL_DEATH},
 * counted from 0, it dies.
 */
public final class MortalCommand {
    private static final String STEPS = "MORTAL_STEPS";
    private static final String DEATH = "MORTAL_DEATH";

    private MortalCommand() {}

    /**
     * A Java that starts this class wherever it is to start Main, from the same jar and with the same archive.
     *
     * @param directory is made
     * @return for ZONES_JAVA_HOME
     */
    public static Path java(Path directory) throws IOException {
        Path real = Path.of(String.valueOf(System.getProperty("java.home")));
        Path tests = Path.of(MortalCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path program = directory.resolve("bin/java");
        Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("release"), real.resolve("release"));
        Files.writeString(program, """
                #!/bin/sh
                [ -n "$MORTAL_STEPS" ] || exec '%1$s/bin/java' "$@"
                for word; do
                    shift
                    case $word in
                    */jzones.jar) word=$word:%2$s ;;
                    org.jzones.Main) word=%3$s ;;
                    esac
                    set -- "$@" "$word"
                done
                exec '%1$s/bin/java' "$@"
                """.formatted(real, tests, MortalCommand.class.getName()));
        Program.sh("chmod 755 \"$1\"", program);
        return directory;
    }

    public static void main(String[] args) {
        Path steps = Path.of(System.getenv(STEPS));
        int death = Integer.parseInt(System.getenv().getOrDefault(DEATH, "-1"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("jzones.home", System.getProperty("jzones.home", ""));
        AtomicInteger count = new AtomicInteger();
        Steps mortal = (change, path) -> {
            if (!isOfRunningZones(path)) {
                return;
            }
            if (count.getAndIncrement() == death) {
                die();
            }
            Files.writeString(steps, change + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        };
        Io io = new Io(
                new FileInputStream(FileDescriptor.in),
                new StandardOutput(FileDescriptor.out),
                new StandardOutput(FileDescriptor.err),
                environment,
                false,
                false,
                false,
                mortal,
                () -> 0);
        Runtime.getRuntime().halt(Main.run(io, args));
    }

    /** The bundle of a zone as a whole, and the renaming that makes a change of states known. */
    private static boolean isOfRunningZones(Path path) {
        return path.toString().matches(".*/var/run/zones/[a-z]+");
    }

    private static void die() throws IOException {
        long self = ProcessHandle.current().pid();
        try {
            new ProcessBuilder("kill", "-9", Long.toString(self)).start().waitFor();
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
