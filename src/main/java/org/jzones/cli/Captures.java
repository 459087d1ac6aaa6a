package org.jzones.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jzones.capture.CapturedHost;
import org.jzones.model.OneLine;

/** What commands do alike with captured hosts. */
final class Captures {
    private static final String VARIABLE = "TMPDIR";

    private Captures() {}

    /** Where the files of a capture are kept while it is read; empty where temporary files are otherwise. */
    static Optional<Path> place(Io io) {
        return Optional.ofNullable(io.environment().get(VARIABLE))
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .filter(Files::isDirectory);
    }

    /** Tells once what there is to know of one. */
    static void tell(Console console, String program, CapturedHost host) {
        String prefix = program + ": " + OneLine.of(host.host()) + ": note: ";
        host.notes(Instant.now()).forEach(note -> console.tell(note, prefix, ""));
    }
}
