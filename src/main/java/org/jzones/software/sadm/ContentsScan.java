package org.jzones.software.sadm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The scan of a contents file (spec 4.6) in parts, which threads take one by one: one thread starts at once, the caller's
 * joins in when it has nothing else to do. Each thread has one buffer; nothing else grows with the file.
 */
final class ContentsScan implements AutoCloseable {
    static final long PART = 1 << 20;

    /** How much is read at a time behind a part, to see its last line's end. */
    private static final int BEHIND = 16 << 10;

    private final FileChannel channel;
    private final long part;
    private final long size;
    private final byte[][] directories;
    private final NameTable packages;
    private final boolean[] found;
    private final AtomicLong nextPart = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final Thread helper;
    private volatile Optional<Throwable> trouble = Optional.empty();

    /**
     * @param channel closed with this
     * @param directories absolute paths
     * @param names of packages to look for
     * @param part how many bytes a thread takes at a time, {@link #PART} usually
     */
    ContentsScan(FileChannel channel, List<String> directories, List<String> names, long part) throws IOException {
        this.channel = channel;
        this.part = part;
        this.size = channel.size();
        this.directories = ContentsScanner.bytes(directories);
        this.packages = new NameTable(names);
        this.found = new boolean[names.size()];
        this.helper = new Thread(this::help, "contents");
        helper.setDaemon(true);
    }

    /** Starts a thread of its own, where there is a processor for it. */
    void start() {
        if (size > part && Runtime.getRuntime().availableProcessors() > 1) {
            helper.start();
        }
    }

    /** For each package, in the order given, whether an entry at or below one of the directories names it. */
    boolean[] finish() throws IOException {
        scanParts();
        try {
            helper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (trouble.isPresent()) {
            if (trouble.get() instanceof IOException e) {
                throw e;
            }
            throw new IllegalStateException(trouble.get());
        }
        return found;
    }

    /** Lines that had a path of interest and did not fit the format. */
    long skipped() {
        return skipped.get();
    }

    private void help() {
        try {
            scanParts();
        } catch (IOException | RuntimeException | Error e) {
            trouble = Optional.of(e);
        }
    }

    private void scanParts() throws IOException {
        ContentsScanner scanner = new ContentsScanner(directories, packages, found);
        long start = nextPart.getAndAdd(part);
        while (start < size && !allFound()) {
            // from the byte before on, which tells whether a line starts here
            long from = Math.max(0, start - 1);
            scanner.scan(new Part(from, start + part), start > 0, start + part - from);
            start = nextPart.getAndAdd(part);
        }
        skipped.addAndGet(scanner.skipped());
    }

    private boolean allFound() {
        for (boolean one : found) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The file from a position on, in large pieces up to an end and in small ones behind it. */
    private final class Part extends InputStream {
        private final long end;
        private long position;

        Part(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int most = position < end ? (int) Math.min(length, end - position) : Math.min(length, BEHIND);
            int n = channel.read(ByteBuffer.wrap(buffer, offset, most), position);
            position += Math.max(n, 0);
            return n;
        }
    }
}
