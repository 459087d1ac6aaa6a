package org.jzones.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.host.CopyTools;
import org.jzones.host.Pipes;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.TransferNote;

/** rsync from the zonepath here to that on the other machine. */
final class Rsync {
    private static final Pattern SENT = Pattern.compile("^\\s*([0-9][0-9,.]{0,17})\\s+\\d+%");

    private final Pipes pipes;
    private final Ssh ssh;
    private final TransferNote move;
    private final Path source;
    private final CopyTools tools;

    /** @param tools what both machines have */
    Rsync(Pipes pipes, Ssh ssh, TransferNote move, Path source, CopyTools tools) {
        this.pipes = pipes;
        this.ssh = ssh;
        this.move = move;
        this.source = source;
        this.tools = tools;
    }

    /** Runs it to its end. @throws Failure if it says it could not */
    void require(Progress progress, List<String> options, String input) {
        int status = run(progress, List.of(), options, input);
        if (status != 0) {
            throw failed(status);
        }
    }

    Failure failed(int status) {
        return Failure.of(Message.REMOTE_NOT_COPIED, move.target().host(), "rsync", status);
    }

    /**
     * Runs it to its end and returns its status.
     *
     * @param before words in front of the command
     * @param input what it has to read
     */
    int run(Progress progress, List<String> before, List<String> options, String input) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("rsync", "-aH"));
        command.addAll(options);
        if (tools.acls()) {
            command.add("-A");
        }
        if (tools.xattrs()) {
            command.add("-X");
        }
        // -s: paths do not pass through a shell there; -W: reading files there to send less of them is no gain here
        command.addAll(List.of("-s", "-W", "--numeric-ids", "--exclude=/" + Layout.TRANSFER_MARK));
        if (progress.isWatched()) {
            command.addAll(List.of("--info=progress2", "--no-human-readable"));
        }
        command.addAll(ssh.rsyncOptions());
        command.addAll(
                List.of("--", source + "/", ssh.rsyncOperand(move.target().files() + "/")));
        long[] sentBefore = {0};
        return pipes.follow(command, input, "\r\n", line -> {
            Matcher sent = SENT.matcher(line);
            if (sent.find()) {
                long now = Long.parseLong(sent.group(1).replaceAll("[,.]", ""));
                progress.advance(now - sentBefore[0]);
                sentBefore[0] = now;
            }
        });
    }
}
