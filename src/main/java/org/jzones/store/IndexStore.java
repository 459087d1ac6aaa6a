package org.jzones.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.RegularFile;

/** The index file of a host root: read without a lock, changed under one. */
public final class IndexStore {
    private final Layout layout;
    private final AtomicFile files;
    private final Locks locks;
    private final LastParsed<ZoneIndex> last = new LastParsed<>();

    public IndexStore(Layout layout, AtomicFile files, Locks locks) {
        this.layout = layout;
        this.files = files;
        this.locks = locks;
    }

    /** The index as it is now; {@link ZoneIndex#FRESH} on a host that has none. */
    public ZoneIndex read() {
        Path path = layout.index();
        try {
            return last.of(RegularFile.read(path, layout.shown(path)), ZoneIndex::parse);
        } catch (NoSuchFileException e) {
            return ZoneIndex.FRESH;
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    /** Reads, changes and writes the index while no other command can; what does not change it does not write it. */
    public void update(UnaryOperator<ZoneIndex> change) {
        try (Locks.Held lock = locks.index()) {
            ZoneIndex before = read();
            ZoneIndex after = change.apply(before);
            if (after != before) {
                files.write(layout.index(), after.toBytes());
            }
        }
    }
}
