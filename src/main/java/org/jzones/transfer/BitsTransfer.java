package org.jzones.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.host.CopyTools;
import org.jzones.host.Machine;
import org.jzones.host.Pipes;
import org.jzones.host.Processes;
import org.jzones.host.Processes.Answer;
import org.jzones.host.Ssh;
import org.jzones.host.Tar;
import org.jzones.host.TreeListing;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;

/** Brings the files of a zone to another machine, and looks whether they are there: by rsync, by tar, or not at all. */
final class BitsTransfer {
    private static final int BLOCK = 512;
    private static final int SMALLEST_HOLE = 1 << 16;
    /** What surely is no too long an argument. */
    private static final int LONGEST_LIST = 1 << 14;

    /** How often du is asked. */
    private static final int TRIES = 5;

    private static final String CKSUM_MANIFEST = "cksum <\"$1\"/SUNWdetached.xml";

    private final Processes processes;
    private final Pipes pipes;
    private final Ssh ssh;
    private final TransferNote move;
    private final Path source;
    private final CopyTools tools;
    private final Rsync rsync;

    /** @param tools what both machines have */
    BitsTransfer(Processes processes, Ssh ssh, TransferNote move, Path source, CopyTools tools) {
        this.processes = processes;
        this.pipes = new Pipes(processes);
        this.ssh = ssh;
        this.move = move;
        this.source = source;
        this.tools = tools;
        this.rsync = new Rsync(pipes, ssh, move, source, tools);
    }

    /** How the files get there, in a word. */
    static String way(TransferNote move, CopyTools tools) {
        return move.has(TransferChoice.SHARED) ? "shared" : tools.rsync() ? "rsync" : "tar";
    }

    /** The same. */
    String way() {
        return way(move, tools);
    }

    /**
     * The kilobytes that a directory of this machine takes on its disk. A zone that runs may change it meanwhile, and du gives
     * up, without a number, where it comes upon a directory that has become something else: it is asked again then.
     *
     * @throws Failure if there is no number after all
     */
    static long kilobytes(Processes processes, Path directory) {
        Answer answer = du(processes, directory);
        for (int i = 1; i < TRIES && kilobytes(answer).isEmpty(); i++) {
            answer = du(processes, directory);
        }
        String status = "status " + answer.status();
        return kilobytes(answer).orElseThrow(() -> Failure.of(Message.PROGRAM_FAILED, "du", status));
    }

    /** The bytes that a directory of this machine takes on its disk, if that can be told. */
    static Optional<Long> left(Processes processes, Path directory) {
        Answer answer = du(processes, directory);
        return answer.isDone() ? kilobytes(answer).map(number -> 1024 * number) : Optional.empty();
    }

    private static Answer du(Processes processes, Path directory) {
        return processes.ask(List.of("du", "-sk", directory.toString()));
    }

    private static Optional<Long> kilobytes(Answer answer) {
        Matcher number = Pattern.compile("^(\\d{1,15})\\s").matcher(answer.text());
        return number.find() ? Optional.of(Long.valueOf(number.group(1))) : Optional.empty();
    }

    /** Whether only what has changed is copied, if an old copy is there; else it has to go first. */
    boolean takesBase() {
        return tools.rsync();
    }

    /**
     * Copies everything.
     *
     * @param onBase whether an old copy is there
     * @throws Failure if a program says it could not
     */
    void copy(boolean onBase, Progress progress) {
        if (tools.rsync()) {
            rsync(onBase, progress);
        } else {
            tar(progress);
        }
    }

    /**
     * Files with holes go first, by themselves: writing holes costs rsync a quarter of its speed, and it sends them as the
     * zeros they are read as, which compress to nothing. After that they are there and looked at only.
     */
    private void rsync(boolean onBase, Progress progress) {
        expect(progress);
        if (onBase) {
            ontoOldCopy(move.has(TransferChoice.CHECKSUM), progress);
            return;
        }
        List<String> withHoles = tools.gnuLists() ? filesWithHoles() : List.of();
        String list = String.join("\n", withHoles);
        boolean apart = tools.gnuLists()
                && list.length() <= LONGEST_LIST
                && withHoles.stream().allMatch(BitsTransfer::fitsList);
        if (apart && !withHoles.isEmpty()) {
            rsync.require(progress, List.of("-S", "-z", "--files-from=-"), list);
        }
        // --inplace: nobody looks at a half of a file here; not with -S, which older rsyncs refuse together
        rsync.require(progress, List.of("--delete", apart ? "--inplace" : "-S"), "");
    }

