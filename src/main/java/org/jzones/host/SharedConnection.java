package org.jzones.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/**
 * One connection for all runs of ssh to a machine, so that the user logs in once and is not asked a dozen times
 * (ControlMaster in ssh_config(5)). It ends with this process, whatever ends that. Where the user's own configuration
 * shares connections, or another program stands in for ssh, nothing is shared here.
 */
public final class SharedConnection implements AutoCloseable {
    private static final String UP = "connected\n";
    /** The command ends when what it reads does, which is when we end. */
    private static final List<String> WAIT = List.of("sh", "-c", "echo connected; exec cat >/dev/null");

    private static final int LONGEST_SOCKET = 80;
    private static final int LONGEST_GREETING = 1 << 20;

    private final Processes processes;
    private final Progress progress;
    private Optional<Open> open = Optional.empty();
    /** What is known not to be shareable. */
    private Optional<Ssh> alone = Optional.empty();

    private record Open(Ssh plain, Ssh shared, Process master, Path directory) {}

    /** @param progress is told when a machine is logged in to */
    public SharedConnection(Processes processes, Progress progress) {
        this.processes = processes;
        this.progress = progress;
    }

    /** True if ssh asks the user nothing from now on, for somebody has logged in. */
    public boolean isOpen() {
        return open.isPresent();
    }

    /** The ssh that goes through the connection, opened now if it is not; the same ssh if none can be shared. */
    public Ssh through(Ssh ssh) {
        if (alone.isPresent() && alone.get().equals(ssh)) {
            return ssh;
        }
        boolean isOpen = open.isPresent()
                && open.get().plain().equals(ssh)
                && open.get().master().isAlive(); // it may have been cut, or stopped together with us
        if (!isOpen) {
            close();
            open = isShareable(ssh) ? open(ssh) : Optional.empty();
            alone = open.isPresent() ? Optional.empty() : Optional.of(ssh);
        }
        return open.map(Open::shared).orElse(ssh);
    }

    private boolean isShareable(Ssh ssh) {
        if (!ssh.words().get(0).equals(Ssh.PROGRAM)) {
            return false;
        }
        Processes.Answer settings = processes.ask(ssh.settings());
        return settings.isDone()
                && settings.text()
                        .lines()
                        .noneMatch(line -> line.startsWith("controlpath ") && !line.equals("controlpath none"));
    }

    /** @throws Failure if the machine cannot be reached; ssh has said why */
    private Optional<Open> open(Ssh ssh) {
        Path directory;
        try {
            directory = Files.createTempDirectory("zonemove");
        } catch (IOException e) {
            return Optional.empty(); // it works without, only not as fast
        }
        String socket = directory.resolve("ssh").toString();
        if (socket.length() > LONGEST_SOCKET || !socket.matches("[A-Za-z0-9/_.-]+")) {
            remove(directory);
            return Optional.empty();
        }
        progress.quietPhase(Problem.of(Message.PHASE_CONNECTING, ssh.host()));
        Process master = processes.start(
                ssh.with("ControlMaster=yes", "ControlPath=" + socket).command(WAIT));
        if (isUp(master)) {
            progress.done();
            return Optional.of(new Open(ssh, ssh.with("ControlMaster=no", "ControlPath=" + socket), master, directory));
        }
        boolean unreachable = processes.end(master) == Ssh.NO_CONNECTION;
        remove(directory);
        if (unreachable) {
            throw Failure.of(Message.REMOTE_NO_ANSWER, ssh.host());
        }
        return Optional.empty();
    }

    /** Waits for the words of our command; what a login shell says of its own may stand before them. */
    private static boolean isUp(Process master) {
        try {
            InputStream in = master.getInputStream();
            StringBuilder last = new StringBuilder();
            int next = in.read();
            for (int said = 0; next >= 0 && said < LONGEST_GREETING; said++) {
                last.append((char) next).delete(0, Math.max(0, last.length() - UP.length()));
                if (last.toString().equals(UP)) {
                    return true;
                }
                next = in.read();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        open.ifPresent(connection -> {
            processes.end(connection.master());
            remove(connection.directory());
        });
        open = Optional.empty();
    }

    private static void remove(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("ssh"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            return; // an empty directory among temporary files harms nobody
        }
    }
}
