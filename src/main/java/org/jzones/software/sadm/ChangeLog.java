package org.jzones.software.sadm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What has changed of a contents file and is not written into it yet: var/sadm/install/pkglog, which the daemon of the
 * packages keeps meanwhile (spec 7.1). Lines {@code +LINE} and {@code =LINE} put a line in the place of that of its path,
 * {@code -PATH} takes it away; what stands behind the last {@code ###Marker} was not finished and does not count.
 */
final class ChangeLog {
    /** The daemon writes contents when the log has 20 MB; memory holds what it changes, and zoneplace has little. */
    static final long MOST_BYTES = 32L << 20;

    static final int MOST_CHANGES = 300_000;

    private static final byte[] MARKER = "###Marker".getBytes(StandardCharsets.US_ASCII);

    /** By path, in the log's order: the line that stands for it now; empty if there is none any more. */
    private final Map<String, Optional<byte[]>> changes = new LinkedHashMap<>();

    private ChangeLog() {}

    /** @throws Failure if it is no regular file, cannot be read, or is longer than any that a host has */
    static ChangeLog read(Layout layout) {
        Path file = layout.packageLog();
        String shown = layout.shown(file);
        try (InputStream in = RegularFile.open(file, MOST_BYTES, shown)) {
            return read(in, shown);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    static ChangeLog read(InputStream file, String shown) throws IOException {
        ChangeLog log = new ChangeLog();
        Lines lines = new Lines(new BufferedInputStream(file, 1 << 16));
        List<byte[]> unfinished = new ArrayList<>();
        byte[] line = lines.next();
        while (line != null) {
            if (startsWith(line, MARKER)) {
                unfinished.forEach(log::take);
                unfinished.clear();
            } else if (line.length > 1 && line[0] != '#') {
                unfinished.add(line);
            }
            if (log.changes.size() + unfinished.size() > MOST_CHANGES) {
                throw Failure.of(Message.SADM_LOG_TOO_LONG, shown, MOST_CHANGES);
            }
            line = lines.next();
        }
        return log;
    }

    /** A line that fits no format is skipped, as one of contents is. */
    private void take(byte[] line) {
        byte[] rest = Arrays.copyOfRange(line, 1, line.length);
        switch (line[0]) {
            case '-' -> change(new String(rest, StandardCharsets.ISO_8859_1).strip(), Optional.empty());
            case '+', '=' -> ContentsEntry.parse(rest).ifPresent(entry -> change(entry.path(), Optional.of(rest)));
            default -> {}
        }
    }

    /** What was changed last stands last, as if the lines were put one after the other. */
    private void change(String path, Optional<byte[]> line) {
        changes.remove(path);
        changes.put(path, line);
    }

    /** How many paths it tells something about. */
    int size() {
        return changes.size();
    }

    /** The same contents as the daemon would write it: its lines without those of changed paths, then the changes. */
    InputStream replayedOn(InputStream contents) {
        return new Replay(contents);
    }

    private static boolean startsWith(byte[] line, byte[] start) {
        return line.length >= start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
    }

    /** Lines without their ends; of one that is longer than any in contents its beginning. */
    private static final class Lines {
        private final InputStream in;

        Lines(InputStream in) {
            this.in = in;
        }

        byte @Nullable [] next() throws IOException {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream(160);
            while (b >= 0 && b != '\n') {
                if (line.size() < ContentsFile.LONGEST_LINE) {
                    line.write(b);
                }
                b = in.read();
            }
            return line.toByteArray();
        }

        void close() throws IOException {
            in.close();
        }
    }

    private final class Replay extends InputStream {
        private final Lines lines;
        private final Iterator<Optional<byte[]>> added = changes.values().iterator();
        private byte[] line = {};
        private int at;

        Replay(InputStream contents) {
            this.lines = new Lines(new BufferedInputStream(contents, 1 << 16));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int done = 0;
            while (done < length && (at < line.length || next())) {
                int n = Math.min(length - done, line.length - at);
                System.arraycopy(line, at, buffer, offset + done, n);
                at += n;
                done += n;
            }
            return done == 0 && length > 0 ? -1 : done;
        }

        /** Goes to the next line, with its end; false if there is none. */
        private boolean next() throws IOException {
            byte[] old = lines.next();
            while (old != null && isChanged(old)) {
                old = lines.next();
            }
            byte[] next = old;
            while (next == null && added.hasNext()) {
                next = added.next().orElse(null);
            }
            if (next == null) {
                return false;
            }
            line = Arrays.copyOf(next, next.length + 1);
            line[next.length] = '\n';
            at = 0;
            return true;
        }

        /** Only for lines of the old style, which do not begin with their path, it has to be taken to pieces. */
        private boolean isChanged(byte[] old) {
            if (old.length == 0 || old[0] == '#') {
                return false;
            }
            if (old[0] != '/') {
                return ContentsEntry.parse(old)
                        .filter(entry -> changes.containsKey(entry.path()))
                        .isPresent();
            }
            int end = 0;
            while (end < old.length && old[end] != ' ' && old[end] != '\t' && old[end] != '\r' && old[end] != '=') {
                end++;
            }
            return changes.containsKey(new String(old, 0, end, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