    private void expect(Progress progress) {
        if (progress.isWatched()) {
            // rsync tells sizes, holes counted; GNU du can do so too
            Answer sizes = processes.ask(List.of("du", "-sk", "--apparent-size", source.toString()));
            Optional<Long> told = sizes.isDone() ? kilobytes(sizes) : Optional.empty();
            progress.expect("bytes", 1024 * told.orElseGet(() -> kilobytes(processes, source)));
        }
    }

    /**
     * Copies what is there while the zone runs.
     *
     * @param isGuarded whether those in the zone can change its files meanwhile, and are not trusted
     * @throws Failure if that does not work
     */
    FirstPass firstPass(Machine machine, boolean isGuarded, Progress progress) {
        FirstPass pass = new FirstPass(processes, machine, source);
        expect(progress);
        pass.copy(rsync, isGuarded, progress);
        return pass;
    }

    /** Copies what has changed since the first pass, which was in this run or in one that was cut off. */
    void copyRest(Optional<FirstPass> pass, Progress progress) {
        boolean checksum = move.has(TransferChoice.CHECKSUM)
                || !pass.map(first -> first.copyChanged(rsync, progress)).orElse(false);
        ontoOldCopy(checksum, progress);
    }

    /** Each file is made beside the old one: what is one file with two names there may be two files here. */
    private void ontoOldCopy(boolean checksum, Progress progress) {
        rsync.require(progress, checksum ? List.of("--delete", "-S", "--checksum") : List.of("--delete", "-S"), "");
    }

    /** Whether a line of text can hold the name: it would not end the line, and its bytes are characters. */
    private static boolean fitsList(String file) {
        return file.indexOf('\uFFFD') < 0 && file.chars().noneMatch(Character::isISOControl);
    }

    /** The paths in the source, behind {@code ./}, of files with a hole that is worth keeping. */
    private List<String> filesWithHoles() {
        List<String> find =
                List.of("find", source.toString(), "-type", "f", "-size", "+127", "-printf", "%s %b ./%P\\0");
        List<String> withHoles = new ArrayList<>();
        pipes.follow(find, "", "\0", file -> {
            String[] fields = file.split(" ", 3);
            if (fields.length == 3 && Long.parseLong(fields[0]) - BLOCK * Long.parseLong(fields[1]) >= SMALLEST_HOLE) {
                withHoles.add(fields[2]);
            }
        });
        return withHoles;
    }

    private void tar(Progress progress) {
        if (progress.isWatched()) {
            progress.expect("bytes", 1024 * kilobytes(processes, source));
        }
        Tar tar = new Tar(tools.gnuTar());
        List<String> from = tar.create(source.toString(), names(), Layout.TRANSFER_MARK);
        List<String> to = tar.extract(move.target().files());
        List<Integer> statuses = pipes.pipe(from, ssh.command(to), progress::advance);
        if (!statuses.equals(List.of(0, 0))) {
            int there = statuses.get(1);
            throw Failure.of(
                    Message.REMOTE_NOT_COPIED, move.target().host(), "tar", there == 0 ? statuses.get(0) : there);
        }
    }

    /** What to pack: all, but for the mark, which only the tar of GNU can leave out by itself. */
    private List<String> names() {
        if (tools.gnuTar()) {
            return List.of(".");
        }
        try (Stream<Path> files = Files.list(source)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(Layout.TRANSFER_MARK))
                    .map(name -> "./" + name)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileTrouble.reading(move.zone().zonepath(), e);
        }
    }

    /** Lists both trees and compares; tells how much it is. @throws Failure naming the first difference */
    TreeListing.Compared verify() {
        String program = TreeListing.program(tools);
        String contents = move.has(TransferChoice.CHECKSUM) ? "contents" : "";
        TreeListing.Compared compared = pipes.together(
                Processes.script(program, source.toString(), contents),
                ssh.script(program, move.target().files(), contents),
                TreeListing::compare);
        if (!compared.isWholeHere() || !compared.isWholeThere()) {
            throw Failure.of(
                    Message.REMOTE_NOT_LISTED,
                    compared.isWholeHere() ? move.target().host() : "this host");
        }
        compared.difference().ifPresent(record -> {
            throw Failure.of(Message.REMOTE_DIFFERS, move.target().host(), record);
        });
        return compared;
    }

    /** Checks that both machines see the same manifest. */
    void requireShared() {
        Answer here = processes.ask(Processes.script(CKSUM_MANIFEST, source.toString()));
        Answer there = processes.ask(
                ssh.script(CKSUM_MANIFEST, move.target().files()),
                new byte[0],
                move.target().host());
        if (!here.isDone() || !there.isDone() || !here.text().equals(there.text())) {
            throw Failure.of(
                    Message.REMOTE_NOT_SHARED,
                    move.target().zonepath(),
                    move.target().host());
        }
    }
}
