package org.jzones.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Reads tar archives: ustar, pax and those of GNU. Names in headers are bytes, those in records of pax are UTF-8; which one
 * a name comes from is seen by comparing it with the header.
 */
public final class TarReader implements ArchiveReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_HEAD = 1 << 20;

    private final byte[] skipped = new byte[1 << 16];
    private final Blocks blocks;
    private final TarArchiveInputStream tar;
    private final String shown;

    /** @param shown the archive for people */
    public TarReader(InputStream in, String shown) {
        this.blocks = new Blocks(in);
        this.tar = new TarArchiveInputStream(blocks, BLOCK, BLOCK, StandardCharsets.ISO_8859_1.name(), false);
        this.shown = shown;
    }

    /** True if the first block of an archive is the header of an entry of tar. */
    static boolean isHeader(byte[] block) {
        return block.length >= BLOCK && new String(block, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    @Override
    public Optional<ArchiveEntry> next() throws IOException {
        TarArchiveEntry entry = nextOrNull();
        if (entry == null) {
            if (!blocks.endsWithZeros()) {
                throw new EOFException();
            }
            return Optional.empty();
        }
        byte[] header = blocks.last();
        String name = name(entry.getName(), header, 0, 100, true);
        Kind kind = kind(entry, name);
        boolean leads = kind == Kind.LINK || kind == Kind.HARD_LINK;
        String target = leads ? name(entry.getLinkName(), header, 157, 100, false) : "";
        if (target.length() > EntryNames.LONGEST_TARGET) {
            throw Failure.of(Message.ARCHIVE_TARGET_LENGTH, shown, ArchiveEntry.shown(name), EntryNames.LONGEST_TARGET);
        }
        java.time.Instant time = entry.getLastModifiedTime().toInstant();
        return Optional.of(new ArchiveEntry(
                name,
                kind,
                entry.getMode() & 07777,
                unsigned(entry.getLongUserId()),
                unsigned(entry.getLongGroupId()),
                time.getEpochSecond(),
                time.getNano(),
                entry.getSize(),
                target,
                Optional.empty()));
    }

    /** The library makes a number of 32 bits, with a sign, of one that is not in digits. */
    private static long unsigned(long id) {
        return id < 0 ? id & 0xffffffffL : id;
    }

    private @org.jspecify.annotations.Nullable TarArchiveEntry nextOrNull() throws IOException {
        boolean isMore = tar.getCurrentEntry() != null; // its data, which have to be there
        while (isMore) {
            isMore = tar.read(skipped) >= 0;
        }
        blocks.limit(LONGEST_HEAD);
        try {
            return tar.getNextEntry();
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            blocks.limit(Long.MAX_VALUE);
        }
    }

    @Override
    public InputStream data() {
        return tar;
    }

    /** Where in the archive the data of the entry that was last begin, in bytes, as long as none of them was read. */
    public long position() {
        return blocks.total;
    }

    private Kind kind(TarArchiveEntry entry, String name) {
        char flag = (char) (entry.getLinkFlag() & 0xff);
        if (entry.isSparse() || flag == 'S') {
            throw Failure.of(Message.ARCHIVE_SPARSE, shown, ArchiveEntry.shown(name));
        }
        return switch (flag) {
            case '0', '\0', '7' -> name.endsWith("/") ? Kind.DIRECTORY : Kind.FILE;
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.LINK;
            case '3', '4' -> Kind.NODE;
            case '5' -> Kind.DIRECTORY;
            case '6' -> Kind.FIFO;
            case 'A', 'E', 'V' -> Kind.ATTRIBUTES;
            default -> throw Failure.of(Message.ARCHIVE_TYPE, shown, ArchiveEntry.shown(name), flag);
        };
    }

    /** The bytes of a name that was read, of which the header has the whole or the beginning. */
    private String name(String read, byte[] header, int from, int length, boolean prefixed) {
        if (isAscii(read)) {
            return read;
        }
        boolean isPosix = header[262] == 0;
        String inHeader = text(header, from, length);
        String prefix = prefixed && isPosix ? text(header, 345, 155) : "";
        String whole = prefix.isEmpty() ? inHeader : prefix + "/" + inHeader;
        String bare = read.endsWith("/") && !whole.endsWith("/") ? read.substring(0, read.length() - 1) : read;
        if (bare.equals(whole) || ((!isPosix || blocks.hadLongName()) && isBytes(read))) {
            return read;
        }
        if (read.indexOf('\uFFFD') >= 0) {
            throw Failure.of(Message.ARCHIVE_NAME_UNREADABLE, shown, ArchiveEntry.shown(whole));
        }
        return new String(read.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isBytes(String text) {
        return text.chars().allMatch(c -> c <= 0xff);
    }

    /** Keeps the last block that was read, and reads no more for a header than any header is long. */
    private static final class Blocks extends FilterInputStream {
        private final byte[] last = new byte[BLOCK];
        private long left = Long.MAX_VALUE;
        private long total;
        private boolean longName;

        Blocks(InputStream in) {
            super(in);
        }

        void limit(long most) {
            left = most;
            longName &= most == Long.MAX_VALUE;
        }

        /** True if the entry has a name in a header of its own as GNU has them: in bytes, as they are. */
        boolean hadLongName() {
            return longName;
        }

        byte[] last() {
            return last.clone();
        }

        boolean endsWithZeros() {
            return Arrays.equals(last, new byte[BLOCK]);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("the head of an entry is longer than " + LONGEST_HEAD + " bytes");
            }
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                left -= left == Long.MAX_VALUE ? 0 : n;
                keep(buffer, offset, n);
            }
            return n;
        }

        private void keep(byte[] buffer, int offset, int n) {
            int kept = Math.min(n, BLOCK);
            System.arraycopy(last, kept, last, 0, BLOCK - kept);
            System.arraycopy(buffer, offset + n - kept, last, BLOCK - kept, kept);
            total += n;
            boolean isHeader = left != Long.MAX_VALUE && total % BLOCK == 0 && TarReader.isHeader(last);
            longName |= isHeader && (last[156] == 'L' || last[156] == 'K');
        }
    }
}
