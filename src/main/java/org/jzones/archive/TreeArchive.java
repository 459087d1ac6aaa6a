package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Makes a cpio archive of a tree that the tar of GNU prints twice: the names first, by which all names of a file are known
 * before the first of them is written, for only the last one has the data.
 */
public final class TreeArchive {
    private final String shown;
    private final Predicate<String> isTaken;
    private final List<ArchiveEntry> directories = new ArrayList<>();
    private final Map<String, List<ArchiveEntry>> links = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private final Set<String> devices = new HashSet<>();
    private long bytes;
    private int nodes;
    private long inodes;

    /**
     * @param shown the tree for people
     * @param isTaken whether a path of the tree gets into the archive
     */
    public TreeArchive(String shown, Predicate<String> isTaken) {
        this.shown = shown;
        this.isTaken = isTaken;
    }

    private interface Step {
        void on(ArchiveEntry entry, InputStream data) throws IOException;
    }

    /** How many bytes the files have. */
    public long bytes() {
        return bytes;
    }

    /** How many devices were left out. */
    public int nodes() {
        return nodes;
    }

    /** Reads what there is. @throws Failure if there is something that no such archive can have */
    public void look(InputStream tar) throws IOException {
        read(tar, (entry, data) -> {
            switch (entry.kind()) {
                case NODE -> {
                    nodes++;
                    devices.add(entry.name());
                }
                case DIRECTORY -> directories.add(entry);
                case HARD_LINK -> addLink(entry, relative(entry.target()));
                case FILE -> {
                    if (entry.size() > CpioWriter.LARGEST) {
                        throw Failure.of(Message.FLAR_FILE_LARGE, ArchiveEntry.shown(entry.name()));
                    }
                    files.add(entry.name());
                    bytes += entry.size();
                }
                default -> {}
            }
        });
        links.keySet().stream()
                .filter(first -> !files.contains(first))
                .findFirst()
                .ifPresent(first -> {
                    throw Failure.of(Message.FLAR_LINK_LOST, ArchiveEntry.shown(first));
                });
        files.clear();
    }

    private void addLink(ArchiveEntry entry, String first) {
        if (!devices.contains(first)) {
            links.computeIfAbsent(first, name -> new ArrayList<>()).add(entry);
        }
    }

    /** Writes the archive, when all was read. @throws Failure if the tree is not what it was then */
    public void write(InputStream tar, OutputStream out) throws IOException {
        CpioWriter cpio = new CpioWriter(out);
        for (ArchiveEntry directory : directories) {
            cpio.write(directory, ++inodes, 2, 0, InputStream.nullInputStream());
        }
        read(tar, (entry, data) -> {
            switch (entry.kind()) {
                case FILE -> writeFile(cpio, entry, data);
                case LINK, FIFO -> cpio.write(entry, ++inodes, 1, 0, data);
                default -> {}
            }
        });
        cpio.end();
    }

    private void writeFile(CpioWriter cpio, ArchiveEntry entry, InputStream data) throws IOException {
        List<ArchiveEntry> others = links.getOrDefault(entry.name(), List.of());
        long inode = ++inodes;
        int names = others.size() + 1;
        ArchiveEntry name = entry;
        for (ArchiveEntry other : others) {
            cpio.write(name, inode, names, 0, InputStream.nullInputStream());
            name = entry.named(other.name(), "");
        }
        cpio.write(name, inode, names, entry.size(), data);
    }

    private void read(InputStream tar, Step step) throws IOException {
        TarReader reader = new TarReader(tar, shown);
        for (Optional<ArchiveEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            String path = relative(next.get().name());
            if (!path.isEmpty() && isTaken.test(path)) {
                if (path.length() > EntryNames.LONGEST_NAME) {
                    throw Failure.of(Message.FLAR_NAME_LONG, ArchiveEntry.shown(path), EntryNames.LONGEST_NAME);
                }
                step.on(next.get().named(path, next.get().target()), reader.data());
            }
        }
    }

    /** As names stand in flash archives: relative, without what means nothing. */
    private static String relative(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path.equals(".") ? "" : path;
    }
}
