package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.TransferMark;
import org.jzones.model.ZoneName;

/** The marks in zonepaths that zones came to, or left, by a move to another machine. */
public final class TransferMarks {
    private final Layout layout;
    private final AtomicFile files;

    public TransferMarks(Layout layout, AtomicFile files) {
        this.layout = layout;
        this.files = files;
    }

    /** The mark of a move that has ended; empty if there is none, or something that says nothing. */
    public Optional<TransferMark> read(String zonepath) {
        try {
            return RegularFile.readIfRegular(layout.transferMark(zonepath), layout)
                    .flatMap(bytes -> TransferMark.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.transferMark(zonepath)), e);
        }
    }

    /** The tokens of the moves that the zone came by; none where the mark is about another zone, as after a copy by hand. */
    public List<String> tokens(String zonepath, ZoneName zone) {
        return read(zonepath)
                .filter(mark -> !mark.isLeft() && mark.zone().equals(zone))
                .map(TransferMark::tokens)
                .orElse(List.of());
    }

    public void write(String zonepath, TransferMark mark) {
        files.write(layout.transferMark(zonepath), (mark.line() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Removes the mark of files that were left, for they are taken up again: from now on they are nobody's old copy. */
    public void takeUp(String zonepath) {
        if (Layout.exists(layout.transferMark(zonepath))
                && read(zonepath).filter(TransferMark::isLeft).isPresent()) {
            remove(zonepath);
        }
    }

    /** Removes the mark, if there is one. */
    public void remove(String zonepath) {
        if (read(zonepath).isPresent()) {
            files.remove(layout.transferMark(zonepath));
        }
    }
}
