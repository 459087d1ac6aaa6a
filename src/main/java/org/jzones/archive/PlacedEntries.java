package org.jzones.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jzones.archive.ArchiveEntry.Inode;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The entries of an archive that are unpacked, under the names they get. Of a file with several names the first one that
 * comes with the data is the file, and the others are links to it, whichever of them the archive has the data with.
 */
public final class PlacedEntries {
    /** What takes them. */
    public interface Taker {
        /** @param data to be read to its end if it is a file */
        void take(ArchiveEntry entry, InputStream data) throws IOException;
    }

    private final String shown;
    private final Function<String, Optional<String>> place;
    private final Taker taker;
    /** Names without data yet, by the file they are of; and which file each of them is of. */
    private final Map<String, Map<String, ArchiveEntry>> waiting = new LinkedHashMap<>();

    private final Map<String, String> waitingFor = new HashMap<>();
    /** The name that each file with several names was taken under, and the other way round. */
    private final Map<String, String> taken = new HashMap<>();

    private final Map<String, String> takenFor = new HashMap<>();
    /** Files whose data have come and gone, for no name that is unpacked was theirs by then. */
    private final Set<String> lost = new HashSet<>();

    /**
     * @param shown the archive for people
     * @param place what a path becomes; empty if it is not unpacked
     */
    public PlacedEntries(String shown, Function<String, Optional<String>> place, Taker taker) {
        this.shown = shown;
        this.place = place;
        this.taker = taker;
    }

    /**
     * Takes the next entry, which is neither a node nor one of attributes.
     *
     * @param path its name, checked
     * @param target of a hard link the name it links to, checked
     */
    public void add(ArchiveEntry entry, String path, String target, InputStream data) throws IOException {
        Optional<String> placed = place.apply(path);
        placed.ifPresent(this::forget);
        Optional<Inode> inode = entry.inode();
        if (inode.isPresent()) {
            addNamed(entry, inode.get(), placed, data);
        } else if (placed.isPresent() && entry.kind() == Kind.HARD_LINK) {
            String first = place.apply(target)
                    .orElseThrow(() -> Failure.of(Message.ARCHIVE_LINK_LOST, shown, ArchiveEntry.shown(entry.name())));
            taker.take(entry.named(placed.get(), first), data);
        } else if (placed.isPresent()) {
            taker.take(entry.named(placed.get(), entry.target()), data);
        }
    }

    private void addNamed(ArchiveEntry entry, Inode inode, Optional<String> placed, InputStream data)
            throws IOException {
        String first = taken.get(inode.key());
        if (first != null && (entry.size() == 0 || !inode.dataLast())) {
            if (placed.isPresent()) {
                taker.take(entry.named(placed.get(), "").asLinkTo(first), InputStream.nullInputStream());
            }
            return;
        }
        if (entry.size() == 0) {
            placed.ifPresent(name -> await(entry.named(name, ""), inode.key()));
            return;
        }
        Map<String, ArchiveEntry> others = waiting.getOrDefault(inode.key(), Map.of());
        Optional<String> name = placed.or(() -> others.keySet().stream().findFirst());
        if (name.isEmpty()) {
            lost.add(inode.key());
            return;
        }
        taker.take(entry.named(name.get(), ""), data);
        link(inode.key(), name.get());
    }

    private void await(ArchiveEntry entry, String key) {
        waiting.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(entry.name(), entry);
        waitingFor.put(entry.name(), key);
    }

    /** Makes the names that wait for the file links to it. */
    private void link(String key, String first) throws IOException {
        taken.put(key, first);
        takenFor.put(first, key);
        Map<String, ArchiveEntry> others =
                Optional.ofNullable(waiting.remove(key)).orElse(Map.of());
        for (ArchiveEntry other : others.values()) {
            waitingFor.remove(other.name());
            if (!other.name().equals(first)) {
                taker.take(other.asLinkTo(first), InputStream.nullInputStream());
            }
        }
    }

    /** What comes under a name that was there is in its place. */
    private void forget(String name) {
        Optional.ofNullable(waitingFor.remove(name))
                .flatMap(key -> Optional.ofNullable(waiting.get(key)))
                .ifPresent(names -> names.remove(name));
        Optional.ofNullable(takenFor.remove(name)).ifPresent(taken::remove);
    }

    /** Takes the files whose data have not come: they have none. */
    public void end() throws IOException {
        for (Map.Entry<String, Map<String, ArchiveEntry>> file : new LinkedHashMap<>(waiting).entrySet()) {
            Optional<ArchiveEntry> first = file.getValue().values().stream().findFirst();
            if (first.isPresent()) {
                endWithoutData(file.getKey(), first.get());
            }
        }
    }

    private void endWithoutData(String key, ArchiveEntry first) throws IOException {
        if (lost.contains(key)) {
            throw Failure.of(Message.ARCHIVE_LINK_LOST, shown, ArchiveEntry.shown(first.name()));
        }
        taker.take(first, InputStream.nullInputStream());
        link(key, first.name());
    }
}
