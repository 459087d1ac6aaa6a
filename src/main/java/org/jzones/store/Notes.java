package org.jzones.store;

import java.io.IOException;
import java.nio.file.Path;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** What all notes of commands under way have in common: a host root may come from anywhere, and its notes with it. */
final class Notes {
    private Notes() {}

    /** The note's bytes. @throws Failure if it is no regular file, or cannot be read */
    static byte[] read(Path note, Layout layout) {
        String shown = layout.shown(note);
        try {
            return RegularFile.readIfRegular(note, layout)
                    .orElseThrow(() -> Failure.of(Message.NOTE_NOT_REGULAR, shown));
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    /** Says which part of the note no command has written. */
    static Failure bad(Path note, Layout layout, String part) {
        return Failure.of(Message.NOTE_BAD, layout.shown(note), part);
    }
}
