package org.jzones.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jzones.file.Progress;
import org.jzones.host.CopyTools;
import org.jzones.host.Machine;
import org.jzones.host.Processes;
import org.jzones.host.Processes.Answer;
import org.jzones.host.ShellProgram;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/**
 * The first of two passes of a copy: what is there while the zone runs. It promises nothing, but knows afterwards which files
 * have changed since it began, whatever their sizes and times say.
 */
final class FirstPass {
    /** Statuses of rsync: something could not be copied, or has vanished. */
    private static final int PARTIAL = 23;

    private static final int VANISHED = 24;
    private static final int TRIES = 3;
    /** In seconds: times of files are a little behind the clock. */
    private static final int MARGIN = 2;

    /** $1 a file for the complaints, then a command. */
    private static final String COMPLAINING = "e=$1; shift; exec \"$@\" 2>\"$e\"";

    /** $1 that file. */
    private static final String COMPLAINTS =
            "sed -e '/^file has vanished: /d' -e '/^directory has vanished: /d' -e '/^rsync warning: some files vanished /d' "
                    + "<\"$1\" >&2";

    private final Processes processes;
    private final Machine machine;
    private final Path source;
    private long began;
    private long beganNanos;

    FirstPass(Processes processes, Machine machine, Path source) {
        this.processes = processes;
        this.machine = machine;
        this.source = source;
    }

    /** Everything that keeps a zone from being copied while it runs. */
    static List<Problem> problems(
            Processes processes, Path source, boolean isGuarded, CopyTools here, CopyTools there, String host) {
        List<Problem> problems = new ArrayList<>();
        if (!here.rsync()) {
            problems.add(Problem.of(Message.REMOTE_LIVE_NO_RSYNC, "this host"));
        }
        if (!there.rsync()) {
            problems.add(Problem.of(Message.REMOTE_LIVE_NO_RSYNC, host));
        }
        if (isGuarded) {
            List<String> command = new ArrayList<>(guard(source));
            command.add("true");
            if (!processes.ask(command).isDone()) {
                problems.add(Problem.of(Message.REMOTE_LIVE_UNGUARDED));
            }
        }
        return problems;
    }

    /** What runs a command for which no symbolic link in the tree leads anywhere, whatever the zone makes of its files. */
    private static List<String> guard(Path source) {
        return Processes.script(ShellProgram.of(FirstPass.class, "guarded"), source.toString());
    }

    /** Copies. @throws Failure if that does not work, for another reason than that files change */
    void copy(Rsync rsync, boolean isGuarded, Progress progress) {
        // what is written through memory changes the times of a file once it has been written to the disk
        processes.ask(List.of("sync", "-f", source.toString()));
        began = machine.now();
        beganNanos = System.nanoTime();
        List<String> guard = isGuarded ? guard(source) : List.of();
        int status = PARTIAL;
        for (int i = 0; i < TRIES && status == PARTIAL; i++) {
            status = once(rsync, guard, progress);
        }
        if (status != 0 && status != VANISHED) {
            throw rsync.failed(status);
        }
    }

    /** Runs rsync, and shows afterwards what it has complained of, but for files that are gone: that is no trouble here. */
    private int once(Rsync rsync, List<String> guard, Progress progress) {
        try {
            Path complaints = Files.createTempFile("zonemove", null);
            try {
                List<String> before = new ArrayList<>(Processes.script(COMPLAINING, complaints.toString()));
                before.addAll(guard);
                int status = rsync.run(progress, before, List.of("--delete", "-S"), "");
                processes.ask(Processes.script(COMPLAINTS, complaints.toString()));
                return status;
            } finally {
                Files.delete(complaints);
            }
        } catch (IOException e) {
            throw Failure.of(Message.PROGRAM_FAILED, "rsync", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Copies the files that have changed since the first pass began.
     *
     * @return false if it is not known which these are
     */
    boolean copyChanged(Rsync rsync, Progress progress) {
        long elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
        if (Math.abs(machine.now() - began - elapsed) > 1) {
            return false; // somebody has set the clock
        }
        byte[] changed;
        try {
            Answer answer = processes.ask(List.of(
                    "find", source.toString(), "-type", "f", "-newerct", "@" + (began - MARGIN), "-printf", "./%P\\0"));
            if (!answer.isDone()) {
                return false;
            }
            changed = answer.bytes().getBytes(StandardCharsets.ISO_8859_1);
        } catch (Failure e) {
            return false; // more than fits
        }
        if (changed.length > 0) {
            copy(rsync, progress, changed);
        }
        return true;
    }

    private static void copy(Rsync rsync, Progress progress, byte[] names) {
        try {
            Path list = Files.createTempFile("zonemove", null);
            try {
                Files.write(list, names);
                rsync.require(progress, List.of("-S", "-I", "--from0", "--files-from=" + list), "");
            } finally {
                Files.delete(list);
            }
        } catch (IOException e) {
            throw Failure.of(Message.PROGRAM_FAILED, "rsync", String.valueOf(e.getMessage()));
        }
    }
}
