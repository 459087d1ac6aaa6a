package org.jzones.software.sadm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.Message;
import org.jzones.software.Delivery;

/** The contents file of a host, var/sadm/install/contents (spec 4.2), read whole and without haste. */
final class ContentsFile {
    static final int LONGEST_LINE = 4 << 20;

    private final Layout layout;
    private final Consumer<Supplier<String>> debug;

    /** @param debug takes what only someone looking for a fault wants to know */
    ContentsFile(Layout layout, Consumer<Supplier<String>> debug) {
        this.layout = layout;
        this.debug = debug;
    }

    /** True if it is there, which may yet turn out not to be readable. */
    boolean exists() {
        return Look.at(layout, layout.contents()).exists();
    }

    /** True if not all that has changed of it is written into it yet. One look, for most hosts have no such log. */
    boolean hasChanges() {
        return new File(layout.packageLog().toString()).length() > 0;
    }

    /**
     * Its bytes, with what has changed since it was written.
     *
     * @throws Failure if it is missing or no file, or the log of changes cannot be read
     */
    InputStream stream() throws IOException {
        if (!hasChanges()) {
            return Channels.newInputStream(open());
        }
        ChangeLog log = ChangeLog.read(layout);
        debug.accept(() -> layout.shown(layout.packageLog()) + ": " + log.size() + " paths are as this has them");
        return log.replayedOn(Channels.newInputStream(open()));
    }

    /** Gives every entry of contents in the file's order, and the lines that are comments or fit no format. */
    void entries(Progress progress, Consumer<Delivery> taker, Consumer<byte[]> others) {
        long skipped = 0;
        try (InputStream in = new BufferedInputStream(stream(), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            progress.expect("bytes", Files.size(layout.contents()));
            int b = in.read();
            while (b >= 0) {
                line.reset();
                for (; b >= 0 && b != '\n'; b = in.read()) {
                    if (line.size() < LONGEST_LINE) {
                        line.write(b);
                    }
                }
                Optional<ContentsEntry> entry =
                        line.size() < LONGEST_LINE ? ContentsEntry.parse(line.toByteArray()) : Optional.empty();
                entry.ifPresentOrElse(taker, () -> others.accept(line.toByteArray()));
                progress.advance(line.size() + 1L);
                skipped += entry.isPresent() ? 0 : 1;
                b = b < 0 ? b : in.read();
            }
            progress.done();
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.contents()), e);
        }
        long count = skipped;
        debug.accept(() -> layout.shown(layout.contents()) + ": " + count + " lines are comments or fit no format");
    }

    /** As it is on disk, for what reads it in parts. @throws Failure if it is missing or no file */
    FileChannel open() throws IOException {
        Path contents = layout.contents();
        FileFacts facts = Look.at(layout, contents);
        if (!facts.exists()) {
            throw Failure.of(Message.SADM_CONTENTS_MISSING, layout.shown(contents));
        }
        if (facts.kind() != FileFacts.Kind.FILE) {
            throw Failure.of(Message.FILE_NOT_REGULAR, layout.shown(contents));
        }
        return FileChannel.open(contents, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
