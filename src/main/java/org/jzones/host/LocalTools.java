package org.jzones.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jzones.file.FileTools;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The programs of this machine: GNU tar and find, whose walks follow no link whatever happens meanwhile, cp and sync. */
public final class LocalTools implements FileTools {
    private static final Pattern UNKNOWN_OPTION = Pattern.compile("(?i)option|usage");

    /** In bytes: a file system with less room is full. */
    private static final long LEAST_ROOM = 1 << 14;

    private final Processes processes = new Processes();

    @Override
    public void copyTree(Path source, List<String> names, Path target, Progress progress) throws IOException {
        Tar tar = new Tar(requireGnu(CopyTools.here(processes)).gnuTar());
        List<String> from = tar.create(source.toString(), names, Layout.MOVE_MARK);
        Optional<String> trouble =
                new Pipes(processes).trouble(from, tar.extract(target.toString()), progress::advance);
        if (trouble.isPresent() && Files.getFileStore(target).getUsableSpace() < LEAST_ROOM) {
            throw new FileSystemException(
                    target.toString(), null, "No space left on device"); // tar does not always say so
        }
        require(target, trouble);
        // tar leaves sockets out
        List<String> words = new ArrayList<>(List.of(source.toString(), target.toString()));
        words.addAll(names);
        String sockets = ShellProgram.of(LocalTools.class, "sockets");
        require(target, processes.trouble(Processes.script(sockets, words.toArray(String[]::new))));
    }

    private static CopyTools requireGnu(CopyTools tools) {
        if (!tools.gnuTar() || !tools.gnuLists()) {
            throw Failure.of(Message.COPY_TOOLS);
        }
        return tools;
    }

    @Override
    public void unpack(Path target, Feed feed) throws IOException {
        Tar tar = new Tar(requireGnu(CopyTools.here(processes)).gnuTar());
        require(target, new Pipes(processes).fed(tar.unpack(target.toString()), feed));
    }

    /**
     * Reads a tree in the format of tar, byte for byte; sockets are left out.
     *
     * @param reader may read as much as it likes
     * @throws Failure if it could not be read to its end
     */
    public void pack(Path source, Reader reader) {
        Tar tar = new Tar(requireGnu(CopyTools.here(processes)).gnuTar());
        Optional<String> trouble = new Pipes(processes).read(tar.pack(source.toString()), reader::from);
        trouble.ifPresent(why -> {
            throw Failure.of(Message.FILE_READ, source, why);
        });
    }

    /** What reads the output of a program. */
    public interface Reader {
        void from(java.io.InputStream in) throws IOException;
    }

    /** What this machine calls itself, as uname(1) prints it. */
    public String nodeName() {
        return processes.ask(List.of("uname", "-n")).text().strip();
    }

    @Override
    public void copyFile(Path source, Path target) throws IOException {
        require(target, processes.trouble(List.of("cp", "-a", "--", source.toString(), target.toString())));
    }

    @Override
    public Optional<String> missing(Path source, Path target) throws IOException {
        CopyTools tools = requireGnu(CopyTools.here(processes));
        String program = TreeListing.program(tools);
        TreeListing.Compared compared = new Pipes(processes)
                .together(
                        Processes.script(program, source.toString(), "", TreeListing.NO_DIRECTORY_TIMES),
                        Processes.script(program, target.toString(), "", TreeListing.NO_DIRECTORY_TIMES),
                        TreeListing::compare);
        if (!compared.isWholeHere() || !compared.isWholeThere()) {
            throw new FileSystemException(
                    (compared.isWholeHere() ? target : source).toString(), null, "it could not be listed to its end");
        }
        return compared.onlyHere();
    }

    @Override
    public void flush(Path directory) throws IOException {
        Optional<String> trouble = processes.trouble(List.of("sync", "-f", directory.toString()));
        if (trouble.filter(UNKNOWN_OPTION.asPredicate()).isPresent()) {
            trouble = processes.trouble(List.of("sync")); // one that knows all file systems together only
        }
        require(directory, trouble);
    }

    private static void require(Path path, Optional<String> trouble) throws IOException {
        if (trouble.isPresent()) {
            throw new FileSystemException(path.toString(), null, trouble.get());
        }
    }
}
