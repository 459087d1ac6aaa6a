package org.jzones.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What stands in front of the archive in a flash archive: lines of text in sections (flash_archive(4)). Of the sections only
 * the identification counts; what the others hold is neither run nor unpacked.
 *
 * @param identification by keyword, in lower case
 */
public record FlarHead(Map<String, String> identification) {
    private static final String COOKIE = "FlAsH-aRcHiVe-";
    private static final String BEGIN = "section_begin=";
    private static final String END = "section_end=";
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_LINE = 64 << 10;

    /** What an archive may be made with. */
    enum Method {
        CPIO,
        PAX
    }

    public FlarHead {
        identification = Map.copyOf(identification);
    }

    /** The value of a keyword. */
    public Optional<String> get(String keyword) {
        return Optional.ofNullable(identification.get(keyword));
    }

    static boolean begins(byte[] start) {
        return new String(start, 0, Math.min(start.length, COOKIE.length()), StandardCharsets.ISO_8859_1)
                .equals(COOKIE);
    }

    /** Reads all in front of the archive itself. @throws Failure if something is wrong with it, naming the line */
    static FlarHead read(InputStream in, String shown) throws IOException {
        return new Reading(in, shown).head();
    }

    /** True if the archive itself is compressed. @throws Failure if it is in a way that no flash archive is */
    boolean isCompressed(String shown) {
        String method = get("files_compressed_method").orElse("none");
        return switch (method) {
            case "none" -> false;
            case "compress" -> true;
            default -> throw Failure.of(Message.ARCHIVE_COMPRESSION, shown, method);
        };
    }

    /** How the archive itself was made. @throws Failure if no zone is made from such */
    Method method(String shown) {
        if (get("rootpool").isPresent() || get("bootfs").isPresent()) {
            throw Failure.of(Message.ARCHIVE_ROOTPOOL, shown);
        }
        String type = get("type").orElse("FULL");
        if (!type.equalsIgnoreCase("FULL")) {
            throw Failure.of(Message.ARCHIVE_DIFFERENTIAL, shown, type);
        }
        String method = get("files_archived_method").orElse("cpio");
        return switch (method) {
            case "cpio" -> Method.CPIO;
            case "pax" -> Method.PAX;
            default -> throw Failure.of(Message.ARCHIVE_METHOD, shown, method);
        };
    }

    /** The lines, one after the other. */
    private static final class Reading {
        private final InputStream in;
        private final String shown;
        private int read;
        private int line;

        Reading(InputStream in, String shown) {
            this.in = in;
            this.shown = shown;
        }

        FlarHead head() throws IOException {
            String cookie = line("its first line");
            if (cookie.endsWith("\r")) {
                throw Failure.of(Message.ARCHIVE_ASCII, shown);
            }
            if (!cookie.matches(COOKIE + "[0-9]+\\.[0-9]+")) {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, cookie);
            }
            String version = cookie.substring(COOKIE.length());
            if (!version.startsWith("1.") && !version.startsWith("2.")) {
                throw Failure.of(Message.ARCHIVE_VERSION, shown, version);
            }
            requireLine(BEGIN + "identification");
            Map<String, String> identification = identification();
            skipSections();
            return new FlarHead(identification);
        }

        private Map<String, String> identification() throws IOException {
            Map<String, StringBuilder> values = new LinkedHashMap<>();
            String keyword = "";
            String text = line("identification");
            while (!text.equals(END + "identification")) {
                requireInside(text);
                int equals = text.indexOf('=');
                Optional<StringBuilder> before = Optional.ofNullable(values.get(keyword));
                if (equals > 0) {
                    keyword = text.substring(0, equals).toLowerCase(Locale.ROOT);
                    values.put(keyword, new StringBuilder(text.substring(equals + 1)));
                } else if (before.isPresent()) {
                    before.get().append('\n').append(text); // goes on over several lines
                } else {
                    throw Failure.of(Message.ARCHIVE_LINE, shown, line, text);
                }
                text = line("identification");
            }
            Map<String, String> texts = new LinkedHashMap<>();
            values.forEach((key, value) -> texts.put(key, value.toString()));
            return texts;
        }

        private void skipSections() throws IOException {
            String text = line("the sections");
            while (!text.equals(BEGIN + "archive")) {
                if (!text.startsWith(BEGIN)) {
                    throw Failure.of(Message.ARCHIVE_LINE, shown, line, text);
                }
                String section = text.substring(BEGIN.length());
                text = line(section);
                while (!text.equals(END + section)) {
                    requireInside(text);
                    text = line(section);
                }
                text = line("the sections");
            }
        }

        private void requireInside(String text) {
            if (text.startsWith(BEGIN) || text.startsWith(END)) {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, text);
            }
        }

        private void requireLine(String wanted) throws IOException {
            String text = line(wanted);
            if (!text.equals(wanted)) {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, text);
            }
        }

        private String line(String where) throws IOException {
            line++;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = next(where); b != '\n'; b = next(where)) {
                if (bytes.size() >= LONGEST_LINE) {
                    throw tooLarge();
                }
                bytes.write(b);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private int next(String where) throws IOException {
            int b = in.read();
            if (b < 0) {
                throw Failure.of(Message.ARCHIVE_HEAD_ENDS, shown, where);
            }
            if (++read > LONGEST) {
                throw tooLarge();
            }
            return b;
        }

        private Failure tooLarge() {
            return Failure.of(Message.ARCHIVE_HEAD_LARGE, shown, line, LONGEST_LINE >> 10, LONGEST >> 20);
        }
    }
}
