package org.jzones.op;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.host.Children;
import org.jzones.host.Children.Answer;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.MoveChoice;
import org.jzones.model.RemoteMove;
import org.jzones.op.RemoteFacts.Tools;
import org.jzones.store.Progress;

/** Brings the files of a zone to another machine, and looks whether they are there: by rsync, by tar, or not at all. */
final class Transfer {
    private static final Pattern SENT = Pattern.compile("^\\s*([0-9][0-9,.]*)\\s+\\d+%");

    private static final String CKSUM_MANIFEST = "cksum <\"$1\"/SUNWdetached.xml";

    private final Children children;
    private final Ssh ssh;
    private final RemoteMove move;
    private final Path source;
    private final Tools tools;

    /** @param tools what both machines have */
    Transfer(Children children, Ssh ssh, RemoteMove move, Path source, Tools tools) {
        this.children = children;
        this.ssh = ssh;
        this.move = move;
        this.source = source;
        this.tools = tools;
    }

    /** How the files get there, in a word. */
    static String way(RemoteMove move, Tools tools) {
        return move.has(MoveChoice.SHARED) ? "shared" : tools.rsync() ? "rsync" : "tar";
    }

    /** The kilobytes that a directory of this machine takes on its disk. */
    static long kilobytes(Children children, Path directory) {
        Answer answer = children.ask(List.of("du", "-sk", directory.toString()));
        Matcher number = Pattern.compile("^(\\d+)\\s").matcher(answer.text());
        if (!number.find()) {
            throw Failure.of(Message.PROGRAM_FAILED, "du", "status " + answer.status());
        }
        return Long.parseLong(number.group(1));
    }

    /** Copies everything. @throws Failure if a program says it could not */
    void copy(Progress progress) {
        if (progress.isWatched()) {
            progress.expect("bytes", kilobytes(children, source) * 1024);
        }
        if (tools.rsync()) {
            rsync(progress);
        } else {
            tar(progress);
        }
    }

    private void rsync(Progress progress) {
        List<String> command = new ArrayList<>(List.of("rsync", "-aHS"));
        if (tools.acls()) {
            command.add("-A");
        }
        if (tools.xattrs()) {
            command.add("-X");
        }
        // -s: paths do not pass through a shell there; -W: nothing is there to compare with
        command.addAll(List.of("-s", "-W", "--numeric-ids", "--delete", "--exclude=/.zonemove"));
        if (progress.isWatched()) {
            command.addAll(List.of("--info=progress2", "--no-human-readable"));
        }
        command.addAll(ssh.rsyncOptions());
        command.addAll(List.of("--", source + "/", ssh.rsyncOperand(move.newFiles() + "/")));
        long[] before = {0};
        int status = children.follow(command, line -> {
            Matcher sent = SENT.matcher(line);
            if (sent.find()) {
                long now = Long.parseLong(sent.group(1).replaceAll("[,.]", ""));
                progress.advance(now - before[0]);
                before[0] = now;
            }
        });
        if (status != 0) {
            throw Failure.of(Message.REMOTE_NOT_COPIED, move.host(), "rsync", status);
        }
    }

    private void tar(Progress progress) {
        List<String> gnu = tools.gnuTar()
                ? List.of("--numeric-owner", "--xattrs", "--xattrs-include=*", "--acls")
                : List.<String>of();
        List<String> from = new ArrayList<>(List.of("tar", "-cf", "-", "-C", source.toString()));
        from.addAll(gnu);
        if (tools.gnuTar()) {
            from.addAll(List.of("--format=posix", "--sparse", "--anchored", "--exclude=./.zonemove"));
        }
        from.add(".");
        // the directory first: some take -C for what follows only
        List<String> to = new ArrayList<>(List.of("tar", "-xpf", "-", "-C", move.newFiles()));
        to.addAll(gnu);
        List<Integer> statuses = children.pipe(from, ssh.command(to), progress::advance);
        if (!statuses.equals(List.of(0, 0))) {
            int there = statuses.get(1);
            throw Failure.of(Message.REMOTE_NOT_COPIED, move.host(), "tar", there == 0 ? statuses.get(0) : there);
        }
    }

    /** Lists both trees and compares. @throws Failure naming the first difference */
    TreeListing verify() {
        String script = TreeListing.script(tools, move.has(MoveChoice.CHECKSUM));
        TreeListing here = listing(children.ask(Children.script(script, source.toString())), "this host");
        TreeListing there = listing(children.ask(ssh.script(script, move.newFiles())), move.host());
        here.firstDifference(there).ifPresent(record -> {
            throw Failure.of(Message.REMOTE_DIFFERS, move.host(), record);
        });
        return here;
    }

    private static TreeListing listing(Answer answer, String host) {
        if (!answer.isDone()) {
            throw Failure.of(Message.REMOTE_NOT_LISTED, host);
        }
        return TreeListing.parse(answer);
    }

    /** Checks that both machines see the same manifest. */
    void requireShared() {
        Answer here = children.ask(Children.script(CKSUM_MANIFEST, source.toString()));
        Answer there = children.ask(ssh.script(CKSUM_MANIFEST, move.newFiles()));
        if (!here.isDone() || !there.isDone() || !here.text().equals(there.text())) {
            throw Failure.of(Message.REMOTE_NOT_SHARED, move.newZonepath(), move.host());
        }
    }
}
